"""Reads the values of many documents, as the cells of a sheet."""

from collections.abc import Iterable
from typing import ClassVar

import msgspec
from sqlalchemy import Connection, Select, select

from reviewer.domain.document import Page
from reviewer.domain.field_value import FieldValue
from reviewer.domain.queue import Filter
from reviewer.jobs import CancelToken, Report
from reviewer.store import documents, queue, values
from reviewer.store.schema import documents as rows
from reviewer.store.values import FieldCount
from reviewer.store.workspace import Workspace

MOST = 5_000
"""Cells of one sheet; when they are done, the next come."""


class Among(msgspec.Struct, frozen=True):
    """The documents that are looked at.

    Attributes:
        wanted: those that a list has.
        chosen: sequences; with any, only these.
    """

    wanted: Filter
    chosen: tuple[int, ...] = ()

    def sequences(self) -> Select[tuple[int]]:
        """The statement that selects them."""
        listed = queue.ids(self.wanted)
        if not self.chosen:
            return listed
        return select(rows.c.sequence).where(rows.c.sequence.in_(queue.among(self.chosen)), rows.c.sequence.in_(listed))


class Cell(msgspec.Struct, frozen=True):
    """A value with what a sheet shows beside it.

    Attributes:
        value: as it stands in the list of values.
        name: of its document.
        page: that it stands on; None without a place.
    """

    value: FieldValue
    name: str
    page: Page | None


class FieldsJob(msgspec.Struct, frozen=True):
    """See which fields have values to look at."""

    kind: ClassVar[str] = "fields"
    workspace: Workspace
    among: Among

    def __call__(self, token: CancelToken, report: Report) -> tuple[FieldCount, ...]:
        with self.workspace.read() as connection:
            return tuple(values.asked_fields(connection, self.among.sequences()))


class CellsJob(msgspec.Struct, frozen=True):
    """Read the values of one field; with an empty name, all values of all fields that need a human."""

    kind: ClassVar[str] = "cells"
    workspace: Workspace
    among: Among
    field: str = ""
    column: str = ""
    limit: int = MOST

    def __call__(self, token: CancelToken, report: Report) -> tuple[Cell, ...]:
        with self.workspace.read() as connection:
            among = self.among.sequences()
            if self.field:
                found = values.of_field(connection, self.field, self.column, among=among, asking=True, limit=self.limit)
            else:
                found = values.unsure(connection, among, limit=self.limit)
            token.check()
            return tuple(cells_of(connection, found))


def cells_of(connection: Connection, found: Iterable[FieldValue]) -> list[Cell]:
    """Values with the names and pages of their documents."""
    listed = list(found)
    names = documents.names(connection, {each.document for each in listed})
    places = {(each.document, each.region.page) for each in listed if each.region is not None}
    pages = documents.pages_at(connection, places)
    return [
        Cell(each, names.get(each.document, ""), pages.get((each.document, each.region.page)) if each.region else None)
        for each in listed
    ]
