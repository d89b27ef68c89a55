"""Odd pages and odd types end in an answer, in bounded time."""

import time
from datetime import date

from paper import page
from reviewer.document_types import load
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.text import Line, PageText, Word
from reviewer.extraction.classify import classify
from reviewer.extraction.examine import examine
from reviewer.extraction.extract import extract

TYPES = load()
TODAY = date(2024, 6, 1)
SLOWEST = 30.0
"""CPU seconds: what grows with the square of the page takes minutes."""


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


def seconds(kind, *pages):
    began = time.process_time()
    extract(pages, kind, today=TODAY)
    classify(pages, TYPES)
    return time.process_time() - began


def test_fifty_thousand_words_take_bounded_time():
    assert seconds(TYPES["receipt"], crowd(50_000)) < SLOWEST
    assert seconds(TYPES["receipt"], crowd(50_000, "12.50")) < SLOWEST
    assert seconds(TYPES["receipt"], crowd(50_000, "01/02/2020", across=50_000)) < SLOWEST
    assert seconds(TYPES["form"], crowd(50_000, "Name:")) < SLOWEST
    assert seconds(TYPES["invoice"], crowd(50_000)) < SLOWEST
    assert seconds(TYPES["invoice"], crowd(50_000, "12.50", across=10)) < SLOWEST
    assert seconds(TYPES["invoice"], crowd(50_000, "DE89")) < SLOWEST


def test_what_was_left_out_is_told():
    (message,) = extract([crowd(50_000)], TYPES["receipt"], today=TODAY).messages

    assert "44000 words" in message


def test_a_type_with_three_hundred_fields_takes_bounded_time():
    kinds = (Kind.AMOUNT, Kind.TEXT, Kind.DATE, Kind.CODE, Kind.LINES, Kind.NUMBER)
    fields = tuple(
        FieldType(f"field_{n}", f"Field {n}", kinds[n % len(kinds)], labels={"en": (f"label {n}",)}) for n in range(300)
    )
    text = "\n".join(f"label {n}: {n}.50   1{n % 9}/02/2020   AB-{n:04}" for n in range(40))

    assert seconds(DocumentType("many", "Many", fields=fields), page(text)) < SLOWEST


def test_one_endless_word():
    assert seconds(TYPES["receipt"], page("1" * 20_000)) < SLOWEST
    assert seconds(TYPES["receipt"], page("1.2-3/" * 5_000)) < SLOWEST
    assert seconds(TYPES["receipt"], page("A 1 " * 5_000)) < SLOWEST
    assert seconds(TYPES["invoice"], page("a:" * 10_000)) < SLOWEST
    assert seconds(TYPES["invoice"], page("a, " * 5_000)) < SLOWEST
    assert seconds(TYPES["invoice"], page("1 000 " * 3_000)) < SLOWEST
    assert seconds(TYPES["form"], page("a:" * 10_000)) < SLOWEST


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
