"""The list of documents, light: for tables of 100,000 rows."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, UnaryExpression, func, select

from reviewer.domain.document import Page
from reviewer.domain.queue import Filter, Order, QueueRow
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import TO_REVIEW, RevisionStatus
from reviewer.store import search
from reviewer.store.documents import read_area
from reviewer.store.schema import documents, pages, tasks

EVERYTHING = Filter()

_ORDERS = {
    Order.ADDED: documents.c.sequence,
    Order.NAME: documents.c.name,
    Order.TYPE: documents.c.document_type,
    Order.STATUS: documents.c.status,
    Order.UNSURE: documents.c.unsure,
}


def listed(
    connection: Connection,
    wanted: Filter = EVERYTHING,
    *,
    order: Order = Order.ADDED,
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> list[QueueRow]:
    """One page of the list."""
    chosen = ids(wanted, order=order, descending=descending).offset(offset).limit(limit).subquery()
    sequences = list(connection.execute(select(chosen.c.sequence)).scalars())
    return rows(connection, sequences)


def ids(wanted: Filter = EVERYTHING, *, order: Order = Order.ADDED, descending: bool = False) -> Select[tuple[int]]:
    """The statement that selects the sequences of a list, in order."""
    if wanted.words.strip() and order is Order.ADDED:
        return search.in_order(wanted.words, _plain_conditions(wanted), descending=descending)
    return select(documents.c.sequence).where(*_conditions(wanted)).order_by(*_ordering(order, descending=descending))


def rows(connection: Connection, sequences: Iterable[int]) -> list[QueueRow]:
    """The rows of documents by their sequences, in that order; those that are gone are left out."""
    ordered = list(sequences)
    found = {row.sequence: row for row in connection.execute(_full(documents.c.sequence.in_(ordered)))}
    return [_queue_row(found[sequence]) for sequence in ordered if sequence in found]


def row(connection: Connection, document: str) -> QueueRow | None:
    """The row of one document."""
    found = connection.execute(_full(documents.c.id == document)).one_or_none()
    return None if found is None else _queue_row(found)


def count(connection: Connection, wanted: Filter = EVERYTHING) -> int:
    """How many documents a list has."""
    return connection.execute(select(func.count()).select_from(documents).where(*_conditions(wanted))).scalar_one()


def counts(connection: Connection) -> dict[RevisionStatus, int]:
    """How many documents each status has, the trash left out."""
    found = connection.execute(
        select(documents.c.status, func.count()).where(documents.c.deleted_at.is_(None)).group_by(documents.c.status)
    )
    return {RevisionStatus(status): number for status, number in found}


def reviewed_since(connection: Connection, since: str, by: str) -> int:
    """How many documents a person has marked reviewed since a time."""
    return connection.execute(
        select(func.count())
        .select_from(documents)
        .where(
            documents.c.deleted_at.is_(None),
            documents.c.status == RevisionStatus.REVIEWED.value,
            documents.c.reviewed_by == by,
            documents.c.reviewed_at >= since,
        )
    ).scalar_one()


def to_review(connection: Connection, after: str = "", *, limit: int = 1) -> list[str]:
    """The ids of the next documents to review after one, in the order of the queue, from its top after its end."""
    start = 0
    if after:
        start = connection.execute(select(documents.c.sequence).where(documents.c.id == after)).scalar() or 0
    found: list[str] = []
    for part in (documents.c.sequence > start, documents.c.sequence < start):
        left = limit - len(found)
        if left:
            found += [row.id for row in connection.execute(_to_review().where(part).limit(left))]
    return found


def _to_review() -> Select[tuple[str]]:
    wanted = Filter(statuses=frozenset(TO_REVIEW))
    return select(documents.c.id).where(*_conditions(wanted)).order_by(documents.c.sequence)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    conditions = _plain_conditions(wanted)
    if wanted.words.strip():
        conditions.append(documents.c.sequence.in_(search.matching(wanted.words)))
    return conditions


def _plain_conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    deleted = documents.c.deleted_at
    conditions: list[ColumnElement[bool]] = [deleted.isnot(None) if wanted.deleted else deleted.is_(None)]
    if wanted.statuses:
        conditions.append(documents.c.status.in_(sorted(wanted.statuses)))
    if wanted.document_types:
        conditions.append(documents.c.document_type.in_(sorted(wanted.document_types)))
    return conditions


def _ordering(order: Order, *, descending: bool) -> list[UnaryExpression[Any]]:
    columns = [_ORDERS[order]] if order is Order.ADDED else [_ORDERS[order], documents.c.sequence]
    return [column.desc() if descending else column.asc() for column in columns]


def _full(condition: ColumnElement[bool]) -> Select[Any]:
    all_tasks = tasks.alias("all_tasks")
    last = select(func.max(all_tasks.c.sequence)).where(all_tasks.c.document == documents.c.id).scalar_subquery()
    return (
        select(
            documents,
            tasks.c.state.label("task"),
            tasks.c.error.label("task_error"),
            *(
                pages.c[name].label(f"page_{name}")
                for name in ("original", "original_index", "rotation", "skew", "area")
            ),
            pages.c.width.label("page_width"),
            pages.c.height.label("page_height"),
        )
        .select_from(documents)
        .outerjoin(tasks, tasks.c.sequence == last)
        .outerjoin(pages, (pages.c.document == documents.c.id) & (pages.c.position == 0))
        .where(condition)
    )


def _queue_row(row: Row[Any]) -> QueueRow:
    page = None
    if row.page_original is not None:
        page = Page(
            row.page_original,
            row.page_original_index,
            row.page_rotation,
            row.page_skew,
            row.page_width,
            row.page_height,
            read_area(row.page_area),
        )
    return QueueRow(
        id=row.id,
        name=row.name,
        document_type=row.document_type,
        status=RevisionStatus(row.status),
        sequence=row.sequence,
        added_at=row.added_at,
        page_count=row.page_count,
        first_page=page,
        unsure=row.unsure,
        issues=row.issues,
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
        reason=row.reason,
        task=None if row.task is None else TaskState(row.task),
        task_error=row.task_error or "",
        deleted=row.deleted_at is not None,
        rev=row.rev,
    )
