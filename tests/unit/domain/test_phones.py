"""Phone numbers are told as all phones know them, where their country is known."""

from datetime import date

import pytest

from reviewer.domain import phones
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.normalize import normalized


@pytest.mark.parametrize(
    ("printed", "country", "told"),
    [
        ("+49 (0)30 1234567", "", "+49301234567"),
        ("0049 30 1234567", "", "+49301234567"),
        ("+1 202-555-0143", "DE", "+12025550143"),
        ("030 / 123 45 67", "DE", "+49301234567"),
        ("03-1055 2284", "my", "+60310552284"),
        ("(06) 698 12345", "IT", "+390669812345"),
        ("+60 3-1055 2284 ext. 12", "", "+60310552284"),
        ("030 1234567", "", None),
        ("1234", "DE", None),
        ("+49 30", "", None),
        ("+999 123456", "", None),
        ("call us", "DE", None),
        ("", "DE", None),
        ("030 1234567", "XX", None),
    ],
)
def test_a_number_is_told_where_its_country_is_known(printed, country, told):
    assert phones.e164(printed, country) == told


def test_whether_a_number_may_exist_is_known_by_country():
    assert phones.is_valid("+44 20 7946 0958")
    assert not phones.is_valid("+44 999 9999999")
    assert not phones.is_valid("030 1234567")


def test_a_value_of_the_kind_is_normalized_by_its_fields_country():
    field = FieldType("phone", "Phone", kind=Kind.PHONE, country="DE")
    assert normalized("030 1234567", field, date(2025, 6, 1)) == "+49301234567"
    assert normalized("030 1234567", FieldType("phone", "Phone", kind=Kind.PHONE), date(2025, 6, 1)) is None
