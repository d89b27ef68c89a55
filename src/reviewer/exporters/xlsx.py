"""Many documents as an Excel workbook: one row a document, and a second sheet for the rows of fields that have rows.

There each row of each such field is one row, with columns named ``field.column`` as in the CSV.
"""

import io
from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import xlsxwriter

from reviewer.errors import ReviewerError
from reviewer.exporters._contents import Content
from reviewer.exporters._table import (
    DOCUMENT_COLUMNS,
    Cell,
    Record,
    begins_formula,
    columns,
    lines,
    read,
    record,
)
from reviewer.exporters.base import Dossier

LONGEST = 32_767
"""Letters that Excel takes in a cell."""
ROWS, COLUMNS = 1_048_576, 16_384
"""That Excel takes in a sheet."""

_ROW_COLUMNS = ("document.id", "document.name", "field", "row")
_CUT = " … (cut)"
_PIECE = 1 << 20


class Exporter:
    """An Excel workbook; all texts are cells of text, and those that begin a formula are marked as such for good."""

    title: ClassVar[str] = "Excel workbook"
    suffix: ClassVar[str] = ".xlsx"
    together: ClassVar[bool] = True
    snippets: ClassVar[bool] = False
    notice: ClassVar[str] = ""

    def export(self, dossiers: Iterable[Dossier]) -> Iterator[bytes]:
        """One workbook of all documents."""
        records: list[Record] = []
        rows: list[Record] = []
        for dossier, found in read(dossiers):
            records.append(record(dossier, found))
            rows.extend(_rows(dossier, found))
        content = _workbook({"Documents": (DOCUMENT_COLUMNS, records), "Rows": (_ROW_COLUMNS, rows)})
        for start in range(0, len(content), _PIECE):
            yield content[start : start + _PIECE]


def _rows(dossier: Dossier, found: list[Content]) -> Iterator[Record]:
    place = {"document.id": Cell(dossier.document.id), "document.name": Cell(dossier.document.name)}
    for content in found:
        if content.rows is not None:
            for number, cells in enumerate(lines(content), start=1):
                named = {f"{content.name}.{column}": cell for column, cell in cells.items()}
                yield {**place, "field": Cell(content.name), "row": Cell(str(number), number=True), **named}


def _workbook(sheets: dict[str, tuple[tuple[str, ...], list[Record]]]) -> bytes:
    buffer = io.BytesIO()
    # in_memory: no temporary files with the contents of documents
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(buffer, options) as book:
        bold = book.add_format({"bold": True})
        quoted = book.add_format({"quote_prefix": True})
        for name, (first, records) in sheets.items():
            _fill(book.add_worksheet(name), first, records, bold, quoted)
    return buffer.getvalue()


def _fill(sheet: Any, first: tuple[str, ...], records: list[Record], bold: Any, quoted: Any) -> None:
    header = columns(records, first)
    if len(records) >= ROWS or len(header) > COLUMNS:
        raise ReviewerError(
            f"An Excel sheet holds {ROWS - 1:,} rows and {COLUMNS:,} columns at most.",
            "Export fewer documents, or as CSV.",
            code="too_many",
        )
    sheet.freeze_panes(1, 0)
    for column, name in enumerate(header):
        sheet.write_string(0, column, _fitting(name), bold)
    for number, cells in enumerate(records, start=1):
        for column, name in enumerate(header):
            if name in cells:
                _put(sheet, number, column, cells[name], quoted)


def _put(sheet: Any, row: int, column: int, cell: Cell, quoted: Any) -> None:
    if cell.number:
        sheet.write_number(row, column, float(cell.text))
    elif cell.text:
        # quote_prefix is the apostrophe that Excel hides: the text stays as it is, also when the cell is edited
        sheet.write_string(row, column, _fitting(cell.text), quoted if begins_formula(cell.text) else None)


def _fitting(text: str) -> str:
    text = text.encode("utf-8", "replace").decode("utf-8")  # half a surrogate pair becomes a question mark
    return text if len(text) <= LONGEST else text[: LONGEST - len(_CUT)] + _CUT
