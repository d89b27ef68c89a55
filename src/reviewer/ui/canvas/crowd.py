"""Regions in a crowd: many, small, in one color each and without dashes; what is unsure is filled."""

from collections.abc import Iterable
from math import copysign
from typing import Final, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from reviewer.domain.geometry import Box
from reviewer.ui.canvas.shapes import Shapes
from reviewer.ui.look.current import colors
from reviewer.ui.look.lines import Line

_FILLED_BELOW: Final = 6.0
"""Pixels: what is less high is filled and has no frame."""

_MUCH: Final = 0.2
"""Share of the page from which on all regions are drawn: finding those in question would take longer."""

_UNSURE: Final = frozenset({Line.CHECK, Line.DOUBTFUL})

_Way = tuple[float, float, float, float]


class _Rects(NamedTuple):
    """As fractions of the turned page, and how large they are on the whole."""

    sure: list[QRectF]
    unsure: list[QRectF]
    width: float
    height: float


class Crowd:
    """Draws all regions of a page in few calls."""

    def __init__(self, shapes: Shapes) -> None:
        self._shapes = shapes
        self._all: _Rects | None = None
        self._way: _Way = (1, 0, 0, 1)

    def forget(self) -> None:
        """Regions changed."""
        self._all = None

    def paint(self, painter: QPainter, part: Box, left_out: frozenset[str]) -> None:
        """Draw what lies in a part of the page frame.

        Args:
            painter: its transform leads from fractions of the page frame to pixels.
            part: in fractions.
            left_out: entries that are not drawn; a single one is drawn elsewhere too, and may be.
        """
        transform = painter.worldTransform()
        way = _way_of(transform)
        if way != self._way:
            self._way, self._all = way, None
        if part.overlap(Box(0, 0, 1, 1)) >= _MUCH:
            if self._all is None:
                self._all = self._made(self._shapes.shown.keys() - (left_out if len(left_out) > 1 else ()))
            rects = self._all
        else:
            rects = self._made(self._shapes.regions.near(part) - left_out - {""})
        painter.save()
        painter.setWorldTransform(_upright(transform))
        shown = painter.worldTransform()
        size = min(rects.width * shown.m11(), rects.height * shown.m22())
        _paint(painter, rects, small=size < _FILLED_BELOW)
        painter.restore()

    def _made(self, entries: Iterable[str]) -> _Rects:
        shown, boxes, way = self._shapes.shown, self._shapes.regions.boxes, self._way
        sure, unsure = list[QRectF](), list[QRectF]()
        widths = heights = 0.0
        for entry in entries:
            line = shown[entry].line
            if line is Line.BLANK:
                continue
            box = boxes[entry]
            rect = _turned(box.left, box.top, box.right, box.bottom, way)
            widths += rect.width()
            heights += rect.height()
            (unsure if line in _UNSURE else sure).append(rect)
        count = max(1, len(sure) + len(unsure))
        return _Rects(sure, unsure, widths / count, heights / count)


def _paint(painter: QPainter, rects: _Rects, *, small: bool) -> None:
    table = colors()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    for some, color, filled in (
        (rects.sure, table.page_field, 0.35 if small else 0.0),
        (rects.unsure, table.page_doubt, 0.85 if small else 0.22),
    ):
        ground, pen = QColor(color), QPen(color, 1)
        ground.setAlphaF(filled)
        pen.setCosmetic(True)
        painter.setPen(Qt.PenStyle.NoPen if small else pen)
        painter.setBrush(ground if filled else Qt.BrushStyle.NoBrush)
        painter.drawRects(some)


def _way_of(transform: QTransform) -> _Way:
    """By which quarter turn the page stands: the signs of the transform."""

    def sign(value: float) -> float:
        return copysign(1.0, value) if abs(value) > 1e-9 else 0.0

    return (sign(transform.m11()), sign(transform.m12()), sign(transform.m21()), sign(transform.m22()))


def _turned(left: float, top: float, right: float, bottom: float, way: _Way) -> QRectF:
    """A rectangle of the page as it stands turned, with the signs of the way left in."""
    a, b, c, d = way
    x1, y1, x2, y2 = a * left + c * top, b * left + d * top, a * right + c * bottom, b * right + d * bottom
    return QRectF(min(x1, x2), min(y1, y2), abs(x2 - x1), abs(y2 - y1))


def _upright(transform: QTransform) -> QTransform:
    """The transform without its turn."""
    across = abs(transform.m11()) + abs(transform.m21())
    down = abs(transform.m12()) + abs(transform.m22())
    return QTransform(across, 0, 0, down, transform.dx(), transform.dy())
