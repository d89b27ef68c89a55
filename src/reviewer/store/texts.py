"""The words of pages, committed as they are read."""

from sqlalchemy import Connection, delete, insert, select

from reviewer.domain.text import PageText
from reviewer.store.packing import packed, unpacked
from reviewer.store.schema import page_texts


def keep(connection: Connection, task: str, document: str, text: PageText) -> None:
    """Keep what a task read on a page, in place of what it had read there before."""
    connection.execute(delete(page_texts).where(page_texts.c.task == task, page_texts.c.page == text.page))
    connection.execute(insert(page_texts).values(task=task, document=document, page=text.page, body=packed(text)))


def of_task(connection: Connection, task: str) -> list[PageText]:
    """What a task has read, by page."""
    bodies = connection.execute(
        select(page_texts.c.body).where(page_texts.c.task == task).order_by(page_texts.c.page)
    ).scalars()
    return [unpacked(body, PageText) for body in bodies]


def pages_read(connection: Connection, task: str) -> frozenset[int]:
    """Which pages a task has read; it goes on with the others."""
    return frozenset(connection.execute(select(page_texts.c.page).where(page_texts.c.task == task)).scalars())


def latest(connection: Connection, document: str, page: int) -> PageText | None:
    """The words read last on a page of a document, by whatever task."""
    body = connection.execute(
        select(page_texts.c.body)
        .where(page_texts.c.document == document, page_texts.c.page == page)
        .order_by(page_texts.c.sequence.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if body is None else unpacked(body, PageText)


def forget(connection: Connection, document: str) -> None:
    """Drop the words of a document, when its pages are not the same any more."""
    connection.execute(delete(page_texts).where(page_texts.c.document == document))
