"""Which words stand on one height of a page, however far apart: a label left, its figure right."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from math import atan2, pi
from statistics import median

from reviewer.domain.geometry import Box, Polygon, bounds
from reviewer.domain.text import Word
from reviewer.domain.writing import balance

_WIDE = 3.0
"""Heights from which a word is wide enough to tell how print leans."""
_SHARE = 0.45
"""Of a word's height: what stands no further up or down is on its height."""
_MOST = 24


class Levels:
    """The words of a page by their height, also where the print leans or stands on its side.

    Args:
        words: of the page.
        aspect: width / height of the page frame.
    """

    def __init__(self, words: Sequence[Word], aspect: float) -> None:
        self._words = words
        self._aspect = aspect
        quarters = {_turn(word.polygon, aspect) for word in words}
        self._known = {quarter: _Quarter(words, quarter, aspect) for quarter in quarters}

    def beside(self, numbers: Sequence[int]) -> list[int]:
        """The other words on the height of some, in the order in which they are read; the nearest of very many."""
        quarter = _turn(self._words[numbers[0]].polygon, self._aspect)
        level = self._known[quarter]
        found = level.at(numbers[0]) - set(numbers)
        middles = level.middles
        if len(found) > _MOST:
            here = middles[numbers[0]]
            found = set(sorted(found, key=lambda number: abs(middles[number] - here))[:_MOST])
        left = sum(balance(self._words[number].text) for number in found) < 0
        return sorted(found, key=middles.__getitem__, reverse=left)

    def apart(self, one: int, other: int) -> float:
        """How wide the gap between two words on one height is, in heights of the print."""
        level = self._known[_turn(self._words[one].polygon, self._aspect)]
        first, second = level.boxes[one], level.boxes[other]
        gap = max(second.left - first.right, first.left - second.right)
        return gap / max(first.height, second.height, 1e-9)


class _Quarter:
    """All words as they stand when the page is turned so that those of one direction are upright."""

    def __init__(self, words: Sequence[Word], quarter: int, aspect: float) -> None:
        shapes = [tuple(_upright(point, quarter, aspect) for point in word.polygon) for word in words]
        self.boxes = [bounds(shape) for shape in shapes]
        self.middles = [(box.left + box.right) / 2 for box in self.boxes]
        leans = [lean for shape, box in zip(shapes, self.boxes, strict=True) if (lean := _lean(shape, box)) is not None]
        self._lean = median(leans) if leans else 0.0
        self._sorted = sorted((self._height(box), number) for number, box in enumerate(self.boxes))
        self._heights = [height for height, _ in self._sorted]

    def at(self, number: int) -> set[int]:
        """The words on the height of one."""
        box = self.boxes[number]
        middle, reach = self._height(box), _SHARE * box.height
        first = bisect_left(self._heights, middle - reach)
        last = bisect_right(self._heights, middle + reach)
        return {other for _, other in self._sorted[first:last]}

    def _height(self, box: Box) -> float:
        return box.center[1] - self._lean * box.center[0]


def _turn(polygon: Polygon, aspect: float) -> int:
    """By how many quarter turns, clockwise, print stands turned."""
    if len(polygon) != 4:
        return 0
    (x1, y1), (x2, y2) = polygon[:2]
    return round(atan2(y2 - y1, (x2 - x1) * aspect) / (pi / 2)) % 4


def _upright(point: tuple[float, float], quarter: int, aspect: float) -> tuple[float, float]:
    """A point of a page, in its height, on the page turned back."""
    x, y = point[0] * aspect, point[1]
    return ((x, y), (y, -x), (-x, -y), (-y, x))[quarter]


def _lean(shape: Polygon, box: Box) -> float | None:
    """How much a wide word falls along its way; None for others."""
    if len(shape) != 4 or box.width < _WIDE * box.height:
        return None
    (x1, y1), (x2, y2) = shape[:2]
    return (y2 - y1) / (x2 - x1) if abs(x2 - x1) > abs(y2 - y1) else None
