"""A small icon beside a text."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.tokens import ICON_ROW
from reviewer.ui.panels.presence import show_in_parent


class Mark(QWidget):
    """Shows one icon in the color of a role. The text beside it says the same in words."""

    def __init__(
        self, name: str = "", tone: str = "text2", side: int = ICON_ROW, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._side = side
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name, self._tone = name, tone
        show_in_parent(self, bool(name))

    def set_icon(self, name: str, tone: str = "text2") -> None:
        """Show another icon of the set, in the color of a role."""
        if (name, tone) != (self._name, self._tone):
            self._name, self._tone = name, tone
            show_in_parent(self, bool(name))
            self.update()

    def sizeHint(self) -> QSize:
        side = fonts.scaled(self._side)
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        table = colors()
        color = getattr(table, self._tone) if self.isEnabled() else table.disabled
        icons.paint(QPainter(self), self._name, self.rect(), color)
