"""How what is typed into the active value is read, counted up and down, and made whole."""

from datetime import date, timedelta
from decimal import Decimal

from PySide6.QtCore import QCoreApplication, QLocale

from reviewer.domain import amounts
from reviewer.domain.completing import beginning, with_year
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.normalize import normalized
from reviewer.domain.stepping import Stepped, stepped
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.rows import FieldRow

_SHOWN = 4
"""Choices that are named."""


class Typing:
    """Asked while the operator types; changes nothing itself.

    Args:
        review: the document, whose other dates say which year is meant.
    """

    def __init__(self, review: ReviewViewModel) -> None:
        self._review = review

    def reading(self, row: FieldRow, text: str) -> str:
        """A date in words, a sum in the operator's way of writing, a choice by its name; empty where that is plain."""
        if row.kind is None or not text:
            return ""
        match row.kind.kind:
            case Kind.DATE:
                return self._date(row, row.kind, text)
            case Kind.AMOUNT:
                return _amount(text)
            case Kind.CHOICE:
                return _choice(row.kind, text)
            case _:
                return ""

    def whole(self, row: FieldRow | None, text: str) -> str:
        """The text as Enter keeps it.

        Empty lines around what was typed are nothing. A date that was typed without its year gets the one that is shown
        beside it.
        """
        if row is None or text == row.value.text:
            return text
        text = text.strip("\n")
        if row.kind is None or row.kind.kind is not Kind.DATE:
            return text
        return with_year(text, self._year(row), date.today()) or text

    def begun(self, row: FieldRow, text: str) -> str:
        """The choice that was begun, as it is called; empty where none was."""
        if row.kind is None or row.kind.kind is not Kind.CHOICE or text != text.lstrip():
            return ""
        return next(iter(beginning(text, row.kind)), "")

    def stepped(self, row: FieldRow | None, text: str, caret: int, by: int) -> Stepped | None:
        """The text with what stands at the caret one more or one less."""
        if row is None or row.kind is None or not self._review.writable:
            return None
        return stepped(text, caret, by, row.kind, date.today())

    def _date(self, row: FieldRow, kind: FieldType, text: str) -> str:
        today = date.today()
        same = text == row.value.text and row.value.normalized
        iso = row.value.normalized if same else normalized(text, kind, today)
        if iso:
            return day_in_words(iso)
        whole = None if text == row.value.text else with_year(text, self._year(row), today)
        found = normalized(whole, kind, today) if whole else None
        if found is None:
            return ""
        return QCoreApplication.translate("fields", "Enter makes it {}").format(day_in_words(found))

    def _year(self, row: FieldRow) -> int:
        """The year of the document's other dates, else the last one that is not to come."""
        for other in self._review.rows():
            iso = other.value.normalized or ""
            if other.id != row.id and other.kind is not None and other.kind.kind is Kind.DATE and iso[:4].isdecimal():
                return int(iso[:4])
        return (date.today() + timedelta(days=30)).year


def _amount(text: str) -> str:
    found = amounts.parse(text)
    if found is None or found.plain == text:
        return ""
    places = max(0, -int(found.value.as_tuple().exponent))
    return f"{_localized(found.value, places)} {found.currency}".strip()


def _localized(value: Decimal, places: int) -> str:
    return QLocale().toString(float(value), "f", places)


def _choice(kind: FieldType, text: str) -> str:
    name = normalized(text, kind, date.today())
    if name is not None:
        return "" if name == text else name
    found = beginning(text, kind)
    return ", ".join((*found[:_SHOWN], "…") if len(found) > _SHOWN else found)


def day_in_words(iso: str) -> str:
    """A date of ISO 8601 in the operator's language, without abbreviations; empty for anything else."""
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return ""
    name = QLocale().standaloneMonthName(day.month, QLocale.FormatType.LongFormat)
    return f"{day.day} {name} {day.year}"
