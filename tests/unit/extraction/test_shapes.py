"""Candidates by shape: what may be the value of a field, before anything is weighed."""

from datetime import date

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.domain.document_type import Kind
from reviewer.extraction.blocks import Surroundings
from reviewer.extraction.layout import Span, build
from reviewer.extraction.scene import Scene
from reviewer.extraction.shapes import amount, code, identifier, text
from reviewer.extraction.web_names import WebNames

INVOICE = load()["invoice"]


def scene(words):
    return Scene([page(words)], INVOICE, date(2024, 6, 1))


def texts(found):
    return [one.text for one in found]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Shelf     3   189,00    567,00", ["189,00", "567,00"]),
        ("Shelf     3   4 250,00    12 750,00", ["4 250,00", "12 750,00"]),
        ("Pump      2    875.000   1.750.000", ["875.000", "1.750.000"]),
        ("Total: EUR 1.234,50", ["1.234,50"]),
        ("Total 1,234.50-", ["1,234.50-"]),
        ("Total    4 887,77", ["4 887,77"]),
        ("Total    13.138.26", ["13.138.26"]),
        ("Grand Tota1 140.77", ["140.77"]),
        ("Total    21B.70", ["218.70"]),
    ],
)
def test_a_count_is_not_part_of_a_price(row, expected):
    assert [one.text for one in amount.find(scene(row)) if not one.traits["integer"]] == expected


def test_blanks_group_telephone_numbers_too():
    found = {one.text: one.traits for one in amount.find(scene("Tel 080 100 444\nTotal 1 234,50"))}

    assert found["1 234,50"]["grouped"]
    assert not found["080 100 444"]["grouped"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Order PO-7741_2", "PO-7741_2"),
        ("Order PO 70-1138", "PO 70-1138"),
        ("Order INV 20417", "INV 20417"),
        ("RechnungsNr4711", "4711"),
        ("Facture n°20240077", "20240077"),
    ],
)
def test_codes_with_their_letters_and_without_their_labels(row, expected):
    assert expected in texts(code.find(scene(row)))


def test_a_code_that_stands_alone_is_whole():
    found = {one.text: one.traits["whole"] for one in code.find(scene("Order      PO 70-1138"))}

    assert found == {"70-1138": 0.0, "PO 70-1138": 1.0}


@pytest.mark.parametrize(
    ("row", "expected", "right"),
    [
        ("IBAN:DE89370400440532013000", "DE89370400440532013000", 1.0),
        ("IBAN DE89 3704 0044 0532 0130 00 BIC COBADEFF", "DE89 3704 0044 0532 0130 00", 1.0),
        ("IBAN DE98 3704 0044 0532 0130 00 BIC COBADEFF", "DE98 3704 0044 0532 0130 00", 0.0),
        ("IBAN DE98 3704 0044 0532 0130 00     2024-1", "DE98 3704 0044 0532 0130 00", 0.0),
    ],
)
def test_identifiers_are_whole_also_with_a_wrong_digit(row, expected, right):
    found = {one.text: one.traits["check_digit"] for one in identifier.find(scene(row), INVOICE.field("iban"))}

    assert found[expected] == right


def test_names_are_cut_off_addresses_and_headings():
    found = texts(text.find(scene("Ahorn KG · Mühlenweg 8 · 48999 Musterau\n\nLarkfield Seeds Ltd INVOICE")))

    assert "Ahorn KG" in found
    assert "Larkfield Seeds Ltd" in found


ADDRESSES = """
    Ahorn KG · Mühlenweg 8 · 48999 Musterau

    Praxis Wolters
    Am Stadttor 12
    48998 Beispielstadt



    Ahorn KG                  www.ahorn-kg.example
    Mühlenweg 8               Tel. 0555 1234
    48999 Musterau
"""


def test_what_stands_around_a_name():
    layout = build([page(ADDRESSES)])
    around = Surroundings(layout)

    def figures(words):
        row = next(row for row in layout.rows if words in row.text)
        start = row.text.index(words)
        return {name for name, figure in around.of(Span(row, start, start + len(words))).items() if figure}

    assert figures("Praxis Wolters") == {"address_below", "under_sender", "block_head"}
    assert figures("Am Stadttor 12") == {"address_below"}
    assert {"address_beside"} <= figures("Ahorn KG")


@pytest.mark.parametrize(
    ("name", "figure"),
    [
        ("Ahorn Technik GmbH", 1.0),
        ("AHORN-TECHNIK", 1.0),
        ("Ahorn", 0.5),
        ("Technik Wolters", 0.5),
        ("Wolters KG", 0.0),
        ("www.ahorn-technik.example", 0.0),
        ("Ahorn Technik GmbH liefert Türen und Tore ins ganze Land", 0.5),
        ("", 0.0),
    ],
)
def test_names_like_a_web_address(name, figure):
    assert WebNames(build([page("Mail: post@ahorn-technik.example, wolters@gmail.com")])).like(name) == figure


def test_all_shapes_of_the_type_are_tried():
    assert {field.kind for field in INVOICE.fields} >= {Kind.AMOUNT, Kind.CODE, Kind.IDENTIFIER, Kind.TEXT}
