"""Reads the queue, a screenful at a time."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar

import msgspec
from sqlalchemy import Connection

from reviewer.domain.queue import Filter, QueueRow
from reviewer.domain.revision import RevisionStatus
from reviewer.jobs import CancelToken, Report
from reviewer.store import queue
from reviewer.store.workspace import Workspace

_AT_ONCE = 1_000


def midnight() -> str:
    """When today began where the operator is, ISO 8601 in UTC."""
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return today.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class Listing(msgspec.Struct, frozen=True):
    """The first rows of a list, and how many documents there are of each status."""

    wanted: Filter
    rows: tuple[QueueRow, ...]
    counts: dict[RevisionStatus, int]
    more: bool
    reviewed_today: int


class ListJob(msgspec.Struct, frozen=True):
    """Read the first `limit` rows of a list."""

    kind: ClassVar[str] = "list"
    workspace: Workspace
    wanted: Filter
    limit: int
    operator: str

    def __call__(self, token: CancelToken, report: Report) -> Listing:
        with self.workspace.read() as connection:
            rows = queue.listed(connection, self.wanted, limit=self.limit + 1)
            return Listing(
                self.wanted,
                tuple(rows[: self.limit]),
                queue.counts(connection),
                len(rows) > self.limit,
                queue.reviewed_since(connection, midnight(), self.operator),
            )


class NextJob(msgspec.Struct, frozen=True):
    """Find the ids of the next documents to review after one, the order of the queue going round."""

    kind: ClassVar[str] = "next"
    workspace: Workspace
    after: str
    limit: int = 3

    def __call__(self, token: CancelToken, report: Report) -> tuple[str, ...]:
        with self.workspace.read() as connection:
            return tuple(queue.to_review(connection, self.after, limit=self.limit))


def all_rows(connection: Connection, wanted: Filter = queue.EVERYTHING) -> Iterator[QueueRow]:
    """Every row of a list, in the order of taking in."""
    offset = 0
    while found := queue.listed(connection, wanted, offset=offset, limit=_AT_ONCE):
        yield from found
        offset += len(found)
