"""All that finders know of one document: its rows, the labels in them, and what settles the order of dates."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from functools import cached_property

from reviewer.domain import amounts, dates
from reviewer.domain.dates import Order
from reviewer.domain.document_type import DocumentType, Kind
from reviewer.domain.text import PageText
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.labels import Match, lexicon_of
from reviewer.extraction.layout import Layout, Span, build
from reviewer.extraction.mended import mended
from reviewer.extraction.prose import Prose

_DIGIT = re.compile(r"\d")
_DAY_FIRST_LANGUAGES = frozenset({"de", "fr", "nl", "it", "es", "id", "ms", "ru", "pt", "pl"})
_DAY_FIRST_CURRENCIES = frozenset({"EUR", "GBP", "MYR", "IDR", "SGD", "AUD", "INR", "CHF", "RUB", "PLN", "THB", "VND"})


class Scene:
    """One document before its fields are found.

    Attributes:
        layout: its rows.
        kind: its type.
        today: the day of reading, for years of two digits and the window of years.
        labels: for each row, the labels in it.
        found_dates: for each row, the dates in it.
        legible: the text of each row, letters in its amounts and dates read as digits; of the same length.
        undated: the same with its dates struck out, of the same length.
        currency: the one that the document prints most, ISO code, or empty.
        candidates: by kind, as far as they were looked for; those that do not depend on a field.
        tables: the rows of each field that has some, as they were found before any other field was chosen.
        engine: what read most of its pages.
        order: day or month first, where the document itself, its languages or its currency settle it.
    """

    def __init__(self, pages: Sequence[PageText], kind: DocumentType, today: date) -> None:
        self.layout: Layout = build(pages)
        self.kind = kind
        self.today = today
        self.engine = Counter(page.engine for page in pages).most_common(1)[0][0] if pages else ""
        lexicon = lexicon_of(kind)
        self.labels: tuple[list[Match], ...] = tuple(
            lexicon.matches(row, parts) for row, parts in zip(self.layout.rows, self.layout.segments, strict=True)
        )
        self.legible: tuple[str, ...] = tuple(
            mended(row.text) if _DIGIT.search(row.text) else row.text for row in self.layout.rows
        )
        self.found_dates: tuple[list[dates.Found], ...] = tuple(
            dates.find(text, today) if _DIGIT.search(text) else [] for text in self.legible
        )
        self.candidates: dict[Kind, list[Candidate]] = {}
        self.tables: dict[str, list[dict[str, Candidate]]] = {}
        self.currency = self._currency()
        self.order = self._order()
        if self.order is not None:
            self.found_dates = tuple(
                dates.find(text, today, self.order) if found else []
                for text, found in zip(self.legible, self.found_dates, strict=True)
            )

        rows = zip(self.legible, self.found_dates, strict=True)
        self.undated = tuple(_struck(text, found) for text, found in rows)

    @cached_property
    def prose(self) -> Prose:
        """All rows as one running text."""
        return Prose(self.layout.rows)

    @cached_property
    def headings(self) -> tuple[list[Match], ...]:
        """For each row, the labels that are meant for what is under them.

        Their stretch of the row is made of labels, with no value behind.
        """
        rows = zip(self.layout.segments, self.labels, strict=True)
        return tuple([one for part in parts for one in _headings(part, labels)] for parts, labels in rows)

    def _order(self) -> Order | None:
        proofs = {found.order for row in self.found_dates for found in row if found.order}
        proofs |= self._orders_said()
        if len(proofs) == 1:
            return proofs.pop()
        if proofs:
            return None
        languages = {language.split("-")[0] for language in self.layout.languages}
        if (languages and languages <= _DAY_FIRST_LANGUAGES) or self.currency in _DAY_FIRST_CURRENCIES:
            return Order.DAY_FIRST
        return None

    def _orders_said(self) -> set[Order]:
        """The orders in which dates in doubt are those of the electronic invoice."""
        said = self.layout.embedded.dates if self.layout.embedded is not None else frozenset()
        found: set[Order] = set()
        for one in (one for row in self.found_dates for one in row if len(one.readings) == 2):
            agreeing = [day for day in one.readings if day.isoformat() in said]
            if len(agreeing) == 1:  # the first reading has the day first
                found.add(Order.DAY_FIRST if agreeing[0] == one.readings[0] else Order.MONTH_FIRST)
        return found

    def _currency(self) -> str:
        """The one currency that the document prints, or empty."""
        counts: dict[str, int] = {}
        for row in self.layout.rows:
            for match in CURRENCY.finditer(row.folded):
                code = amounts.currency(match["sign"])
                counts[code] = counts.get(code, 0) + 1
        best: Callable[[str], int] = counts.__getitem__
        return max(sorted(counts), key=best, default="")


def _headings(part: Span, labels: list[Match]) -> list[Match]:
    inside = [label for label in labels if part.start <= label.start < part.stop]
    named = sum(label.quality**3 * sum(map(str.isalpha, label.span.text)) for label in inside)
    if not inside or 2 * named < sum(sign.isalpha() for sign in part.text):
        return []
    digits = [at for at in range(part.start, part.stop) if part.row.text[at].isdigit()]
    last = digits[-1] if digits else -1
    return [label for label in inside if label.stop > last]


def _struck(text: str, found: list[dates.Found]) -> str:
    parts, at = [], 0
    for one in found:
        parts += [text[at : one.start], _STRUCK * (one.stop - one.start)]
        at = one.stop
    return "".join(parts) + text[at:] if parts else text


_STRUCK = "/"

CURRENCY = amounts.SIGN
"""A currency's sign as a word of its own, or glued to digits, in folded text: group ``sign``."""
