"""Which documents a list has, and in which order, as the store is asked for it."""

from typing import Any

from sqlalchemy import ColumnElement, Select, UnaryExpression, func, select

from reviewer.domain.queue import Days, Filter, Order, Sort, Span
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.store.hints import Unindexed
from reviewer.store.schema import documents, tasks

_FAILED = (TaskState.FAILED, TaskState.LOST, TaskState.UNCERTAIN)

_ORDERS = {
    Order.ADDED: documents.c.sequence,
    Order.NAME: documents.c.sort_name,
    Order.TYPE: documents.c.document_type,
    Order.STATUS: documents.c.status,
    Order.UNSURE: documents.c.unsure,
    Order.REVIEWED: documents.c.reviewed_at,
}


def conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """What a document must meet, but for the words; the first says whether it is in the trash."""
    columns, found = documents.c, [presence(wanted)]
    for column, values in (
        (columns.status, wanted.statuses),
        (columns.document_type, wanted.document_types),
        (columns.source, wanted.sources),
    ):
        if values:
            found.append(Unindexed(column).in_(sorted(values)))
    for figure, span in ((columns.unsure, wanted.unsure), (columns.lowest, wanted.confidence)):
        if span is not None:
            found += _within(figure, span)
    for number, there in ((columns.issues, wanted.errors), (columns.warnings, wanted.warnings)):
        if there is not None:
            found.append(Unindexed(number) > 0 if there else func.coalesce(number, 0) == 0)
    for moment, days in ((columns.added_at, wanted.added), (columns.reviewed_at, wanted.reviewed)):
        if days is not None:
            found += _on(moment, days)
    if wanted.failed is not None:
        failed = columns.sequence.in_(_failed())
        found.append(failed if wanted.failed else ~failed)
    return found


def presence(wanted: Filter) -> ColumnElement[bool]:
    """Whether a document must be in the trash, or must not."""
    deleted = documents.c.deleted_at
    return deleted.isnot(None) if wanted.deleted else deleted.is_(None)


def _within(column: ColumnElement[Any], span: Span) -> list[ColumnElement[bool]]:
    """A figure that is not known is in no span."""
    found: list[ColumnElement[bool]] = [Unindexed(column).isnot(None)]
    if span.least is not None:
        found.append(Unindexed(column) >= span.least)
    if span.most is not None:
        found.append(Unindexed(column) <= span.most)
    return found


def _on(column: ColumnElement[Any], days: Days) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Unindexed(column) != ""]
    if days.since:
        found.append(Unindexed(column) >= days.since)
    if days.before:
        found.append(Unindexed(column) < days.before)
    return found


def _failed() -> Select[tuple[int]]:
    """The sequences of the documents whose last task failed."""
    later = tasks.alias("later")
    after = select(later.c.id).where(later.c.document == tasks.c.document, later.c.sequence > tasks.c.sequence)
    return (
        select(documents.c.sequence)
        .join(tasks, tasks.c.document == documents.c.id)
        .where(tasks.c.state.in_(_FAILED), ~after.exists())
    )


def few(wanted: Filter, narrow: str) -> Select[tuple[int]]:
    """The documents that have what is wanted of one column: apart from the rest, so that its own index is read."""
    values = {"status": wanted.statuses, "document_type": wanted.document_types}[narrow]
    return select(documents.c.sequence).where(presence(wanted), documents.c[narrow].in_(sorted(values)))


def ordering(sort: Sort, *, plain: bool = False, narrow: str | None = None) -> list[UnaryExpression[Any]]:
    """The order; `plain` when what is to be sorted is rather found otherwise than in this order."""
    columns: list[ColumnElement[Any]] = [Unindexed(documents.c.sequence) if narrow else documents.c.sequence]
    if sort.order is not Order.ADDED:
        columns.insert(0, Unindexed(_ORDERS[sort.order]) if plain else _ORDERS[sort.order])
    return [column.desc() if sort.descending else column.asc() for column in columns]


def of_order(wanted: Filter, order: Order) -> list[ColumnElement[bool]]:
    """What is wanted of the figure that an order is by: documents that miss it stand together in that order."""
    if order is Order.STATUS and wanted.statuses:
        return [documents.c.status.in_(sorted(wanted.statuses))]
    if order is Order.TYPE and wanted.document_types:
        return [documents.c.document_type.in_(sorted(wanted.document_types))]
    if order is Order.UNSURE and wanted.unsure is not None:
        return [documents.c.unsure >= (wanted.unsure.least or 0)]
    if order is Order.REVIEWED and wanted.statuses:
        never = RevisionStatus.REVIEWED not in wanted.statuses
        return (
            [documents.c.reviewed_at == ""] if never else [documents.c.reviewed_at > ""] * (len(wanted.statuses) == 1)
        )
    return []
