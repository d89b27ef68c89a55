"""Counting at the caret keeps the way in which a text is written."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain import amounts, dates
from reviewer.domain.completing import beginning, with_year
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.stepping import stepped

TODAY = date(2025, 6, 1)
DAY, AMOUNT, TEXT = (FieldType("x", "X", kind) for kind in (Kind.DATE, Kind.AMOUNT, Kind.TEXT))
CURRENCY = FieldType("c", "Currency", Kind.CHOICE, choices=("EUR", "GBP", "USD"), synonyms={"EUR": ("€",)})


@pytest.mark.parametrize(
    ("text", "caret", "by", "expected"),
    [
        ("30/01/2025", 1, 1, "31/01/2025"),
        ("31/01/2025", 1, 1, "01/02/2025"),
        ("31/01/2025", 4, 1, "28/02/2025"),
        ("31/01/2025", 10, -1, "31/01/2024"),
        ("12/28/2024", 4, 1, "12/29/2024"),
        ("2025-03-03", 9, 1, "2025-03-04"),
        ("2025-03-03", 6, -1, "2025-02-03"),
        ("9.9.25", 1, 1, "10.9.25"),
        ("01.02.25", 7, 1, "01.02.26"),
        ("3 March 2025", 3, 1, "3 April 2025"),
        ("31 MAR 2025", 1, 1, "01 APR 2025"),
        ("Mar 3, 2025", 0, -1, "Feb 3, 2025"),
        ("29.02.2024", 8, 1, "28.02.2025"),
        ("30 janvier 2025", 1, 1, "31 janvier 2025"),
    ],
)
def test_the_part_of_a_date_at_the_caret_is_counted(text, caret, by, expected):
    assert stepped(text, caret, by, DAY, TODAY).text == expected


@pytest.mark.parametrize("text", ["", "soon", "31/02/2025", "31 janvier 2025", "3/2025", "9999-12-31"])
def test_what_is_no_date_is_left_alone(text):
    assert stepped(text, 0, 1, DAY, TODAY) is None or text == "9999-12-31"


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y"]), st.data())
def test_up_and_down_again_is_the_same_day(day, form, data):
    text = day.strftime(form)
    caret = text.index(day.strftime("%d"), 5 if form.startswith("%Y") else 0)
    up = stepped(text, caret, 1, DAY, TODAY)

    assert dates.readings(up.text, TODAY) != dates.readings(text, TODAY)
    assert stepped(up.text, up.caret, -1, DAY, TODAY).text == text


@pytest.mark.parametrize(
    ("text", "caret", "by", "expected"),
    [
        ("8.95", 4, 1, "8.96"),
        ("8.95", 0, 1, "9.95"),
        ("8.95", 2, -1, "8.85"),
        ("9.99", 4, 1, "10.00"),
        ("€ 999,99", 8, 1, "€ 1000,00"),
        ("1.234,50", 2, 1, "1.334,50"),
        ("0.00", 4, -1, None),
        ("8.9S", 3, 1, None),
        ("", 0, 1, None),
    ],
)
def test_the_digit_at_the_caret_is_counted(text, caret, by, expected):
    found = stepped(text, caret, by, AMOUNT, TODAY)

    assert (found.text if found else None) == expected


@given(st.decimals("0.01", "99999.99", places=2).map(str), st.data())
def test_an_amount_stays_one_and_the_caret_stays_at_its_digit(text, data):
    caret = data.draw(st.integers(0, len(text)))
    up = stepped(text, caret, 1, AMOUNT, TODAY)

    assert amounts.parse(up.text).value > amounts.parse(text).value
    assert len(up.text) - up.caret == len(text) - caret


def test_choices_follow_each_other_round():
    assert stepped("€", 0, -1, CURRENCY, TODAY).text == "GBP"
    assert stepped("USD", 0, -1, CURRENCY, TODAY).text == "EUR"
    assert stepped("EUR", 0, 1, CURRENCY, TODAY).text == "USD"
    assert stepped("nothing", 0, 1, CURRENCY, TODAY).text == "EUR"
    assert stepped("8.95", 0, 1, TEXT, TODAY) is None


def test_a_date_without_its_year_is_made_whole():
    assert with_year("5/3", 2025, TODAY) == "5/3/2025"
    assert with_year("5.3.", 2025, TODAY) == "5.3.2025"
    assert with_year("12/31", 2025, TODAY) == "12/31/2025"
    assert [with_year(text, 2025, TODAY) for text in ("31/13", "5/3/25", "5", "", "1.50 x")] == [None] * 5


def test_choices_that_begin_so_are_named_until_one_is_whole():
    assert beginning("", CURRENCY) == ()
    assert beginning("e", CURRENCY) == ("EUR",)
    assert beginning("eur", CURRENCY) == ()
    assert beginning("x", CURRENCY) == ()
