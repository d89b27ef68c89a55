"""What settles a value, and what only looks as if it did."""

from datetime import date

import pytest
from msgspec.structs import replace

from paper import page
from reviewer.document_types import load
from reviewer.extraction.extract import extract

TYPES = load()
TODAY = date(2024, 6, 1)
RECEIPT = """
    LITTLE SHOP LTD
    12 Market Road
    Receipt no: 4711
    Date: 12.03.2024
    Soap                 4.20
    Towel                7.00
    Total               11.20
    Cash                20.00
    Change               8.80
"""


def value(text, name, kind="receipt", **seconds):
    """The single value of a field.

    Args:
        text: of the page, or a page.
        name: of the field.
        kind: document type.
        seconds: what a second engine read instead of a word; the word's marks written as underlines.
    """
    read = page(text)
    lines = tuple(
        replace(
            line, words=tuple(replace(word, second=seconds.get(word.text.replace(".", "_"))) for word in line.words)
        )
        for line in read.lines
    )
    fields = extract([replace(read, lines=lines)], TYPES[kind], today=TODAY).fields
    return next(field.values[0] for field in fields if field.name == name)


def test_the_only_date_is_settled():
    assert "single_date" in value(RECEIPT, "date").evidence


def test_a_place_is_no_proof_of_characters_that_two_engines_read_differently():
    found = value(RECEIPT, "date", **{"12_03_2024": "12.08.2024"})
    assert found.text == "12.03.2024"
    assert found.evidence == ()
    assert found.confidence < TYPES["receipt"].threshold_of("date")
    assert [doubt.code for doubt in found.doubts] == ["engines"]


def test_a_sum_is_a_proof_of_characters_too():
    assert "sum" in value(RECEIPT, "total", **{"11_20": "11.70"}).evidence


@pytest.mark.parametrize("label", ["Due date", "Zahlbar bis"])
def test_the_only_date_that_was_read_may_be_another(label):
    found = value(f"INVOICE\nCOPPER LANE LTD\nInvoice no 4711\n{label}: 12.03.2024\nTotal 11.20", "date", "invoice")
    assert found.evidence == ()


def test_a_date_until_which_something_holds_is_not_when_it_was_bought():
    text = RECEIPT.replace("Date: 12.03.2024", "Points valid until 12.03.2025")
    assert value(text, "date").evidence == ()


def test_an_amount_that_stands_there_twice_needs_a_label():
    text = """
        LITTLE SHOP LTD
        Soap                 4.20
        Soap                 4.20
        Towel                7.00
    """
    assert value(text, "total").evidence == ()


def test_the_customer_has_a_right_check_digit_too():
    text = """
        COPPER LANE GMBH                     RECHNUNG
        Lindenallee 14
        48999 Musterau
        USt-IdNr. {}
        Rechnung an
        HILLTOP GMBH
        Amselgrund 2
        48999 Musterau
        USt-IdNr. {}
        Gesamtbetrag  11,20 EUR
    """
    assert "check_digit" in value(text.format("DE136695976", ""), "supplier_vat", "invoice").evidence
    assert "check_digit" not in value(text.format("DE136695976", "DE129274202"), "supplier_vat", "invoice").evidence


def test_letters_among_digits_are_told_and_settle_nothing():
    found = value(RECEIPT.replace("12.03.2024", "12.O3.2024"), "date")
    assert (found.text, found.normalized) == ("12.03.2024", "2024-03-12")
    assert found.evidence == ()
    assert found.doubts[0].text == "Read as “12.O3.2024”, with letters for digits."
    assert found.confidence < TYPES["receipt"].threshold_of("date")
