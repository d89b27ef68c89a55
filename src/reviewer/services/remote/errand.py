"""What is kept of a task at a service, so that no crash makes it lost or sent twice."""

from datetime import UTC, datetime
from typing import Any

import msgspec

from reviewer.providers.base import Sent, Ticket
from reviewer.services.clock import now


class Errand(msgspec.Struct, frozen=True, omit_defaults=True):
    """One task on its way.

    Attributes:
        ticket: what the service gave so far.
        sent: what it was given.
        sending: a request that makes something is on its way; after a crash nobody knows whether it arrived.
        looked_up: the ticket was made by ourselves after a reply was lost: the service may not know it.
        submitted_at: since when the answer is waited for, ISO 8601 in UTC; empty before everything was sent.
        checks: of a task that only has corrections checked: ids of entries by the service's names of their fields.
    """

    ticket: Ticket = Ticket()
    sent: Sent = Sent()
    sending: bool = False
    looked_up: bool = False
    submitted_at: str = ""
    checks: dict[str, str] = {}

    @property
    def submitted(self) -> bool:
        return bool(self.submitted_at)

    @property
    def age(self) -> float:
        """Seconds since it was submitted; the wall clock counts, since it goes on while the computer sleeps."""
        if not self.submitted_at:
            return 0.0
        return max(0.0, (datetime.now(UTC) - datetime.fromisoformat(self.submitted_at)).total_seconds())


def kept(errand: Errand) -> dict[str, Any]:
    """As plain JSON, for the store."""
    found: dict[str, Any] = msgspec.to_builtins(errand)
    return found


def restored(value: dict[str, Any] | None) -> Errand:
    """An errand from the store; a new one when there is none."""
    return Errand() if value is None else msgspec.convert(value, Errand)


def begun(errand: Errand) -> Errand:
    """Everything is sent from now on."""
    return msgspec.structs.replace(errand, sending=False, submitted_at=now())


def anew(errand: Errand) -> Errand:
    """The same errand before anything of it was sent."""
    return Errand(sent=Sent(expected=errand.sent.expected), checks=errand.checks) if errand.checks else Errand()
