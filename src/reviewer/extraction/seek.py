"""Looks for a text among the words of a document, as a person would see it there: letter by letter, tolerant."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from rapidfuzz.distance import Levenshtein

from reviewer.domain import amounts
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.field import Value
from reviewer.domain.normalize import folded, normalized
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.scene import Scene

_ALIKE = str.maketrans({"0": "o", "1": "l", "i": "l", "5": "s", "8": "b", "2": "z", "6": "g"})
"""Signs that are read for each other; no two figures become one."""
_FIGURE = re.compile(r"[\d][\d.,'\u2019 ]*")
_WITHIN_FIGURES = ".,-/'"
_SHORT = 5
"""Texts of fewer signs must be read exactly."""
_NEARLY = 0.8
_FIGURES = 0.9
"""How equal a text with many figures must be: one wrong figure of ten makes another number."""
_MOST_ROWS = 6
_MOST_SIGNS = 600
_BELOW = 2.6
"""Row heights to the next row of a text."""
_INDENT = 8.0
"""Row heights that the next row may begin left or right of the first."""
_LEAST_PIECE = 3

Found = tuple[float, tuple[Span, ...]]
"""How equal (0..1), and where: a span a row."""


class Seeker:
    """Looks for texts in one document."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._rows = [_Signs(row, parts) for row, parts in zip(scene.layout.rows, scene.layout.segments, strict=True)]

    def find(self, value: Value, kind: FieldType | None) -> list[Found]:
        """Every place where a value stands, in reading order."""
        found = list(self._written_otherwise(value, kind))
        wanted = _Wanted(value.text)
        if not wanted.signs:
            return found
        spans = {(span.row.number, span.start, span.stop) for _, (span, *_) in found}
        for exact in self._in_rows(wanted, exact=True):
            (span,) = exact[1]
            if (span.row.number, span.start, span.stop) not in spans:
                found.append(exact)
        return _without_parts(found) or _without_parts(
            [*self._in_rows(wanted, exact=False), *(self._over_rows(wanted) if len(wanted.signs) > _SHORT else ())]
        )

    def _written_otherwise(self, value: Value, kind: FieldType | None) -> Iterator[Found]:
        """Dates and amounts that mean the same, however they are printed."""
        if kind is None:
            return
        plain = value.normalized or normalized(value.text, kind, self._scene.today)
        if plain is None:
            return
        if kind.kind is Kind.DATE:
            yield from self._dates(plain)
        elif kind.kind in (Kind.AMOUNT, Kind.NUMBER):
            yield from self._numbers(plain)

    def _dates(self, day: str) -> Iterator[Found]:
        for row, dates in zip(self._scene.layout.rows, self._scene.found_dates, strict=True):
            for found in dates:
                if day in (reading.isoformat() for reading in found.readings):
                    yield 1.0, (Span(row, found.start, found.stop),)

    def _numbers(self, number: str) -> Iterator[Found]:
        for row, text in zip(self._scene.layout.rows, self._scene.legible, strict=True):
            for match in _FIGURE.finditer(text):
                printed = match[0].rstrip(" .,'")
                if _same_number(amounts.plain(printed), number):
                    yield 1.0, (Span(row, match.start(), match.start() + len(printed)),)

    def _in_rows(self, wanted: "_Wanted", *, exact: bool) -> Iterator[Found]:
        for row in self._rows:
            yield from row.exactly(wanted.signs) if exact else row.nearly(wanted)

    def _over_rows(self, wanted: "_Wanted") -> Iterator[Found]:
        """Texts that go on in the rows below."""
        for number, row in enumerate(self._rows):
            for start, stop in row.pieces():
                head = row.signs[start:stop]
                if len(head) < len(wanted.signs) and _agree(head, wanted, at=0):
                    yield from self._go_on(wanted, number, [row.span(start, stop)], head)

    def _go_on(self, wanted: "_Wanted", number: int, spans: list[Span], read: str) -> Iterator[Found]:
        if len(spans) >= _MOST_ROWS:
            return
        first, last = spans[0], spans[-1]
        for below in range(number + 1, min(len(self._rows), number + 4)):
            row = self._rows[below]
            if row.row.page != first.row.page or row.row.box.top - last.row.box.top > _BELOW * last.row.height:
                return
            for start, stop, whole in row.continuing(len(wanted.signs) - len(read)):
                span, text = row.span(start, stop), read + row.signs[start:stop]
                if abs(span.box.left - first.box.left) > _INDENT * first.row.height:
                    continue
                quality = Levenshtein.normalized_similarity(text, wanted.signs)
                if quality >= wanted.least:
                    yield quality, (*spans, span)
                elif whole and len(text) < len(wanted.signs) and _agree(row.signs[start:stop], wanted, at=len(read)):
                    yield from self._go_on(wanted, below, [*spans, span], text)


