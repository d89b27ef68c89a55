"""Draws one value that stands out: the active one, a proposal, a rectangle being drawn."""

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from reviewer.domain.geometry import Polygon, bounds_of
from reviewer.ui.canvas.outline import draw, outline
from reviewer.ui.canvas.picture_item import PictureItem
from reviewer.ui.canvas.region_lines import COLORED, paint_outlines
from reviewer.ui.look import lines
from reviewer.ui.look.current import colors
from reviewer.ui.look.lines import Line

_MARGIN = 0.012


class RegionItem(QGraphicsPathItem):
    """Polygons of any number of points each; the page frame is 0 to 1."""

    def __init__(self, parent: QGraphicsItem, picture: PictureItem) -> None:
        super().__init__(parent)
        self._picture = picture
        self._polygons: tuple[Polygon, ...] = ()
        self._line = Line.SURE
        self._filled = False
        # Only makes room around the path: our lines keep their width at every zoom.
        self.setPen(QPen(QColor(0, 0, 0), 2 * _MARGIN))

    @property
    def polygons(self) -> tuple[Polygon, ...]:
        return self._polygons

    @property
    def line(self) -> Line:
        return self._line

    def show_region(self, polygons: tuple[Polygon, ...], line: Line, *, filled: bool = False) -> None:
        """Draw these polygons with this line, `filled` as the active one is; none draws nothing."""
        if polygons != self._polygons:
            self._polygons = polygons
            path = QPainterPath()
            for polygon in polygons:
                path.addPolygon(QPolygonF([QPointF(x, y) for x, y in polygon]))
            self.setPath(path)
        self._line = line
        self._filled = filled
        self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self._polygons:
            return
        table = colors()
        shape = outline(self._polygons, painter.worldTransform(), painter.device().devicePixelRatioF())
        on_color = self._picture.paper(*bounds_of(self._polygons).center) < COLORED
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(lines.fill(Line.ACTIVE if self._filled else self._line, table)))
        draw(painter, shape)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        paint_outlines(painter, [shape], [shape] if on_color else [], self._line, table)
        painter.restore()
