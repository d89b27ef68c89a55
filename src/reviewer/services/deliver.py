"""Tells services what was reviewed, as the outbox asks; it tries again until it is told, or seven days have passed."""

import logging
import random
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.errors import Busy, Cancelled, NotSent, ProviderError, ReviewerError
from reviewer.jobs import CancelToken, Report
from reviewer.services.clock import in_seconds, now
from reviewer.services.feedback import KINDS, is_meant
from reviewer.services.remote.connection import Connections
from reviewer.services.remote.traffic import Traffic
from reviewer.services.sources import is_provider
from reviewer.services.telling import tell
from reviewer.store import outbox
from reviewer.store.outbox import Delivery, OutboxState
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

_log = logging.getLogger(__name__)

AGE_DAYS = 7
FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
_SETTLE_WAIT = 3_600.0
"""A key that is not accepted gets no better by asking often."""
_SHORT_WAIT = 2.0
"""A turn that comes within it is waited for."""
_AT_ONCE = 1_000
_UNCERTAIN = "uncertain"
_SETTLED = frozenset({"key", "quota", "tls", "address", "settings"})
"""Codes of errors that somebody can settle."""


class Delivered(msgspec.Struct, frozen=True):
    """What became of a run: how many were delivered, wait on, were given up; and why the last one waits.

    `offline` says that no service could be reached at all.
    """

    delivered: int = 0
    waiting: int = 0
    given_up: int = 0
    trouble: str = ""
    offline: bool = False


@dataclass
class DeliverJob:
    """Deliver what is due to services. One run at a time.

    Attributes:
        workspace: with the outbox.
        connections: make the providers.
    """

    kind: ClassVar[str] = "deliver"
    workspace: Workspace
    connections: Connections
    _unreached: bool = field(default=False, init=False)
    _slow: set[str] = field(default_factory=set, init=False)
    """Services that failed in this run: the others do not wait until each delivery has found that out."""

    def __call__(self, token: CancelToken, report: Report) -> Delivered:
        self.workspace.lane.call(lambda connection: outbox.unsend(connection, KINDS))
        with self.workspace.read() as connection:
            due = outbox.due(connection, now(), KINDS, limit=_AT_ONCE)
        reached = 0
        counts = {OutboxState.DELIVERED: 0, OutboxState.WAITING: 0, OutboxState.GIVEN_UP: 0}
        for number, delivery in enumerate(due):
            token.check()
            if delivery.body["provider"] in self._slow:
                continue
            report(number / len(due), "Delivering feedback")
            state = self._deliver(delivery, token)
            if state is not None:
                counts[state] += 1
                reached += not self._unreached
        return Delivered(
            counts[OutboxState.DELIVERED],
            counts[OutboxState.WAITING],
            counts[OutboxState.GIVEN_UP],
            self._trouble() if counts[OutboxState.WAITING] else "",
            counts[OutboxState.WAITING] > 0 and not reached,
        )

    def _trouble(self) -> str:
        with self.workspace.read() as connection:
            waiting = outbox.listed(connection, {OutboxState.WAITING}, limit=_AT_ONCE)
        return next((each.error for each in reversed(waiting) if each.kind in KINDS and each.error), "")

    def _deliver(self, delivery: Delivery, token: CancelToken) -> OutboxState | None:
        self._unreached = False
        name = delivery.body["provider"]
        if not is_provider(name):
            return self._again(delivery, ProviderError(f"There is no service “{name}” any more.", code="gone"))
        try:
            traffic = self.connections.traffic(name)
        except ReviewerError as error:  # its settings cannot be used: the others are told all the same
            return self._again(delivery, error)
        seconds = _turn(traffic, token)
        if seconds > 0:
            return self._mark(delivery, OutboxState.WAITING, delivery.error, seconds)
        return self._asked(delivery, traffic, token)

    def _asked(self, delivery: Delivery, traffic: Traffic, token: CancelToken) -> OutboxState | None:
        sent = delivery
        try:
            with traffic.asking():
                sent = self._begin(delivery)
                tell(self.workspace, self.connections, sent, token)
        except Conflict:
            return None
        except Cancelled:
            self._mark(sent, OutboxState.WAITING, sent.error, 0.0)
            raise
        except ReviewerError as error:
            self._unreached = error.code == NotSent.code
            if error.retryable:
                self._slow.add(sent.body["provider"])
            return self._again(sent, error, at_least=traffic.closed_for if isinstance(error, Busy | NotSent) else 0.0)
        except Exception as error:  # a mistake of ours: the others are told all the same
            _log.error("%s could not be told: %s", delivery.kind, type(error).__name__)
            bug = ReviewerError(f"Reviewer failed: {type(error).__name__}.", "Please report it.", code="bug")
            return self._again(sent, bug)
        return self._mark(sent, OutboxState.DELIVERED)

    def _begin(self, delivery: Delivery) -> Delivery:
        """It is on its way from now on.

        Raises:
            Conflict: it was taken back, or means nothing any more.
        """

        def begin(connection: Connection) -> Delivery | None:
            if is_meant(connection, delivery):
                return outbox.mark(connection, delivery, OutboxState.SENT, error=delivery.error)
            outbox.drop(connection, delivery)
            return None

        begun = self.workspace.lane.call(begin)
        if begun is None:
            raise Conflict("Something else is told instead.")
        return begun

    def _again(self, delivery: Delivery, error: ReviewerError, at_least: float = 0.0) -> OutboxState | None:
        """Later again; or never, when the service does not take it or it took too long."""
        settled = error.code in _SETTLED
        if not (error.retryable or settled or error.code == _UNCERTAIN) or _age_days(delivery) > AGE_DAYS:
            return self._mark(delivery, OutboxState.GIVEN_UP, str(error))
        wait = _SETTLE_WAIT if settled and not error.retryable else _wait(delivery.attempts)
        return self._mark(delivery, OutboxState.WAITING, str(error), max(at_least, wait))

    def _mark(
        self, delivery: Delivery, state: OutboxState, error: str = "", seconds: float | None = None
    ) -> OutboxState | None:
        due_at = None if seconds is None else in_seconds(seconds)
        try:
            self.workspace.lane.call(
                lambda connection: outbox.mark(connection, delivery, state, error=error, due_at=due_at)
            )
        except Conflict:
            return None
        return state


def _turn(traffic: Traffic, token: CancelToken) -> float:
    """Take a turn; wait for it, but not long: others are to be told too. Returns 0, or the seconds that are left."""
    left = _SHORT_WAIT
    while 0 < (seconds := traffic.turn()) <= left:
        token.sleep(seconds)
        left -= seconds
    return seconds


def _wait(attempts: int) -> float:
    """Full jitter over doubling waits."""
    return random.uniform(0.0, min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts, 20))) + FIRST_WAIT / 2


def _age_days(delivery: Delivery) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(delivery.created_at)).total_seconds() / 86_400
