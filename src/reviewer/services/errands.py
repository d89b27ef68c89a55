"""What the operator may do with a task at a service that does not come to its end by itself."""

from sqlalchemy import Connection

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.services.remote.errand import restored
from reviewer.store import answers, tasks
from reviewer.store.problems import Conflict

STUCK = frozenset({TaskState.UNCERTAIN, TaskState.LOST, TaskState.FAILED})


def can_ask(connection: Connection, task: RecognitionTask) -> bool:
    """Whether a task was taken by the service, so that asking for its answer costs nothing. An operation."""
    return task.state in STUCK and restored(tasks.ticket(connection, task.id)).submitted


def ask_again(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Ask the service again for what it has taken. An operation.

    Raises:
        Conflict: nothing was taken, or the task went on meanwhile.
    """
    if not can_ask(connection, task):
        raise Conflict("The service has nothing of this document.", "Send it again.")
    return tasks.move(connection, task, TaskState.SUBMITTED)


def send_again(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Send it once more, as the operator decided. What was sent before is forgotten. An operation.

    Raises:
        Conflict: the task went on meanwhile.
    """
    if task.state not in STUCK:
        raise Conflict("This document is on its way already.", "Look at the list of tasks.")
    answers.drop(connection, task.id)
    return tasks.move(connection, task, TaskState.QUEUED, ticket=None)


def let_be(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Leave it: nothing more is asked or sent. An operation.

    Raises:
        Conflict: the task went on meanwhile.
    """
    return tasks.move(connection, task, TaskState.CANCELLED)
