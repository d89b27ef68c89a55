"""Reads the queue: a screenful at once, then the order of all of it, then rows as they are looked at."""

from array import array
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import ClassVar

import msgspec
from msgspec.structs import replace
from sqlalchemy import Connection

from reviewer.domain.queue import Filter, QueueRow, Sort
from reviewer.domain.revision import RevisionStatus
from reviewer.jobs import CancelToken, Report
from reviewer.store import queue, queue_rows
from reviewer.store.workspace import Workspace

_AT_ONCE = 1_000
_ANY_STATUS: frozenset[RevisionStatus] = frozenset()


def midnight() -> str:
    """When today began where the operator is, ISO 8601 in UTC."""
    today = datetime.now().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    return today.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


class First(msgspec.Struct, frozen=True):
    """The first rows of a list; `whole` when there are no more, `empty` when the workspace has no document."""

    wanted: Filter
    sort: Sort
    rows: tuple[QueueRow, ...]
    whole: bool
    empty: bool


class FirstJob(msgspec.Struct, frozen=True):
    """Read the first `limit` rows of a list."""

    kind: ClassVar[str] = "list"
    workspace: Workspace
    wanted: Filter
    sort: Sort
    limit: int

    def __call__(self, token: CancelToken, report: Report) -> First:
        token.check()
        with self.workspace.read() as connection:
            found = queue.first(connection, self.wanted, self.sort, self.limit)
            whole, empty = len(found) < self.limit, not found and not queue.any_document(connection)
            return First(self.wanted, self.sort, tuple(queue_rows.rows(connection, found)), whole, empty)


class Outline(msgspec.Struct, frozen=True):
    """A whole list.

    Attributes:
        wanted, sort: which one.
        sequences: of its documents, in order.
        rows: those that were asked for, as far as they are there.
        counts: how many documents of each status meet the filter.
        empty: the workspace has no document.
        reviewed_today: by the operator.
    """

    wanted: Filter
    sort: Sort
    sequences: "array[int]"
    rows: tuple[QueueRow, ...]
    counts: dict[RevisionStatus, int]
    empty: bool
    reviewed_today: int


class OutlineJob(msgspec.Struct, frozen=True):
    """Read the order of a whole list, and some rows of it anew.

    Attributes:
        limit: so many rows with which the list begins.
        shown: other rows, by sequence.
        here: another one, by the id of the document.
    """

    kind: ClassVar[str] = "outline"
    workspace: Workspace
    wanted: Filter
    sort: Sort
    limit: int
    shown: tuple[int, ...]
    here: str
    operator: str

    def __call__(self, token: CancelToken, report: Report) -> Outline:
        with self.workspace.read() as connection:
            sequences = queue.outline(connection, self.wanted, self.sort)
            rows = queue_rows.rows(connection, dict.fromkeys((*self.shown, *sequences[: self.limit])))
            here = queue_rows.row(connection, self.here) if self.here else None
            return Outline(
                self.wanted,
                self.sort,
                sequences,
                tuple(rows if here is None or here in rows else (*rows, here)),
                queue.counts(connection, replace(self.wanted, statuses=_ANY_STATUS)),
                not queue.any_document(connection),
                queue.reviewed_since(connection, midnight(), self.operator),
            )


class RowsJob(msgspec.Struct, frozen=True):
    """Read some rows; those that are gone are left out."""

    kind: ClassVar[str] = "rows"
    workspace: Workspace
    sequences: tuple[int, ...]

    def __call__(self, token: CancelToken, report: Report) -> tuple[QueueRow, ...]:
        token.check()
        with self.workspace.read() as connection:
            return tuple(queue_rows.rows(connection, self.sequences))


class NextJob(msgspec.Struct, frozen=True):
    """Find the ids of the next documents to review.

    Attributes:
        after: id of the document they come after, where there is no line.
        line: sequences of the list that the operator works through, the next one first; None for the order of taking
            in, which goes round.
    """

    kind: ClassVar[str] = "next"
    workspace: Workspace
    after: str
    limit: int = 3
    line: "Sequence[int] | None" = None

    def __call__(self, token: CancelToken, report: Report) -> tuple[str, ...]:
        with self.workspace.read() as connection:
            if self.line is None:
                return tuple(queue.to_review(connection, self.after, limit=self.limit))
            return tuple(queue.next_of(connection, self.line, but=self.after, limit=self.limit))


def all_rows(connection: Connection, wanted: Filter = queue.EVERYTHING) -> Iterator[QueueRow]:
    """Every row of a list, in the order of taking in."""
    sequences = queue.outline(connection, wanted, queue.UNSORTED)
    for start in range(0, len(sequences), _AT_ONCE):
        yield from queue_rows.rows(connection, sequences[start : start + _AT_ONCE])
