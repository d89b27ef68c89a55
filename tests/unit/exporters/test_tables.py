"""CSV and Excel: one row a document; nothing in a cell runs."""

import csv
import io
import zipfile
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from dossiers import dossier, entry, full
from journals import machine
from reviewer.domain.revision import entries_of
from reviewer.errors import ReviewerError
from reviewer.exporters import _table, xlsx
from reviewer.exporters import csv as csv_exporter

DANGEROUS = ["=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "=cmd|' /C calc'!A0", "＝1", "-", "+39 06 1"]
HARMLESS = ["-12.50", "+3", "-0.5", "12", "abc", "a=b", "1-2", "", " =1", "'=1"]


def table(*dossiers):
    content = b"".join(csv_exporter.Exporter().export(dossiers))
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def workbook(*dossiers):
    return zipfile.ZipFile(io.BytesIO(b"".join(xlsx.Exporter().export(dossiers))))


_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheet(book, number=1):
    """The cells of a sheet by row: (type, text)."""
    strings = [
        "".join(text.text or "" for text in item.iter(f"{_MAIN}t"))
        for item in ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
    ]
    root = ElementTree.fromstring(book.read(f"xl/worksheets/sheet{number}.xml"))
    assert root.find(f".//{_MAIN}f") is None
    return [
        {cell.get("r").rstrip("0123456789"): _cell(cell, strings) for cell in row if cell.find(f"{_MAIN}v") is not None}
        for row in root.iter(f"{_MAIN}row")
    ]


def _cell(cell, strings):
    text = cell.find(f"{_MAIN}v").text
    return ("s", strings[int(text)]) if cell.get("t") == "s" else ("n", text)


def texts(book, number=1):
    return [[text for _, text in row.values()] for row in sheet(book, number)]


def test_one_row_a_document_and_one_column_a_field():
    (row,) = table(full())

    assert row == {
        "document.id": "0b9f1f3e-6b1c-4a5e-9f0e-1d2c3b4a5968",
        "document.name": "receipt.jpg",
        "document.document_type": "receipt",
        "document.revision_status": "reviewed",
        "document.reviewed_by": "Ada",
        "document.reviewed_at": "2026-01-02T03:04:05.678Z",
        "document.page_count": "1",
        "document.sha256": "a" * 64,
        "company": "Café “Zürich”",
        "date": "",
        "total": "12.50",
        "note": "",
        "sender": "'=SUM(A1)",
        "line_items.description": "Tea\n",
        "line_items.amount": "5.50\n7",
    }


def test_documents_of_several_types_share_a_table():
    other = dossier(entry("b", "birth_date", machine("2000-01-02")), document_type=None)
    first, second = table(full(), other)

    assert (first["total"], first["birth_date"]) == ("12.50", "")
    assert (second["total"], second["birth_date"]) == ("", "2000-01-02")


def test_several_values_stand_in_one_cell_and_several_lines_in_their_places():
    made = dossier(
        entry("company:0", "company", machine("One")),
        entry("company:1", "company", machine("Two\nThree"), order=1.0),
        entry("line_items:0:description:0", "line_items", machine("Tea\nwith milk"), "r0", "description"),
        entry("line_items:1:description:0", "line_items", machine("Cake"), "r1", "description", 1.0),
    )
    (row,) = table(made)

    assert row["company"] == "One | Two\nThree"
    assert row["line_items.description"] == "Tea with milk\nCake"


def test_no_documents_are_a_header():
    assert b"".join(csv_exporter.Exporter().export([])) == (
        b"\xef\xbb\xbfdocument.id,document.name,document.document_type,document.revision_status,"
        b"document.reviewed_by,document.reviewed_at,document.page_count,document.sha256\r\n"
    )


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_that_begins_a_formula_is_defused(text):
    made = dossier(entry("t", "note", machine(text)), name=text)
    (row,) = table(made)

    assert (row["note"], row["document.name"]) == (f"'{text}", f"'{text}")


@pytest.mark.parametrize("text", HARMLESS)
def test_a_cell_that_begins_none_is_left_alone(text):
    (row,) = table(dossier(entry("t", "note", machine(text))))

    assert row["note"] == text


def test_a_column_that_begins_a_formula_is_defused():
    (row,) = table(dossier(entry("t", "=evil()", machine("1")), document_type=None))

    assert row["'=evil()"] == "1"


@given(st.lists(st.text(), min_size=1, max_size=3))
def test_any_text_can_be_read_again_and_none_begins_a_formula(values):
    made = dossier(*(entry(f"note:{n}", "note", machine(text), order=float(n)) for n, text in enumerate(values)))
    (row,) = table(made)
    meant = _table.SEVERAL.join(text for text in values if text)

    assert row["note"].removeprefix("'") == meant.removeprefix("'")
    assert not _table.begins_formula(row["note"])


def test_many_documents_come_in_pieces(monkeypatch):
    monkeypatch.setattr(csv_exporter, "_AT_ONCE", 2)

    assert len(list(csv_exporter.Exporter().export([full()] * 5))) == 4
    assert len(table(*[full()] * 5)) == 5


def test_a_workbook_has_a_row_a_document_and_a_sheet_of_rows():
    book = workbook(full())

    assert texts(book) == [
        [
            *_table.DOCUMENT_COLUMNS,
            "company",
            "date",
            "total",
            "note",
            "sender",
        ],
        [
            "0b9f1f3e-6b1c-4a5e-9f0e-1d2c3b4a5968",
            "receipt.jpg",
            "receipt",
            "reviewed",
            "Ada",
            "2026-01-02T03:04:05.678Z",
            "1",
            "a" * 64,
            "Café “Zürich”",
            "12.5",
            "=SUM(A1)",
        ],
    ]
    assert [row[2:] for row in texts(book, 2)] == [
        ["field", "row", "line_items.description", "line_items.amount"],
        ["line_items", "1", "Tea", "5.5"],
        ["line_items", "2", "7"],
    ]


def test_amounts_are_numbers_and_codes_are_not():
    made = dossier(entry("t", "total", machine("1")), entry("n", "note", machine("00123")))
    row = sheet(workbook(made))[1]

    assert (row["K"], row["L"]) == (("n", "1"), ("s", "00123"))


@pytest.mark.parametrize("text", ["1e5", "NaN", "12,50", "9" * 400, "1" * 16, "--1", "1.", ".5"])
def test_what_is_no_plain_number_stays_text(text):
    assert ("s", text) in sheet(workbook(dossier(entry("t", "total", machine(text)))))[1].values()


@pytest.mark.parametrize("text", DANGEROUS)
def test_a_cell_of_a_workbook_never_is_a_formula_and_says_so(text):
    book = workbook(dossier(entry("t", "note", machine(text))))

    kind, found = list(sheet(book)[1].values())[-1]
    assert kind == "s"
    assert found.replace("_x000D_", "\r").strip() == text.strip()
    assert b'quotePrefix="1"' in book.read("xl/styles.xml")


def test_links_stay_text():
    book = workbook(dossier(entry("t", "note", machine("http://example.com"))))

    assert "http://example.com" in texts(book)[1]
    assert not [name for name in book.namelist() if "rels" in name and b"example" in book.read(name)]


def test_a_text_longer_than_a_cell_is_cut_and_says_so():
    (found,) = (
        text for text in texts(workbook(dossier(entry("t", "note", machine("x" * 40_000)))))[1] if "x" * 99 in text
    )

    assert len(found) == xlsx.LONGEST
    assert found.endswith("… (cut)")


def test_more_than_a_sheet_holds_is_told(monkeypatch):
    monkeypatch.setattr(xlsx, "ROWS", 3)
    with pytest.raises(ReviewerError, match="holds 2 rows"):
        workbook(full(), full(), full())


def test_odd_characters_do_not_stop_a_table():
    odd = dossier(entry("t", "note", machine("a\ud800\x00\x01b")), name="\udcfc")
    (row,) = table(odd)

    assert row["note"].startswith("a?")
    assert workbook(odd)


def test_rows_of_an_unknown_field_have_their_columns():
    fields = full().revision.fields()
    entries = {found.id: found for found in entries_of(field for field in fields if field.name == "line_items")}
    made = replace(full(), document_type=None, revision=replace(full().revision, entries=entries))

    assert table(made)[0]["line_items.amount"] == "5.50\n7"
