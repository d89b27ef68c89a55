"""Polygons around words, and around a part of one."""

from collections.abc import Sequence
from math import atan2, pi

from reviewer.domain.geometry import Point, Polygon, bounds_of
from reviewer.domain.text import Word
from reviewer.domain.writing import runs_left

_STRAIGHT = 0.008
"""How far, as a fraction of the page, an edge may lean and still count as upright or lying."""


def around(polygons: Sequence[Polygon]) -> Polygon:
    """One polygon around the words of a line, in whatever order, clockwise from the print's own top left."""
    if len(polygons) == 1:
        return polygons[0]
    if any(len(polygon) != 4 for polygon in polygons):
        return bounds_of(polygons).polygon()
    (x1, y1), (x2, y2) = polygons[0][:2]
    along = (x2 - x1, y2 - y1)
    ordered = sorted(polygons, key=lambda polygon: polygon[0][0] * along[0] + polygon[0][1] * along[1])
    first, last = ordered[0], ordered[-1]
    across, down = abs(last[1][0] - first[0][0]), abs(last[1][1] - first[0][1])
    if min(across, down) > _STRAIGHT:
        return (first[0], last[1], last[2], first[3])
    quarter = round(atan2(along[1], along[0]) / (pi / 2)) % 4
    corners = bounds_of(polygons).polygon()
    return corners[quarter:] + corners[:quarter]


def part(word: Word, start: int, stop: int) -> Polygon:
    """The polygon around some signs of a word, from one index to before another."""
    if (start <= 0 and stop >= len(word.text)) or len(word.polygon) != 4 or start >= stop:
        return word.polygon
    left, right = _edges(word, start, stop)
    top_left, top_right, bottom_right, bottom_left = word.polygon
    return (
        _between(top_left, top_right, left),
        _between(top_left, top_right, right),
        _between(bottom_left, bottom_right, right),
        _between(bottom_left, bottom_right, left),
    )


def _edges(word: Word, start: int, stop: int) -> tuple[float, float]:
    """Left and right edge of some signs, as shares of the word's width."""
    length = len(word.text)
    if len(word.edges) == 2 * length:
        edges = word.edges[2 * start : 2 * stop]
        return min(edges), max(edges)
    if runs_left(word.text):
        return 1 - stop / length, 1 - start / length
    return start / length, stop / length


def _between(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
