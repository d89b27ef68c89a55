"""Beginning a recognition task, and giving it back when the program closes.

An attempt counts when it begins: a document that brings Reviewer down three times is left alone. Closing the program in
the middle is none.
"""

from sqlalchemy import Connection, update

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.store import tasks
from reviewer.store.schema import tasks as table


def begin(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Make a task that was queued ours.

    Raises:
        Conflict: somebody else moved it first, or cancelled it.
    """
    return _count(connection, tasks.move(connection, task, TaskState.RUNNING), 1)


def give_back(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Queue a task again that the closing program cannot end.

    Raises:
        Conflict: somebody else moved it first.
    """
    return _count(connection, tasks.move(connection, task, TaskState.QUEUED), -1)


def _count(connection: Connection, task: RecognitionTask, by: int) -> RecognitionTask:
    connection.execute(update(table).where(table.c.id == task.id).values(attempts=table.c.attempts + by))
    return tasks.get(connection, task.id)
