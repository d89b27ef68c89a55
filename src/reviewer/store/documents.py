"""Documents with their pages and originals. Functions of a connection; changes belong into an operation of the lane."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec
from sqlalchemy import Connection, Row, func, insert, select, update

from reviewer.domain.document import Document, Original, Page
from reviewer.domain.geometry import Box
from reviewer.domain.queue import sort_name
from reviewer.domain.revision import RevisionStatus
from reviewer.store import search
from reviewer.store.originals import Originals, missing
from reviewer.store.problems import Conflict
from reviewer.store.schema import documents, originals, pages

Item = TypeVar("Item")
_AT_ONCE = 500

Size = tuple[int, int]
"""Width and height of a page frame, pixels."""


def add(connection: Connection, document: Document, kept: Originals) -> None:
    """Add a document whose originals were kept before.

    Raises:
        StoreError: the file of an original was purged meanwhile (code ``original_missing``): keep it again.
        Conflict: a document of that id is there already.
    """
    # Checked here, since files are removed in operations too: no purge can come between this and the commit.
    if not all(kept.has(original.sha256) for original in document.originals):
        raise missing()
    for original in document.originals:
        _add_original(connection, original)
    row = connection.execute(
        insert(documents)
        .values(
            id=document.id,
            name=printable(document.name),
            sort_name=sort_name(printable(document.name)),
            document_type=document.document_type,
            status=RevisionStatus.PENDING.value,
            added_at=document.added_at,
            page_count=len(document.pages),
        )
        .returning(documents.c.sequence)
    ).one()
    _add_pages(connection, document)
    search.put(connection, row.sequence, printable(document.name), document.document_type, "")


def get(connection: Connection, document: str) -> Document:
    """A document, deleted or not.

    Raises:
        Conflict: it is not there.
    """
    row = connection.execute(select(documents).where(documents.c.id == document)).one_or_none()
    if row is None:
        raise gone()
    return _document(connection, row)


def names(connection: Connection, wanted: Collection[str]) -> dict[str, str]:
    """The names of documents by their ids."""
    found: dict[str, str] = {}
    for some in _portions(sorted(wanted)):
        rows = connection.execute(select(documents.c.id, documents.c.name).where(documents.c.id.in_(some)))
        found.update((row.id, row.name) for row in rows)
    return found


def pages_at(connection: Connection, places: Collection[tuple[str, int]]) -> dict[tuple[str, int], Page]:
    """Pages of several documents, by document and place in it."""
    found: dict[tuple[str, int], Page] = {}
    positions = sorted({position for _, position in places})
    for some in _portions(sorted({document for document, _ in places})):
        for part in _portions(positions):
            wanted = select(pages).where(pages.c.document.in_(some), pages.c.position.in_(part))
            for row in connection.execute(wanted):
                if (row.document, row.position) in places:
                    found[row.document, row.position] = _read_page(row)
    return found


def find(connection: Connection, sha256: str) -> Document | None:
    """The document made of an original, if there is one; rather one that is not deleted."""
    row = connection.execute(
        select(documents)
        .join(pages, pages.c.document == documents.c.id)
        .where(pages.c.original == sha256, pages.c.position >= 0)
        .order_by(documents.c.deleted_at.isnot(None), documents.c.sequence)
        .limit(1)
    ).one_or_none()
    return None if row is None else _document(connection, row)


def showing(connection: Connection, sha256: str) -> int:
    """How many documents, but for deleted ones, show a page of an original."""
    shown = select(func.count(documents.c.id.distinct())).join(pages, pages.c.document == documents.c.id)
    here = (pages.c.original == sha256, pages.c.position >= 0, documents.c.deleted_at.is_(None))
    return connection.execute(shown.where(*here)).scalar_one()


def set_turn(connection: Connection, document: str, page: int, rotation: int, skew: float = 0.0) -> None:
    """Set how the operator has a page turned, and turned besides to stand straight; degrees clockwise."""
    _update(connection, document)
    _page(connection, document, page, rotation=rotation % 360, skew=skew)


def set_sizes(connection: Connection, document: str, sizes: Mapping[int, Size]) -> None:
    """Set the sizes of pages as they become known, by position."""
    for position, (width, height) in sizes.items():
        _page(connection, document, position, width=width, height=height)


def set_pages(connection: Connection, document: Document) -> None:
    """Replace the pages (reordered, some left out or brought back, or counted after adding).

    A file that shows no page any more stays with the document as long as there is one: its pages can be brought back.

    Raises:
        Conflict: the document was changed since it was read.
    """
    _update(connection, document.id, rev=document.rev, page_count=len(document.pages))
    _put_aside(connection, document)
    connection.execute(pages.delete().where(pages.c.document == document.id, pages.c.position >= 0))
    for original in document.originals:
        _add_original(connection, original)
    _add_pages(connection, document)


def gone() -> Conflict:
    """The document that is meant does not exist."""
    return Conflict("This document is not in the workspace any more.", "Choose another one.", code="no_document")


def printable(name: str) -> str:
    """A file's name as text that any encoding takes: names that are not Unicode come with lone surrogates."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _portions(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """As many as one statement takes well."""
    return (items[start : start + _AT_ONCE] for start in range(0, len(items), _AT_ONCE))


