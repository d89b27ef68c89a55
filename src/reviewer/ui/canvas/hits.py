"""Draws the places that were found on the shown page, with their numbers. One item for all of them."""

from collections.abc import Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from reviewer.domain.geometry import Box, Polygon
from reviewer.ui.canvas.words import Words
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Colors

FADED: Final = 0.35
"""How much of the fields is seen while places are lit."""

_PAGE: Final = QRectF(0, 0, 1, 1)
_RING: Final = 17.0
_GAP: Final = 4.0
_FILL, _MARKED_FILL = 0.13, 0.30


class Lit(msgspec.Struct, frozen=True):
    """One place: its polygons, its number in the list (0: none is written), and whether it is the marked one."""

    polygons: tuple[Polygon, ...]
    number: int = 0
    marked: bool = False


class HitItem(QGraphicsItem):
    """Places in the page frame, 0 to 1."""

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._lit: tuple[Lit, ...] = ()
        self._paths: list[QPainterPath] = []
        self._words: Words | None = None
        self.hide()

    @property
    def lit(self) -> tuple[Lit, ...]:
        return self._lit

    def show_hits(self, lit: Sequence[Lit], words: Words | None) -> None:
        """Draw these, the marked one over the others; none draws nothing. `words` of the page keep numbers away."""
        self._words = words
        self._lit = tuple(sorted(lit, key=lambda each: each.marked))
        self._paths = [_path(each.polygons) for each in self._lit]
        self.setVisible(bool(self._lit))
        self.update()

    def boundingRect(self) -> QRectF:
        return _PAGE.adjusted(-0.1, -0.1, 0.1, 0.1)  # a number may stand beside the page

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        table, transform = colors(), painter.worldTransform()
        scale = painter.device().devicePixelRatioF()
        seen = QRectF(0, 0, painter.device().width(), painter.device().height())
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for lit, path in zip(self._lit, self._paths, strict=True):
            shape = transform.map(path)
            around = shape.boundingRect()
            if around.intersects(seen.adjusted(-40, -40, 40, 40)):
                _paint_shape(painter, shape, lit, table, scale)
                if lit.number:
                    _paint_number(painter, self._ring(around, lit.number, transform), lit, table)
        painter.restore()

    def _ring(self, around: QRectF, number: int, transform: QTransform) -> QRectF:
        """Where a number stands: right of its place, or left, where no word is; else on its corner."""
        size = max(_RING, fonts.metrics(Use.TAG).height() + 1.0)
        width = max(size, fonts.metrics(Use.TAG).horizontalAdvance(str(number)) + size / 2)
        top = around.center().y() - size / 2
        back, sure = transform.inverted()
        for left in (around.right() + _GAP, around.left() - _GAP - width):
            ring = QRectF(left, top, width, size)
            page = back.mapRect(ring) if sure else QRectF()
            box = Box(page.left(), page.top(), page.right(), page.bottom())
            if self._words is None or self._words.grid.free(box):
                return ring
        return QRectF(around.right() - width / 2, around.top() - size * 0.75, width, size)


def _path(polygons: tuple[Polygon, ...]) -> QPainterPath:
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for polygon in polygons:
        path.addPolygon(QPolygonF([QPointF(x, y) for x, y in polygon]))
        path.closeSubpath()
    return path


def _paint_shape(painter: QPainter, shape: QPainterPath, lit: Lit, table: Colors, scale: float) -> None:
    ground = QColor(table.page_active)
    ground.setAlphaF(_MARKED_FILL if lit.marked else _FILL)
    pen = QPen(table.page_active, ((2.6 if lit.marked else 1.5) + table.line_extra) * scale)
    pen.setCosmetic(True)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(QBrush(ground))
    painter.drawPath(shape)


def _paint_number(painter: QPainter, ring: QRectF, lit: Lit, table: Colors) -> None:
    """On paper of its own, so that print does not show through."""
    radius = ring.height() / 2
    painter.setPen(QPen(table.page_active, 1.4))
    painter.setBrush(QBrush(table.page_active if lit.marked else table.page_paper))
    painter.drawRoundedRect(ring, radius, radius)
    painter.setFont(fonts.font(Use.TAG))
    painter.setPen(table.page_paper if lit.marked else table.page_active)
    painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), str(lit.number))
