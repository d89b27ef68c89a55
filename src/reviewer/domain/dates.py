"""Dates and times as people print them, with every reading that the print allows; never by the system's locale."""

import re
from datetime import date, time
from enum import StrEnum
from functools import cache

import msgspec

FIRST_YEAR, LAST_YEAR = 1900, 2099
_RUSSIAN_YEAR = "г."  # behind the figures, as a rule
_AHEAD = 10  # a year of two digits is at most this far ahead of today

_MONTHS: tuple[str, ...] = (
    "jan january januar janvier januari gennaio gen enero ene jänner janv январь января янв",
    "feb february februar février fevrier fev februari febbraio febrero pebruari févr fevr февраль февраля фев февр",
    "mar march märz maerz marz mrz mars maart mrt marzo maret mac март марта мар",
    "apr april avril avr aprile abril abr апрель апреля апр",
    "may mai mei maggio mag mayo май мая",
    "jun june juni juin giugno giu junio июнь июня июн",
    "jul july juli juillet juil luglio lug julio julai июль июля июл",
    "aug august août aout augustus agosto ago agustus agu agt ogos ogo август августа авг",
    "sep september sept septembre settembre set septiembre сентябрь сентября сен сент",
    "oct october oktober octobre okt ottobre ott octubre октябрь октября окт",
    "nov november novembre noviembre nopember ноябрь ноября ноя нояб",
    "dec december dezember dez décembre decembre dicembre dic diciembre desember des disember dis déc "
    "декабрь декабря дек",
)
MONTHS: dict[str, int] = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
"""Names and short names of months in en, de, fr, nl, it, es, id, ms and ru, in lower case."""

_ENGLISH = tuple(names.split()[1] if number != 5 else "may" for number, names in enumerate(_MONTHS, 1))

