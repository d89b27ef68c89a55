"""Reviewed documents with all that can stand in one."""

from msgspec.structs import replace

from journals import human, machine
from reviewer.domain.document import Document, Original, Page
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Mark, Region, Value
from reviewer.domain.issue import Issue, Level
from reviewer.domain.recognition import PageReading, Recognition
from reviewer.domain.revision import Entry, Revision, RevisionStatus
from reviewer.domain.text import TextSource
from reviewer.exporters.base import Dossier

SQUARE = ((-0.01, 0.1), (0.5, 0.1), (0.5, 0.2), (0.0, 0.2123456789))

KIND = DocumentType(
    "receipt",
    "Receipt",
    fields=(
        FieldType("company", "Company"),
        FieldType("date", "Date", Kind.DATE),
        FieldType("total", "Total", Kind.AMOUNT, required=True),
        FieldType(
            "line_items",
            "Items",
            columns=(FieldType("description", "Description"), FieldType("amount", "Amount", Kind.AMOUNT)),
        ),
        FieldType("note", "Note"),
    ),
)


def entry(entry_id: str, field: str, value: Value, row: str = "", column: str = "", order: float = 0.0) -> Entry:
    return Entry(entry_id, field, value, order, row, column)


def dossier(*entries: Entry, name: str = "receipt.jpg", **values: object) -> Dossier:
    """A document with these values."""
    document = Document(
        "0b9f1f3e-6b1c-4a5e-9f0e-1d2c3b4a5968",
        name,
        (Original("a" * 64, "image/jpeg", 1234, name, 1),),
        (Page("a" * 64, 0, 90, 0.0, 800, 1200),),
        added_at="2026-01-01T00:00:00.000Z",
    )
    revision = Revision(
        document.id,
        RevisionStatus.REVIEWED,
        "receipt",
        {found.id: found for found in entries},
        reviewed_by="Ada",
        reviewed_at="2026-01-02T03:04:05.678Z",
    )
    recognition = Recognition(
        "r",
        document.id,
        "receipt",
        "rapidocr",
        "3.10",
        ("en", "de"),
        "t",
        pages=(PageReading(0, TextSource.ENGINE, "rapidocr", "No text of its own.", 450, 0.126, 12),),
        messages=("The picture is blurred.",),
        extras={"raw": {"a": [1, None]}},
    )
    made = Dossier(document, revision, recognition, KIND)
    return replace(made, **values)


def full() -> Dossier:
    """A document with a value of every sort."""
    placed = replace(machine("Café “Zürich”", 0.912345), regions=(Region(0, SQUARE), Region(0, ((0, 0), (1, 1)))))
    corrected = replace(human("12.50", machine("72.50", 0.4)), normalized="12.50", valid=True)
    return dossier(
        entry("note:1", "note", Value("", settled_by="Ada", mark=Mark.UNREADABLE)),
        entry("company:0", "company", placed),
        entry("total:0", "total", corrected),
        entry("date:0", "date", Value("")),
        entry("line_items:1:amount:0", "line_items", machine("7"), "line_items:1", "amount", 1.0),
        entry("line_items:0:description:0", "line_items", machine("Tea"), "line_items:0", "description"),
        entry(
            "line_items:0:amount:0", "line_items", replace(machine("5.5"), normalized="5.50"), "line_items:0", "amount"
        ),
        entry("sender:0", "sender", human("=SUM(A1)")),
        issues=(
            Issue("dates", Level.WARNING, "The date is missing.", ("date:0",)),
            Issue("sum", Level.ERROR, "The items are not the total.", ("total:0", "line_items:1:amount:0")),
            Issue("whole", Level.WARNING, "The receipt is old.", ()),
        ),
    )
