"""A button that waits for a key."""

from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from reviewer.ui.look.ring import paint_ring

_Modifier = Qt.KeyboardModifier
_ALONE: Final = frozenset(
    {
        Qt.Key.Key_Control,
        Qt.Key.Key_Shift,
        Qt.Key.Key_Alt,
        Qt.Key.Key_AltGr,
        Qt.Key.Key_Meta,
        Qt.Key.Key_CapsLock,
        Qt.Key.Key_NumLock,
        Qt.Key.Key_unknown,
    }
)


class KeyCapture(QPushButton):
    """Pressed, it takes the next key for an action, even Tab and Enter; Esc or leaving it takes none.

    Signals:
        captured: a key, as QKeySequence writes it.
        waiting_changed: it begins or stops to wait.
    """

    captured = Signal(str)
    waiting_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.waiting = False
        self.setAutoDefault(False)
        self.clicked.connect(self.begin)
        self._show()

    @Slot()
    def begin(self) -> None:
        """Wait for a key."""
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._wait(True)

    def event(self, event: QEvent) -> bool:
        if self.waiting and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._take(event)
                return True
            if event.type() is QEvent.Type.KeyRelease:
                return True
        return super().event(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._wait(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.waiting:
            paint_ring(QPainter(self), self.rect())

    def _take(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key()) if event.key() else Qt.Key.Key_unknown
        event.accept()
        if key in _ALONE:
            return
        self._wait(False)
        if key is not Qt.Key.Key_Escape or event.modifiers():
            self.captured.emit(sequence_of(event))

    def _wait(self, waiting: bool) -> None:
        if waiting != self.waiting:
            self.waiting = waiting
            self._show()
            self.waiting_changed.emit()

    def _show(self) -> None:
        self.setText(self.tr("Press the keys, Esc to leave") if self.waiting else self.tr("Add a key"))
        self.setAccessibleName(self.text())
        self.updateGeometry()


def sequence_of(event: QKeyEvent) -> str:
    """A key press as a table would write it: no keypad, no Shift for a sign that already needs it."""
    key = Qt.Key(event.key())
    modifiers = event.modifiers() & ~(_Modifier.KeypadModifier | _Modifier.GroupSwitchModifier)
    if key is Qt.Key.Key_Backtab:
        key = Qt.Key.Key_Tab
    elif _is_sign(event.text()):
        modifiers &= ~_Modifier.ShiftModifier
    return QKeySequence(int(key) | int(modifiers.value)).toString()


def _is_sign(text: str) -> bool:
    return bool(text) and text[0].isprintable() and not text[0].isalnum() and not text[0].isspace()
