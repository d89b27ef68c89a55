"""Counting up and down within a text: the part of a date, the digit of an amount, the choice."""

import re
from calendar import monthrange
from collections.abc import Sequence
from datetime import date

import msgspec

from reviewer.domain import amounts, dates
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.normalize import choice

_DIGITS = "0123456789"


class Stepped(msgspec.Struct, frozen=True):
    """A text, and where the caret stands in it."""

    text: str
    caret: int


def stepped(text: str, caret: int, by: int, field: FieldType, today: date) -> Stepped | None:
    """The text with what stands at the caret one more (1) or less (-1); None where nothing can be counted.

    A date stays written as it is, and rolls over into the next month; an amount keeps its marks and stays above zero;
    of choices the one before (1) or the next (-1) is taken.
    """
    match field.kind:
        case Kind.DATE:
            return _date(text, caret, by, today)
        case Kind.AMOUNT | Kind.NUMBER:
            return _number(text, caret, by)
        case Kind.CHOICE:
            return _choice(text, by, field)
        case _:
            return None


# Dates


class _Part(msgspec.Struct, frozen=True):
    start: int
    stop: int
    means: str


def _date(text: str, caret: int, by: int, today: date) -> Stepped | None:
    found = dates.readings(text, today)
    parts = _parts(text, found[0]) if found else []
    if not parts:
        return None
    here = next((part for part in parts if caret <= part.stop), parts[-1])
    after = _moved(found[0], here.means, by)
    written, place, left = "", 0, 0
    for part in parts:
        new = _written(text[part.start : part.stop], part.means, after)
        if new is None:
            return None
        written += text[left : part.start]
        if part is here:
            place = len(written) + min(max(0, caret - part.start), len(new))
        written += new
        left = part.stop
    return Stepped(written + text[left:], place)


def _parts(text: str, day: date) -> list[_Part]:
    """Which of the words and figures is the day, the month and the year; empty when that is not clear."""
    found = list(re.finditer(r"\d+|[^\W\d_]+", text))
    months = [each for each in found if dates.MONTHS.get(each[0].lower()) == day.month]
    figures = [each for each in found if each[0].isdecimal()]
    if len(months) == 1 and len(figures) == 2:
        first, last = figures
        year_first = len(first[0]) == 4
        meant = {months[0]: "month", first: "year" if year_first else "day", last: "day" if year_first else "year"}
    elif not months and len(figures) == 3:
        meant = dict(zip(figures, _order([each[0] for each in figures], day), strict=False))
    else:
        return []
    if len(meant) != 3:
        return []
    return [_Part(each.start(), each.end(), meant[each]) for each in found if each in meant]


def _order(figures: Sequence[str], day: date) -> tuple[str, ...]:
    numbers = [int(figure) for figure in figures]
    year = {day.year, day.year % 100}
    orders = (("day", "month", "year"), ("month", "day", "year"), ("year", "month", "day"))
    for order in orders:
        said = dict(zip(order, numbers, strict=True))
        if said["year"] in year and (said["month"], said["day"]) == (day.month, day.day):
            return order
    return ()


def _moved(day: date, means: str, by: int) -> date:
    if means == "day":
        moved = day.toordinal() + by
        return date.fromordinal(moved) if 1 <= moved <= date.max.toordinal() else day
    months = day.year * 12 + day.month - 1 + by * (12 if means == "year" else 1)
    year, month = divmod(months, 12)
    if not 1 <= year <= 9999:
        return day
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _written(old: str, means: str, day: date) -> str | None:
    """A part of a date in the form that it has; None for a month's name in a language that is not spoken here."""
    if old.isdecimal():
        number = day.year % 10 ** len(old) if means == "year" else day.month if means == "month" else day.day
        return str(number).zfill(len(old))
    if dates.MONTHS.get(old.lower()) == day.month:
        return old
    for month in range(1, 13):
        name = dates.in_words(date(2000, month, 1)).split()[1]
        for length in (len(name), 3):
            if old.lower() == name[:length].lower():
                new = dates.in_words(day).split()[1]
                new = new if length > 3 or len(old) > 3 else new[:3]
                return new.upper() if old.isupper() else new.lower() if old.islower() else new
    return None


# Amounts


def _number(text: str, caret: int, by: int) -> Stepped | None:
    """The digit at the caret, or the last one before it, with what it carries over."""
    places = [at for at, sign in enumerate(text) if sign in _DIGITS]
    if not places or amounts.parse(text) is None:
        return None
    at = next((place for place in places if place >= caret), places[-1])
    if caret >= len(text):
        at = places[-1]
    power = len(places) - 1 - places.index(at)
    number = int("".join(text[place] for place in places)) + by * 10**power
    if number < 0:
        return None
    digits = str(number).zfill(len(places))
    more, digits = digits[: len(digits) - len(places)], digits[len(digits) - len(places) :]
    signs = list(text)
    for place, digit in zip(places, digits, strict=True):
        signs[place] = digit
    counted = "".join([*signs[: places[0]], more, *signs[places[0] :]])
    return Stepped(counted, caret + len(more)) if amounts.parse(counted) is not None else None


# Choices


def _choice(text: str, by: int, field: FieldType) -> Stepped | None:
    names = (*field.choices, *(name for name in field.synonyms if name not in field.choices))
    if not names:
        return None
    now = choice(text, field)
    place = names.index(now) - by if now in names else 0
    taken = names[place % len(names)]
    return Stepped(taken, len(taken))
