"""One misread sign is found, what is right is left alone, and nothing is offered where too much would do."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn

from reviewer.domain.lookalikes import USUAL, alike, digits_alike
from reviewer.domain.solving import MOST, Part, Reading, balanced, proven

NOTHING = Decimal(0)


def part(text, factor=1, weak=None, against=0.0):
    characters = tuple(0.4 if at == weak else 0.97 for at in range(len(text)))
    return Part(Reading(text, characters, against), Decimal(text), factor)


def sums(rows, *, weak=None):
    """Rows and their sum; `weak` is the row and the place of a sign that was read with little confidence."""
    total = sum(map(Decimal, rows), Decimal(0))
    row, at = weak or (None, None)
    return (*(part(text, 1, at if number == row else None) for number, text in enumerate(rows)), part(str(total), -1))


amounts = st.decimals(min_value="0.10", max_value="9999.99", places=2).map(str)


@given(st.lists(amounts, min_size=1, max_size=12), st.data())
def test_a_digit_that_was_misread_is_found(rows, data):
    row = data.draw(st.integers(0, len(rows) - 1))
    places = [at for at, sign in enumerate(rows[row]) if sign.isdigit()]
    at = data.draw(st.sampled_from(places))
    likely = [other for other, price in digits_alike(rows[row][at]).items() if price == USUAL]
    if not likely:
        return
    misread = rows[row][:at] + data.draw(st.sampled_from(likely)) + rows[row][at + 1 :]
    read = (*sums(rows)[:row], part(misread, 1, at), *sums(rows)[row + 1 :])

    assert (row, rows[row]) in [(each.part, each.text) for each in balanced(read, NOTHING)][:1]


@given(st.lists(amounts, min_size=1, max_size=12))
def test_a_sum_that_agrees_needs_no_change(rows):
    assert balanced(sums(rows), NOTHING) == ()


@given(st.lists(amounts, min_size=1, max_size=12), amounts)
def test_whatever_is_offered_makes_the_sum_true(rows, total):
    read = (*(part(text) for text in rows), part(total, -1))

    found = balanced(read, NOTHING)

    assert len(found) <= MOST
    for solution in found:
        values = [each.value for each in read]
        values[solution.part] = Decimal(solution.text)
        if solution.besides is not None:
            values[solution.besides[0]] = Decimal(solution.besides[1])
        assert sum(values[:-1], NOTHING) == values[-1]
        assert solution.text != read[solution.part].reading.text


def texts(found):
    return [(each.part, each.text) for each in found]


def test_the_terms_of_a_sum_may_be_subtracted():
    assert texts(balanced((part("50.00"), part("47.05", -1, weak=1), part("8.95", -1)), NOTHING)) == [(1, "41.05")]
    assert texts(balanced((part("50.00"), part("41.05", -1), part("8.96", -1, weak=3)), NOTHING)) == [(2, "8.95")]


def test_changes_that_are_as_likely_are_all_offered():
    assert texts(balanced((part("86.00"), part("5.00"), part("41.00", -1)), NOTHING)) == [(0, "36.00"), (2, "91.00")]


def test_nothing_is_offered_where_too_many_changes_would_do():
    rows = ["8.00"] * 20
    total = str(sum(map(Decimal, rows), Decimal(0)) - 5)

    assert balanced((*(part(text) for text in rows), part(total, -1)), NOTHING) == ()


def test_of_many_that_would_do_the_one_with_the_weak_sign_is_offered():
    rows = ["8.00"] * 20
    total = str(sum(map(Decimal, rows), Decimal(0)) - 5)
    read = (*(part(text, weak=0 if number == 7 else None) for number, text in enumerate(rows)), part(total, -1))

    assert [(each.part, each.text) for each in balanced(read, NOTHING)] == [(7, "3.00")]


def test_a_decimal_point_that_was_lost_is_found():
    read = (part("895"), part("1.05"), part("10.00", -1))

    assert [(each.part, each.text) for each in balanced(read, NOTHING)] == [(0, "8.95")]


def test_two_digits_of_one_value_are_found_when_one_does_not_do():
    read = (Part(Reading("33.00"), Decimal("33.00"), 1), part("5.00"), part("93.00", -1))

    assert texts(balanced(read, NOTHING)) == [(0, "88.00")]


def test_two_values_that_were_misread_are_found_together():
    read = (part("38.00", weak=1), part("41.60", weak=3), part("21.00"), part("98.80", -1))

    found = balanced(read, NOTHING)

    assert [(each.part, each.text, each.besides) for each in found] == [
        (0, "36.00", (1, "41.80")),
        (1, "41.80", (0, "36.00")),
    ]


def test_of_two_values_nothing_is_offered_where_several_pairs_would_do():
    read = (part("38.00", weak=1), part("48.00", weak=1), part("41.60", weak=3), part("125.80", -1))

    assert balanced(read, NOTHING) == ()


def test_of_two_values_neither_is_changed_that_was_read_surely_or_typed():
    others = part("41.60", weak=3), part("21.00"), part("98.80", -1)

    assert balanced((part("38.00"), part("41.60"), *others[1:]), NOTHING) == ()
    assert balanced((part("38.00", weak=1, against=100.0), *others), NOTHING) == ()


@given(st.lists(amounts, min_size=2, max_size=8), amounts)
def test_both_changes_together_make_the_sum_true(rows, total):
    read = (*(part(text, weak=0) for text in rows), part(total, -1, weak=0))
    for solution in balanced(read, NOTHING):
        values = [each.value for each in read]
        for number, text in ((solution.part, solution.text), *filter(None, [solution.besides])):
            values[number] = Decimal(text)
        assert sum(values[:-1], NOTHING) == values[-1]


def test_what_somebody_typed_is_not_changed():
    read = (part("86.00", against=100.0), part("5.00"), part("41.00", -1))

    assert 0 not in [each.part for each in balanced(read, NOTHING)]


def test_amounts_are_written_as_they_were():
    read = (
        Part(Reading("€ 1.284,50"), Decimal("1284.50"), 1),
        Part(Reading("5,00"), Decimal("5.00"), 1),
        Part(Reading("1.239,50"), Decimal("1239.50"), -1),
    )

    assert "€ 1.234,50" in [each.text for each in balanced(read, NOTHING)]


def test_cents_within_the_tolerance_are_worth_less_than_the_cent():
    read = (part("86.01"), part("5.00"), part("41.00", -1))

    assert balanced(read, Decimal("0.02"))[0].text == "36.01"


# Check digits


@given(st.text("0123456789", min_size=8, max_size=15), st.data())
def test_a_digit_with_a_check_digit_is_found_where_it_was_read_weakly(digits, data):
    right = digits + luhn.calc_check_digit(digits)
    at = data.draw(st.integers(0, len(right) - 1))
    other = data.draw(st.sampled_from(sorted(digits_alike(right[at]))))
    read = right[:at] + other + right[at + 1 :]
    characters = tuple(0.3 if place == at else 0.97 for place in range(len(read)))

    assert proven(Reading(read, characters), luhn.is_valid, digits=True)[0].text == right


@pytest.mark.parametrize(
    ("read", "right"),
    [
        ("DE89 3704 0O44 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
        ("DE89 37O4 0044 0S32 0130 OO", "DE89 3704 0044 0532 0130 00"),
        ("DE89 3704 0044 0532 0180 00", "DE89 3704 0044 0532 0130 00"),
        ("GB82 WE5T 1234 5698 7654 32", "GB82 WEST 1234 5698 7654 32"),
        ("0E89 3704 0044 0532 0130 00", "DE89 3704 0044 0532 0130 00"),
    ],
)
def test_an_account_number_is_put_right(read, right):
    letters = 2 if read[:2].isalpha() else 0

    assert right in [each.text for each in proven(Reading(read), iban.is_valid, letters=letters)]


def test_an_account_number_that_nothing_puts_right_is_left():
    assert proven(Reading("DE12 3456 7890 1234 5678 90"), lambda _text: False) == ()


def test_a_page_of_text_is_not_searched():
    asked = []
    proven(Reading("8" * 5000), lambda text: bool(asked.append(text)))

    assert asked == []


def test_looking_alike_goes_both_ways():
    for sign in "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ":
        for other, price in alike(sign).items():
            assert alike(other)[sign] == price
