import pytest
from msgspec.structs import replace

from paper import page
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.extraction.labels import Lexicon
from reviewer.extraction.layout import build

KIND = DocumentType(
    "slip",
    "Slip",
    fields=(
        FieldType(
            "total",
            "Total",
            Kind.AMOUNT,
            labels={"en": ("total", "grand total", "total incl gst")},
            not_labels=("total qty",),
        ),
        FieldType("tax", "Tax", Kind.AMOUNT, labels={"en": ("gst",), "de": ("Umsatzsteuer",)}),
        FieldType("number", "Number", Kind.CODE, labels={"en": ("invoice no",)}),
        FieldType("items", "Items", columns=(FieldType("price", "Price", labels={"en": ("unit price",)}),)),
    ),
)


def found(text):
    (row,) = build([page(text)]).rows
    return [("/".join(sorted(match.names)), row.text[match.start : match.stop]) for match in Lexicon(KIND).matches(row)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("TOTAL 5.00", [("total", "TOTAL")]),
        ("Grand Total: 5.00", [("total", "Grand Total")]),
        ("Total Incl. of GST 5.00", [("total", "Total Incl. of GST")]),
        ("TOTAL QTY: 3", [("!total", "TOTAL QTY")]),
        ("GST 0.30", [("tax", "GST")]),
        ("UMSATZSTEUER 0,30", [("tax", "UMSATZSTEUER")]),
        ("Unit Price", [("items.price", "Unit Price")]),
        ("Total 5.00 GST 0.30", [("total", "Total"), ("tax", "GST")]),
        ("totally different", []),
    ],
)
def test_the_longest_label_wins(text, expected):
    assert found(text) == expected


@pytest.mark.parametrize("text", ["Tota1 5.00", "TOTAI 5.00", "Toal 5.00", "Totall 5.00"])
def test_one_misread_letter_is_forgiven(text):
    assert [name for name, _ in found(text)] == ["total"]


def test_short_words_must_be_exact():
    assert found("GSI 0.30") == []


def test_a_label_without_its_blanks_counts():
    assert found("INVOICENO 123") == [("number", "INVOICENO")]


def test_a_name_that_begins_with_another_letter_is_no_misread_label():
    kind = replace(KIND, fields=(FieldType("supplier", "Supplier", Kind.TEXT, labels={"en": ("seller",)}),))
    (row,) = build([page("Anna Keller")]).rows
    assert Lexicon(kind).matches(row) == []


def test_a_label_ends_with_its_column_at_the_head_of_a_table():
    layout = build([page("Invoice          No of units")])
    (row,) = layout.rows
    kind = replace(KIND, fields=(FieldType("number", "Number", Kind.CODE, labels={"en": ("invoice", "invoice no")}),))
    matches = Lexicon(kind).matches(row, layout.segments[0])
    assert [match.span.text for match in matches] == ["Invoice"]
