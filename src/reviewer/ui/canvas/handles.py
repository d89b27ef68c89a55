"""The handles of the region that is being edited: small squares at its corners, and where a press takes hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from reviewer.domain.geometry import Point, Polygon, bounds, contains
from reviewer.ui.look.current import colors

REACH: Final = 12.0
"""Pixels around the middle of a handle that take hold of it: 24 across, though it is drawn smaller."""

_SIDE_REACH: Final = 7.0
_HALF: Final = 4.0
_CURRENT_HALF: Final = 6.0
_AROUND: Final = 16.0


class Part(Enum):
    """Of a region."""

    NOTHING = "nothing"
    CORNER = "corner"
    SIDE = "side"
    WHOLE = "whole"


@dataclass(frozen=True)
class Hold:
    """What a press at a place takes hold of; `number` is of the corner, or of the one that the side begins at."""

    part: Part = Part.NOTHING
    number: int = -1


def hold_at(points: Sequence[Point], place: Point) -> Hold:
    """What lies at a place, both in pixels of the view: the nearest corner, else a side, else the whole region."""
    near = min(range(len(points)), key=lambda n: _square(points[n], place), default=-1)
    if near < 0:
        return Hold()
    if max(abs(points[near][0] - place[0]), abs(points[near][1] - place[1])) <= _corner_reach(points):
        return Hold(Part.CORNER, near)
    for number, start in enumerate(points):
        if _off_side(start, points[(number + 1) % len(points)], place) <= _SIDE_REACH:
            return Hold(Part.SIDE, number)
    return Hold(Part.WHOLE) if contains(tuple(points), place) else Hold()


def _corner_reach(points: Sequence[Point]) -> float:
    """Less on a region so small that its corners would leave nothing to take hold of the whole by."""
    box = bounds(tuple(points))
    return max(5.0, min(REACH, min(box.width, box.height) / 2.5)) if len(points) > 2 else REACH


def _square(one: Point, other: Point) -> float:
    return float((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def _off_side(start: Point, end: Point, place: Point) -> float:
    x, y = end[0] - start[0], end[1] - start[1]
    length = x * x + y * y
    along = 0.0 if not length else min(1.0, max(0.0, ((place[0] - start[0]) * x + (place[1] - start[1]) * y) / length))
    return float(_square((start[0] + along * x, start[1] + along * y), place) ** 0.5)


class HandlesItem(QGraphicsItem):
    """Draws handles over a polygon; the page frame is 0 to 1. Handles keep their size at every zoom."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._polygon: Polygon = ()
        self._corner = -1
        self._rect = QRectF()

    def show_handles(self, polygon: Polygon, corner: int, pixel: tuple[float, float]) -> None:
        """Draw these from now on; none for no polygon.

        Args:
            polygon: as fractions of the page frame.
            corner: the one that keys move, or -1 for the whole region.
            pixel: how far a pixel of the view reaches, in fractions of the page.
        """
        self.prepareGeometryChange()
        self._polygon, self._corner = polygon, corner
        if polygon:
            box = bounds(polygon).grown(pixel[0] * _AROUND, pixel[1] * _AROUND)
            self._rect = QRectF(box.left, box.top, box.width, box.height)
        else:
            self._rect = QRectF()
        self.update()

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self._polygon:
            return
        table = colors()
        transform = painter.worldTransform()
        points = [transform.map(QPointF(x, y)) for x, y in self._polygon]
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for color, width in ((table.page_paper, 4.0), (table.page_active, 2.0)):
            painter.setPen(QPen(color, width))
            painter.drawPolygon(QPolygonF(points))
        for number, point in enumerate(points):
            _paint_handle(painter, point, current=number == self._corner)
        painter.restore()


def _paint_handle(painter: QPainter, point: QPointF, *, current: bool) -> None:
    """A white square; the one that keys move is larger, filled, and has a white line around."""
    table = colors()
    half = _CURRENT_HALF if current else _HALF
    rect = QRectF(point.x() - half, point.y() - half, 2 * half, 2 * half)
    if current:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(table.page_paper))
        painter.drawRect(rect.adjusted(-3.5, -3.5, 3.5, 3.5))
        painter.setPen(QPen(table.page_active, 1.5))
        painter.drawRect(rect.adjusted(-2, -2, 2, 2))
        painter.fillRect(rect.adjusted(1, 1, -1, -1), table.page_active)
    else:
        painter.setPen(QPen(table.page_active, 1.5))
        painter.setBrush(QBrush(table.page_paper))
        painter.drawRect(rect)
