"""Many documents as CSV (RFC 4180): one row a document, one column a field.

A field with rows becomes a column for each of its columns, named ``field.column``, with one line in the cell for each
row; so the lines of these cells belong together, and a row keeps its place even where a column is empty.
"""

import csv
import io
from collections.abc import Iterable, Iterator
from typing import ClassVar

from reviewer.exporters._contents import Content
from reviewer.exporters._table import DOCUMENT_COLUMNS, Cell, Record, begins_formula, columns, lines, read, record
from reviewer.exporters.base import Dossier

_MARK = b"\xef\xbb\xbf"  # without it Excel takes UTF-8 for the code page of the machine
_AT_ONCE = 200


class Exporter:
    """Comma-separated values in UTF-8 with a byte order mark; cells that begin a formula get an apostrophe."""

    title: ClassVar[str] = "CSV table"
    suffix: ClassVar[str] = ".csv"
    together: ClassVar[bool] = True
    snippets: ClassVar[bool] = False
    notice: ClassVar[str] = ""

    def export(self, dossiers: Iterable[Dossier]) -> Iterator[bytes]:
        """One table of all documents."""
        records = [_record(dossier, found) for dossier, found in read(dossiers)]
        header = columns(records, DOCUMENT_COLUMNS)
        yield _MARK + _rows([[_defused(name) for name in header]])
        for start in range(0, len(records), _AT_ONCE):
            yield _rows(_ordered(cells, header) for cells in records[start : start + _AT_ONCE])


def _record(dossier: Dossier, found: list[Content]) -> Record:
    cells = record(dossier, found)
    for content in found:
        if content.rows is not None:
            cells.update(_stacked(content))
    return cells


def _stacked(content: Content) -> Record:
    rows = list(lines(content))
    empty = Cell("")
    return {
        f"{content.name}.{column}": Cell("\n".join(_one_line(row.get(column, empty).text) for row in rows))
        for column in columns(rows, [column.name for column in content.kind.columns] if content.kind else ())
    }


def _one_line(text: str) -> str:
    return " ".join(text.splitlines())


def _ordered(cells: Record, header: list[str]) -> list[str]:
    empty = Cell("")
    return [_defused(cells.get(name, empty).text) for name in header]


def _defused(text: str) -> str:
    return f"'{text}" if begins_formula(text) else text


def _rows(rows: Iterable[list[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode("utf-8", "replace")  # half a surrogate pair becomes a question mark
