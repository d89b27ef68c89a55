"""Documents as a table: one row a document, one column a field."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.revision import Entry
from reviewer.exporters._contents import Content, contents
from reviewer.exporters.base import Dossier

SEVERAL = " | "
"""Between the values of a field that has several."""

_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
_DIGITS = 15
_NUMERIC = frozenset({Kind.AMOUNT, Kind.NUMBER})
# What spreadsheets take for the beginning of a formula; the wide ones after East Asian input.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


class Cell(msgspec.Struct, frozen=True):
    """One cell; a number when its field holds numbers and it is one."""

    text: str
    number: bool = False


Record = dict[str, Cell]
"""Cells by column."""

DOCUMENT_COLUMNS = (
    "document.id",
    "document.name",
    "document.document_type",
    "document.revision_status",
    "document.reviewed_by",
    "document.reviewed_at",
    "document.page_count",
    "document.sha256",
)


def record(dossier: Dossier, found: Iterable[Content]) -> Record:
    """The row of a document, without the fields that have rows."""
    cells = _document(dossier)
    cells.update({content.name: cell(content.values, content.kind) for content in found if content.rows is None})
    return cells


def lines(content: Content) -> Iterator[Record]:
    """The rows of a field that has rows."""
    kinds = {column.name: column for column in content.kind.columns} if content.kind else {}
    for row in content.rows or ():
        yield {column: cell(entries, kinds.get(column)) for column, entries in row.items()}


def columns(records: Iterable[Record], first: Iterable[str] = ()) -> list[str]:
    """All columns of some rows, in the order in which they appear."""
    return list(dict.fromkeys((*first, *(name for cells in records for name in cells))))


def cell(entries: Iterable[Entry], kind: FieldType | None) -> Cell:
    """The values of a field: normalized where they can be, so that dates and amounts sort and add up."""
    texts = [_text(entry) for entry in entries]
    number = kind is not None and kind.kind in _NUMERIC and len(texts) == 1 and is_number(texts[0])
    return Cell(SEVERAL.join(texts), number)


def is_number(text: str) -> bool:
    """Whether a text is a plain decimal, of no more digits than a spreadsheet keeps."""
    return len(text) <= _DIGITS and _NUMBER.fullmatch(text) is not None


def begins_formula(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula."""
    return text.startswith(_FORMULA) and not is_number(text)


def read(dossiers: Iterable[Dossier]) -> Iterator[tuple[Dossier, list[Content]]]:
    """Each document with its fields."""
    for dossier in dossiers:
        yield dossier, contents(dossier)


def _document(dossier: Dossier) -> Record:
    document, revision = dossier.document, dossier.revision
    texts = (
        document.id,
        document.name,
        revision.document_type,
        revision.status.value,
        revision.reviewed_by,
        revision.reviewed_at,
        str(len(document.pages)),
        SEVERAL.join(original.sha256 for original in document.originals),
    )
    return {name: Cell(text, name == "document.page_count") for name, text in zip(DOCUMENT_COLUMNS, texts, strict=True)}


def _text(entry: Entry) -> str:
    value = entry.value
    return value.text if value.normalized is None else value.normalized