def _update(connection: Connection, document: str, *, rev: int | None = None, **values: object) -> None:
    changed = update(documents).where(documents.c.id == document).values(rev=documents.c.rev + 1, **values)
    if rev is not None:
        changed = changed.where(documents.c.rev == rev)
    if connection.execute(changed).rowcount != 1:
        raise gone() if rev is None else Conflict("This document was changed in the meantime.", "Open it again.")


def _page(connection: Connection, document: str, at: int, **values: object) -> None:
    connection.execute(update(pages).where(pages.c.document == document, pages.c.position == at).values(**values))


def _add_original(connection: Connection, original: Original) -> None:
    known = select(originals.c.sha256).where(originals.c.sha256 == original.sha256)
    if connection.execute(known).one_or_none() is None:
        connection.execute(
            insert(originals).values(
                sha256=original.sha256,
                media_type=original.media_type,
                size=original.size,
                name=printable(original.name),
                page_count=original.page_count,
                encrypted=original.encrypted,
            )
        )


def _put_aside(connection: Connection, document: Document) -> None:
    """Of each file that loses its last page, keep one at a place before the first: what is named is not purged."""
    mine = pages.c.document == document.id
    lowest = connection.execute(select(func.min(pages.c.position)).where(mine)).scalar_one() or 0
    aside = select(pages.c.original).where(mine, pages.c.position < 0)
    used = {original.sha256 for original in document.originals}
    lost = select(pages.c.original, func.min(pages.c.position)).where(mine, pages.c.original.notin_(aside))
    for number, row in enumerate(connection.execute(lost.group_by(pages.c.original)).all(), 1):
        if row.original not in used:
            _page(connection, document.id, row[1], position=min(lowest, 0) - number)


def _add_pages(connection: Connection, document: Document) -> None:
    rows = [
        {
            "document": document.id,
            "position": position,
            "original": page.original,
            "original_index": page.index,
            "rotation": page.rotation,
            "skew": page.skew,
            "width": page.width,
            "height": page.height,
            "area": None if page.area is None else list(msgspec.structs.astuple(page.area)),
        }
        for position, page in enumerate(document.pages)
    ]
    if rows:
        connection.execute(insert(pages), rows)


def _document(connection: Connection, row: Row[tuple[object, ...]]) -> Document:
    mine = (pages.c.document == row.id, pages.c.position >= 0)
    found = connection.execute(select(pages).where(*mine).order_by(pages.c.position)).all()
    return Document(
        id=row.id,
        name=row.name,
        originals=_originals(connection, dict.fromkeys(page.original for page in found)),
        pages=tuple(_read_page(page) for page in found),
        document_type=row.document_type,
        added_at=row.added_at,
        rev=row.rev,
        deleted=row.deleted_at is not None,
    )


def _read_page(row: Row[tuple[object, ...]]) -> Page:
    return Page(row.original, row.original_index, row.rotation, row.skew, row.width, row.height, read_area(row.area))


def read_area(stored: list[float] | None) -> Box | None:
    """The area of a page as the tables have it."""
    return None if stored is None else Box(*stored)


def _originals(connection: Connection, hashes: Iterable[str]) -> tuple[Original, ...]:
    ordered = tuple(hashes)
    rows = connection.execute(select(originals).where(originals.c.sha256.in_(ordered))).all()
    found = {
        row.sha256: Original(row.sha256, row.media_type, row.size, row.name, row.page_count, row.encrypted)
        for row in rows
    }
    return tuple(found[sha256] for sha256 in ordered)
