"""Waiting without holding up the window: something is asked again and again until it is so, or its time is over."""

from collections.abc import Callable, Generator
from time import monotonic
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal, Slot

TICK_MS = 5

_Result = TypeVar("_Result")


class Until:
    """A condition, how long it has to hold, and for how long to wait for it.

    Args:
        condition: asked at every tick.
        seconds: at most.
        hold: seconds that it must stay so.
    """

    def __init__(self, condition: Callable[[], bool], seconds: float, *, hold: float = 0.0) -> None:
        self._condition = condition
        self._deadline = monotonic() + seconds
        self._hold = hold
        self._since: float | None = None

    def over(self) -> bool | None:
        """Whether it came to be (True), or its time is over (False); None while it is waited for."""
        now = monotonic()
        if not self._condition():
            self._since = None
        else:
            self._since = now if self._since is None else self._since
            if now - self._since >= self._hold:
                return True
        return None if now < self._deadline else False


Waiting = Generator[Until, bool, _Result]
"""What waits now and then, by yielding an `Until`; it gets back whether that came to be."""


class Routine(QObject):
    """Runs something that waits, from a timer: a dialog that has a loop of its own does not stop it.

    Args:
        run: what waits.

    Attributes:
        error: what went wrong in it, None for nothing.

    Signals:
        ended: it is over.
    """

    ended = Signal()

    def __init__(self, run: Waiting[None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._run = run
        self.error: Exception | None = None
        self._until: Until | None = None
        self._tick = QTimer(self)
        self._tick.setInterval(TICK_MS)
        self._tick.timeout.connect(self._on_tick)

    def begin(self) -> None:
        """Begin, from the loop of the window."""
        self._tick.start()

    @Slot()
    def stop(self) -> None:
        """End before it is over."""
        if self._tick.isActive():
            self._tick.stop()
            self._run.close()
            self.ended.emit()

    @Slot()
    def _on_tick(self) -> None:
        came = True if self._until is None else self._until.over()
        if came is None:
            return
        try:
            self._until = next(self._run) if self._until is None else self._run.send(came)
        except StopIteration:
            self._tick.stop()
            self.ended.emit()
        except Exception as error:  # who waits for the end must hear of it
            self._tick.stop()
            self.error = error
            self.ended.emit()
