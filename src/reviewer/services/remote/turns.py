"""Turns to ask one service, for one run: it waits for them, and pauses where the service takes nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from reviewer.errors import Busy, NotSent
from reviewer.jobs import CancelToken, Report
from reviewer.services.remote.traffic import Traffic


class Turns:
    """Of one run.

    Args:
        title: of the service.
        traffic: of the service, as it is now.
        token: of the run.
        report: told why it waits.
        patience: seconds to go on trying while the service takes nothing; None is for ever.
    """

    def __init__(
        self,
        title: str,
        traffic: Callable[[], Traffic],
        token: CancelToken,
        report: Report,
        patience: float | None,
    ) -> None:
        self._title = title
        self._find = traffic
        self._token = token
        self._report = report
        self._patience = patience
        self._waited = 0.0

    @contextmanager
    def one(self) -> Iterator[None]:
        """Wait for a turn, and make the request in it.

        Raises:
            Busy: others were refused for so long that patience ends.
        """
        traffic = self._find()
        while (seconds := traffic.turn()) > 0:
            if traffic.open:
                self._wait(seconds, Busy(f"{self._title} takes nothing for now.", "Try again later."))
            else:
                self._token.sleep(seconds)
        with traffic.asking():
            self._token.check()
            yield

    def pause(self, error: Busy | NotSent) -> None:
        """The service took nothing: wait, and say so.

        Raises:
            Busy, NotSent: it cannot get better, or patience ends.
        """
        if not error.retryable:
            raise error
        self._wait(self._find().closed_for, error)

    def _wait(self, seconds: float, error: Busy | NotSent) -> None:
        self._waited += seconds
        if self._patience is not None and self._waited > self._patience:
            raise error
        self._report(0.0, f"{error.text} Next try in {max(1, round(seconds))} s.")
        self._token.sleep(seconds)
