"""Wakes tasks that wait for a service, when something says that there is an answer."""

from threading import Condition

from reviewer.jobs import CancelToken


class Nudges:
    """Any thread may wait or nudge."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._nudged: set[str] = set()

    def nudge(self, task: str) -> None:
        """Wake whoever waits for a task; who comes later does not wait."""
        with self._changed:
            self._nudged.add(task)
            self._changed.notify_all()

    def wait(self, task: str, seconds: float, token: CancelToken) -> None:
        """Wait for so long, or until the task is nudged.

        Raises:
            Cancelled: the token asked to stop.
        """
        forget = token.on_cancel(self._wake)
        try:
            with self._changed:
                self._changed.wait_for(lambda: task in self._nudged or token.cancelled, timeout=seconds)
                self._nudged.discard(task)
        finally:
            forget()
        token.check()

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()
