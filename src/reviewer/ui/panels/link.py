"""A word to press that looks like a link and is a button: plain text, reachable by keys, named."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_focus
from reviewer.ui.look.tokens import Height
from reviewer.ui.look.ways import run_by_letters

_PAD = 4


class Link(QPushButton):
    """Underlined in the accent. Use one verb: it does what it says."""

    def __init__(self, text: str = "", use: Use = Use.BODY, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._use = use
        self.setFlat(True)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keyboard where it is
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        metrics = fonts.metrics(self._use)
        return QSize(
            metrics.horizontalAdvance(self.text()) + 2 * _PAD, max(fonts.scaled(Height.TARGET), metrics.height() + 4)
        )

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        font = QFont(fonts.font(self._use))
        font.setUnderline(self.isEnabled())
        run_by_letters(painter)
        painter.setFont(font)
        painter.setPen(
            table.disabled if not self.isEnabled() else table.accent_ink if self.underMouse() else table.accent
        )
        rect = QRect(self.rect()).adjusted(_PAD, 0, -_PAD, 0)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), self.text())
        paint_focus(painter, self.rect(), self)
