"""What the review of each document teaches: kept beside it, gone with it, erased when a person wants that."""

from sqlalchemy import Connection, delete, insert, select

from reviewer.domain.lesson import Lesson
from reviewer.domain.revision import RevisionStatus
from reviewer.store.packing import packed, unpacked
from reviewer.store.schema import documents, lessons

_FORGOTTEN = -1
"""In place of the number of steps: a person had the lesson erased, and none is drawn again."""


def keep(connection: Connection, lesson: Lesson) -> None:
    """Keep the lesson of a document, in place of the one before; none where a person wants it forgotten."""
    if is_forgotten(connection, lesson.document):
        return
    _put(connection, lesson.document, lesson.steps, packed(lesson))


def of(connection: Connection, document: str) -> Lesson | None:
    """The lesson of a document, None when there is none."""
    kept = select(lessons.c.body).where(lessons.c.document == document, lessons.c.steps != _FORGOTTEN)
    body = connection.execute(kept).scalar_one_or_none()
    return None if body is None else unpacked(body, Lesson)


def missing(connection: Connection, *, limit: int) -> list[str]:
    """Reviewed documents whose lesson was not drawn, or was drawn before their last step; none that is forgotten."""
    query = (
        select(documents.c.id)
        .outerjoin(lessons, lessons.c.document == documents.c.id)
        .where(documents.c.status == RevisionStatus.REVIEWED.value, documents.c.deleted_at.is_(None))
        .where(lessons.c.steps.is_(None) | ((lessons.c.steps < documents.c.steps) & (lessons.c.steps != _FORGOTTEN)))
        .order_by(documents.c.sequence)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def forget(connection: Connection, document: str) -> bool:
    """Erase what the review of a document taught, and draw no lesson from it any more. Returns whether there was one.

    Raises:
        Conflict: the document is not there.
    """
    kept = of(connection, document) is not None
    _put(connection, document, _FORGOTTEN, b"")
    return kept


def learn_again(connection: Connection, document: str) -> None:
    """Let a lesson be drawn from a document that was to be forgotten."""
    connection.execute(delete(lessons).where(lessons.c.document == document, lessons.c.steps == _FORGOTTEN))


def is_forgotten(connection: Connection, document: str) -> bool:
    """Whether a person wants nothing to be learned from a document."""
    steps = connection.execute(select(lessons.c.steps).where(lessons.c.document == document)).scalar_one_or_none()
    return steps == _FORGOTTEN


def _put(connection: Connection, document: str, steps: int, body: bytes) -> None:
    connection.execute(delete(lessons).where(lessons.c.document == document))
    connection.execute(insert(lessons).values(document=document, steps=steps, body=body))
