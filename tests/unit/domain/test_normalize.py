from datetime import date, time
from decimal import Decimal

import pytest
from babel.dates import format_date, get_month_names
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain import amounts, dates
from reviewer.domain.dates import Order
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.normalize import folded, normalized

TODAY = date(2024, 6, 1)
DAYS = st.dates(date(1950, 1, 1), date(2049, 12, 31))
CENTS = st.decimals(min_value=0, max_value=9_999_999, places=2, allow_nan=False)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("12.50", "12.50"),
        ("12,50", "12.50"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56", "1234.56"),
        ("1'234.50", "1234.50"),
        ("1.234", "1234"),
        ("1,234,567", "1234567"),
        ("0.125", "0.125"),
        ("43.7", "43.7"),
        ("-1.73", "-1.73"),
        ("−1.73", "-1.73"),
        ("1.73-", "-1.73"),
        ("(1.73)", "-1.73"),
        ("12,-", "12"),
        ("RM 15.40", "15.40"),
        ("RM15.40", "15.40"),
        ("€ 1.234,00", "1234.00"),
        ("-€5.00", "-5.00"),
        ("5,00 EUR", "5.00"),
        ("Rp 15.000", "15000"),
        ("100 kr", "100"),
        ("0 123 456", "123456"),
        ("012.345.678", "12345678"),
    ],
)
def test_amounts_are_read_in_any_countrys_way(printed, plain):
    assert amounts.plain(printed) == plain


@pytest.mark.parametrize(
    "text", ["", "-", "RM", "1.2.3", "12.34.56,7", "1,23,456.00", "O.50", "12 50", "1e5", "9" * 40]
)
def test_what_is_no_amount_is_none(text):
    assert amounts.parse(text) is None


@pytest.mark.parametrize(
    ("printed", "code"), [("RM 5.00", "MYR"), ("5,00 €", "EUR"), ("$5", "USD"), ("Rp5.000", "IDR"), ("5.00", "")]
)
def test_the_currency_is_kept_apart(printed, code):
    amount = amounts.parse(printed)

    assert amount is not None
    assert amount.currency == code


@given(CENTS)
def test_an_amount_survives_every_way_of_printing(value):
    for thousands, decimal in ((",", "."), (".", ","), ("'", "."), (" ", ","), ("", ".")):
        printed = f"{value:,.2f}".replace(",", "T").replace(".", decimal).replace("T", thousands)
        amount = amounts.parse(printed)
        assert amount is not None
        assert amount.value == value


@given(CENTS)
def test_a_plain_decimal_normalizes_to_itself(value):
    plain = format(value, "f")

    assert amounts.plain(plain) == plain


@given(st.text(max_size=30))
def test_any_text_has_an_answer(text):
    for kind in Kind:
        normalized(text, FieldType("x", "X", kind), TODAY)
    dates.find(text, TODAY)
    assert len(folded(text)) == len(text) or text != text.lower()


def test_a_number_keeps_its_decimals():
    assert amounts.number("1.234") == Decimal("1.234")
    assert amounts.number("2,5") == Decimal("2.5")


@given(DAYS)
def test_a_date_survives_every_way_of_printing(day):
    for printed in (
        day.isoformat(),
        f"{day.day:02}/{day.month:02}/{day.year}",
        f"{day.day}.{day.month}.{day.year}",
        f"{day.day:02}-{day.month:02}-{day.year}",
        f"{day.year}/{day.month:02}/{day.day:02}",
        f"{day.year}{day.month:02}{day.day:02}",
    ):
        assert day in dates.readings(printed, TODAY)


@given(
    DAYS, st.sampled_from(["en", "de", "fr", "nl", "it", "es", "id", "ms", "ru"]), st.sampled_from(["long", "medium"])
)
def test_a_date_with_a_months_name_is_read_in_each_language(day, language, length):
    assert dates.readings(format_date(day, length, locale=language), TODAY, Order.DAY_FIRST) == (day,)


@pytest.mark.parametrize("language", ["en", "de", "fr", "nl", "it", "es", "id", "ms", "ru"])
@pytest.mark.parametrize("width", ["wide", "abbreviated"])
def test_every_months_name_is_known(language, width):
    for number, name in get_month_names(width, locale=language).items():
        assert dates.MONTHS[name.lower().rstrip(".")] == number


