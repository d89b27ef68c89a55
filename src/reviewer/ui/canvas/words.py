"""The words of a page, ready to be painted and found."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from math import atan2, pi
from statistics import median

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPolygonF

from reviewer.domain.geometry import Point, Polygon, contains
from reviewer.domain.text import PageText, Word
from reviewer.ui.canvas.grid import Grid, boxes_of

_UPRIGHT = 0.0015
"""How far, as a fraction of the page, the corners of an upright frame may differ."""


class Words:
    """Words in reading order, by number.

    Attributes:
        words: as read.
        lines: number of the line that each word stands on.
        grid: finds them by place.
        rects: the upright rectangle of each, in fractions.
        leaning: frames of those that do not stand upright, by number.
        height: of most words, as a fraction of the page frame.
    """

    def __init__(self, text: PageText) -> None:
        self.words: tuple[Word, ...] = text.words
        self.lines = [number for number, line in enumerate(text.lines) for _ in line.words]
        boxes = boxes_of(word.polygon for word in self.words)
        self.grid = Grid(boxes)
        self.rects = [QRectF(box.left, box.top, box.width, box.height) for box in boxes]
        self.leaning = {
            number: QPolygonF([QPointF(x, y) for x, y in word.polygon])
            for number, word in enumerate(self.words)
            if not _upright(word.polygon)
        }
        self.height = median(box.height for box in boxes) if boxes else 0.0

    def on_line(self, line: int) -> range:
        """Numbers of the words of a line."""
        return range(bisect_left(self.lines, line), bisect_right(self.lines, line))

    def at(self, point: Point) -> int | None:
        """Number of the smallest word at a point, or None."""
        boxes = self.grid.boxes
        found = [number for number in self.grid.at(point) if self._covers(number, point)]
        return min(found, key=lambda number: boxes[number].area, default=None)

    def _covers(self, number: int, point: Point) -> bool:
        if number in self.leaning:
            return contains(self.words[number].polygon, point)
        box = self.grid.boxes[number]
        return box.left <= point[0] <= box.right and box.top <= point[1] <= box.bottom

    def quarter(self, numbers: Iterable[int], shape: tuple[float, float]) -> int | None:
        """By how many quarter turns, clockwise, most of these words stand turned on the page; None without words."""
        turns = Counter(turn for number in numbers if (turn := _quarter(self.words[number].polygon, shape)) is not None)
        return turns.most_common(1)[0][0] if turns else None


def _quarter(polygon: Polygon, shape: tuple[float, float]) -> int | None:
    if len(polygon) != 4:
        return None
    (x1, y1), (x2, y2) = polygon[:2]
    return round(atan2((y2 - y1) * shape[1], (x2 - x1) * shape[0]) / (pi / 2)) % 4


def _upright(polygon: Polygon) -> bool:
    if len(polygon) != 4:
        return False
    (x1, y1), (x2, y2), (x3, y3), (x4, y4) = polygon
    lying = max(abs(y1 - y2), abs(y3 - y4), abs(x1 - x4), abs(x2 - x3)) < _UPRIGHT
    standing = max(abs(x1 - x2), abs(x3 - x4), abs(y1 - y4), abs(y2 - y3)) < _UPRIGHT
    return lying or standing
