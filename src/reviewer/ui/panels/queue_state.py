"""The state of a document in an icon and words, as the queue shows it."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from reviewer.domain.queue import QueueRow
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.ui.viewmodels.queue import Progress


@dataclass(frozen=True)
class State:
    """An icon of the set (or none), words, and whether it is a failure."""

    icon: str
    words: str
    failed: bool = False


def state_of(row: QueueRow, progress: Progress | None) -> State:
    """What the second line of a row says."""
    if progress is not None:
        return State("arc", progress.words or _tr("Reading"))
    task = _TASKS.get(row.task) if row.task is not None else None
    if task is not None and row.status is RevisionStatus.PENDING:
        return State(task.icon, _tr(task.words), task.failed)
    if row.status is RevisionStatus.PENDING and row.unsure == 0:
        return State("ring-tick", _tr("Pending, all sure"))
    icon, words = _STATUSES[row.status]
    return State(icon, _tr(words))


_TASKS = {
    TaskState.QUEUED: State("hourglass", "Waiting"),
    TaskState.RUNNING: State("arc", "Reading"),
    TaskState.FAILED: State("error", "Not read. Try again", failed=True),
    TaskState.LOST: State("error", "Lost by the service. Send again", failed=True),
    TaskState.UNCERTAIN: State("ring-question", "Unclear whether it was sent"),
    TaskState.CANCELLED: State("cancel", "Cancelled"),
}

_STATUSES = {
    RevisionStatus.PENDING: ("", "Pending"),
    RevisionStatus.IN_REVIEW: ("pen", "In review"),
    RevisionStatus.POSTPONED: ("clock", "Postponed"),
    RevisionStatus.REVIEWED: ("filled-tick", "Reviewed"),
    RevisionStatus.REJECTED: ("reject", "Rejected"),
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("queue", text)
