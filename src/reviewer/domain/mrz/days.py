"""Dates of six digits, and their century."""

from datetime import date


def century(text: str, today: date, *, past: bool) -> date | None:
    """The date that ``YYMMDD`` means: the latest one that is not to come, or else the one nearest to today.

    Args:
        text: six signs; a date of which a part is not known (fillers) is none.
        today: the day of reading.
        past: it cannot be to come.
    """
    if len(text) != 6 or not (text.isascii() and text.isdigit()):
        return None
    year, month, day = int(text[:2]), int(text[2:4]), int(text[4:])
    hundreds = today.year - today.year % 100
    found = [made for add in (-100, 0, 100) if (made := _date(hundreds + add + year, month, day))]
    if past:
        return max((each for each in found if each <= today), default=None)
    return min(found, key=lambda each: abs(each - today), default=None)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
