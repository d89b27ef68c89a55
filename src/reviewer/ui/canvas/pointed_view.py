"""A view in which the pointer means something: it hands the events on to who knows what lies there."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QWheelEvent

from reviewer.ui.canvas.hands import Hands
from reviewer.ui.canvas.pointing import Pointing
from reviewer.ui.canvas.zoom_view import ZoomView

_STAYS = (
    Qt.FocusReason.ActiveWindowFocusReason,
    Qt.FocusReason.PopupFocusReason,
    Qt.FocusReason.MenuBarFocusReason,
)
"""Reasons to lose the focus after which it comes back by itself: a mode goes on."""


class PointedView(ZoomView):
    """Panning and zooming come first, then the mode that is on; what is left of the pointer is for `pointing`.

    Signals:
        picked: the operator chose something on the page; the editor should have the focus.
        drawing_changed: whether the next drag draws a region.
    """

    picked = Signal()
    drawing_changed = Signal(bool)

    pointing: Pointing
    hands: Hands

    def use(self, pointing: Pointing, hands: Hands) -> None:
        """Hand the events to these. Must be called before the view is shown."""
        self.pointing = pointing
        self.hands = hands
        hands.ended.connect(self._on_hands_ended)
        pointing.picked.connect(self.picked)
        pointing.missed.connect(self._on_missed)
        pointing.drawing_changed.connect(self._on_drawing_changed)

    def moved_by_hand(self) -> None:
        self.pointing.rest()

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if self._pan.active or event.button() is not Qt.MouseButton.LeftButton:
            return
        if not self.hands.press(event.position()):
            self.pointing.press(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.hands.reshaping.on and event.button() is Qt.MouseButton.LeftButton:
            self.hands.reshaping.add_at(event.position())
        event.accept()  # its second press is not a click of its own

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan.active:
            super().mouseMoveEvent(event)
        elif self.hands.reshaping.on:
            self._reshape(event)
        else:
            self.pointing.move(event.position())
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan.active:
            super().mouseReleaseEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            if self.hands.reshaping.on:
                self.hands.reshaping.release()
            else:
                self.pointing.release(event.position(), event.modifiers())
            event.accept()

    def _reshape(self, event: QMouseEvent) -> None:
        reshaping = self.hands.reshaping
        if reshaping.dragging:
            reshaping.drag(event.position(), free=bool(event.modifiers() & Qt.KeyboardModifier.AltModifier))
        else:
            self.viewport().setCursor(reshaping.cursor(event.position()))
        event.accept()

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self.hands.wants(event):
            event.accept()  # else Ctrl+Down, for one, would leave the document
            return True
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and self.hands.key(event):
            event.accept()  # before Tab moves the focus
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.pointing.cancel():
            event.accept()
            return
        super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        super().wheelEvent(event)
        if not self.pointing.busy:
            self.pointing.move(event.position())  # another word may lie under the pointer now

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.pointing.rest()  # the tip would stand wrong, and what lies over the view makes scrolling slow
        super().scrollContentsBy(dx, dy)

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Leave:
            self.pointing.leave()
        return super().viewportEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in _STAYS:
            self.hands.cease()

    @Slot(bool)
    def _on_hands_ended(self, back: bool) -> None:
        self.viewport().unsetCursor()
        self.pointing.set_drawing(False)
        if back:
            self.picked.emit()

    @Slot()
    def _on_missed(self) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    @Slot(bool)
    def _on_drawing_changed(self, on: bool) -> None:
        if on:
            self.setCursor(Qt.CursorShape.CrossCursor)
        else:
            self.unsetCursor()
        self.drawing_changed.emit(on)
