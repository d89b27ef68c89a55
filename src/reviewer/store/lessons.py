"""What the review of each document teaches: kept beside it, gone with it."""

from sqlalchemy import Connection, delete, insert, select

from reviewer.domain.lesson import Lesson
from reviewer.domain.revision import RevisionStatus
from reviewer.store.packing import packed, unpacked
from reviewer.store.schema import documents, lessons


def keep(connection: Connection, lesson: Lesson) -> None:
    """Keep the lesson of a document, in place of the one before."""
    forget(connection, lesson.document)
    connection.execute(insert(lessons).values(document=lesson.document, steps=lesson.steps, body=packed(lesson)))


def of(connection: Connection, document: str) -> Lesson | None:
    """The lesson of a document, None when there is none."""
    body = connection.execute(select(lessons.c.body).where(lessons.c.document == document)).scalar_one_or_none()
    return None if body is None else unpacked(body, Lesson)


def missing(connection: Connection, *, limit: int) -> list[str]:
    """Reviewed documents whose lesson was not drawn, or was drawn before their last step."""
    query = (
        select(documents.c.id)
        .outerjoin(lessons, lessons.c.document == documents.c.id)
        .where(documents.c.status == RevisionStatus.REVIEWED.value, documents.c.deleted_at.is_(None))
        .where(lessons.c.steps.is_(None) | (lessons.c.steps < documents.c.steps))
        .order_by(documents.c.sequence)
        .limit(limit)
    )
    return list(connection.execute(query).scalars())


def forget(connection: Connection, document: str) -> None:
    """Erase what the review of a document taught."""
    connection.execute(delete(lessons).where(lessons.c.document == document))
