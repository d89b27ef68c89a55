"""A held key is told from one that is pressed again and again, also where the toolkit does not tell them apart.

X11 repeats a held key as pairs of release and press with the same time. Qt knows a repetition when it finds both in its
queue; when a pair is torn apart, which happens every few seconds, the second half comes as a key of its own. A held
Enter would then confirm, and finish, what nobody has looked at.
"""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication

from reviewer.ui import keys

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


class HeldKeys(QObject):
    """Leaves out repetitions of keys that count once, however long they are held.

    Args:
        window: whose keys they are.
    """

    def __init__(self, window: QWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._released = (0, 0)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        if event.type() is QEvent.Type.KeyRelease:
            self._released = (event.key(), event.timestamp())
            return False
        left_out = self._repeats(event) and _counts_once(event)
        if left_out:
            event.accept()  # else it would be tried as a shortcut
        return left_out

    def _repeats(self, event: QKeyEvent) -> bool:
        """Whether no hand did this: let go and pressed again in no time."""
        return event.timestamp() > 0 and not event.isAutoRepeat() and self._released == (event.key(), event.timestamp())


def _counts_once(event: QKeyEvent) -> bool:
    if event.key() in _ENTERS:
        return True
    focus = QApplication.focusWidget()
    reaching = () if focus is None else keys.reaching(focus)
    return any(keys.claims(event, (action,)) for action in reaching if not action.autoRepeat())
