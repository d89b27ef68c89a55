"""Tells services what was reviewed, as the outbox asks; it tries again until it is told, or seven days have passed."""

import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.domain.field import Field
from reviewer.domain.recognition import Recognition
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import Busy, Cancelled, NotSent, ProviderError, ReviewerError
from reviewer.jobs import CancelToken, Report
from reviewer.providers.base import Answer, SupportsFeedback, SupportsStatus
from reviewer.services.clock import in_seconds, now
from reviewer.services.feedback import KINDS, STATUS, VALUES
from reviewer.services.remote import connection as providers
from reviewer.services.remote.answer import renamed
from reviewer.services.remote.connection import Connections
from reviewer.services.sources import is_provider
from reviewer.settings import Settings
from reviewer.store import answers, outbox, recognitions, steps
from reviewer.store.outbox import Delivery, OutboxState
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

AGE_DAYS = 7
FIRST_WAIT, LONGEST_WAIT = 1.0, 300.0
_SETTLE_WAIT = 3_600.0
"""A key that is not accepted gets no better by asking often."""
_SHORT_WAIT = 2.0
"""A turn that comes within it is waited for."""
_AT_ONCE = 1_000


class Delivered(msgspec.Struct, frozen=True):
    """What became of a run: how many were delivered, wait on, were given up; and why the last one waits.

    `offline` says that no service could be reached at all.
    """

    delivered: int = 0
    waiting: int = 0
    given_up: int = 0
    trouble: str = ""
    offline: bool = False


def takes(name: str, settings: Settings) -> frozenset[str]:
    """Which kinds of delivery a provider takes as it is set up; nothing for an engine."""
    if not is_provider(name):
        return frozenset()
    made = providers.kind(name)
    found = set()
    if issubclass(made, SupportsFeedback) and made.takes_feedback(providers.options(name, settings)):
        found.add(VALUES)
    if issubclass(made, SupportsStatus):
        found.add(STATUS)
    return frozenset(found)


class TakesJob(msgspec.Struct, frozen=True):
    """Ask what a provider takes: its name, and the kinds of delivery. Imports the provider."""

    kind: ClassVar[str] = "takes"
    provider: str
    settings: Settings

    def __call__(self, token: CancelToken, report: Report) -> tuple[str, frozenset[str]]:
        return self.provider, takes(self.provider, self.settings)


@dataclass
class DeliverJob:
    """Deliver what is due to services.

    Attributes:
        workspace: with the outbox.
        connections: make the providers.
    """

    kind: ClassVar[str] = "deliver"
    workspace: Workspace
    connections: Connections
    _unreached: bool = field(default=False, init=False)

    def __call__(self, token: CancelToken, report: Report) -> Delivered:
        with self.workspace.read() as connection:
            due = outbox.due(connection, now(), KINDS, limit=_AT_ONCE)
        reached = 0
        counts = {OutboxState.DELIVERED: 0, OutboxState.WAITING: 0, OutboxState.GIVEN_UP: 0}
        for number, delivery in enumerate(due):
            token.check()
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
        traffic = self.connections.traffic(name)
        while 0 < (seconds := traffic.turn()) <= _SHORT_WAIT:
            token.sleep(seconds)
        if seconds > 0:
            return self._mark(delivery, OutboxState.WAITING, delivery.error, seconds)
        try:
            sent = self.workspace.lane.call(
                lambda connection: outbox.mark(connection, delivery, OutboxState.SENT, error=delivery.error)
            )
        except Conflict:
            return None  # taken back meanwhile
        try:
            self._send(sent, token)
        except (Busy, NotSent) as error:
            self._unreached = error.code == NotSent.code
            pause = traffic.refused(error.after if isinstance(error, Busy) else None)
            return self._again(sent, error, at_least=pause)
        except Cancelled:
            self._mark(sent, OutboxState.WAITING, sent.error, 0.0)
            raise
        except ReviewerError as error:
            traffic.answered()
            return self._again(sent, error)
        traffic.answered()
        return self._mark(sent, OutboxState.DELIVERED)

    def _again(self, sent: Delivery, error: ReviewerError, at_least: float = 0.0) -> OutboxState | None:
        """Later again; or never, when the service does not take it or it took too long."""
        retryable = error.retryable or error.code in ("key", "quota", "uncertain", "tls", "address")
        if not retryable or _age_days(sent) > AGE_DAYS:
            return self._mark(sent, OutboxState.GIVEN_UP, str(error))
        wait = _SETTLE_WAIT if not error.retryable and error.code != "uncertain" else _wait(sent.attempts)
        return self._mark(sent, OutboxState.WAITING, str(error), max(at_least, wait))

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

    def _send(self, delivery: Delivery, token: CancelToken) -> None:
        with self.workspace.read() as connection:
            recognition = recognitions.get(connection, delivery.body["recognition"])
            fields = _fields(connection, delivery) if delivery.kind == VALUES else ()
            raw = answers.of_task(connection, recognition.task) if recognition is not None else None
        if recognition is None or not recognition.remote_id:
            raise ProviderError("The service's answer is not there any more.", code="gone")
        provider = self.connections.open(delivery.body["provider"], token)
        key = delivery.key or delivery.id
        if delivery.kind == STATUS and isinstance(provider, SupportsStatus):
            provider.set_status(recognition.remote_id, RevisionStatus(delivery.body["status"]), key)
        elif delivery.kind == VALUES and isinstance(provider, SupportsFeedback):
            named = renamed(fields, theirs(provider.names, recognition))
            body = provider.feedback(Answer(raw or ()), named)
            provider.send_feedback(recognition.remote_id, body, key)
        else:
            raise ProviderError(f"{provider.title} does not take this.", code="feedback_unavailable")


def again(connection: Connection, delivery: str) -> bool:
    """The operator wants it tried now, also when it was given up. An operation. False when it has ended or is gone."""
    return outbox.revive(connection, delivery, now())


def give_up(connection: Connection, delivery: str) -> bool:
    """The operator wants it not tried any more. An operation. False when it has ended or is gone."""
    return outbox.give_up(connection, delivery)


def _fields(connection: Connection, delivery: Delivery) -> tuple[Field, ...]:
    """The values as they count now, without what a person removed."""
    revision, _ = steps.load(connection, delivery.document)
    return revision.fields()


def theirs(names: Mapping[str, Mapping[str, str]], recognition: Recognition) -> dict[str, str]:
    """From Reviewer's names to the service's, for columns too."""
    ours = names.get(recognition.document_type, {})
    found = {our: their for their, our in ours.items() if "." not in their}
    for their, our in ours.items():
        field, _, column = their.partition(".")
        if column:
            found[f"{ours.get(field, field)}.{our}"] = column
    return found


def _wait(attempts: int) -> float:
    """Full jitter over doubling waits."""
    return random.uniform(0.0, min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempts, 20))) + FIRST_WAIT / 2


def _age_days(delivery: Delivery) -> float:
    return (datetime.now(UTC) - datetime.fromisoformat(delivery.created_at)).total_seconds() / 86_400
