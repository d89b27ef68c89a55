"""A view in which the pointer means something: it hands the events on to who knows what lies there."""

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QWheelEvent

from reviewer.ui.canvas.pointing import Pointing
from reviewer.ui.canvas.zoom_view import ZoomView


class PointedView(ZoomView):
    """Panning and zooming come first; what is left of the pointer is for `pointing`.

    Signals:
        picked: the operator chose something on the page; the editor should have the focus.
        drawing_changed: whether the next drag draws a region.
    """

    picked = Signal()
    drawing_changed = Signal(bool)

    pointing: Pointing

    def use(self, pointing: Pointing) -> None:
        """Hand the events to this one. Must be called before the view is shown."""
        self.pointing = pointing
        pointing.picked.connect(self.picked)
        pointing.missed.connect(self._on_missed)
        pointing.drawing_changed.connect(self._on_drawing_changed)

    def moved_by_hand(self) -> None:
        self.pointing.rest()

    # Events

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self._pan.active and event.button() is Qt.MouseButton.LeftButton:
            self.pointing.press(event.position())

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()  # its second press is not a click of its own

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan.active:
            super().mouseMoveEvent(event)
        else:
            self.pointing.move(event.position())
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan.active:
            super().mouseReleaseEvent(event)
        elif event.button() is Qt.MouseButton.LeftButton:
            self.pointing.release(event.position(), event.modifiers())
            event.accept()

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
