"""What the operator may do with a task at a service that does not come to its end by itself."""

from dataclasses import replace

from sqlalchemy import Connection

from reviewer.domain.document import AUTO
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.errors import Forgotten, ReplyLost
from reviewer.services.remote.errand import anew, begun, kept, restored
from reviewer.services.sources import is_provider
from reviewer.services.wishes import Wish, again
from reviewer.store import answers, tasks
from reviewer.store.problems import Conflict

STUCK = frozenset({TaskState.UNCERTAIN, TaskState.LOST, TaskState.FAILED})

_AGAIN = frozenset({"failed", "request"})
"""Codes of tasks that a service has ended: asking for them again brings the same."""

AS_BEFORE = ""
"""A source: the one that read the document last."""


def retry(
    connection: Connection, document: str, wish: Wish, *, read_anyway: bool = False, bulk: str = ""
) -> RecognitionTask:
    """The task that reads a document again, asked for by a person; queued or submitted. An operation.

    What went wrong at a service goes on there, as far as that is sure to send nothing twice; a task that is uncertain
    or lost is returned as it is, for the operator to decide.

    Args:
        connection: of the operation.
        document: its id.
        wish: how, when nothing is to go on; its source may be `AS_BEFORE`: the provider that did it last, else here.
            Single pages are always read here.
        read_anyway: read the pixels also where a page has its own text.
        bulk: shared by readings that were asked for as one.
    """
    last = next(iter(reversed(tasks.of_document(connection, document))), None)
    same = last is not None and wish.source in (AS_BEFORE, last.source)
    if wish.source == AS_BEFORE:
        wish = replace(wish, source=AUTO)
    if last is not None and same and is_provider(last.source) and not read_anyway and not wish.pages:
        if last.state in (TaskState.UNCERTAIN, TaskState.LOST):
            return last
        if last.state is TaskState.FAILED:
            return _after_failure(connection, last)
        wish = replace(wish, source=last.source)
    return again(connection, document, wish, read_anyway=read_anyway, bulk=bulk)


def left(connection: Connection, document: str, wish: Wish, *, send_again: bool = False) -> RecognitionTask | None:
    """The task at the same service that was left unfinished, to go on with; None when there is none. An operation.

    Args:
        connection: of the operation, for whoever does all tasks.
        document: its id.
        wish: how; another document type is another wish.
        send_again: the operator has decided to send once more what is uncertain or lost.

    Raises:
        ReplyLost, Forgotten: the operator has to decide.
    """
    last = next(iter(reversed(tasks.of_document(connection, document))), None)
    if last is None or not is_provider(last.source) or last.source != wish.source:
        return None
    if last.state is TaskState.UNCERTAIN and can_look_up(last):
        return last
    if last.state in (TaskState.UNCERTAIN, TaskState.LOST):
        if send_again:
            return _sent_again(connection, last)
        raise (ReplyLost if last.state is TaskState.UNCERTAIN else Forgotten)(last.error, last.advice)
    if last.document_type != wish.document_type or last.state in (TaskState.DONE, TaskState.CANCELLED):
        return None
    return _after_failure(connection, last) if last.state is TaskState.FAILED else last


def _after_failure(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Ask for what was sent, send what is left of it, or send all of it once more."""
    errand = restored(tasks.ticket(connection, task.id))
    if errand.submitted and task.code not in _AGAIN and (errand.ticket.ids or task.code != "answer"):
        return ask_again(connection, task)
    if errand.ticket.ids and not errand.submitted and not errand.sending and task.code not in _AGAIN:
        return tasks.move(connection, task, TaskState.QUEUED)
    return _sent_again(connection, task)


def can_look_up(task: RecognitionTask) -> bool:
    """Whether the service of an uncertain task can tell what became of it. Imports the provider: not for the window."""
    from reviewer.providers.base import SupportsLookup
    from reviewer.services.remote.connection import kind

    return is_provider(task.source) and issubclass(kind(task.source), SupportsLookup)


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
    errand = begun(restored(tasks.ticket(connection, task.id)))  # its time begins anew
    return tasks.move(connection, task, TaskState.SUBMITTED, ticket=kept(errand))


def send_again(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Send it once more, as the operator decided. What was sent before is forgotten. An operation.

    Raises:
        Conflict: the task went on meanwhile.
    """
    if task.state not in STUCK:
        raise Conflict("This document is on its way already.", "Look at the list of tasks.")
    return _sent_again(connection, task)


def _sent_again(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    fresh = anew(restored(tasks.ticket(connection, task.id)))
    answers.drop(connection, task.id)
    return tasks.move(connection, task, TaskState.QUEUED, ticket=kept(fresh) if fresh.checks else None)


def let_be(connection: Connection, task: RecognitionTask) -> RecognitionTask:
    """Leave it: nothing more is asked or sent. An operation.

    Raises:
        Conflict: the task went on meanwhile.
    """
    return tasks.move(connection, task, TaskState.CANCELLED)
