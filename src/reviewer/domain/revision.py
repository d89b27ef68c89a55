"""The values under review: a flat table of entries, and a status."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from reviewer.domain.bundle import Bundle
from reviewer.domain.field import Field, Row, Value


class RevisionStatus(StrEnum):
    """Where the review of a document is."""

    PENDING = "pending"
    IN_REVIEW = "in_review"
    POSTPONED = "postponed"
    REVIEWED = "reviewed"
    REJECTED = "rejected"


TO_REVIEW = frozenset({RevisionStatus.PENDING, RevisionStatus.IN_REVIEW})


class Entry(msgspec.Struct, frozen=True, omit_defaults=True):
    """A value and its place among the others.

    Attributes:
        id: stable within the document. The machine's are made from the place (``total:0``, ``line_items:2:amount:0``),
            a person's are UUIDs.
        field: name of the field.
        value: what stands there.
        order: sorts the values of a field and the rows of a field.
        row: id of its row, when the field has rows.
        column: name of the sub-field, when the field has rows.
    """

    id: str
    field: str
    value: Value
    order: float = 0.0
    row: str = ""
    column: str = ""


class Checked(msgspec.Struct, frozen=True, array_like=True):
    """What a provider said when it compared a text with what it reads: the entry, the text, whether it agrees."""

    entry: str
    text: str
    agrees: bool


class Origin(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the machine's values came from: an engine or a provider, and what a provider said of the document.

    Attributes:
        source: its name.
        messages: about the whole document.
        checked: corrections that it was asked to compare.
    """

    source: str
    messages: tuple[str, ...] = ()
    checked: tuple[Checked, ...] = ()


class Revision(msgspec.Struct, frozen=True, omit_defaults=True):
    """Everything under review in one document.

    Attributes:
        document: its id.
        status: see RevisionStatus.
        document_type: the type that the values belong to.
        entries: in no particular order; see `fields`.
        removed: ids that a person removed; a machine does not bring them back.
        removed_entries: what stood there, by id: another reading may give the id to something else.
        bundle: the documents that it seems to be, after the last recognition.
        origin: of the last recognition, None before the first.
        reviewed_by, reviewed_at: of the last finish, empty otherwise.
        reason: of the last postponing, rejecting or reopening.
        steps: number of the last step applied.
    """

    document: str
    status: RevisionStatus = RevisionStatus.PENDING
    document_type: str = "auto"
    entries: dict[str, Entry] = {}
    removed: frozenset[str] = frozenset()
    removed_entries: dict[str, Entry] = {}
    bundle: Bundle | None = None
    origin: Origin | None = None
    reviewed_by: str = ""
    reviewed_at: str = ""
    reason: str = ""
    steps: int = 0

    def of_field(self, name: str) -> tuple[Entry, ...]:
        """The entries of a field, rows in order."""
        return tuple(sorted((e for e in self.entries.values() if e.field == name), key=_place))

    def fields(self) -> tuple[Field, ...]:
        """The values as fields with values or rows; fields in the order of their first appearance."""
        by_field: dict[str, list[Entry]] = {}
        for entry in self.entries.values():
            by_field.setdefault(entry.field, []).append(entry)
        return tuple(_field(name, sorted(entries, key=_place)) for name, entries in by_field.items())


def _place(entry: Entry) -> tuple[float, str, str, int, str]:
    number = entry.id.rpartition(":")[2]
    return (entry.order, entry.row, entry.column, int(number) if number.isdecimal() else 0, entry.id)


def _field(name: str, entries: list[Entry]) -> Field:
    if not entries[0].row:
        return Field(name, values=tuple(entry.value for entry in entries))
    rows: dict[str, dict[str, list[Value]]] = {}
    for entry in entries:
        rows.setdefault(entry.row, {}).setdefault(entry.column, []).append(entry.value)
    return Field(
        name,
        rows=tuple(
            Row(tuple(Field(column, values=tuple(values)) for column, values in row.items())) for row in rows.values()
        ),
    )


def entries_of(fields: Iterable[Field]) -> tuple[Entry, ...]:
    """The entries that a machine's fields make, with ids made from their place."""
    entries: list[Entry] = []
    for field in fields:
        for number, value in enumerate(field.values):
            entries.append(Entry(f"{field.name}:{number}", field.name, value, float(number)))
        for number, row in enumerate(field.rows):
            row_id = f"{field.name}:{number}"
            for cell in row.fields:
                entries.extend(
                    Entry(f"{row_id}:{cell.name}:{i}", field.name, value, float(number), row_id, cell.name)
                    for i, value in enumerate(cell.values)
                )
    return tuple(entries)
