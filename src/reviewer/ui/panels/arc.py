"""The turning arc: something is going on. The only thing that moves, and only after a moment of waiting."""

from PySide6.QtCore import QElapsedTimer, QSize, QTimer, Slot
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.ui.look import icons
from reviewer.ui.look.current import colors, still
from reviewer.ui.look.tokens import ICON_ROW

WAIT_MS = 300
TURN_MS = 1000
_STEP_MS = 50


class Arc(QWidget):
    """Turns once a second while it is shown; stands still for the first 300 ms, and always when not `turning`."""

    def __init__(self, *, turning: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._turning = turning
        self._since = QElapsedTimer()
        self._timer = QTimer(self)
        self._timer.setInterval(_STEP_MS)
        self._timer.timeout.connect(self._on_timeout)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(ICON_ROW, ICON_ROW)

    def angle(self) -> float:
        """How far it has turned, in degrees."""
        waited = self._since.elapsed() - WAIT_MS if self._since.isValid() else 0
        return max(0, waited) % TURN_MS * 360 / TURN_MS

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._turning and not still():
            self._since.start()
            self._timer.start()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._timer.stop()
        self._since.invalidate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        middle = self.rect().toRectF().center()
        painter.translate(middle)
        painter.rotate(self.angle())
        painter.translate(-middle)
        icons.paint(painter, "arc", self.rect(), colors().text2)

    @Slot()
    def _on_timeout(self) -> None:
        self.update()
