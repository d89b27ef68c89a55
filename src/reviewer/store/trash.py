"""Deleting documents: marked first, so that it can be undone; rows and files go later, or at once by choice."""

from collections.abc import Iterable

from sqlalchemy import Connection, Exists, delete, select, update

from reviewer.store import search
from reviewer.store.documents import gone
from reviewer.store.originals import Originals
from reviewer.store.schema import documents, originals, pages

DAYS = 30
"""How long a deleted document can be brought back."""


def put(connection: Connection, document: str, at: str) -> None:
    """Mark a document as deleted.

    Raises:
        Conflict: it is not there.
    """
    _mark(connection, document, at)


def restore(connection: Connection, document: str) -> None:
    """Take the mark back.

    Raises:
        Conflict: it was purged.
    """
    _mark(connection, document, None)


def expired(connection: Connection, before: str) -> list[str]:
    """The ids of the documents that were deleted before a moment."""
    return list(connection.execute(select(documents.c.id).where(documents.c.deleted_at < before)).scalars())


def purge(connection: Connection, ids: Iterable[str]) -> list[str]:
    """Remove deleted documents with everything of theirs.

    Returns:
        The hashes of the originals that nothing names now; call `sweep` with them in an operation of its own, so that
        no file goes before its row has gone for good.
    """
    for document in ids:
        chosen = select(documents.c.sequence).where(documents.c.id == document, documents.c.deleted_at.isnot(None))
        sequence = connection.execute(chosen).scalar_one_or_none()
        if sequence is not None:
            search.remove(connection, sequence)
            connection.execute(delete(documents).where(documents.c.sequence == sequence))
    orphans = list(connection.execute(select(originals.c.sha256).where(~_named())).scalars())
    connection.execute(delete(originals).where(~_named()))
    return orphans


def sweep(connection: Connection, kept: Originals, hashes: Iterable[str]) -> int:
    """Remove files of originals that are still not named by any document. Returns how many."""
    removed = 0
    for sha256 in hashes:
        known = connection.execute(select(originals.c.sha256).where(originals.c.sha256 == sha256)).one_or_none()
        if known is None and kept.has(sha256):
            kept.remove(sha256)
            removed += 1
    return removed


def _named() -> Exists:
    return select(pages.c.original).where(pages.c.original == originals.c.sha256).exists()


def _mark(connection: Connection, document: str, at: str | None) -> None:
    changed = update(documents).where(documents.c.id == document).values(deleted_at=at, rev=documents.c.rev + 1)
    if connection.execute(changed).rowcount != 1:
        raise gone()
