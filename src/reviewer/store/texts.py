"""The words of pages, committed as they are read."""

from collections.abc import Mapping

from msgspec.structs import replace
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from reviewer.domain.text import PageText
from reviewer.store.packing import packed, unpacked
from reviewer.store.schema import page_texts


def keep(connection: Connection, task: str, document: str, text: PageText) -> None:
    """Keep what a task read on a page, in place of what it had read there before."""
    connection.execute(delete(page_texts).where(page_texts.c.task == task, page_texts.c.page == text.page))
    connection.execute(insert(page_texts).values(task=task, document=document, page=text.page, body=packed(text)))


def of_task(connection: Connection, task: str) -> list[PageText]:
    """What a task has read, by page."""
    mine = (page_texts.c.task == task, page_texts.c.page >= 0)
    rows = connection.execute(
        select(page_texts.c.page, page_texts.c.body).where(*mine).order_by(page_texts.c.page)
    ).all()
    return [_read(row.body, row.page) for row in rows]


def latest(connection: Connection, document: str, page: int) -> PageText | None:
    """The words read last on a page of a document, by whatever task."""
    body = connection.execute(
        select(page_texts.c.body)
        .where(page_texts.c.document == document, page_texts.c.page == page)
        .order_by(page_texts.c.sequence.desc())
        .limit(1)
    ).scalar_one_or_none()
    return None if body is None else _read(body, page)


def move(connection: Connection, document: str, places: Mapping[int, int]) -> None:
    """Let words follow their pages.

    Args:
        connection: of the operation.
        document: its id.
        places: where each page goes: place before, place after, each at most once. Below 0 are those of pages that are
            left out: nobody reads them until they are moved back.
    """
    moves = [{"before": before, "after": after} for before, after in places.items() if before != after]
    if not moves:
        return
    mine = page_texts.c.document == document
    away = update(page_texts).where(mine, page_texts.c.page == bindparam("before"))
    # By way of places that no page has: two pages that change places would be in each other's way.
    connection.execute(away.values(page=_AWAY - bindparam("after")), moves)
    connection.execute(update(page_texts).where(mine, page_texts.c.page < _HALF).values(page=_AWAY - page_texts.c.page))


def _read(body: bytes, page: int) -> PageText:
    """The words of a page, which stands elsewhere than when it was read, maybe."""
    text = unpacked(body, PageText)
    return text if text.page == page else replace(text, page=page)


_AWAY = -2_000_000_000
_HALF = -1_000_000_000
"""A page and its number in the log make a place below 0; it must not come near those on the way."""
