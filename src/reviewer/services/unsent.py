"""What services have not been told yet, for whoever looks at it."""

from typing import ClassVar

import msgspec

from reviewer.jobs import CancelToken, Report
from reviewer.services.feedback import KINDS
from reviewer.services.sources import title_of
from reviewer.store import documents, outbox
from reviewer.store.outbox import UNSENT, OutboxState
from reviewer.store.problems import Conflict
from reviewer.store.workspace import Workspace

MOST = 500
_LISTED = UNSENT | {OutboxState.GIVEN_UP}


class Unsent(msgspec.Struct, frozen=True):
    """One thing that a service is to be told.

    Attributes:
        delivery: its id in the outbox.
        document, name: id of the document, and what it is called.
        service: what the service is called.
        kind: what is sent: see `services.feedback`.
        status: the revision status that is told.
        state: how it is going.
        error: why it was not taken, or empty.
        due_at: when it is tried next, ISO 8601 in UTC.
    """

    delivery: str
    document: str
    name: str
    service: str
    kind: str
    status: str
    state: OutboxState
    error: str = ""
    due_at: str = ""


class UnsentJob(msgspec.Struct, frozen=True):
    """Look what is not sent, the oldest first; what was given up comes last."""

    kind: ClassVar[str] = "unsent"
    workspace: Workspace

    def __call__(self, token: CancelToken, report: Report) -> tuple[Unsent, ...]:
        found: list[Unsent] = []
        with self.workspace.read() as connection:
            names: dict[str, str] = {}
            for each in outbox.listed(connection, _LISTED, kinds=KINDS, limit=MOST):
                if each.document not in names:
                    try:
                        names[each.document] = documents.get(connection, each.document).name
                    except Conflict:  # deleted for good
                        names[each.document] = ""
                found.append(
                    Unsent(
                        each.id,
                        each.document,
                        names[each.document],
                        title_of(str(each.body.get("provider", ""))),
                        each.kind,
                        str(each.body.get("status", "")),
                        each.state,
                        each.error,
                        each.due_at,
                    )
                )
        return tuple(sorted(found, key=lambda each: each.state is OutboxState.GIVEN_UP))
