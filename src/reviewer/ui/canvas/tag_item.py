"""The figure beside a region: "Total 61 %" for the active field, "84 %" for others that are unsure."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from reviewer.domain.hidden import visible
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius
from reviewer.ui.look.ways import run_by_letters

HEIGHT = 18
_PADDING = 6
_BETWEEN = 6
_LONGEST = 200


class TagItem(QGraphicsItem):
    """Keeps its size at every zoom. Its position is its top left corner.

    Args:
        label: of the field; empty for the figure alone. One that is found on the page may be long: it is cut.
        figure: "61 %", "no figure", "by you".
        active: filled, or white with a frame.
    """

    def __init__(self, label: str, figure: str, active: bool) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemIgnoresTransformations)
        metrics = fonts.metrics(Use.TAG)
        self.label = metrics.elidedText(visible(label), Qt.TextElideMode.ElideRight, fonts.scaled(_LONGEST))
        self.figure = figure
        self.active = active
        self._label_width = metrics.horizontalAdvance(self.label) + _BETWEEN if label else 0
        width = self._label_width + metrics.horizontalAdvance(figure) + 2 * _PADDING
        self.size = (float(width), float(fonts.scaled(HEIGHT)))

    def boundingRect(self) -> QRectF:
        return QRectF(-1, -1, self.size[0] + 2, self.size[1] + 2)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        table = colors()
        origin = painter.worldTransform().map(QPointF(0, 0))
        # Whole pixels: letters between two of them shimmer.
        painter.setWorldTransform(QTransform.fromTranslate(round(origin.x()), round(origin.y())))
        rect = QRectF(0, 0, *self.size)
        ink = table.page_paper if self.active else table.page_doubt
        if self.active:
            paint_box(painter, rect, fill=table.page_active, radius=Radius.TAG)
        else:
            paint_box(painter, rect, frame=table.page_doubt, fill=table.page_paper, radius=Radius.TAG)
        run_by_letters(painter)
        painter.setPen(ink)
        painter.setFont(fonts.font(Use.TAG))
        inner = rect.adjusted(_PADDING, 0, _PADDING, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.label)
        painter.drawText(inner.adjusted(self._label_width, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.figure)
