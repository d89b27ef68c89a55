"""Hears when an answer was painted: what a person in front of the window has seen by then."""

from collections.abc import Callable
from time import monotonic

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

Condition = Callable[[], bool]
_PAINTS = (QEvent.Type.Paint, QEvent.Type.UpdateRequest, QEvent.Type.Expose)


class _Hearing(QObject):
    """Notes the moment when a painting that counts has ended. The whole window is painted in one go."""

    def __init__(self, condition: Condition) -> None:
        super().__init__()
        self._condition = condition
        self._asked = False
        self.at = 0.0

    def customEvent(self, event: QEvent) -> None:
        self._asked = False
        self._ended()

    def _ended(self) -> None:
        self.at = monotonic()

    def _note(self) -> None:
        """Called before the painting: what is posted now comes after all of it."""
        if not self._asked:
            self._asked = True
            QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)


class Painted(_Hearing):
    """Hears when widgets were painted while a condition held.

    Attributes:
        at: the moment when the window's painting ended, 0.0 before.
    """

    def __init__(self, condition: Condition, *widgets: QWidget) -> None:
        super().__init__(condition)
        self._loop: QEventLoop | None = None
        self._left = set(widgets)
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and watched in self._left and self._condition():
            self._left = {widget for widget in self._left if widget is not watched}
            if not self._left:
                self._note()
        return False

    def _ended(self) -> None:
        super()._ended()
        if self._loop is not None:
            self._loop.quit()

    def wait(self, seconds: float = 30.0) -> float:
        """Run the window until it is so. Returns the moment, or 0.0 when it did not come in time."""
        if not self.at:
            self._loop = QEventLoop()
            QTimer.singleShot(int(seconds * 1000), self._loop, self._loop.quit)
            self._loop.exec()
        return self.at


class Answered(_Hearing):
    """Hears when any window of the program is painted for the first time since a condition holds.

    Attributes:
        at: the moment when that painting ended, 0.0 before.
        last: the moment when the last painting ended, whether the condition held or not. Where none came since it
            holds, that one had all in it.
    """

    def __init__(self, condition: Condition) -> None:
        super().__init__(condition)
        self.last = 0.0
        self._held = False
        self._watched: list[QWidget] = []

    def watch(self) -> None:
        """Look at the windows that are there now; to be called again when others may have come."""
        self._watched = [window for window in self._watched if shiboken6.isValid(window)]
        for window in QApplication.topLevelWidgets():
            if window not in self._watched:
                self._watched.append(window)
                window.installEventFilter(self)

    def leave(self) -> None:
        """Look at nothing any more."""
        for window in self._watched:
            if shiboken6.isValid(window):
                window.removeEventFilter(self)
        self._watched.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # A window's children are painted while it handles this.
        if event.type() in _PAINTS and not self.at:
            self._held = self._held or self._condition()
            self._note()
        return False

    def _ended(self) -> None:
        self.last = monotonic()
        if self._held:
            self.at = self.last
