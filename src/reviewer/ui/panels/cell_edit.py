"""The editor of a table's cell: arrows walk from cell to cell until something is typed."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.panels.value_edit import ValueEdit

_STEPS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_INSIDE = frozenset({Qt.Key.Key_Home, Qt.Key.Key_End, Qt.Key.Key_F2})
"""Keys that say that the arrows mean the letters from now on."""


class CellEdit(ValueEdit):
    """A `ValueEdit` for cells.

    Attributes:
        walking: whether left and right go to other cells; up and down always do where the text has one line.

    Signals:
        walked: to the right and down, each -1, 0 or 1.
    """

    walked = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.walking = True
        self.typed.connect(self._stay)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, plain = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        step = _STEPS.get(key) if plain == Qt.KeyboardModifier.NoModifier else None
        if step is not None and (self.walking or (step[1] and "\n" not in self.text())):
            self.walked.emit(*step)
            return
        if key in _INSIDE or (key in _STEPS and plain == Qt.KeyboardModifier.ShiftModifier):
            self._stay()
        if key != Qt.Key.Key_F2:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._stay()  # who clicks a letter wants to be there
        super().mousePressEvent(event)

    def _stay(self) -> None:
        self.walking = False
