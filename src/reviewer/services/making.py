"""Steps as they are made here, before the store numbers them."""

import uuid
from typing import Any

from reviewer.domain.revision import Revision, RevisionStatus
from reviewer.domain.step import StatusChange, Step, StepKind
from reviewer.services.clock import now


def made(document: str, kind: StepKind, action: str, operator: str, *, number: int = 0, **what: Any) -> Step:
    """A step made now.

    Args:
        document: its id.
        kind: what was done.
        action: its stable name.
        operator: who did it.
        number: as it is here; the store gives the one that counts.
        what: the other attributes of a Step.
    """
    return Step(str(uuid.uuid4()), document, number, kind, action, now(), operator, **what)


def status_change(now: Revision, after: RevisionStatus) -> StatusChange:
    """How a revision gets another status."""
    return StatusChange(now.status, after, now.reviewed_by, now.reviewed_at, now.reason)
