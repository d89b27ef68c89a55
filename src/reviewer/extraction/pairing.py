"""Which text is a label, and which text is its value: by colons first, then by what stands right of it or below."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from reviewer.extraction.layout import Layout, Span
from reviewer.extraction.shapes.text import trim

LIMIT = 2_000

_COLON = re.compile(r"(?<=[^\W_)\].’'”])\s?[:：](?!\d)|(?<=[^\W\d_])\s?[:：](?=\d)|(?<=[^\W_)\].])\s?[:：](?=\s)")
_BLANKS_APART = 2.5
_LEAST_GAP, _WIDEST_GAP = 0.55, 1.3  # heights
_DIGIT = re.compile(r"\d")
_MOST_LABEL_WORDS = 8
_BLANKS = "_ .…·-–—=*"

COLON_INSIDE, COLON_RIGHT, COLON_BELOW, RIGHT, COLUMN = 0.89, 0.85, 0.7, 0.6, 0.6
"""Scores of a pair by how it was found; all stay below the threshold, since nothing confirms a pair."""


class Pair:
    """A label and its value (empty when the form was not filled in there).

    Attributes:
        label, value: places, one a row.
        score: how well the geometry speaks for it.
    """

    __slots__ = ("label", "score", "value")

    def __init__(self, label: tuple[Span, ...], value: tuple[Span, ...], score: float) -> None:
        self.label = label
        self.value = value
        self.score = score


class _Unit:
    """A stretch of a row; `colon` when a colon ends it."""

    __slots__ = ("box", "colon", "index", "inline", "row", "span", "used")

    def __init__(self, span: Span, *, colon: bool = False, inline: bool = False) -> None:
        self.span = span
        self.box = span.box
        self.row = span.row.number
        self.colon = colon
        self.inline = inline  # stands behind a colon of the same stretch
        self.index = 0
        self.used = False


def pairs_of(layout: Layout) -> list[Pair]:
    """All pairs of a document, in reading order of their labels."""
    # A label and its value often stand nearer than two columns do: what counts is more than the usual blank.
    gap = min(max(_BLANKS_APART * layout.blank, _LEAST_GAP * layout.height), _WIDEST_GAP * layout.height)
    rows = [list(_units(segments)) for segments in layout.parted(gap)]
    for units in rows:
        for index, unit in enumerate(units):
            unit.index = index
    found: list[tuple[tuple[int, int], Pair]] = []
    for units in rows:
        for unit in units:
            if unit.colon and (pair := _by_colon(unit, rows, layout)):
                found.append(((unit.row, unit.index), pair))
    for heads, values in pairwise(rows):
        found.extend(_by_columns(heads, values, layout))
    for units in rows:
        found.extend(_by_neighbors(units, rows, layout))
    return [pair for _, pair in sorted(found, key=lambda entry: entry[0])][:LIMIT]


def _units(segments: Sequence[Span]) -> Iterator[_Unit]:
    for segment in segments:
        start = segment.start
        inline = False
        for colon in _COLON.finditer(segment.row.text, segment.start, segment.stop):
            label = trim(Span(segment.row, start, colon.start()))
            if label is None or not _like_label(label.text):
                continue
            yield _Unit(label, colon=True)
            start, inline = colon.end(), True
        rest = Span(segment.row, start, segment.stop)
        if start < segment.stop and rest.text.strip(_BLANKS + ":"):
            yield _Unit(_stripped(rest), inline=inline)


def _by_colon(unit: _Unit, rows: list[list[_Unit]], layout: Layout) -> Pair | None:
    right = rows[unit.row][unit.index + 1 : unit.index + 2]
    if right and not right[0].colon and not right[0].used:
        score = COLON_INSIDE if right[0].inline else COLON_RIGHT
        values = [right[0]]
        for more in rows[unit.row][unit.index + 2 :]:
            if more.colon or more.box.left - values[-1].box.right > 3 * layout.height:
                break
            values.append(more)
        below = _continued(values, rows, layout)
        return _pair(unit, values + below, score)
    below = _below(unit, rows, layout)
    return _pair(unit, below, COLON_BELOW)


def _continued(values: list[_Unit], rows: list[list[_Unit]], layout: Layout) -> list[_Unit]:
    """Further lines of a value: alone in their rows or aligned with its beginning, close below."""
    found: list[_Unit] = []
    last = values[0]
    for number in range(last.row + 1, min(last.row + 8, len(rows))):
        aligned = [
            unit
            for unit in rows[number]
            if not unit.colon and not unit.used and abs(unit.box.left - values[0].box.left) < layout.height
        ]
        gap = layout.rows[number].box.top - last.box.bottom
        near = gap < 0.6 * layout.height and layout.rows[number].page == last.span.row.page
        if not near or not aligned or aligned[0].index > 0:
            break
        found.append(aligned[0])
        last = aligned[0]
    return found


def _below(unit: _Unit, rows: list[list[_Unit]], layout: Layout) -> list[_Unit]:
    found: list[_Unit] = []
    bottom = unit.box.bottom
    for number in range(unit.row + 1, min(unit.row + 6, len(rows))):
        row = layout.rows[number]
        if row.page != unit.span.row.page or row.box.top - bottom > 1.2 * layout.height:
            break
        under = [one for one in rows[number] if one.box.left < unit.box.right and one.box.right > unit.box.left]
        alone = len(rows[number]) == 1 or number == unit.row + 1
        if (
            not under
            or not alone
            or under[0].colon
            or under[0].used
            or (under[0].index and rows[number][under[0].index - 1].colon)
        ):
            break
        found.append(under[0])
        bottom = under[0].box.bottom
    return found


def _by_columns(heads: list[_Unit], values: list[_Unit], layout: Layout) -> Iterator[tuple[tuple[int, int], Pair]]:
    """Without colons: a row of labels over a row of values, each under its label, with figures only in the values."""
    if len(heads) < 2 or len(heads) != len(values) or any(unit.used or unit.colon for unit in heads + values):
        return
    near = values[0].box.top - heads[0].box.bottom < 1.2 * layout.height
    aligned = all(
        abs(head.box.left - value.box.left) < layout.height
        or abs(head.box.center[0] - value.box.center[0]) < layout.height
        for head, value in zip(heads, values, strict=True)
    )
    like_heads = all(_like_label(unit.span.text) and not _DIGIT.search(unit.span.text) for unit in heads)
    if near and aligned and like_heads and any(_DIGIT.search(unit.span.text) for unit in values):
        for head, value in zip(heads, values, strict=True):
            yield (head.row, head.index), _pair(head, [value], COLUMN)


def _by_neighbors(
    units: list[_Unit], rows: list[list[_Unit]], layout: Layout
) -> Iterator[tuple[tuple[int, int], Pair]]:
    """Without colons: from left to right, a text like a label has its right neighbor as value."""
    for label, value in pairwise(units):
        free = not (label.used or value.used or label.colon or value.colon)
        if free and _like_label(label.span.text) and not _like_heading(label, layout):
            yield (label.row, label.index), _pair(label, [value, *_continued([value], rows, layout)], RIGHT)


def _pair(label: _Unit, values: list[_Unit], score: float) -> Pair:
    label.used = True
    for value in values:
        value.used = True
    return Pair((label.span,), tuple(value.span for value in values), score)


def _like_label(text: str) -> bool:
    letters = sum(sign.isalpha() for sign in text)
    signs = sum(not sign.isspace() for sign in text)
    return letters >= 2 and letters >= 0.5 * signs and len(text.split()) <= _MOST_LABEL_WORDS


def _like_heading(unit: _Unit, layout: Layout) -> bool:
    return unit.box.height > 1.8 * layout.height


def _stripped(span: Span) -> Span:
    text = span.text
    left = len(text) - len(text.lstrip(_BLANKS + ":"))
    right = len(text.rstrip(" _…·="))
    return Span(span.row, span.start + left, span.start + max(right, left + 1))
