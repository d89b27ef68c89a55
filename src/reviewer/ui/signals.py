"""Requests of the system to end: Ctrl+C in the terminal, `kill`, the terminal closed, the session over."""

import signal
import socket
from contextlib import suppress
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier, Signal, Slot

NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


class Requests(QObject):
    """Hears them while Qt waits: Python would not look at them before the next event.

    Python's part of a signal's handler writes to a socket at once; Qt wakes up for the socket.

    Signals:
        heard: the program is to end.
    """

    heard = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ear, self._mouth = socket.socketpair()
        self._ear.setblocking(False)
        self._mouth.setblocking(False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._on_activated)
        self._wakeup = signal.set_wakeup_fd(self._mouth.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in NAMES if hasattr(signal, name)]
        self._handlers = {number: signal.signal(number, _hear) for number in numbers}

    def close(self) -> None:
        """Leave signals to what heard them before."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers = {}
        signal.set_wakeup_fd(self._wakeup)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()

    @Slot()
    def _on_activated(self) -> None:
        with suppress(BlockingIOError):  # woken up for nothing
            if self._ear.recv(64):
                self.heard.emit()


def _hear(_number: int, _frame: FrameType | None) -> None:
    """Nothing: the socket tells. Without a handler of Python's, the system would end the program."""
