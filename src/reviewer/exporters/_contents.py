"""The values of a dossier as formats need them: fields in order, rows, and what is empty left out."""

from collections.abc import Iterable

import msgspec

from reviewer.domain.document_type import FieldType
from reviewer.domain.revision import Entry
from reviewer.exporters.base import Dossier

NO_COLUMN = "value"

Line = dict[str, list[Entry]]
"""One row: the entries of each column."""


class Content(msgspec.Struct, frozen=True):
    """One field.

    Attributes:
        name: of the field.
        kind: as its document type expects it, None for a field that the type does not know.
        values: in order, when the field has values.
        rows: in order, when it has rows; None otherwise.
    """

    name: str
    kind: FieldType | None
    values: tuple[Entry, ...] = ()
    rows: tuple[Line, ...] | None = None


def contents(dossier: Dossier) -> list[Content]:
    """The fields of the document type in its order, also those without a value, then the others."""
    known = {field.name: field for field in dossier.document_type.fields} if dossier.document_type else {}
    grouped: dict[str, list[Entry]] = {name: [] for name in known}
    for field in dossier.revision.fields():
        grouped[field.name] = [entry for entry in dossier.revision.of_field(field.name) if stands(entry)]
    return [_content(name, known.get(name), entries) for name, entries in grouped.items()]


def stands(entry: Entry) -> bool:
    """Whether there is anything to tell: a text, that a person said there is none, or where nothing could be read."""
    return bool(entry.value.text or entry.value.regions) or entry.value.settled


def _content(name: str, kind: FieldType | None, entries: list[Entry]) -> Content:
    if not (kind and kind.columns) and not any(entry.row for entry in entries):
        return Content(name, kind, tuple(entries))
    return Content(name, kind, rows=tuple(_lines(kind.columns if kind else (), entries)))


def _lines(columns: Iterable[FieldType], entries: list[Entry]) -> Iterable[Line]:
    lines: dict[str, Line] = {}
    for entry in entries:
        line = lines.setdefault(entry.row, {column.name: [] for column in columns})
        line.setdefault(entry.column or NO_COLUMN, []).append(entry)
    return lines.values()