def test_both_readings_are_kept_when_the_order_is_in_doubt():
    assert dates.readings("03/04/2024", TODAY) == (date(2024, 4, 3), date(2024, 3, 4))
    assert dates.readings("04/04/2024", TODAY) == (date(2024, 4, 4),)
    assert dates.readings("03/04/2024", TODAY, Order.MONTH_FIRST) == (date(2024, 3, 4),)
    assert dates.readings("24-01-31", TODAY) == (date(2024, 1, 31), date(2031, 1, 24))


def test_with_points_the_day_comes_first():
    assert dates.readings("03.04.2024", TODAY) == (date(2024, 4, 3),)
    assert dates.readings("04.25.2024", TODAY) == (date(2024, 4, 25),)


@pytest.mark.parametrize(
    ("printed", "order"), [("25/01/2024", Order.DAY_FIRST), ("01/25/2024", Order.MONTH_FIRST), ("01/02/2024", None)]
)
def test_a_date_may_prove_the_order(printed, order):
    (found,) = dates.find(printed, TODAY)

    assert found.order == order


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("12-01-19", date(2019, 1, 12)),
        ("24-01-31", date(2024, 1, 31)),
        ("05 JAN 2017", date(2017, 1, 5)),
        ("5. März 2021", date(2021, 3, 5)),
        ("1er février 2020", date(2020, 2, 1)),
        ("March 3rd, 2023", date(2023, 3, 3)),
        ("31/12/99", date(1999, 12, 31)),
        ("5 августа 2024", date(2024, 8, 5)),
        ("5 мая 2024", date(2024, 5, 5)),
    ],
)
def test_dates_are_read_as_printed(printed, day):
    assert dates.readings(printed, TODAY)[0] == day


@pytest.mark.parametrize(
    "text", ["31/02/2024", "00/01/2024", "13/13/2024", "12.50", "1.2.3.4", "127.0.0.1", "2024", "45/2024"]
)
def test_what_is_no_date_is_none(text):
    assert dates.readings(text, TODAY) == ()


def test_a_date_glued_to_its_time_is_cut_off():
    text = "[Sales]2018-01-0522:55:25"

    (found,) = dates.find(text, TODAY)

    assert text[found.start : found.stop] == "2018-01-05"


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("22:55", time(22, 55)),
        ("9:05:07", time(9, 5, 7)),
        ("4:37 PM", time(16, 37)),
        ("12:41pm", time(12, 41)),
        ("12:05 a.m.", time(0, 5)),
        ("18h30", time(18, 30)),
        ("25:10", None),
        ("13:00 pm", None),
        ("12.30", None),
    ],
)
def test_times(printed, read):
    assert dates.time_of(printed) == read


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        (Kind.AMOUNT, "RM 5,00", "5.00"),
        (Kind.AMOUNT, "five", None),
        (Kind.DATE, "3.4.2024", "2024-04-03"),
        (Kind.TIME, "4:37:37 PM", "16:37:37"),
        (Kind.TIME, "08:00", "08:00"),
        (Kind.NUMBER, "10.00", "10.00"),
        (Kind.IDENTIFIER, "NL91 abna 0417-1643 00", "NL91ABNA0417164300"),
        (Kind.TEXT, "Anything", None),
    ],
)
def test_a_field_is_normalized_by_its_kind(kind, text, expected):
    assert normalized(text, FieldType("x", "X", kind), TODAY) == expected


def test_a_choice_is_known_by_its_synonyms():
    field = FieldType("currency", "Currency", Kind.CHOICE, choices=("EUR", "MYR"), synonyms={"MYR": ("RM",)})

    assert normalized("rm.", field, TODAY) == "MYR"
    assert normalized("EUR", field, TODAY) == "EUR"
    assert normalized("gold", field, TODAY) is None


def test_folding_keeps_places():
    assert folded("Straße ÁÉ") == "strase ae"
    assert len(folded("ŁÓDŹ ﬁn")) == len("ŁÓDŹ ﬁn")


@pytest.mark.parametrize("text", ["TIME :16:38:07", "at 16:38:07", "16:38:07."])
def test_a_time_is_found_behind_its_label(text):
    assert [found for _, _, found in dates.find_times(text)] == [time(16, 38, 7)]
