"""How documents are to be recognized, and the tasks that come of it."""

import uuid
from dataclasses import dataclass

from sqlalchemy import Connection

from reviewer.domain.document import AUTO
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.services.clock import now
from reviewer.store import recognitions, tasks


@dataclass(frozen=True)
class Wish:
    """How documents are to be recognized.

    Attributes:
        source: ``auto`` or the name of an engine.
        document_type: ``auto`` or a name.
        languages: BCP 47.
        pages: only these pages are read (empty: all); the others keep the words they have.
    """

    source: str = AUTO
    document_type: str = AUTO
    languages: tuple[str, ...] = ()
    pages: tuple[int, ...] = ()


def wished(
    document: str, wish: Wish, *, asked: bool = False, read_anyway: bool = False, bulk: str = ""
) -> RecognitionTask:
    """A task for a document."""
    return RecognitionTask(
        str(uuid.uuid4()),
        document,
        wish.source,
        wish.document_type,
        wish.languages,
        read_anyway=read_anyway,
        asked=asked,
        pages=wish.pages,
        created_at=now(),
        bulk=bulk,
    )


def enqueued(
    connection: Connection,
    document: str,
    wish: Wish,
    *,
    read_anyway: bool = False,
    asked: bool = True,
    bulk: str = "",
) -> RecognitionTask:
    """Queue another reading of a document. An operation.

    Args:
        connection: of the operation.
        document: its id.
        wish: how.
        read_anyway: read the pixels also where a page has its own text.
        asked: a person asked for it, so that it can be undone; the first reading of a document never can.
        bulk: shared by readings that were asked for as one.
    """
    again = asked and recognitions.latest(connection, document) is not None
    task = wished(document, wish, asked=again, read_anyway=read_anyway, bulk=bulk if again else "")
    tasks.enqueue(connection, task)
    return task


def again(
    connection: Connection, document: str, wish: Wish, *, read_anyway: bool = False, bulk: str = ""
) -> RecognitionTask:
    """Queue a reading that a person asks for, of a document that nobody reads now. An operation, for the owner.

    A task of the same wish that a full disk left in the middle goes on where it stopped.
    """
    for task in tasks.of_document(connection, document, only_open=True):
        left = Wish(task.source, task.document_type, task.languages, task.pages)
        if left == wish and task.read_anyway == read_anyway:
            return task if task.state is TaskState.QUEUED else tasks.give_back(connection, task)
        tasks.move(connection, task, TaskState.CANCELLED)
    return enqueued(connection, document, wish, read_anyway=read_anyway, bulk=bulk)


def needed(connection: Connection, document: str, wish: Wish, *, again: bool) -> RecognitionTask | None:
    """The task that must be done so that a known document is recognized. An operation, for whoever does all tasks.

    Args:
        connection: of the operation.
        document: its id.
        wish: how.
        again: recognize it as wished, even if it was recognized before.

    Returns:
        A queued task, or None when it is recognized already.
    """
    waiting = tasks.of_document(connection, document, only_open=True)
    if not again and waiting:
        return waiting[-1]
    if not again and recognitions.latest(connection, document) is not None:
        return None
    for task in waiting:
        tasks.move(connection, task, TaskState.CANCELLED)
    return enqueued(connection, document, wish)
