"""A line of one pixel between parts."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.look.current import colors


class Hairline(QWidget):
    """Lies between parts that are one under the other; `upright` between those side by side."""

    def __init__(self, *, upright: bool = False) -> None:
        super().__init__()
        (self.setFixedWidth if upright else self.setFixedHeight)(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colors().line)
