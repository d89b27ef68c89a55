"""What becomes of the readings of a split's parts when the split is undone and redone."""

from collections.abc import Iterable

from sqlalchemy import Connection

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.store import recognitions, tasks


def stop(connection: Connection, parts: Iterable[str]) -> None:
    """Begin no reading of the parts any more. One that is going on is stopped by whoever runs it."""
    for part in parts:
        for task in tasks.of_document(connection, part, only_open=True):
            if task.state is TaskState.QUEUED:
                tasks.move(connection, task, TaskState.CANCELLED)


def go_on(connection: Connection, parts: Iterable[str]) -> tuple[RecognitionTask, ...]:
    """Queue the readings of the parts again that were stopped before they ended. Returns all that are to be done."""
    waiting: list[RecognitionTask] = []
    for part in parts:
        known = tasks.of_document(connection, part)
        last = known[-1] if known else None
        if last is not None and last.state is TaskState.CANCELLED and recognitions.latest(connection, part) is None:
            last = tasks.move(connection, last, TaskState.QUEUED)
        if last is not None and last.state is TaskState.QUEUED:
            waiting.append(last)
    return tuple(waiting)
