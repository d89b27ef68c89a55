"""Ends what takes too long."""

import threading
import time
from collections.abc import Callable
from typing import Self


class Watchdog:
    """Bites when the time is over. A context: it watches from `with` to its end.

    It needs a thread of its own, because the thread that waits for a child sits in a blocking read, and pipes cannot
    be waited for with a time limit on Windows.

    Args:
        bite: called at most once, from the watching thread.
        seconds: time until then.
    """

    def __init__(self, bite: Callable[[], None], seconds: float) -> None:
        self._bite = bite
        self._seconds = seconds
        self._deadline = time.monotonic() + seconds
        self._hurried = False
        self._stopped = False
        self._changed = threading.Condition()
        self.bitten = False

    def feed(self) -> None:
        """Begin the time anew."""
        with self._changed:
            if not self._hurried:
                self._deadline = time.monotonic() + self._seconds

    def hurry(self, seconds: float) -> None:
        """Leave no more than so many seconds from now."""
        with self._changed:
            self._hurried = True
            self._deadline = min(self._deadline, time.monotonic() + seconds)
            self._changed.notify()

    def __enter__(self) -> Self:
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        with self._changed:
            self._stopped = True
            self._changed.notify()

    def _watch(self) -> None:
        with self._changed:
            while not self._stopped:
                left = self._deadline - time.monotonic()
                if left > 0:
                    self._changed.wait(left)
                    continue
                # Within the lock: after the end of the context it must never bite.
                self.bitten = True
                self._bite()
                return
