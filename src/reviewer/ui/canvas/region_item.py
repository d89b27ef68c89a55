"""Draws the regions of one value with the line that says how sure it is."""

from PySide6.QtCore import QLineF, QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from reviewer.domain.geometry import Polygon
from reviewer.ui.canvas.outline import outline
from reviewer.ui.canvas.picture_item import PictureItem
from reviewer.ui.look import lines
from reviewer.ui.look.current import colors
from reviewer.ui.look.lines import Line
from reviewer.ui.look.tokens import Colors

FADED = 0.35

_MARGIN = 0.012
_COLORED = 0.75
"""Paper less bright than this gets a white line outside the region's own."""


class RegionItem(QGraphicsPathItem):
    """One value's polygons, any number of points each; the page frame is 0 to 1.

    A QGraphicsPathItem, because Qt then tells by itself what is in view: asking Python for each of 10,000 bounding
    rectangles would take longer than painting.
    """

    def __init__(self, parent: QGraphicsItem, picture: PictureItem) -> None:
        super().__init__(parent)
        self._picture = picture
        self._polygons: tuple[Polygon, ...] = ()
        self._line = Line.SURE
        self._colored: bool | None = None
        # Only makes room around the path: our lines keep their width at every zoom.
        self.setPen(QPen(QColor(0, 0, 0), 2 * _MARGIN))

    @property
    def polygons(self) -> tuple[Polygon, ...]:
        return self._polygons

    @property
    def line(self) -> Line:
        return self._line

    def show_region(self, polygons: tuple[Polygon, ...], line: Line) -> None:
        """Draw these polygons with this line."""
        if polygons != self._polygons:
            self._polygons = polygons
            self._colored = None
            path = QPainterPath()
            for polygon in polygons:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in polygon]))
            self.setPath(path)
        if line is not self._line:
            self._line = line
            self.update()

    def forget_paper(self) -> None:
        """The picture changed: look again how bright it is here."""
        self._colored = None

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        table = colors()
        scale = painter.device().devicePixelRatioF()
        shape = outline(self._polygons, painter.worldTransform(), scale)
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pens = lines.pens(self._line, table, scale)
        if pens and self._on_color():
            painter.setPen(_around(pens[0], table, scale))
            painter.drawPath(shape)
        painter.fillPath(shape, lines.fill(self._line, table))
        for pen in pens:
            painter.setPen(pen)
            painter.drawPath(shape)
        if self._line is Line.UNREADABLE:
            around = shape.boundingRect()
            painter.drawLine(QLineF(around.bottomLeft(), around.topRight()))
        painter.restore()

    def _on_color(self) -> bool:
        if self._colored is None:
            self._colored = self._picture.paper(self.path().boundingRect()) < _COLORED
        return self._colored


def _around(pen: QPen, table: Colors, scale: float) -> QPen:
    """A white line one pixel wider on both sides."""
    white = QPen(table.page_paper, pen.widthF() + 2 * scale)
    white.setCosmetic(True)
    white.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    return white
