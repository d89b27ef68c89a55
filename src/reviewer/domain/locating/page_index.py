"""The words of a page, ready to be looked through at each key press."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import accumulate

from reviewer.domain import amounts, dates
from reviewer.domain.locating.levels import Levels
from reviewer.domain.locating.signs import Spelled, spelled
from reviewer.domain.text import PageText, Word

Span = tuple[int, int]
"""Numbers of a first and a last word."""

_AROUND = "()[]{}*#:;,=%"
_DIGITS = re.compile(r"\d\D*\d")
_MAYBE_DATE = re.compile(
    r"\d\s?[-/.,]\s?\d{1,2}\s?[-/.,]\s?\d{2}|(?:19|20)\d{2}|\d(?:\W{0,3}[^\W\d_]{1,4})?\W{0,3}[^\W\d_]{3,}\W{0,4}\d{2}"
)
"""A quick look at whether a line may have a date: looking for one takes ten times as long."""


class Track:
    """All words of a page as one string without blanks, so that what is looked for may run over words.

    Attributes:
        text: the string.
        starts: where each word begins in it, and where the last one ends.
        begins: where a word begins.
        parts: where a part of a word begins that is not its first.
    """

    def __init__(self, words: list[str], parts: list[tuple[int, ...]]) -> None:
        self.text = "".join(words)
        self.starts = list(accumulate(map(len, words), initial=0))
        self.begins = frozenset(at for at, word in zip(self.starts, words, strict=False) if word)
        self.parts = frozenset(
            start + at for start, inner in zip(self.starts, parts, strict=False) for at in inner if at
        )

    def word_at(self, place: int) -> int:
        """Number of the word that a place lies in: the last that begins at or before it."""
        return bisect_right(self.starts, place) - 1

    def ends(self, place: int) -> bool:
        """Whether a word ends at a place."""
        return place in self.begins or place == self.starts[-1]


class PageIndex:
    """One page. Made in a worker thread, for it takes a while; nothing in it changes afterwards.

    Args:
        text: of the page.
        today: tells the century of years of two digits.

    Attributes:
        text: of the page.
        words: in reading order.
        lines: number of the line of each.
        levels: what stands on one height.
        loose, tight: the page to be looked through, see `Spelled`.
        amounts: words that are a number, by it, without its sign.
        dates: words that are a date, by all that it may be.
    """

    def __init__(self, text: PageText, today: date) -> None:
        self.text = text
        self.page = text.page
        self.words: tuple[Word, ...] = text.words
        self.lines = [number for number, line in enumerate(text.lines) for _ in line.words]
        self.levels = Levels(self.words, text.aspect)
        known = [spelled(word.text) for word in self.words]
        self.loose = Track([each.loose for each in known], [each.begins for each in known])
        self.tight = Track([each.tight for each in known], [each.tight_begins for each in known])
        self.amounts: dict[Decimal, list[Span]] = {}
        self.dates: dict[date, list[Span]] = {}
        for number, word in enumerate(self.words):
            if (value := amount(word.text)) is not None:
                self.amounts.setdefault(value, []).append((number, number))
        for day, span in self._dates(today):
            self.dates.setdefault(day, []).append(span)

    def spelled(self, number: int) -> Spelled:
        """A word as it is compared."""
        return spelled(self.words[number].text)

    def _dates(self, today: date) -> Iterator[tuple[date, Span]]:
        first = 0
        for line in self.text.lines:
            text = line.text
            if _MAYBE_DATE.search(text):
                starts = list(accumulate((len(word.text) + 1 for word in line.words), initial=0))
                for found in dates.find(text, today):
                    span = (
                        first + bisect_right(starts, found.start) - 1,
                        first + bisect_right(starts, found.stop - 1) - 1,
                    )
                    for day in found.readings:
                        yield day, span
            first += len(line.words)


def amount(text: str) -> Decimal | None:
    """The number that a word is, without its sign; None for words and for single figures."""
    if not _DIGITS.search(text):
        return None
    value = amounts.parse(text.strip(_AROUND))
    return None if value is None else abs(value.value).normalize()
