"""Odd pages and odd types end in an answer, with work that grows no faster than they do."""

from datetime import date
from functools import partial

import msgspec
import pytest

from effort import effort
from paper import page
from reviewer.document_types import load
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.text import Line, PageText, Word
from reviewer.extraction.classify import classify
from reviewer.extraction.examine import examine
from reviewer.extraction.extract import extract

TYPES = load()
TODAY = date(2024, 6, 1)
MOST = 3.0
"""How much more work twice as many words may be: what grows with the square of the page comes to 4."""


def crowd(count, text="word", across=100):
    """A page of very many words, `across` in a row."""
    rows = count // across
    lines = []
    for y in range(rows):
        top, bottom = y / rows, (y + 0.8) / rows
        words = tuple(
            Word(
                text, ((x / across, top), ((x + 0.8) / across, top), ((x + 0.8) / across, bottom), (x / across, bottom))
            )
            for x in range(across)
        )
        lines.append(Line(words, ((0.0, top), (1.0, top), (1.0, bottom), (0.0, bottom))))
    return PageText(0, tuple(lines))


def rows(count, text, across=20):
    """The upper part of a page: rows of words that stand as far apart, however many there are."""
    lines = []
    for y in range(count):
        top, bottom = y / 500, y / 500 + 0.0016
        places = [(x / across, (x + 0.8) / across) for x in range(across)]
        words = tuple(
            Word(text, ((left, top), (right, top), (right, bottom), (left, bottom))) for left, right in places
        )
        lines.append(Line(words, ((0.0, top), (1.0, top), (1.0, bottom), (0.0, bottom))))
    return PageText(0, tuple(lines))


def read(kind, paper):
    extract([paper], kind, today=TODAY)
    classify([paper], TYPES)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("receipt", "word"),
        ("receipt", "12.50"),
        ("invoice", "word"),
        ("invoice", "12.50"),
        ("invoice", "DE89"),
        ("form", "word"),
        ("form", "Name:"),
        ("ktp", "NIK"),
        ("ktp", "3374014509870003"),
        ("it_health_card", "14/03/1991"),
        ("it_health_card", "M"),
        ("passport_main", "выдан"),
        ("passport_main", "000-017"),
    ],
)
def test_the_work_grows_no_faster_than_the_page(name, word):
    kind = TYPES[name]
    read(kind, rows(1, word))  # what is made once

    once, twice = (effort(partial(read, kind, rows(count, word))) for count in (10, 20))

    assert twice < MOST * once


@pytest.mark.parametrize("sign", ["1", "1.2-3/", "A 1 ", "a:", "a, ", "1 000 "])
@pytest.mark.parametrize("name", ["receipt", "invoice", "form"])
def test_the_work_grows_no_faster_than_an_endless_word(name, sign):
    kind = TYPES[name]
    read(kind, page(sign))

    once, twice = (effort(partial(read, kind, page(sign * count))) for count in (300, 600))

    assert twice < MOST * once


@pytest.mark.parametrize(
    ("name", "paper"),
    [
        ("receipt", crowd(50_000, "12.50")),
        ("receipt", crowd(50_000, "01/02/2020", across=50_000)),
        ("form", crowd(50_000, "Name:")),
        ("invoice", crowd(50_000, "12.50", across=10)),
        ("contract", crowd(50_000)),
    ],
    ids=["receipt", "one row", "form", "invoice", "contract"],
)
def test_of_fifty_thousand_words_what_was_not_looked_at_is_told(name, paper):
    (message,) = extract([paper], TYPES[name], today=TODAY).messages

    assert "words of this very long document were not searched for fields" in message
    assert classify([paper], TYPES).name in TYPES


def test_what_was_left_out_is_told():
    (message,) = extract([crowd(50_000)], TYPES["receipt"], today=TODAY).messages

    assert "44000 words" in message


