"""The revision status that a document got at its service meanwhile: somebody may have reviewed it there."""

from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection

from reviewer.domain.revision import RevisionStatus
from reviewer.domain.step import StatusChange, Step, StepKind
from reviewer.jobs import CancelToken, Report
from reviewer.providers.base import SupportsStatusLookup
from reviewer.services.ledger import TOLD, Ledger
from reviewer.services.making import made
from reviewer.services.remote.connection import Connections
from reviewer.store import recognitions, steps
from reviewer.store.workspace import Workspace


@dataclass(frozen=True)
class StatusJob:
    """Ask once, and take the status over unless somebody has begun the review here. Returns the step, or None.

    Attributes:
        document: its id.
        workspace, ledger: where it is.
        connections: make the provider.
    """

    kind: ClassVar[str] = "status elsewhere"
    document: str
    workspace: Workspace
    ledger: Ledger
    connections: Connections

    def __call__(self, token: CancelToken, report: Report) -> Step | None:
        with self.workspace.read() as connection:
            pending = steps.load(connection, self.document)[0].status is RevisionStatus.PENDING
            recognition = recognitions.latest(connection, self.document) if pending else None
        if recognition is None or not recognition.remote_id:
            return None
        if not issubclass(self.connections.kind(recognition.name), SupportsStatusLookup):
            return None
        provider = self.connections.open(recognition.name, token)
        traffic = self.connections.traffic(recognition.name)
        if not isinstance(provider, SupportsStatusLookup) or traffic.turn() > 0:
            return None
        with traffic.asking():
            status = provider.status_of(recognition.remote_id)
        return self.workspace.lane.call(
            lambda connection: take_over(connection, self.ledger, self.document, status, provider.title)
        )


def take_over(
    connection: Connection, ledger: Ledger, document: str, status: RevisionStatus | None, who: str
) -> Step | None:
    """Give a document the status that it has at its service, as long as nobody has begun its review. An operation.

    Args:
        connection: of the operation.
        ledger: appends the step.
        document: its id.
        status: that it has there; None is none of ours.
        who: what the service is called.
    """
    before = steps.load(connection, document)[0]
    if status is None or status is before.status or before.status is not RevisionStatus.PENDING:
        return None
    change = StatusChange(before.status, status, before.reviewed_by, before.reviewed_at, before.reason)
    return ledger.append(connection, made(document, StepKind.STATUS, TOLD, who, number=before.steps + 1, status=change))
