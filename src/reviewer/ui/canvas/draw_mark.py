"""What is seen of drawing by keys: the frame around words, the cross, and what Enter would read."""

from typing import Final

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QPainter, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QStyleOptionGraphicsItem, QWidget

from reviewer.domain.geometry import Box, Point
from reviewer.ui.canvas.tag_item import TagItem
from reviewer.ui.key_names import KEYS
from reviewer.ui.look import lines
from reviewer.ui.look.current import colors
from reviewer.ui.look.lines import Line

_LEVEL: Final = 40
_ARM: Final = 14.0
_HEART: Final = 3.0
_AROUND: Final = 20.0
_OUT: Final = 2.0
_GAP: Final = 6.0


class DrawMark(QGraphicsItem):
    """Lies in the scene, so that it scrolls along. Sizes are in pixels of the view at every zoom."""

    def __init__(self, scene: QGraphicsScene) -> None:
        super().__init__()
        self.setZValue(_LEVEL)
        self._scene = scene
        self._box: Box | None = None
        self._head: Box | None = None
        self._cross: Point | None = None
        self._rect = QRectF()
        self._tag: TagItem | None = None
        scene.addItem(self)
        self.hide()

    @property
    def told(self) -> str:
        """What the label beside the frame says."""
        return "" if self._tag is None else " ".join((self._tag.label, self._tag.figure)).strip()

    def show_mark(self, box: Box | None, head: Box | None, cross: Point | None, scale: float) -> None:
        """Draw these, all in the scene.

        Args:
            box: the rectangle so far.
            head: the word of it that moves.
            cross: where the cross is.
            scale: of the view.
        """
        self.prepareGeometryChange()
        self._box, self._head, self._cross = box, head, cross
        places = [place for place in (box, head) if place is not None]
        if cross is not None:
            places.append(Box(*cross, *cross))
        self.setVisible(bool(places))
        if places:
            whole = places[0]
            for place in places[1:]:
                whole = whole.joined(place)
            whole = whole.grown(_AROUND / scale, _AROUND / scale)
            self._rect = QRectF(whole.left, whole.top, whole.width, whole.height)
        self.update()

    def tell(self, text: str, seen: Box, scale: float, *, known: bool) -> None:
        """Say beside the rectangle what stands in it, and what Enter does with it."""
        if self._tag is not None:
            self._scene.removeItem(self._tag)
            self._tag = None
        if self._box is None:
            return
        translate = QCoreApplication.translate
        words = translate("page", "{} takes it") if known else translate("page", "{} reads it")
        figure = words.format(KEYS["draw.finish"])
        self._tag = TagItem(" ".join(text.split()), figure, active=True)
        width, height = self._tag.size[0] / scale, self._tag.size[1] / scale
        gap, box = _GAP / scale, self._box
        below = box.bottom + gap
        top = below if below + height <= seen.bottom else box.top - gap - height
        left = max(seen.left, min(box.left, seen.right - width))
        self._tag.setPos(left, max(seen.top, top))
        self._tag.setZValue(_LEVEL + 1)
        self._scene.addItem(self._tag)

    def clear(self) -> None:
        self.show_mark(None, None, None, 1.0)
        self.tell("", Box(0, 0, 0, 0), 1.0, known=False)

    def boundingRect(self) -> QRectF:
        return self._rect

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        transform = painter.worldTransform()
        painter.save()
        painter.setWorldTransform(QTransform())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._box is not None:
            self._paint_box(painter, _shown(self._box, transform))
        if self._head is not None:
            _frame(painter, _shown(self._head, transform), 2.5)
        if self._cross is not None:
            _paint_cross(painter, transform.map(QPointF(*self._cross)))
        painter.restore()

    @staticmethod
    def _paint_box(painter: QPainter, rect: QRectF) -> None:
        table = colors()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(lines.fill(Line.ACTIVE, table)))
        painter.drawRect(rect)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for pen in lines.pens(Line.PROPOSAL, table, painter.device().devicePixelRatioF()):
            painter.setPen(pen)
            painter.drawRect(rect)


def _shown(box: Box, transform: QTransform) -> QRectF:
    rect = transform.mapRect(QRectF(box.left, box.top, box.width, box.height))
    return rect.adjusted(-_OUT, -_OUT, _OUT, _OUT)


def _frame(painter: QPainter, rect: QRectF, width: float) -> None:
    table = colors()
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for color, thick in ((table.page_paper, width + 2), (table.page_active, width)):
        painter.setPen(QPen(color, thick))
        painter.drawRoundedRect(rect, 2, 2)


def _paint_cross(painter: QPainter, at: QPointF) -> None:
    """Four arms with a white edge, and nothing in the middle: that is where one looks."""
    table = colors()
    x, y = at.x(), at.y()
    for color, width in ((table.page_paper, 5.0), (table.page_active, 2.0)):
        pen = QPen(color, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            start = QPointF(x + dx * _HEART, y + dy * _HEART)
            painter.drawLine(start, QPointF(x + dx * _ARM, y + dy * _ARM))
