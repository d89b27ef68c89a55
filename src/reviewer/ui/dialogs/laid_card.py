"""A card that is laid over the window on a veil, until Esc or a click beside it."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.dialogs.card import Card
from reviewer.ui.dialogs.veil import Veil


class LaidCard(Veil):
    """Goes away when it is not wanted any more. What it shows, and where, is said by those made of it.

    Signals:
        closed: it went away.
    """

    closed = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._card = Card(self)

    @Slot()
    def close_card(self) -> None:
        """Go away; the focus goes back to who had it."""
        self.lift()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_card()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.close_card()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        """Put the card where it belongs, as large as it needs to be."""
        raise NotImplementedError
