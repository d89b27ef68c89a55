"""Where a page can be cut in two: along wide gaps that run through all that stands on it, and where papers touch."""

from collections.abc import Sequence
from statistics import median_low

import msgspec

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import PageText
from reviewer.extraction.bundle.seams import seams
from reviewer.extraction.rows import framed
from reviewer.extraction.words import WordList

_MOST = 4
_APART, _BELOW = 2.0, 2.5
"""Heights of a word: how wide a gap between columns, and between what stands above and below, must be."""
_CLOSE, _MOST_CLOSE = 0.8, 2
"""The same for columns that nearly touch, and how many such gaps are looked at."""
_FEW = 8  # words of a document, at the least


class Cut(msgspec.Struct, frozen=True):
    """Two parts of a page, as fractions of its frame, that lie beside each other or one above the other.

    Attributes:
        first, second: the parts.
        beside: whether they lie beside each other.
        close: whether no wide gap is between them.
    """

    first: Box
    second: Box
    beside: bool
    close: bool = False


class _Word(msgspec.Struct, frozen=True):
    frame: Box
    """Upright, in page heights."""
    page: Box
    """In fractions of the page frame."""


def cuts(page: PageText, area: Box) -> list[Cut]:
    """The ways to cut an area of a page in two, the widest gaps between columns first."""
    words = _words(page, area)
    found: list[Cut] = []
    for beside, least in ((True, _APART), (False, _BELOW)):
        for middle in _gaps(words, least, beside=beside):
            found += _cut(words, middle, area, page.aspect, beside=beside)
    return found


def close_cuts(page: PageText, area: Box, names: WordList) -> list[Cut]:
    """The ways to cut an area where no wide gap is: along narrow gaps between columns, and along seams.

    Args:
        page: the words.
        area: of the page.
        names: words that names of those who print such papers hold.
    """
    words = _words(page, area)
    wide = set(_gaps(words, _APART, beside=True))
    found: list[Cut] = []
    for middle in _gaps(words, _CLOSE, beside=True):
        if middle not in wide and len(found) < _MOST_CLOSE:
            found += _cut(words, middle, area, page.aspect, beside=True, close=True)
    for middle in seams(page, area, names) if words else ():
        found += _cut(words, middle, area, page.aspect, beside=False, close=True)
    return found


def _words(page: PageText, area: Box) -> list[_Word]:
    """The words of an area; none when these are too few for two documents."""
    words = [
        _Word(framed(word.polygon, page.aspect, page.turn, page.skew), bounds(word.polygon))
        for word in page.words
        if area.holds(bounds(word.polygon).center)
    ]
    return words if len(words) >= 2 * _FEW else []


def _cut(
    words: Sequence[_Word], middle: float, area: Box, aspect: float, *, beside: bool, close: bool = False
) -> list[Cut]:
    """The cut at a place; nothing when a side has too few words."""
    sides = _sides(words, middle, beside=beside)
    if min(map(len, sides)) < _FEW:
        return []
    return [Cut(*_areas(*sides, area, aspect), beside=beside, close=close)]


def _gaps(words: Sequence[_Word], apart: float, *, beside: bool) -> list[float]:
    """The middles of the widest gaps that no word reaches into, so many heights of a word wide or more."""
    if not words:
        return []
    least = apart * median_low([word.frame.height for word in words])
    spans = [(one.frame.left, one.frame.right) if beside else (one.frame.top, one.frame.bottom) for one in words]
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
