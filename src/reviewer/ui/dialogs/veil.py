"""The veil: the window's own color over the window, while something lies on it and wants an answer."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from reviewer.ui.look.current import colors
from reviewer.ui.look.stops import stops

OPACITY: Final = 0.62


class Veil(QWidget):
    """Covers a window and keeps mouse and keys from it. Children of the veil lie on it.

    It is there at once: each step of a fade would paint the whole window below again.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self.hide()
        window.installEventFilter(self)

    def lay(self) -> None:
        """Lie down over the window."""
        self._before = self._window.focusWidget()
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()

    def lift(self) -> None:
        """Go away and give the focus back to who had it."""
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None

    def event(self, event: QEvent) -> bool:
        # Accepted, no shortcut of the window below fires, and the key goes to the child that has the focus.
        if event.type() is QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        window = self.parentWidget()
        if watched is window and event.type() is QEvent.Type.Resize and self.isVisible():
            self.setGeometry(window.rect())
        return False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays among what lies on the veil."""
        found = stops(self)
        if not found:
            return False
        now = self._window.focusWidget()
        place = found.index(now) + (1 if forward else -1) if now in found else 0
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        found[place % len(found)].setFocus(reason)
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        ground = QColor(colors().window)
        ground.setAlphaF(OPACITY)
        QPainter(self).fillRect(self.rect(), ground)


class VeiledDialog(QDialog):
    """A dialog that lays a veil over its parent's window for as long as it is open."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._veil: Veil | None = None

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        below = self.parentWidget()
        if below is not None and self._veil is None:
            self._veil = Veil(below.window())
            self._veil.lay()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._veil is not None and not event.spontaneous():
            self._veil.lift()
            self._veil.deleteLater()
            self._veil = None
