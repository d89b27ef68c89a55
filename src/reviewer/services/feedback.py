"""What a service is told of a review: put into the outbox in the transaction of the step that says it."""

import logging
import uuid
from collections.abc import Callable
from datetime import UTC, datetime
from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.domain.revision import Revision, RevisionStatus
from reviewer.jobs import CancelToken, Report
from reviewer.services.clock import in_seconds, now
from reviewer.store import outbox, recognitions, steps
from reviewer.store.outbox import Delivery, OutboxState
from reviewer.store.workspace import Workspace

_log = logging.getLogger(__name__)

VALUES = "feedback"
"""Kind of a delivery: the corrected values."""
STATUS = "status"
"""Kind of a delivery: the revision status."""
KINDS = frozenset({VALUES, STATUS})

GRACE = 10.0
"""Seconds in which undoing takes a finish back before anybody hears of it."""

_OPEN = frozenset({RevisionStatus.PENDING, RevisionStatus.IN_REVIEW})

Takes = Callable[[str], frozenset[str]]
"""Says which kinds of delivery a provider takes, by its name; nothing for an engine."""


def nobody(_name: str) -> frozenset[str]:
    """No provider takes anything."""
    return frozenset()


def tell(connection: Connection, after: Revision, before: Revision, takes: Takes) -> None:
    """Put into the outbox what follows from a step, in place of what waits there. An operation.

    Args:
        connection: of the operation.
        after: the revision as the step left it.
        before: as it was.
        takes: what the provider of the recognition takes.
    """
    reviewed = after.status is RevisionStatus.REVIEWED
    if after.status is before.status and not (reviewed and after.entries != before.entries):
        return
    source = recognitions.source(connection, after.document)
    if source is None:
        return
    wanted, told = _wanted(takes, source.name), _was_told(connection, after.document)
    outbox.remove(connection, after.document, KINDS)
    if VALUES in wanted and reviewed:
        _put(connection, VALUES, after, source)
    if STATUS in wanted and (after.status not in _OPEN or told):
        _put(connection, STATUS, after, source)


def _wanted(takes: Takes, name: str) -> frozenset[str]:
    """What a provider takes. Whatever goes wrong with that, the step of the operator must not be lost."""
    try:
        return takes(name)
    except Exception as error:
        _log.error("what %s takes of a review is not known: %s", name, type(error).__name__)
        return frozenset()


def _was_told(connection: Connection, document: str) -> bool:
    """Whether the service may have heard of a status before: only then it must hear that the review goes on."""
    rows = outbox.listed(connection, frozenset(OutboxState), document=document, limit=1_000)
    return any(delivery.kind == STATUS and delivery.attempts for delivery in rows)


def is_meant(connection: Connection, delivery: Delivery) -> bool:
    """Whether a delivery still says what the service should hear: on its way it may be overtaken. An operation."""
    if outbox.overtaken(connection, delivery):
        return False
    return delivery.kind != VALUES or steps.load(connection, delivery.document)[0].status is RevisionStatus.REVIEWED


def _put(connection: Connection, kind: str, revision: Revision, source: recognitions.SourceRow) -> None:
    body = {
        "provider": source.name,
        "recognition": source.id,
        "status": "pending" if revision.status in _OPEN else revision.status.value,
    }
    delivery = Delivery(str(uuid.uuid4()), revision.document, kind, in_seconds(GRACE), body=body, created_at=now())
    outbox.put(connection, delivery)


class DueJob(msgspec.Struct, frozen=True):
    """Seconds until something is to be delivered to a service, 0 when it is due, None when nothing waits."""

    kind: ClassVar[str] = "due"
    workspace: Workspace

    def __call__(self, token: CancelToken, report: Report) -> float | None:
        with self.workspace.read() as connection:
            due = outbox.next_due(connection, KINDS)
        if due is None:
            return None
        return max(0.0, (datetime.fromisoformat(due) - datetime.now(UTC)).total_seconds())


def hurry(connection: Connection) -> None:
    """Let everything that waits be due now, but for what may still be taken back. An operation."""
    begun = in_seconds(-GRACE)
    for delivery in outbox.listed(connection, {OutboxState.WAITING}, limit=1_000):
        if delivery.kind in KINDS and delivery.created_at <= begun:
            outbox.mark(connection, delivery, OutboxState.WAITING, error=delivery.error, due_at=now())
