"""What tells two papers apart beside the values that differ: a second head, and what speaks against it."""

import re
from collections.abc import Sequence
from functools import cached_property

from reviewer.domain.document_type import DocumentType, Kind
from reviewer.domain.text import PageText
from reviewer.extraction.bundle.marks import ZONE, Marks, differing, is_exact, least, signs
from reviewer.extraction.layout import Row, build

HEAD = "head"
"""Stands among the fields by which papers are told apart when the second one begins like the first."""

_AMOUNT = re.compile(r"(?<![\d.,])\d[\d.,' ]*[.,]\d{2}(?!\d)")
_HEAD_ROWS = 4
_LEAST = 6  # letters of a row that does not stand in two papers by chance
_LONG = 4  # signs of a number that does not, either


class Paper:
    """One or several pages, or a part of one, that may be a paper by itself.

    Args:
        pages: its words.
        marks: what tells it from others.
    """

    def __init__(self, pages: Sequence[PageText], marks: Marks) -> None:
        self._pages = pages
        self.marks = marks

    @cached_property
    def amounts(self) -> frozenset[str]:
        """The digits of all its amounts."""
        found = (match for page in self._pages for line in page.lines for match in _AMOUNT.findall(line.text))
        return frozenset(digits(one) for one in found)

    @cached_property
    def head(self) -> frozenset[str]:
        """Letters and digits of its first rows, as far as they are words."""
        return frozenset(name for row in self._rows[:_HEAD_ROWS] if (name := name_of(row)))

    @property
    def begins(self) -> bool:
        """Whether its first rows have no amount, as those of something sold would."""
        return not any(_AMOUNT.search(row.text) for row in self._rows[: _HEAD_ROWS + 1])

    @cached_property
    def _rows(self) -> tuple[Row, ...]:
        return build(self._pages[:1]).rows if self._pages else ()


def name_of(row: Row) -> str:
    """Letters and digits of a row that consists of words; else nothing."""
    text = signs(row.text)
    letters = sum(map(str.isalpha, text))
    return text if letters >= max(_LEAST, 0.6 * len(text)) else ""


def digits(text: str) -> str:
    """Only these, without zeros before them."""
    return "".join(filter(str.isdigit, text)).lstrip("0")


def telling(one: Paper, other: Paper, kind: DocumentType, *, certain: bool) -> tuple[str, ...]:
    """By what two papers of a type are told apart, the head among it; nothing where they belong together.

    Of papers with amounts, as receipts, an amount or a date must differ: the slip of a payment has another number and
    another time than the receipt, and so has a copy. Of the same day, none may show the amount of the other: the slip
    may have a tip in its total.
    """
    names = differing(one.marks, other.marks, kind, certain=certain)
    totals = [field.name for field in kind.fields if field.required and field.kind is Kind.AMOUNT]
    if ZONE in names or not totals or not names:
        return names
    required = [name for name in names if (field := kind.field(name)) and field.required and is_exact(field)]
    if not required or (_same_day(one, other, kind) and _belong_together(one, other, kind, totals)):
        return ()
    return (*names, HEAD) if one.head & other.head else names


def are_enough(names: Sequence[str], kind: DocumentType, *, beside: bool = False, close: bool = False) -> bool:
    """Whether what differs tells two papers apart.

    Args:
        names: what `telling` found.
        kind: of both.
        beside: a wide gap runs down between them; of two things in columns one is enough.
        close: no wide gap is between them; then each must have a head of its own.
    """
    if ZONE in names:
        return True
    fields = [kind.field(name) for name in names]
    headed = HEAD in names or any(field is not None and field.kind is Kind.TEXT for field in fields)
    if close:
        amount = any(field is not None and field.required and field.kind is Kind.AMOUNT for field in fields)
        return headed and amount
    return len(names) >= (1 if beside else least(kind))


def _same_day(one: Paper, other: Paper, kind: DocumentType) -> bool:
    days = [field.name for field in kind.fields if field.kind is Kind.DATE]
    return any(one.marks.get(name, "") == other.marks.get(name) for name in days)


def _belong_together(one: Paper, other: Paper, kind: DocumentType, totals: Sequence[str]) -> bool:
    """Whether a paper shows the total of the other, or both have the same number."""
    for first, second in ((one, other), (other, one)):
        if any(digits(first.marks.get(name, "")) in second.amounts for name in totals):
            return True
    codes = (field.name for field in kind.fields if field.kind is Kind.CODE)
    shared = (one.marks[name] for name in codes if name in one.marks and one.marks[name] == other.marks.get(name))
    return any(len(code) >= _LONG for code in shared)
