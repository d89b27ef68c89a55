"""Phone numbers of own types: found by shape and label, told as E.164 where the country is known."""

from datetime import date

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Value
from reviewer.extraction.extract import extract
from reviewer.extraction.scene import Scene
from reviewer.extraction.shapes import phone

TODAY = date(2025, 6, 1)
PHONE = FieldType("phone", "Phone", kind=Kind.PHONE, country="DE", labels={"en": ("tel", "phone")}, not_labels=("fax",))
CARD = DocumentType("card", "Card", fields=(PHONE,))

LETTER = """
    Larkmere Rowing Club        Date: 14/03/2025
    Order 4711-2025             Total 1 234,50
    Tel: 030 1234567            Fax: 030 1234568
    IBAN DE89 3704 0044 0532 0130 00
"""


def found(words: str, field: FieldType = PHONE) -> list[str]:
    return [one.text for one in phone.find(Scene([page(words)], CARD, TODAY), field)]


def value(words: str, field: FieldType = PHONE) -> Value:
    kind = DocumentType("card", "Card", fields=(field,))
    return extract([page(words)], kind, today=TODAY).fields[0].values[0]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Tel: 03-1055 2284", "03-1055 2284"),
        ("Phone (0131) 496 0123", "(0131) 496 0123"),
        ("Call +49 (0)30 123 45 67 now", "+49 (0)30 123 45 67"),
        ("T 0049/30/1234567", "0049/30/1234567"),
        ("Tel. 01 23 45 67 89", "01 23 45 67 89"),
        ("Phone 202.555.0143 x12", "202.555.0143 x12"),
        ("(see 030 1234567 for more)", "030 1234567"),
    ],
)
def test_the_ways_in_which_numbers_are_printed(row, expected):
    assert expected in found(row)


@pytest.mark.parametrize("row", ["Total 12.50 13.20", "14/03/2025", "Room 12 A", "Weight 1,25 kg", "No 12345"])
def test_amounts_dates_and_short_numbers_are_none(row):
    assert found(row) == []


def test_the_number_at_the_label_is_chosen_and_told_as_all_phones_know_it():
    chosen = value(LETTER)
    assert (chosen.text, chosen.normalized) == ("030 1234567", "+49301234567")
    assert len(chosen.regions) == 1


def test_without_a_country_a_number_of_the_country_has_no_normalized_form():
    anywhere = FieldType("phone", "Phone", kind=Kind.PHONE, labels={"en": ("tel",)})
    assert (value(LETTER, anywhere).text, value(LETTER, anywhere).normalized) == ("030 1234567", None)
    abroad = value("Tel: +44 20 7946 0958", anywhere)
    assert (abroad.text, abroad.normalized) == ("+44 20 7946 0958", "+442079460958")


def test_a_page_without_a_number_has_none():
    assert value("Larkmere Rowing Club").text == ""


def test_the_shipped_types_have_no_field_of_this_kind():
    assert not [field for kind in load().values() for field in kind.fields if field.kind is Kind.PHONE]