class _Wanted:
    """A text that is looked for: its letters and figures, and how equal what is read must be."""

    def __init__(self, text: str) -> None:
        plain = "".join(sign for sign in folded(text) if sign.isalnum())[:_MOST_SIGNS]
        figures = sum(sign.isdigit() for sign in plain)
        self.signs = plain.translate(_ALIKE)
        self.least = _FIGURES if 2 * figures >= len(plain) else _NEARLY
        if len(plain) < _SHORT:
            self.least = 1.0


class _Signs:
    """The letters and figures of a row, and where a text may begin and end among them."""

    def __init__(self, row: Row, parts: tuple[Span, ...]) -> None:
        self.row = row
        text = row.folded
        self._at = [at for at, sign in enumerate(text) if sign.isalnum()]
        plain = [text[at] for at in self._at]
        self.signs = "".join(plain).translate(_ALIKE)
        size = len(plain)
        cuts = [True, *(self._parted(text, before) for before in range(size - 1)), True]
        self._starts = [at for at in range(size) if cuts[at]]
        self._stops = [at for at in range(1, size + 1) if cuts[at]]
        self._cuts = cuts
        self._ends = self._ends_of(parts)

    def _parted(self, text: str, before: int) -> bool:
        """Whether a text may end with one sign and another begin with the next."""
        one, other = self._at[before], self._at[before + 1]
        between = text[one + 1 : other]
        if not between:
            return text[one].isdigit() != text[other].isdigit()
        figures = text[one].isdigit() and text[other].isdigit()
        return not (figures and len(between) == 1 and between in _WITHIN_FIGURES)

    def _ends_of(self, parts: tuple[Span, ...]) -> list[int]:
        """For each sign, where the stretch of the row ends in which it stands."""
        ends, at = [0] * len(self._at), 0
        for part in parts:
            stop = at
            while stop < len(self._at) and self._at[stop] < part.stop:
                stop += 1
            ends[at:stop] = [stop] * (stop - at)
            at = stop
        return ends

    def span(self, start: int, stop: int) -> Span:
        return Span(self.row, self._at[start], self._at[stop - 1] + 1)

    def exactly(self, wanted: str) -> Iterator[Found]:
        at = self.signs.find(wanted)
        while at >= 0:
            stop = at + len(wanted)
            if self._cuts[at] and self._cuts[stop]:
                yield 1.0, (self.span(at, stop),)
            at = self.signs.find(wanted, at + 1)

    def nearly(self, wanted: _Wanted) -> Iterator[Found]:
        """Stretches that are equal enough; they may overlap."""
        if wanted.least >= 1.0:
            return
        size, slack = len(wanted.signs), round(len(wanted.signs) * (1 - wanted.least))
        for start in self._starts:
            first = bisect_left(self._stops, start + max(1, size - slack))
            for stop in self._stops[first : bisect_right(self._stops, start + size + slack)]:
                quality = Levenshtein.normalized_similarity(
                    self.signs[start:stop], wanted.signs, score_cutoff=wanted.least
                )
                if quality:
                    yield quality, (self.span(start, stop),)

    def pieces(self) -> Iterator[tuple[int, int]]:
        """Beginnings of a text that goes on below: from each word to the end of its stretch."""
        for start in self._starts:
            if self._ends[start] - start >= _LEAST_PIECE:
                yield start, self._ends[start]

    def continuing(self, size: int) -> Iterator[tuple[int, int, bool]]:
        """From the beginning of each stretch, or behind a colon: as much as is missing, or all; and whether it is all.

        Args:
            size: signs that are missing still.
        """
        for start in self._starts:
            if start and self._ends[start] == self._ends[start - 1] and self.row.text[self._at[start] - 1] != ":":
                continue
            end = self._ends[start]
            for stop in self._stops:
                if start < stop < end and abs(stop - start - size) <= max(1, size // 5):
                    yield start, stop, False
            if end > start:
                yield start, end, True


def _agree(read: str, wanted: _Wanted, at: int) -> bool:
    """Whether a piece is what the text has there, give or take a sign."""
    return any(
        Levenshtein.normalized_similarity(read, wanted.signs[max(0, at + shift) : at + shift + len(read)])
        >= min(wanted.least, _NEARLY)
        for shift in ((0,) if at == 0 else (0, -1, 1))
    )


def _without_parts(found: list[Found]) -> list[Found]:
    """Without what only overlaps a better place."""
    kept: list[Found] = []
    for quality, spans in sorted(found, key=lambda each: (-each[0], len(each[1]))):
        if not any(span.overlaps(other) for _, others in kept for other in others for span in spans):
            kept.append((quality, spans))
    return sorted(kept, key=lambda each: (each[1][0].row.number, each[1][0].start))


def _same_number(one: str | None, other: str) -> bool:
    try:
        return one is not None and Decimal(one) == Decimal(other)
    except InvalidOperation:
        return False
