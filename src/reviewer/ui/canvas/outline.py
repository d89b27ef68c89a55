"""The outline of one value: its polygons as they are drawn, the lines of a running text joined to one shape."""

from math import floor
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPainterPath, QPolygonF, QTransform

from reviewer.domain.geometry import Box, Point, Polygon, bounds

Outline = QRectF | QPainterPath
"""Most are one rectangle, which is drawn far faster than a path."""

GROWN = 1.0
"""Pixels between the frame of a word and the line of a region: the line must not lie on the print."""

_SLANT = 3.0
_BRIDGED = 0.9


class Upright(NamedTuple):
    """The rectangle around one polygon, as fractions of the page, and how far inside of it corners lie."""

    left: float
    top: float
    right: float
    bottom: float
    lean_x: float
    lean_y: float

    @classmethod
    def of(cls, polygons: tuple[Polygon, ...]) -> "Upright | None":
        """None for more than one polygon, or one that is no quadrangle."""
        if len(polygons) != 1 or len(polygons[0]) != 4:
            return None
        (x1, y1), (x2, y2), (x3, y3), (x4, y4) = polygons[0]
        left, right = min(x1, x2, x3, x4), max(x1, x2, x3, x4)
        top, bottom = min(y1, y2, y3, y4), max(y1, y2, y3, y4)
        lean_x = max(min(x - left, right - x) for x in (x1, x2, x3, x4))
        lean_y = max(min(y - top, bottom - y) for y in (y1, y2, y3, y4))
        return cls(left, top, right, bottom, lean_x, lean_y)

    def outline(self, transform: QTransform, scale: float) -> QRectF | None:
        """The outline that `outline` makes of it, sooner; None where it leans too much to be a rectangle."""
        a, b, c, d = transform.m11(), transform.m12(), transform.m21(), transform.m22()
        dx, dy = transform.dx(), transform.dy()
        x1, x2 = a * self.left + c * self.top + dx, a * self.right + c * self.bottom + dx
        y1, y2 = b * self.left + d * self.top + dy, b * self.right + d * self.bottom + dy
        left, right, top, bottom = min(x1, x2), max(x1, x2), min(y1, y2), max(y1, y2)
        lean = max(abs(a) * self.lean_x + abs(c) * self.lean_y, abs(b) * self.lean_x + abs(d) * self.lean_y)
        if lean > min(_SLANT, 0.2 * min(right - left, bottom - top) + 0.5):
            return None
        left, top = (floor((left - GROWN) * scale) + 0.5) / scale, (floor((top - GROWN) * scale) + 0.5) / scale
        right, bottom = (floor((right + GROWN) * scale) + 0.5) / scale, (floor((bottom + GROWN) * scale) + 0.5) / scale
        return QRectF(left, top, right - left, bottom - top)


def outline(polygons: tuple[Polygon, ...], transform: QTransform, scale: float) -> Outline:
    """The outline in view pixels.

    Args:
        polygons: as fractions of the page frame.
        transform: from fractions to view pixels; it scales, turns and moves, no more.
        scale: device pixels for each, to which upright edges are fitted.
    """
    shown = [_mapped(polygon, transform) for polygon in polygons]
    upright = [box for points in shown if (box := _upright(points)) is not None]
    if len(upright) == len(shown) == 1:
        return _fitted(upright[0], scale)
    path = QPainterPath()
    for points in shown:
        if _upright(points) is None:
            path.addPolygon(QPolygonF([QPointF(x, y) for x, y in points]))
            path.closeSubpath()
    for boxes in _lines(upright):
        path.addPath(_united([_fitted(box, scale) for box in boxes]))
    return path


def draw(painter: QPainter, shape: Outline) -> None:
    """Draw an outline with the painter's pen and brush."""
    if isinstance(shape, QRectF):
        painter.drawRect(shape)
    else:
        painter.drawPath(shape)


def around(shape: Outline) -> QRectF:
    """The rectangle around an outline."""
    return shape if isinstance(shape, QRectF) else shape.boundingRect()


def _mapped(polygon: Polygon, transform: QTransform) -> tuple[Point, ...]:
    a, b, c, d = transform.m11(), transform.m12(), transform.m21(), transform.m22()
    dx, dy = transform.dx(), transform.dy()
    return tuple((a * x + c * y + dx, b * x + d * y + dy) for x, y in polygon)


def _upright(points: tuple[Point, ...]) -> Box | None:
    """The rectangle that a polygon is as good as, or None when it leans or has other corners."""
    if len(points) != 4:
        return None
    box = bounds(points)
    limit = min(_SLANT, 0.2 * min(box.width, box.height) + 0.5)
    for x, y in points:
        if min(x - box.left, box.right - x) > limit or min(y - box.top, box.bottom - y) > limit:
            return None
    return box


def _lines(boxes: list[Box]) -> list[list[Box]]:
    """Groups of boxes that are lines of one text, also where it stands on its side."""
    if sum(box.height > box.width for box in boxes) * 2 <= len(boxes):
        return _bridged(boxes)
    return [[_transposed(box) for box in group] for group in _bridged([_transposed(box) for box in boxes])]


def _transposed(box: Box) -> Box:
    return Box(box.top, box.left, box.bottom, box.right)


def _bridged(boxes: list[Box]) -> list[list[Box]]:
    """Groups of boxes below each other with little between, which is filled."""
    groups: list[list[Box]] = []
    for box in sorted(boxes, key=lambda b: (b.top, b.left)):
        above = groups[-1][-1] if groups else None
        if above is not None and _follows(above, box):
            middle = (above.bottom + box.top) / 2
            groups[-1][-1] = Box(above.left, above.top, above.right, middle)
            groups[-1].append(Box(box.left, middle, box.right, box.bottom))
        else:
            groups.append([box])
    return groups


def _follows(above: Box, box: Box) -> bool:
    beside = above.left < box.right and box.left < above.right
    gap, height = box.top - above.bottom, min(above.height, box.height)
    return beside and -0.5 * height < gap < _BRIDGED * height


def _united(rects: list[QRectF]) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rects[0])
    for rect in rects[1:]:
        more = QPainterPath()
        more.addRect(rect)
        path = path.united(more)
    return path.simplified() if len(rects) > 1 else path


def _fitted(box: Box, scale: float) -> QRectF:
    """The rectangle a little larger, its edges in the middle of device pixels, where thin lines are sharp."""
    left, top = _middle(box.left - GROWN, scale), _middle(box.top - GROWN, scale)
    return QRectF(left, top, _middle(box.right + GROWN, scale) - left, _middle(box.bottom + GROWN, scale) - top)


def _middle(value: float, scale: float) -> float:
    return (floor(value * scale) + 0.5) / scale
