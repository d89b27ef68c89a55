"""Recognitions: answers, never changed once kept."""

import msgspec
from sqlalchemy import Connection, insert, select

from reviewer.domain.recognition import Recognition
from reviewer.store.packing import packed, unpacked
from reviewer.store.schema import recognitions


class SourceRow(msgspec.Struct, frozen=True):
    """Which recognition came last, and from where."""

    id: str
    name: str
    task: str


def source(connection: Connection, document: str) -> SourceRow | None:
    """Where the last answer for a document came from, without reading it."""
    row = connection.execute(
        select(recognitions.c.id, recognitions.c.name, recognitions.c.task)
        .where(recognitions.c.document == document)
        .order_by(recognitions.c.sequence.desc())
        .limit(1)
    ).one_or_none()
    return None if row is None else SourceRow(row.id, row.name, row.task)


def add(connection: Connection, recognition: Recognition) -> None:
    """Keep an answer.

    Raises:
        Conflict: its document is gone, or it is kept already.
    """
    connection.execute(
        insert(recognitions).values(
            id=recognition.id,
            document=recognition.document,
            task=recognition.task,
            name=recognition.name,
            created_at=recognition.created_at,
            body=packed(recognition),
        )
    )


def get(connection: Connection, recognition: str) -> Recognition | None:
    """One answer by its id."""
    body = connection.execute(select(recognitions.c.body).where(recognitions.c.id == recognition)).scalar_one_or_none()
    return None if body is None else unpacked(body, Recognition)


def latest(connection: Connection, document: str) -> Recognition | None:
    """The answer that came last for a document."""
    body = connection.execute(
        select(recognitions.c.body)
        .where(recognitions.c.document == document)
        .order_by(recognitions.c.sequence.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if body is None else unpacked(body, Recognition)
