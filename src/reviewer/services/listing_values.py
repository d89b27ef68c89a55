"""Gives documents that are older than the table of values their rows there, by and by."""

from contextlib import suppress
from dataclasses import dataclass
from typing import ClassVar

from sqlalchemy import Connection

from reviewer.errors import StoreError
from reviewer.jobs import CancelToken, Report
from reviewer.services.ledger import Ledger
from reviewer.store import values
from reviewer.store.workspace import Workspace

_AT_ONCE = 20
"""Documents in one transaction: what the operator does meanwhile waits for it."""


@dataclass(frozen=True)
class ListValuesJob:
    """List the values of all documents that have none listed. Returns how many documents that were.

    Attributes:
        workspace, ledger: where the documents are.
    """

    kind: ClassVar[str] = "list values"
    workspace: Workspace
    ledger: Ledger

    def __call__(self, token: CancelToken, report: Report) -> int:
        done = 0
        while some := self.workspace.lane.call(self._list_some):
            done += some
            token.check()
        return done

    def _list_some(self, connection: Connection) -> int:
        wanted = values.unlisted(connection, _AT_ONCE)
        for document in wanted:
            with suppress(StoreError):  # said when it is opened; a damaged document must not keep all others out
                self.ledger.list_values(connection, document)
        values.listed_down_to(connection, wanted[-1] if wanted else None)
        return len(wanted)
