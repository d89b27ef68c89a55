"""Moves the page with the pointer: the middle button, or the left one while Space is held."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractScrollArea


class PanTool:
    """Panning of one view."""

    def __init__(self, view: QAbstractScrollArea) -> None:
        self._view = view
        self._last: QPoint | None = None
        self._held = False

    @property
    def active(self) -> bool:
        return self._last is not None

    def hold(self, held: bool) -> None:
        """Space was pressed or released."""
        self._held = held
        self._show_cursor()

    def begins(self, event: QMouseEvent) -> bool:
        """Whether a press begins to pan; it does then."""
        middle = event.button() is Qt.MouseButton.MiddleButton
        if not middle and not (self._held and event.button() is Qt.MouseButton.LeftButton):
            return False
        self._last = event.position().toPoint()
        self._show_cursor()
        return True

    def move(self, event: QMouseEvent) -> None:
        if self._last is None:
            return
        here = event.position().toPoint()
        moved, self._last = here - self._last, here
        across, down = self._view.horizontalScrollBar(), self._view.verticalScrollBar()
        across.setValue(across.value() - moved.x())
        down.setValue(down.value() - moved.y())

    def end(self) -> None:
        self._last = None
        self._show_cursor()

    def _show_cursor(self) -> None:
        viewport = self._view.viewport()
        if self._last is not None:
            viewport.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif self._held:
            viewport.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            viewport.unsetCursor()
