"""Asking for an answer, at growing intervals, until there is one or it takes too long."""

import random
from time import monotonic

from msgspec.structs import replace

from reviewer.domain.recognition import TaskState
from reviewer.errors import Busy, Forgotten, NotSent, ProviderError
from reviewer.jobs import CancelToken, Report
from reviewer.providers.base import Answer, Pending, Provider
from reviewer.services.nudges import Nudges
from reviewer.services.remote.record import Record
from reviewer.services.remote.turns import Turns


class Asking:
    """Asks for the answer of one task.

    Args:
        record: of the task, which is sent.
        provider: the service.
        turns: to ask it.
        nudges: wake it when a callback says that there is something to fetch.
        minutes: after so many the task is left; then it can be asked for again.
        token, report: of the run.
    """

    def __init__(
        self,
        record: Record,
        provider: Provider,
        turns: Turns,
        nudges: Nudges,
        minutes: int,
        token: CancelToken,
        report: Report,
    ) -> None:
        self._record = record
        self._provider = provider
        self._turns = turns
        self._nudges = nudges
        self._minutes = minutes
        self._token = token
        self._report = report
        self._began = monotonic()

    def ask(self) -> Answer | None:
        """Ask until there is an answer. None: what was sent never arrived, send it again.

        Raises:
            Forgotten: the service does not know the task, or has no answer in time.
            ProviderError: it failed.
        """
        if self._record.task.state is not TaskState.SUBMITTED:
            self._record.move(TaskState.SUBMITTED)
        pace = self._provider.pace
        delay = pace.first
        while True:
            self._report(0.0, f"Sent to {self._provider.title}")
            self._nudges.wait(self._record.task.id, delay * (0.8 + 0.4 * random.random()), self._token)
            try:
                with self._turns.one():
                    found = self._provider.poll(self._record.errand.ticket)
            except (Busy, NotSent) as error:
                self._turns.pause(error)
                continue
            except Forgotten:
                if not self._record.errand.looked_up:
                    raise
                self._record.again()
                return None
            except ProviderError as error:
                if not error.retryable:
                    raise
                found = self._not_yet(error)
            if isinstance(found, Answer):
                return found
            self._take(found)
            delay = min(delay * pace.growth, pace.most)

    def _take(self, pending: Pending) -> None:
        if pending.ticket is not None:
            self._record.keep(replace(self._record.errand, ticket=pending.ticket))
        if self._is_late:
            text = f"{self._provider.title} had no answer within {self._minutes} minutes."
            raise Forgotten(text, "Ask again, or send it again.", code="late")

    def _not_yet(self, error: ProviderError) -> Pending:
        """What may be better next time counts as no answer yet, until it takes too long."""
        if self._is_late:
            raise Forgotten(error.text, "Ask again, or send it again.", code="late")
        return Pending()

    @property
    def _is_late(self) -> bool:
        """By the wall clock, which goes on while the computer sleeps; or by ours, which nobody can set back."""
        return max(self._record.errand.age, monotonic() - self._began) >= 60 * self._minutes
