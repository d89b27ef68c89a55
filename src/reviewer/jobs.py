"""What slow work looks like: a callable without Qt that reports, and stops when asked."""

import threading
from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

from reviewer.errors import Cancelled

Result = TypeVar("Result", covariant=True)
Made = TypeVar("Made")

Report = Callable[[float, str], None]
"""Called with the share done (0..1) and a few words for the operator."""


class CancelToken:
    """Asks a job to stop. Shared between the runner, which asks, and the job, which looks."""

    def __init__(self) -> None:
        self._event = threading.Event()
        self._callbacks: list[Callable[[], None]] = []
        self._lock = threading.Lock()

    @property
    def cancelled(self) -> bool:
        return self._event.is_set()

    def cancel(self) -> None:
        """Ask once; the callbacks run in the asking thread (they kill children)."""
        with self._lock:
            if self._event.is_set():
                return
            self._event.set()
            callbacks = list(self._callbacks)
        for callback in callbacks:
            callback()

    def check(self) -> None:
        """Raise `Cancelled` when the job was asked to stop."""
        if self._event.is_set():
            raise Cancelled

    def sleep(self, seconds: float) -> None:
        """Wait, but no longer than until the job is asked to stop."""
        self._event.wait(seconds)
        self.check()

    def on_cancel(self, callback: Callable[[], None]) -> Callable[[], None]:
        """Call `callback` when asked to stop (at once if that was before). Returns how to take it back."""
        with self._lock:
            asked = self._event.is_set()
            if not asked:
                self._callbacks.append(callback)
        if asked:
            callback()

        def forget() -> None:
            with self._lock:
                if callback in self._callbacks:
                    self._callbacks.remove(callback)

        return forget


class Job(Protocol[Result]):
    """Slow work. `kind` names it in logs and in the list of tasks."""

    @property
    def kind(self) -> str: ...

    def __call__(self, token: CancelToken, report: Report) -> Result: ...


class Later(Generic[Made]):
    """A job that is made where it runs, since what it needs takes long to import.

    Args:
        kind: of the job.
        make: makes it.
    """

    def __init__(self, kind: str, make: "Callable[[], Job[Made]]") -> None:
        self._kind = kind
        self._make = make

    @property
    def kind(self) -> str:
        return self._kind

    def __call__(self, token: CancelToken, report: Report) -> Made:
        token.check()
        return self._make()(token, report)


def silent(_share: float, _words: str) -> None:
    """Report to nobody."""