_NAME = "|".join(sorted((re.escape(name) for name in MONTHS), key=len, reverse=True))
_END = r"(?!\d)|(?=\d{1,2}:\d{2})"  # print often glues the time to the date: 2018-01-0522:55
_YEAR = rf"(?:(?P<y4>(?:19|20)\d{{2}})(?:{_END})|'?(?P<y2>\d{{2}})(?:(?![^\W\d_]?\d)|(?=\d{{1,2}}:\d{{2}})))"
"""Of two digits, and a misread 20l4 is none."""
_SEP = r"\s?(?P<sep>[-/.])\s?"
_PATTERNS = (
    rf"(?P<y4>(?:19|20)\d{{2}}){_SEP}(?P<m>\d{{1,2}})\s?(?P=sep)\s?(?P<d>\d{{2}}(?:{_END})|\d(?!\d))",
    rf"(?P<a>\d{{1,2}}){_SEP}(?P<b>\d{{1,2}})\s?(?P=sep)\s?{_YEAR}",
    rf"(?P<a>\d{{1,2}})(?P<sep>[.,])\s?(?P<b>\d{{1,2}})[.,]\s?(?P<y4>(?:19|20)\d{{2}})(?:{_END})",  # a point misread
    rf"(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|º|\.)?[\s./-]{{0,2}}(?:de\s|(?:day\s)?of\s)?(?P<name>{_NAME})"
    rf"(?:\s?/\s?(?:{_NAME}))?"  # passports print the month in two languages: 12 AUG/AOÛT 74
    rf"(?![^\W\d_])[\s.,'/-]{{0,3}}(?:de\s|del\s)?{_YEAR}",
    rf"(?<![^\W\d_])(?P<name>{_NAME})[\s./-]{{0,2}}(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?:\s?[,.]\s?|\s)(?P<y4>(?:19|20)\d{{2}})(?:{_END})",
    r"(?P<y4>(?:19|20)\d{2})\s?年\s?(?P<m>\d{1,2})\s?月\s?(?P<d>\d{1,2})\s?日",
)
_COMPACT = re.compile(r"(?P<y4>(?:19|20)\d{2})(?P<m>\d{2})(?P<d>\d{2})")
_TIME = re.compile(
    r"(?<!\d)(?<!\d:)(?P<h>\d{1,2})\s?[:.h]\s?(?P<m>[0-5]\d)(?:\s?[:.]\s?(?P<s>[0-5]\d))?(?!\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)


class Order(StrEnum):
    """Which of the first two figures of 03/04/2025 is the day."""

    DAY_FIRST = "day_first"
    MONTH_FIRST = "month_first"


class Found(msgspec.Struct, frozen=True):
    """A date in a text.

    Attributes:
        start, stop: where it stands in the text.
        readings: the dates it may be, the likelier first; two when the order of day and month is in doubt.
        order: what the print itself proves of the order, None when it proves nothing.
    """

    start: int
    stop: int
    readings: tuple[date, ...]
    order: Order | None = None


def find(text: str, today: date, order: Order | None = None) -> list[Found]:
    """All dates in a text, in their order.

    Args:
        text: any text; cost grows linearly with it.
        today: years of two digits are at most 10 years after it.
        order: settles the readings where the print does not.
    """
    found: list[Found] = []
    taken = 0
    matches = sorted(
        (m for pattern in _compiled() for m in pattern.finditer(text)), key=lambda m: (m.start(), -m.end())
    )
    for match in matches:
        if match.start() >= taken and (one := _found(match, today, order)):
            found.append(one)
            taken = one.stop
    return found


def readings(text: str, today: date, order: Order | None = None) -> tuple[date, ...]:
    """The dates that the whole text may be, the likelier first; empty when it is none."""
    text = text.strip().removesuffix(_RUSSIAN_YEAR).rstrip()
    for one in find(text, today, order):
        if one.start == 0 and one.stop == len(text):
            return one.readings
    if match := _COMPACT.fullmatch(text):
        compact = _date(int(match["y4"]), int(match["m"]), int(match["d"]))
        return () if compact is None else (compact,)
    return ()


def in_words(day: date) -> str:
    """For the operator, with the month's English name: ``3 April 2025``."""
    return f"{day.day} {_ENGLISH[day.month - 1].capitalize()} {day.year}"


def find_times(text: str) -> list[tuple[int, int, time]]:
    """All times of day in a text: start, stop, and the time."""
    times = ((match, _time(match)) for match in _TIME.finditer(text))
    return [(match.start(), match.end(), found) for match, found in times if found is not None]


def time_of(text: str) -> time | None:
    """The time of day that is the whole text, or None."""
    text = text.strip()
    found = find_times(text)
    return found[0][2] if found and (found[0][0], found[0][1]) == (0, len(text)) else None


@cache
def _compiled() -> tuple[re.Pattern[str], ...]:
    """The patterns of dates, when the first is looked for: the window starts without them."""
    return tuple(re.compile(rf"(?<!\d)(?<!\d[.,/-])(?:{pattern})", re.IGNORECASE) for pattern in _PATTERNS)


def _found(match: re.Match[str], today: date, order: Order | None) -> Found | None:
    part = match.groupdict()
    year = int(part["y4"]) if part.get("y4") else _century(int(part["y2"]), today)
    if part.get("a") is None:
        month = MONTHS[part["name"].lower()] if part.get("name") else int(part["m"])
        only = _date(year, month, int(part["d"]))
        return None if only is None else Found(match.start(), match.end(), (only,))
    a, b = int(part["a"]), int(part["b"])
    by_day, by_month = _date(year, b, a), _date(year, a, b)
    by_year = _year_first(match, today)
    if by_year and (year > today.year + 1 or not (by_day or by_month)):
        # Before a year to come, 24-01-31 is rather written year first.
        kept = tuple(dict.fromkeys(one for one in (by_year, by_day or by_month) if one))
        return Found(match.start(), match.end(), kept)
    if match["sep"] in ".," and by_day is not None:
        by_month = None  # with points, the day comes first everywhere
    proves = None
    if by_day is None or by_month is None:
        proves = Order.MONTH_FIRST if by_day is None else Order.DAY_FIRST
    both = (by_month, by_day) if order is Order.MONTH_FIRST else (by_day, by_month)
    kept = tuple(dict.fromkeys(one for one in both if one is not None))
    return Found(match.start(), match.end(), kept[:1] if order else kept, proves) if kept else None


def _year_first(match: re.Match[str], today: date) -> date | None:
    """A date of two digits each, read with the year in front; only a past one."""
    if match.groupdict().get("y2") is None:
        return None
    year = _century(int(match["a"]), today)
    return _date(year, int(match["b"]), int(match["y2"])) if year <= today.year + 1 else None


def _century(year: int, today: date) -> int:
    full = today.year - today.year % 100 + year
    return full - 100 if full > today.year + _AHEAD else full


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if FIRST_YEAR <= year <= LAST_YEAR else None
    except ValueError:
        return None


def _time(match: re.Match[str]) -> time | None:
    hour = int(match["h"])
    if match["half"]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    if hour > 23 or (match[0].count(".") and not match["half"]):
        return None  # 12.30 alone is an amount before it is a time
    return time(hour, int(match["m"]), int(match["s"] or 0))
