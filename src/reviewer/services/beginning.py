"""Beginning a recognition task, and giving it back when the program closes.

The store counts an attempt with each beginning, and leaves a document alone that brought Reviewer down three times.
Closing the program in the middle is no attempt.
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
    return tasks.move(connection, task, TaskState.RUNNING)


def give_back(connection: Connection, task: RecognitionTask) -> None:
    """Queue a task again that the closing program cannot end.

    Raises:
        Conflict: somebody else moved it first.
    """
    tasks.move(connection, task, TaskState.QUEUED)
    connection.execute(update(table).where(table.c.id == task.id).values(attempts=table.c.attempts - 1))
