"""Where a page can be cut in two: along wide gaps that run through all that stands on it."""

from collections.abc import Sequence

import msgspec

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import PageText
from reviewer.extraction.rows import framed

_MOST = 4
_APART, _BELOW = 2.0, 2.5
"""Heights of a word: how wide a gap between columns, and between what stands above and below, must be."""
_FEW = 8  # words of a document, at the least


class Cut(msgspec.Struct, frozen=True):
    """Two parts of a page, as fractions of its frame, that lie beside each other or one above the other."""

    first: Box
    second: Box
    beside: bool


class _Word(msgspec.Struct, frozen=True):
    frame: Box
    """Upright, in page heights."""
    page: Box
    """In fractions of the page frame."""


def cuts(page: PageText, area: Box) -> list[Cut]:
    """The ways to cut an area of a page in two, the widest gaps between columns first."""
    words = [
        _Word(framed(word.polygon, page.aspect, page.turn, page.skew), bounds(word.polygon))
        for word in page.words
        if area.holds(bounds(word.polygon).center)
    ]
    if len(words) < 2 * _FEW:
        return []
    heights = sorted(word.frame.height for word in words)
    height = heights[len(heights) // 2]
    across = [(word.frame.left, word.frame.right) for word in words]
    down = [(word.frame.top, word.frame.bottom) for word in words]
    found: list[Cut] = []
    for spans, least, beside in ((across, _APART * height, True), (down, _BELOW * height, False)):
        for middle in _gaps(spans, least):
            sides = _sides(words, middle, beside=beside)
            if min(map(len, sides)) >= _FEW:
                found.append(Cut(*_areas(*sides, area, page.aspect), beside=beside))
    return found


def _gaps(spans: Sequence[tuple[float, float]], least: float) -> list[float]:
    """The middles of the widest gaps that no span reaches into."""
    found: list[tuple[float, float]] = []
    ordered = sorted(spans)
    reached = ordered[0][1]
    for start, end in ordered[1:]:
        if start - reached >= least:
            found.append((start - reached, (start + reached) / 2))
        reached = max(reached, end)
    return [middle for _, middle in sorted(found, reverse=True)[:_MOST]]


def _sides(words: Sequence[_Word], middle: float, *, beside: bool) -> tuple[list[_Word], list[_Word]]:
    axis = 0 if beside else 1
    before = [word for word in words if word.frame.center[axis] < middle]
    return before, [word for word in words if word.frame.center[axis] >= middle]


def _areas(one: Sequence[_Word], other: Sequence[_Word], area: Box, aspect: float) -> tuple[Box, Box]:
    """The area cut between two groups of words, along the side of the page on which they are farther apart."""
    first, second = _around(one), _around(other)
    x = max(second.left - first.right, first.left - second.right) * aspect
    y = max(second.top - first.bottom, first.top - second.bottom)
    if x >= y:
        left, right = sorted((first, second), key=lambda box: box.left)
        middle = (left.right + right.left) / 2
        parts = (Box(area.left, area.top, middle, area.bottom), Box(middle, area.top, area.right, area.bottom))
        return parts if left is first else parts[::-1]
    upper, lower = sorted((first, second), key=lambda box: box.top)
    middle = (upper.bottom + lower.top) / 2
    parts = (Box(area.left, area.top, area.right, middle), Box(area.left, middle, area.right, area.bottom))
    return parts if upper is first else parts[::-1]


def _around(words: Sequence[_Word]) -> Box:
    box = words[0].page
    for word in words[1:]:
        box = box.joined(word.page)
    return box
