"""The reading order of lines, after pieces of one phrase are put together and the slope of the page is taken out.

Engines have orders of their own: one goes by the upper left corner, the other by blocks, so that on a receipt the
amounts come after all articles.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from reviewer.domain.geometry import Box, Polygon
from reviewer.domain.reading_order import reading_order
from reviewer.domain.text import Line
from reviewer.domain.writing import balance, has_left

_OVERLAP = 0.5
_SAME_PHRASE = 1.0


@dataclass(frozen=True)
class _Item:
    """A line and where it stands, with the slope of the page taken out; both axes in heights of the page."""

    line: Line
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


_Row = list[_Item]


def ordered(lines: Sequence[Line], aspect: float) -> tuple[Line, ...]:
    """Lines in reading order; pieces of one phrase, which an engine found apart, become one line.

    Args:
        lines: polygons as fractions of the picture, four corners clockwise from the text's top left.
        aspect: width / height of the picture.
    """
    placed = [(number, item) for number, row in enumerate(_rows(_items(lines, aspect))) for item in _joined(row)]
    texts = [item.line.text for _, item in placed]
    boxes = [Box(item.left, item.top, item.right, item.bottom) for _, item in placed]
    if any(map(has_left, texts)) and sum(map(balance, texts)) < 0:
        boxes = [Box(-box.right, box.top, -box.left, box.bottom) for box in boxes]  # it is read from the right
    order = reading_order(boxes, list(map(len, texts)), [number for number, _ in placed])
    return tuple(placed[at][1].line for at in order)


def _items(lines: Sequence[Line], aspect: float) -> list[_Item]:
    shapes = [_sides(line.polygon, aspect) for line in lines]
    slopes = [
        (right[1] - left[1]) / (right[0] - left[0]) for left, right, high in shapes if right[0] - left[0] > 3 * high
    ]
    slope = median(slopes) if slopes else 0.0
    items = []
    for line, (left, right, high) in zip(lines, shapes, strict=True):
        middle = (left[1] + right[1]) / 2 - slope * (left[0] + right[0]) / 2
        start, end = sorted((left[0], right[0]))
        items.append(_Item(line, start, end, middle - high / 2, middle + high / 2))
    return items


def _sides(polygon: Polygon, aspect: float) -> tuple[tuple[float, float], tuple[float, float], float]:
    """The middles of the left and of the right edge, and the height, in heights of the page."""
    a, b, c, d = ((x * aspect, y) for x, y in polygon)
    left, right = ((a[0] + d[0]) / 2, (a[1] + d[1]) / 2), ((b[0] + c[0]) / 2, (b[1] + c[1]) / 2)
    return left, right, max(1e-6, (math.dist(a, d) + math.dist(b, c)) / 2)


def _rows(items: Sequence[_Item]) -> list[_Row]:
    rows: list[_Row] = []
    for item in sorted(items, key=lambda each: each.middle):
        fitting = [row for row in rows[-8:] if _beside(item, row)]
        if fitting:
            max(fitting, key=lambda row: _shared(item, _nearest(item, row))).append(item)
        else:
            rows.append([item])
    for row in rows:
        row.sort(key=lambda each: each.left)
    return sorted(rows, key=lambda row: sum(each.middle for each in row) / len(row))


def _beside(item: _Item, row: _Row) -> bool:
    """Whether an item stands in a row: as high as the nearest there, and not over or under any."""
    if _shared(item, _nearest(item, row)) < _OVERLAP:
        return False
    return all(
        min(item.right, each.right) - max(item.left, each.left)
        < 0.3 * min(item.right - item.left, each.right - each.left)
        for each in row
    )


def _nearest(item: _Item, row: _Row) -> _Item:
    return min(row, key=lambda each: max(each.left - item.right, item.left - each.right))


def _shared(one: _Item, other: _Item) -> float:
    """The share of the lower one's height that both have in common."""
    return (min(one.bottom, other.bottom) - max(one.top, other.top)) / min(one.height, other.height)


def _joined(row: _Row) -> _Row:
    """Neighbours with no more than a blank between them become one."""
    out = row[:1]
    for item in row[1:]:
        last = out[-1]
        if item.left - last.right < _SAME_PHRASE * min(item.height, last.height) and _alike(last, item):
            out[-1] = _both(last, item)
        else:
            out.append(item)
    return out


def _alike(one: _Item, other: _Item) -> bool:
    return max(one.height, other.height) < 1.6 * min(one.height, other.height)


def _both(one: _Item, other: _Item) -> _Item:
    start, end = one.line.polygon, other.line.polygon
    first, second = (other, one) if balance(one.line.text + other.line.text) < 0 else (one, other)
    line = Line(first.line.words + second.line.words, (start[0], end[1], end[2], start[3]))
    return _Item(line, one.left, other.right, min(one.top, other.top), max(one.bottom, other.bottom))
