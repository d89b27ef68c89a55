"""A card: what lies on the veil, framed, with a soft shadow."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius

SHADOW = 16


class Card(QWidget):
    """Paints its own ground and frame; the shadow lies in a margin around it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setContentsMargins(SHADOW, SHADOW, SHADOW, SHADOW)

    def face(self) -> QRectF:
        """The card without its shadow."""
        return QRectF(self.rect()).adjusted(SHADOW, SHADOW, -SHADOW, -SHADOW)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        face = self.face()
        shade = QColor(table.shadow)
        strength = shade.alphaF() / SHADOW
        for spread in range(SHADOW, 0, -1):
            shade.setAlphaF(strength * (1 - spread / SHADOW) * 2)
            around = face.adjusted(-spread, -spread, spread, spread).translated(0, min(4, SHADOW - spread))
            paint_box(painter, around, fill=shade, radius=Radius.DIALOG + spread)
        paint_box(painter, face, frame=table.control, fill=table.base, radius=Radius.DIALOG)
