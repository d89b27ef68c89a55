"""What no hand did: a held key that looks as if it were pressed again and again, and an answer in no time.

X11 repeats a held key as pairs of release and press with the same time. Qt knows a repetition when it finds both in its
queue; when a pair is torn apart, which happens every few seconds, the second half comes as a key of its own. A held
Enter would then confirm, and finish, what nobody has looked at. Programs that bring the keys of another computer send
repetitions as keys of their own, each with its time, and a worn key bounces.
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from reviewer.ui import keys

TWICE_MS = 80
"""No hand presses Enter a second time sooner; the time is the keyboard's, however slow the window is."""

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class HeldKeys(QObject):
    """Leaves out repetitions of keys that count once, and an Enter that answers too soon after another.

    Args:
        window: whose keys they are.
        asks: says whether an Enter would answer a question now, or finish.

    Signals:
        too_soon: such an Enter was left out.
    """

    too_soon = Signal()

    def __init__(self, window: QWindow, asks: Callable[[], bool], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asks = asks
        self._released = (0, 0)
        self._entered = 0
        self._hasty = False
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            self._released = (event.key(), event.timestamp())
            return False
        left_out = self._answers_too_soon(event) or (self._repeats(event) and _counts_once(event))
        if left_out:
            event.accept()  # else it would be tried as a shortcut
        return left_out

    def _repeats(self, event: QKeyEvent) -> bool:
        """Let go and pressed again in no time."""
        return event.timestamp() > 0 and not event.isAutoRepeat() and self._released == (event.key(), event.timestamp())

    def _answers_too_soon(self, event: QKeyEvent) -> bool:
        if event.key() not in _ENTERS or not event.timestamp():
            return False
        if event.timestamp() != self._entered:  # a press comes twice, first to be tried as a shortcut
            self._hasty = 0 < event.timestamp() - self._entered < TWICE_MS
            self._entered = event.timestamp()
        if not self._hasty or not self._asks():
            return False
        if event.type() is QEvent.Type.KeyPress:
            self.too_soon.emit()
        return True


def _counts_once(event: QKeyEvent) -> bool:
    if event.key() in _ENTERS:
        return True
    focus = QApplication.focusWidget()
    reaching = () if focus is None else keys.reaching(focus)
    return any(keys.claims(event, (action,)) for action in reaching if not action.autoRepeat())
