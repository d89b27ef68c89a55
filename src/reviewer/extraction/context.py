"""The labels around a candidate's first line: left of it, in the row above, and at the head of its column."""

import re

from reviewer.domain.geometry import Box
from reviewer.extraction.labels import Match
from reviewer.extraction.layout import Row, Span
from reviewer.extraction.scene import Scene

_WORDS = re.compile(r"[^\W_]+")
_NUMBER_BETWEEN = re.compile(r"\d[.,]\d{2}(?!\d)(?!\s?%)")
_CODE_GOES_ON = re.compile(r"[-/]\d")
_SHORT = 4  # letters
_AS_ONE = 0.35  # of the height of print that two rows share
_BESIDE = 2.0  # heights between a text and a label over it that may be meant for it
_UP = 4  # rows above that are looked at for the head of a column

Strengths = dict[str, float]


class LabelContext:
    """How strongly each field's labels speak for a candidate, by their place. Figures are 0..1.6, by field name.

    Attributes:
        left: in the row, left of the candidate; the nearest counts most.
        adjacent: nothing but marks between label and candidate.
        alone: share of the letters left of the candidate that the label explains.
        above: in the row above, when the candidate's own row has no words left of it.
        column: over the candidate, in one of the rows above.
        nearest: names in the nearest label on the left, empty when there is none.
    """

    __slots__ = ("above", "adjacent", "alone", "column", "left", "nearest")

    def __init__(self, first: Span, scene: Scene) -> None:
        self.left: Strengths = {}
        self.adjacent: Strengths = {}
        self.alone: Strengths = {}
        self.above: Strengths = {}
        self.column: Strengths = {}
        self.nearest: frozenset[str] = frozenset()
        self._look_left(first, scene.labels[first.row.number])
        if first.row.letters[0] >= first.start:
            self._look_beside(first, scene)
            self._look_above(first, scene)
        self._look_up(first, scene)

    def _look_left(self, span: Span, matches: list[Match]) -> None:
        before = [match for match in matches if match.stop <= span.start and not _begins_code(match)]
        if not before:
            return
        text = span.row.text
        self.nearest = before[-1].names
        between = text[before[-1].stop : span.start]
        letters = sum(sign.isalpha() for sign in text[: span.start])
        for rank, match in enumerate(reversed(before)):
            far = 0.5 if rank or _NUMBER_BETWEEN.search(text, match.stop, span.start) else 1.0
            explained = sum(sign.isalpha() for sign in text[match.start : match.stop])
            for name in match.names:
                _raise(self.left, name, far * strength(match))
                _raise(self.alone, name, far * explained / max(letters, 1))
                if rank == 0 and not _WORDS.search(_without_fillings(between)):
                    _raise(self.adjacent, name, match.quality)

    def _look_beside(self, span: Span, scene: Scene) -> None:
        """Left of a text alone in its row, in the row that is so near that both may have been meant as one."""
        near = [
            row for row in scene.layout.rows[max(span.row.number - 1, 0) : span.row.number + 2] if row is not span.row
        ]
        row = max(near, key=lambda one: _shared(one, span), default=None)
        if row is None or _shared(row, span) < _AS_ONE * min(row.height, span.row.height):
            return
        labels = scene.labels[row.number]
        free = labels and not any(sign.isdigit() for sign in row.text[labels[-1].stop :])  # has no value of its own
        if free and labels[-1].span.box.right <= span.box.left:
            self._look_left(Span(row, len(row.text), len(row.text)), labels)

    def _look_above(self, span: Span, scene: Scene) -> None:
        number = span.row.number - 1
        if number < 0 or scene.layout.rows[number].page != span.row.page:
            return
        row = scene.layout.rows[number]
        if span.row.box.top - row.box.bottom > 1.5 * scene.layout.height:
            return
        ends_in_number = _NUMBER_BETWEEN.search(row.text[-6:]) is not None
        for match in scene.labels[number]:
            if match.span.box.left > span.box.right + _BESIDE * scene.layout.height:
                continue  # of another column
            for name in match.names:
                _raise(self.above, name, strength(match) * (0.3 if ends_in_number else 1.0))

    def _look_up(self, span: Span, scene: Scene) -> None:
        box = span.box
        for number in range(span.row.number - 1, max(-1, span.row.number - 1 - _UP), -1):
            row = scene.layout.rows[number]
            if row.page != span.row.page:
                break
            for match in scene.headings[number]:
                if _over(match, box):
                    for name in match.names:
                        _raise(self.column, name, strength(match) * (1.0 - 0.2 * (span.row.number - 1 - number)))


def _begins_code(match: Match) -> bool:
    """Whether a short label is the beginning of a code, as in PO-47570, and names nothing behind it."""
    text = match.span.row.text
    return match.stop - match.start <= _SHORT and _CODE_GOES_ON.match(text, match.stop) is not None


def _shared(row: Row, span: Span) -> float:
    """Of the height of the page, what a row shares with the row of a text."""
    if row.page != span.row.page:
        return 0.0
    return min(row.box.bottom, span.row.box.bottom) - max(row.box.top, span.row.box.top)


def strength(match: Match) -> float:
    """A label of several words says more; a misread letter says less."""
    return min(match.quality * (1.0 + 0.2 * (match.size - 1)), 1.6)


def _over(match: Match, box: Box) -> bool:
    label = match.span.box
    return min(label.right, box.right) - max(label.left, box.left) > 0.3 * min(label.width, box.width)


def _without_fillings(text: str) -> str:
    return re.sub(r"\b(?:rm|rh|no|eur|usd|idr|rp|of|the|is)\b", "", text, flags=re.IGNORECASE)


def _raise(strengths: Strengths, name: str, value: float) -> None:
    if value > strengths.get(name, 0.0):
        strengths[name] = value
