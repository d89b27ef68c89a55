"""Finds the values of many documents that were read in two ways, without opening the documents."""

from typing import ClassVar

import msgspec

from reviewer.domain.field_value import FieldValue
from reviewer.domain.queue import Filter
from reviewer.jobs import CancelToken, Report
from reviewer.store import queue, values
from reviewer.store.workspace import Workspace


class PairsJob(msgspec.Struct, frozen=True):
    """Find values of which two readings differ.

    Attributes:
        workspace: where they are.
        wanted: which documents are looked at.
        chosen: sequences of the documents, where only these are.
        limit: at most so many.
    """

    kind: ClassVar[str] = "pairs"
    workspace: Workspace
    wanted: Filter
    chosen: tuple[int, ...]
    limit: int

    def __call__(self, token: CancelToken, report: Report) -> tuple[FieldValue, ...]:
        among = queue.among(self.chosen) if self.chosen else queue.ids(self.wanted)
        with self.workspace.read() as connection:
            return tuple(values.differing(connection, among=among, limit=self.limit))
