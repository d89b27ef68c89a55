"""A helper process that answers calls, and is replaced when it dies, takes too long or grows too large."""

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import msgspec

from reviewer import errors
from reviewer.errors import Cancelled, ChildDied, ReviewerError
from reviewer.jobs import CancelToken, Report, silent
from reviewer.processes import limits, wire
from reviewer.processes.spawn import Spawned
from reviewer.processes.watchdog import Watchdog

log = logging.getLogger(__name__)

AnswerType = TypeVar("AnswerType")

_KINDS: dict[str, type[ReviewerError]] = {
    kind.__name__: kind
    for kind in (
        errors.InputError,
        errors.UnreadableFile,
        errors.TooLarge,
        errors.PasswordNeeded,
        errors.EngineError,
        errors.SettingsError,
    )
}
_REPLY: Any = wire.Progress | wire.Answer | wire.Failure
_LETTERS = 500


class Child:
    """Runs `python -m module` when first needed, and calls its handlers one at a time. Any thread may call.

    Args:
        module: what calls `serve`, for example ``reviewer.pages.worker``.
        seconds: how long a call may take unless it says otherwise; each report of progress begins it anew.
        title: what it is to the operator, in sentences: "The page reader stopped."
        calls: after so many it is replaced.
        resident: after a call that leaves it with more memory, in bytes, it is replaced.
    """

    def __init__(
        self,
        module: str,
        *,
        seconds: float,
        title: str = "helper",
        calls: int = limits.CALLS,
        resident: int = limits.RESIDENT_BYTES,
    ) -> None:
        self._module = module
        self._seconds = seconds
        self._title = title
        self._calls = calls
        self._resident = resident
        self._busy = threading.Lock()
        self._closed = False
        self._spawned: Spawned | None = None
        self.level = ""

    @property
    def pid(self) -> int | None:
        """Of the process that runs now."""
        spawned = self._spawned
        return spawned.pid if spawned is not None and spawned.runs else None

    def call(
        self,
        name: str,
        body: msgspec.Struct,
        answer: type[AnswerType],
        *,
        seconds: float | None = None,
        token: CancelToken | None = None,
        on_progress: Report | None = None,
    ) -> AnswerType:
        """Call a handler and wait for its answer.

        Raises:
            ChildDied: it crashed or took too long; the next call starts another one.
            Cancelled: the token, or `close`, asked to stop.
            ReviewerError: what the handler raised, as the same class.
        """
        token = token or CancelToken()
        request = wire.Request(name, wire.encode(body))
        with self._turn(token):
            reply = self._exchange(request, seconds or self._seconds, token, on_progress or silent)
            if isinstance(reply, wire.Failure):
                raise self._error(reply)
            try:
                return wire.decode(reply.body, answer)
            except wire.WireError:
                self._bury()
                raise self._died() from None

    def start(self) -> None:
        """Start it now, without waiting until it has; the first call need not wait so long then.

        Raises:
            ChildDied: it cannot be started.
            Cancelled: it is closed.
        """
        with self._turn(CancelToken()):
            self._running()

    def kill(self) -> None:
        """End the process now, from any thread; a call under way raises `ChildDied`, the next one starts another."""
        spawned = self._spawned
        if spawned is not None:
            spawned.kill()

    def close(self) -> None:
        """End it for good, and remove what it left; a call under way raises `Cancelled`."""
        self._closed = True
        self.kill()
        with self._busy:
            self._bury()

    @contextmanager
    def _turn(self, token: CancelToken) -> Iterator[None]:
        while not self._busy.acquire(timeout=0.1):
            token.check()
        try:
            self._check(token)
            yield
        finally:
            self._busy.release()

    def _check(self, token: CancelToken) -> None:
        if self._closed:
            raise Cancelled
        token.check()

    def _exchange(
        self, request: wire.Request, seconds: float, token: CancelToken, report: Report
    ) -> wire.Answer | wire.Failure:
        spawned = self._ready(token)
        spawned.calls += 1
        try:
            with self._watched(spawned, seconds, token) as watchdog:
                reply = _converse(spawned, request, watchdog, report)
        except BaseException:  # from `report`: the answer that is still to come belongs to nobody
            self._bury()
            raise
        if watchdog.bitten or reply is None:
            self._bury()
        self._check(token)
        if reply is None:
            raise self._took_too_long(seconds) if watchdog.bitten else self._died()
        if spawned.calls >= self._calls or reply.resident > self._resident:
            self._bury()
        return reply

    def _running(self) -> Spawned:
        """The process, started if there is none."""
        if self._spawned is not None and self._spawned.runs:
            return self._spawned
        self._bury()
        self._spawned = self._spawn()
        if self._closed:
            self._spawned.kill()
        return self._spawned

    def _ready(self, token: CancelToken) -> Spawned:
        """The process, when it has said that it is ready."""
        spawned = self._running()
        if spawned.greeted:
            return spawned
        with self._watched(spawned, limits.START_SECONDS, token):
            hello = _read(spawned, wire.Hello)
        if hello is None:
            self._bury()
            self._check(token)
            raise ChildDied(f"The {self._title} did not start.", "Try again; if it stays so, reinstall Reviewer.")
        self.level = hello.level
        spawned.greeted = True
        return spawned

    def _spawn(self) -> Spawned:
        try:
            return Spawned(self._module)
        except OSError as error:
            log.error("child %s did not start: %s", self._module, type(error).__name__)
            raise ChildDied(
                f"The {self._title} could not be started.", "Close other programs, or free some disk space."
            ) from None

    @contextmanager
    def _watched(self, spawned: Spawned, seconds: float, token: CancelToken) -> Iterator[Watchdog]:
        with Watchdog(spawned.kill, seconds) as watchdog:
            # What is nearly done may end: starting another child takes longer than most calls.
            forget = token.on_cancel(lambda: watchdog.hurry(limits.CANCEL_SECONDS))
            try:
                yield watchdog
            finally:
                forget()

    def _bury(self) -> None:
        spawned, self._spawned = self._spawned, None
        if spawned is not None:
            spawned.bury()

    def _died(self) -> ChildDied:
        return ChildDied(
            f"The {self._title} stopped unexpectedly and was started again.",
            "Try again; if it happens again, leave this file out.",
        )

    def _took_too_long(self, seconds: float) -> ChildDied:
        return ChildDied(
            f"The {self._title} needed more than {seconds:.0f} seconds and was stopped.",
            "Try again; if it happens again, leave this page out.",
            code="timeout",
        )

    def _error(self, failure: wire.Failure) -> ReviewerError:
        kind = _KINDS.get(failure.kind)
        if kind is not None:
            return kind(
                failure.text[:_LETTERS],
                failure.advice[:_LETTERS],
                code=failure.code[:_LETTERS],
                retryable=failure.retryable,
            )
        log.error("child %s: %s", self._module, failure.text[:_LETTERS])
        return ReviewerError(
            "This page could not be read.", "Try again; if it happens again, report it.", code="bug", retryable=True
        )


def _converse(
    spawned: Spawned, request: wire.Request, watchdog: Watchdog, report: Report
) -> wire.Answer | wire.Failure | None:
    """Send the request and take what comes; None when the child is gone."""
    try:
        wire.write(spawned.stdin, request)
    except OSError:
        return None
    while True:
        reply: wire.Progress | wire.Answer | wire.Failure | None = _read(spawned, _REPLY)
        if not isinstance(reply, wire.Progress):
            return reply
        watchdog.feed()
        report(min(1.0, max(0.0, reply.share)), reply.words[:_LETTERS])


def _read(spawned: Spawned, kind: type[AnswerType]) -> AnswerType | None:
    """The next message; None when the child is gone or talks nonsense (then it must not talk on)."""
    try:
        return wire.read(spawned.stdout, kind)
    except (wire.WireError, OSError, ValueError):
        spawned.kill()
        return None