def test_the_work_grows_no_faster_than_the_type():
    kinds = (Kind.AMOUNT, Kind.TEXT, Kind.DATE, Kind.CODE, Kind.LINES, Kind.NUMBER)
    fields = tuple(
        FieldType(f"field_{n}", f"Field {n}", kinds[n % len(kinds)], labels={"en": (f"label {n}",)}) for n in range(300)
    )
    paper = page("\n".join(f"label {n}: {n}.50   1{n % 9}/02/2020   AB-{n:04}" for n in range(40)))
    few, more, most = (DocumentType("many", "Many", fields=fields[:count]) for count in (30, 60, 300))

    assert len(extract([paper], most, today=TODAY).fields) == 300
    assert effort(partial(read, more, paper)) < MOST * effort(partial(read, few, paper))


def test_a_word_without_extent():
    point = ((0.5, 0.5),) * 4
    paper = PageText(0, (Line((Word("TOTAL", point), Word("4.00", point)), point),))

    assert [field.name for field in extract([paper], TYPES["receipt"], today=TODAY).fields]


def test_words_outside_the_page_and_polygons_of_many_points():
    odd = ((-0.2, -0.1), (0.5, -0.1), (1.4, 0.0), (1.4, 1.2), (0.1, 1.3))
    paper = PageText(0, (Line((Word("TOTAL", odd), Word("4.00", odd)), odd),))

    extract([paper], TYPES["receipt"], today=TODAY)


def test_an_unknown_kind_of_field_is_left_empty():
    kind = DocumentType("slip", "Slip", fields=(FieldType("mrz", "MRZ", Kind.MRZ),))

    (field,) = extract([page("P<UTO")], kind, today=TODAY).fields

    assert field.values[0].text == ""


def test_the_answer_is_always_the_same():
    paper = page("LITTLE SHOP\n12 Garden Street\nTOTAL 4.00\nTOTAL 5.00\nDate 03/04/2024")

    answers = {repr(extract([paper], TYPES["receipt"], today=TODAY)) for _ in range(3)}

    assert len(answers) == 1


def test_features_and_weights_explain_the_choice():
    examined = {one.field.name: one for one in examine([page("SHOP\nTOTAL 4.00\nTea 3.00")], TYPES["receipt"], TODAY)}
    total = examined["total"]

    assert total.chosen is not None
    assert total.chosen.candidate.text == "4.00"
    assert total.chosen.features["label_left"] > 0
    assert total.runner_up is not None
    assert total.runner_up.candidate.text == "3.00"
    for choice in total.choices:
        assert abs(choice.score - sum(total.weights.get(n, 0) * v for n, v in choice.features.items())) < 1e-9


def test_check_digits_are_evidence():
    kind = DocumentType(
        "slip",
        "Slip",
        fields=(FieldType("iban", "IBAN", Kind.IDENTIFIER, identifier="iban", labels={"en": ("iban",)}),),
    )

    (field,) = extract([page("Pay to IBAN GB82 WEST 1234 5698 7654 32 soon")], kind, today=TODAY).fields

    assert field.values[0].text == "GB82 WEST 1234 5698 7654 32"
    assert field.values[0].normalized == "GB82WEST12345698765432"
    assert "check_digit" in field.values[0].evidence


def test_a_field_may_have_several_values():
    kind = DocumentType(
        "slip", "Slip", fields=(FieldType("code", "Code", Kind.CODE, several=True, labels={"en": ("order no",)}),)
    )

    (field,) = extract([page("Order no: AB-100\nOrder no: AB-200\nother CD-300")], kind, today=TODAY).fields

    assert [value.text for value in field.values] == ["AB-100", "AB-200"]


def test_a_sum_of_nothing_is_no_sum():
    kind = msgspec.structs.replace(
        TYPES["invoice"], rules=({"rule": "totals", "result": "tax"}, {"rule": "totals", "result": "net", "terms": []})
    )
    fields = {field.name: field for field in extract([page("INVOICE\nNet 4.00\nTotal 5.00")], kind, today=TODAY).fields}

    assert fields["total"].values[0].text == "5.00"
