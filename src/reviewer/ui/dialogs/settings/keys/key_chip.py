"""A key of an action that can be taken away: a cap with a cross."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QStyle, QWidget

from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.plain import tip
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.tokens import ICON_ROW, Radius, Space
from reviewer.ui.panels.key_cap import cap_size

HEIGHT = 26
_MIDDLE = Qt.AlignmentFlag.AlignCenter


class KeyChip(QPushButton):
    """Press it to take its key away."""

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        words = self.tr("Take away {key}").format(key=label)
        self.setAccessibleName(words)
        self.setToolTip(tip(words))
        self.setAutoDefault(False)

    def sizeHint(self) -> QSize:
        return QSize(cap_size(self.label).width() + ICON_ROW + Space.GAP, fonts.scaled(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        hovered = self.underMouse()
        fill = table.accent_soft if self.isDown() else table.line if hovered and not table.line_extra else table.alt
        paint_box(painter, self.rect(), frame=table.control, fill=fill, radius=Radius.CONTROL)
        cross = QRect(self.width() - ICON_ROW - 6, (self.height() - ICON_ROW) // 2, ICON_ROW, ICON_ROW)
        text = QRect(0, 0, cross.left() + 2, self.height())
        painter.setFont(fonts.font(fonts.Use.SMALL))
        painter.setPen(table.text)
        direction = self.layoutDirection()
        painter.drawText(QStyle.visualRect(direction, self.rect(), text), _MIDDLE, self.label)
        icons.paint(painter, "close", QStyle.visualRect(direction, self.rect(), cross), table.text2)
        paint_focus(painter, self.rect(), self)
