"""What a person set stays when a document gets another type: under the fields of that type that mean the same."""

from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.normalize import normalized
from reviewer.domain.revision import Entry, Revision


def carried(revision: Revision, old: DocumentType, new: DocumentType, today: date) -> Revision:
    """A revision with its settled entries under the names that another type has for them.

    An entry whose field has no counterpart keeps its name, and so does one whose counterpart a person has set, too.
    What machines read is left alone: it is looked for anew.

    Args:
        revision: its values belong to `old`.
        old: the type so far.
        new: the type that it is to have.
        today: for years of two digits, where a value is normalized anew.
    """
    entries = dict(revision.entries)
    for entry in revision.entries.values():
        moved = _moved(entry, old, new, today) if entry.value.settled else entry
        there = revision.entries.get(moved.id)
        if moved is entry or (there is not None and there is not entry and there.value.settled):
            continue
        del entries[entry.id]
        entries[moved.id] = moved
    return replace(revision, entries=entries)


def _moved(entry: Entry, old: DocumentType, new: DocumentType, today: date) -> Entry:
    before = old.field(entry.field)
    after = _counterpart(before, new.fields)
    if before is None or after is None or bool(before.columns) != bool(after.columns):
        return entry
    if not entry.column:
        return _changed(entry, before, after, today, id=_named(entry.id, entry.field, after.name), field=after.name)
    cell = next((column for column in before.columns if column.name == entry.column), None)
    column = _counterpart(cell, after.columns)
    if cell is None or column is None:
        return entry
    return _changed(
        entry,
        cell,
        column,
        today,
        id=_cell_named(entry, after.name, column.name),
        field=after.name,
        row=_named(entry.row, entry.field, after.name),
        column=column.name,
    )


def _changed(entry: Entry, before: FieldType, after: FieldType, today: date, **names: str) -> Entry:
    """The entry under other names, normalized as its new field has it; the same object when nothing changes."""
    value = entry.value
    if (before.kind, before.choices, before.synonyms) != (after.kind, after.choices, after.synonyms) and value.text:
        value = replace(value, normalized=normalized(value.text, after, today))
    made = replace(entry, value=value, **names)
    return entry if made == entry else made


def _counterpart(field: FieldType | None, fields: Sequence[FieldType]) -> FieldType | None:
    return None if field is None else next((other for other in fields if other.meaning == field.meaning), None)


def _named(entry_id: str, field: str, name: str) -> str:
    """An id made from a place (``company:0``) with another field in it; what a person added is known by no name."""
    return f"{name}:{entry_id.removeprefix(f'{field}:')}" if entry_id.startswith(f"{field}:") else entry_id


def _cell_named(entry: Entry, field: str, column: str) -> str:
    parts = entry.id.split(":")
    if len(parts) != 4 or (parts[0], parts[2]) != (entry.field, entry.column):
        return entry.id
    return ":".join((field, parts[1], column, parts[3]))
