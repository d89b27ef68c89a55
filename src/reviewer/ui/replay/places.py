"""How scripts name values: as the exported JSON does, `total`, `total[1]`, `line_items[0].amount`."""

import re
from typing import Final

from reviewer.domain.revision import Entry, Revision

_WRITTEN: Final = re.compile(
    r"(?P<field>[^\[\].:]+)(?:\[(?P<number>\d+)\])?(?:\.(?P<column>[^\[\].:]+)(?:\[(?P<cell>\d+)\])?)?"
)


def written(revision: Revision, entry: Entry) -> str:
    """The name of a value among those of its document."""
    if not entry.row:
        return _numbered(entry.field, revision.of_field(entry.field).index(entry))
    row = _rows(revision, entry.field).index(entry.row)
    cells = _cells(revision, entry.field, entry.row, entry.column)
    return f"{entry.field}[{row}]." + _numbered(entry.column, cells.index(entry))


def find(revision: Revision, name: str) -> Entry | None:
    """The value of a name, or of an entry's id; None when there is none."""
    if name in revision.entries:
        return revision.entries[name]
    parts = _WRITTEN.fullmatch(name)
    if parts is None:
        return None
    field, number, column, cell = parts["field"], int(parts["number"] or 0), parts["column"], int(parts["cell"] or 0)
    if column is None:
        values = tuple(entry for entry in revision.of_field(field) if not entry.row)
        return values[number] if number < len(values) else None
    rows = _rows(revision, field)
    cells = _cells(revision, field, rows[number], column) if number < len(rows) else ()
    return cells[cell] if cell < len(cells) else None


def _rows(revision: Revision, field: str) -> list[str]:
    return list(dict.fromkeys(entry.row for entry in revision.of_field(field) if entry.row))


def _cells(revision: Revision, field: str, row: str, column: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in revision.of_field(field) if (entry.row, entry.column) == (row, column))


def _numbered(name: str, number: int) -> str:
    return f"{name}[{number}]" if number else name
