"""Finds which of many boxes lie in a part of the page, without looking at all of them."""

from collections import defaultdict
from collections.abc import Iterable

from reviewer.domain.geometry import Box, Point, Polygon

_COLUMNS, _ROWS = 24, 36


class Grid:
    """Boxes in fractions of the page, by the cells that they touch. A box is known by its number in the sequence."""

    def __init__(self, boxes: Iterable[Box]) -> None:
        self.boxes = list(boxes)
        cells: dict[int, list[int]] = defaultdict(list)
        self._begun = [0] * (_COLUMNS * _ROWS)
        for number, (left, top, right, bottom) in enumerate((b.left, b.top, b.right, b.bottom) for b in self.boxes):
            first = _index(top, _ROWS) * _COLUMNS + _index(left, _COLUMNS)
            last = _index(bottom, _ROWS) * _COLUMNS + _index(right, _COLUMNS)
            cells[first].append(number)
            self._begun[first] += 1
            if first != last:  # most boxes lie in one cell: a page of 10,000 words must not take long
                for cell in _between(first, last):
                    if cell != first:
                        cells[cell].append(number)
        self._cells = dict(cells)

    def add(self, box: Box) -> int:
        """Put one more box in. Returns its number."""
        number = len(self.boxes)
        self.boxes.append(box)
        first, last = _corners(box)
        self._begun[first] += 1
        for cell in _between(first, last):
            self._cells.setdefault(cell, []).append(number)
        return number

    def drop(self, number: int) -> None:
        """Find a box no more; the others keep their numbers."""
        first, last = _corners(self.boxes[number])
        self._begun[first] -= 1
        for cell in _between(first, last):
            self._cells[cell].remove(number)

    def near(self, area: Box) -> list[int]:
        """Numbers of the boxes that may touch an area, in order. Those of its cells, so there are a few more."""
        return sorted(self._near(area))

    def touching(self, area: Box) -> list[int]:
        """Numbers of the boxes that touch an area, in order."""
        boxes = self.boxes
        return [number for number in self.near(area) if _touch(boxes[number], area)]

    def at(self, point: Point) -> list[int]:
        """Numbers of the boxes in the cell of a point, in order."""
        return self._cells.get(_index(point[1], _ROWS) * _COLUMNS + _index(point[0], _COLUMNS), [])

    def about(self, area: Box) -> int:
        """About how many boxes lie in an area: those that begin in one of its cells."""
        first, last = _corners(area)
        left, right = first % _COLUMNS, last % _COLUMNS + 1
        rows = range(first - left, last - last % _COLUMNS + 1, _COLUMNS)
        return sum(sum(self._begun[row + left : row + right]) for row in rows)  # asked at each step of a scroll

    def free(self, area: Box) -> bool:
        """Whether no box touches an area."""
        boxes = self.boxes
        return not any(_touch(boxes[number], area) for number in self._near(area))

    def _near(self, area: Box) -> set[int]:
        cells, found = self._cells, set[int]()
        for cell in _between(*_corners(area)):
            if cell in cells:
                found.update(cells[cell])
        return found


def boxes_of(polygons: Iterable[Polygon]) -> list[Box]:
    """The upright rectangle around each polygon."""
    made: list[Box] = []
    for polygon in polygons:
        if len(polygon) == 4:  # nearly all of them; `bounds` takes three times as long
            (x1, y1), (x2, y2), (x3, y3), (x4, y4) = polygon
            made.append(Box(min(x1, x2, x3, x4), min(y1, y2, y3, y4), max(x1, x2, x3, x4), max(y1, y2, y3, y4)))
        else:
            xs, ys = zip(*polygon, strict=True)
            made.append(Box(min(xs), min(ys), max(xs), max(ys)))
    return made


def _corners(area: Box) -> tuple[int, int]:
    """The cells of the top left and the bottom right corner."""
    first = _index(area.top, _ROWS) * _COLUMNS + _index(area.left, _COLUMNS)
    return first, _index(area.bottom, _ROWS) * _COLUMNS + _index(area.right, _COLUMNS)


def _between(first: int, last: int) -> Iterable[int]:
    columns = range(first % _COLUMNS, last % _COLUMNS + 1)
    return (row * _COLUMNS + column for row in range(first // _COLUMNS, last // _COLUMNS + 1) for column in columns)


def _index(fraction: float, count: int) -> int:
    return min(count - 1, max(0, int(fraction * count)))


def _touch(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
