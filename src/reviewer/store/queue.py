"""The list of documents, light: for tables of 100,000 rows."""

import json
from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import ColumnElement, Connection, Row, Select, UnaryExpression, func, select

from reviewer.domain.document import Page
from reviewer.domain.queue import Days, Filter, Order, QueueRow, Sort, Span
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import TO_REVIEW, RevisionStatus
from reviewer.store import search
from reviewer.store.documents import read_area
from reviewer.store.hints import Unindexed
from reviewer.store.schema import documents, pages, tasks

EVERYTHING = Filter()
UNSORTED = Sort()
FEW = 2_000
"""So many documents are looked at one by one, whatever else would find them."""
PART = 500
"""So many documents are looked up at once."""
NEAR = 2_000
"""So many documents are looked at in order before all are."""
NARROW = 6_000
"""Fewer documents than that of some status or type are looked at one by one."""
_FAILED = (TaskState.FAILED, TaskState.LOST, TaskState.UNCERTAIN)

_ORDERS = {
    Order.ADDED: documents.c.sequence,
    Order.NAME: documents.c.sort_name,
    Order.TYPE: documents.c.document_type,
    Order.STATUS: documents.c.status,
    Order.UNSURE: documents.c.unsure,
    Order.REVIEWED: documents.c.reviewed_at,
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
    return rows(connection, first(connection, wanted, Sort(order, descending), offset + limit)[offset:])


def first(connection: Connection, wanted: Filter, sort: Sort, limit: int) -> list[int]:
    """The sequences of the first documents of a list.

    Takes little time whatever is wanted: where many match, the first are soon found among those with which the order
    begins; where few match, an index that has all that is asked for is read, and nothing else.
    """
    words = wanted.words.strip()
    if words and (hits := search.few(connection, words, FEW)) is not None:
        among = documents.c.sequence.in_(hits)
        return _run(connection, ids(replace(wanted, words=""), sort).where(among).limit(limit)) if hits else []
    narrow = _narrow(connection, wanted)
    if narrow is None and wanted.failed is None:
        near = _near(connection, wanted, sort, NEAR if words else limit)
        found = _among(connection, words, near, limit) if words and len(near) >= limit else near
        if len(found) >= limit:
            return found[:limit]
    if not words:
        return _run(connection, ids(wanted, sort, narrow).limit(limit))
    if len(_conditions(wanted)) > 1:
        most = NARROW if narrow else FEW
        rather = _run(connection, ids(replace(wanted, words=""), sort, narrow).limit(most))
        found = _among(connection, words, rather, limit)
        if len(found) >= limit or len(rather) < most:
            return found[:limit]
    return _run(connection, ids(wanted, sort).limit(limit))


def _among(connection: Connection, words: str, sequences: list[int], limit: int) -> list[int]:
    """The first of some documents that hold all the words: `limit` of them, or all that do."""
    found = search.some_among(connection, words, sequences)
    return found if len(found) >= limit else search.among(connection, words, sequences)


def outline(connection: Connection, wanted: Filter, sort: Sort) -> "array[int]":
    """The sequences of all documents of a list, in order."""
    return array("q", _run(connection, ids(wanted, sort)))


def ids(wanted: Filter = EVERYTHING, sort: Sort = UNSORTED, narrow: str | None = None) -> Select[tuple[int]]:
    """The statement that selects the sequences of a list, in order, from an index that has all that is asked for.

    Args:
        wanted: which list.
        sort: in which order.
        narrow: name of a column by whose own index few documents are found; they are looked at one by one.
    """
    conditions = _conditions(wanted)
    if wanted.words.strip():
        conditions.append(documents.c.sequence.in_(search.matching(wanted.words)))
    if narrow is not None:
        conditions.append(documents.c.sequence.in_(_few(wanted, narrow)))
    plain = len(conditions) > 1
    return select(documents.c.sequence).where(*conditions).order_by(*_ordering(sort, plain=plain, narrow=narrow))


def _few(wanted: Filter, narrow: str) -> Select[tuple[int]]:
    """The documents that have what is wanted of one column: apart from the rest, so that its own index is read."""
    values = {"status": wanted.statuses, "document_type": wanted.document_types}[narrow]
    return select(documents.c.sequence).where(_presence(wanted), documents.c[narrow].in_(sorted(values)))


def _narrow(connection: Connection, wanted: Filter) -> str | None:
    """The column of status or type of which few documents have what is wanted; None when there are many."""
    for column, values in ((documents.c.status, wanted.statuses), (documents.c.document_type, wanted.document_types)):
        if values:
            there = select(documents.c.sequence).where(_presence(wanted), column.in_(sorted(values))).limit(NARROW)
            count = connection.execute(select(func.count()).select_from(there.subquery())).scalar_one()
            if count < NARROW:
                return column.name
    return None


def _near(connection: Connection, wanted: Filter, sort: Sort, limit: int) -> list[int]:
    """Those, without regard to words, that are among the documents with which an order begins."""
    beginning = select(documents.c.sequence).where(_presence(wanted), *_of_order(wanted, sort.order))
    beginning = beginning.order_by(*_ordering(sort)).limit(max(NEAR, limit))
    conditions = _conditions(wanted)
    if len(conditions) == 1:
        return _run(connection, beginning.limit(limit))
    near = select(documents.c.sequence).where(documents.c.sequence.in_(beginning), *conditions)
    return _run(connection, near.order_by(*_ordering(sort, plain=True)).limit(limit))


def _of_order(wanted: Filter, order: Order) -> list[ColumnElement[bool]]:
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


def _run(connection: Connection, statement: Select[tuple[int]]) -> list[int]:
    return list(connection.scalars(statement))


def rows(connection: Connection, sequences: Iterable[int]) -> list[QueueRow]:
    """The rows of documents by their sequences, in that order; those that are gone are left out."""
    ordered = list(sequences)
    found = {row.sequence: row for row in connection.execute(_full(documents.c.sequence.in_(ordered)))}
    return [_queue_row(found[sequence]) for sequence in ordered if sequence in found]


def among(sequences: Sequence[int]) -> Select[tuple[int]]:
    """The statement that selects these, however many they are: a list of parameters has an end."""
    given = func.json_each(json.dumps(list(sequences))).table_valued("value")
    return select(given.c.value)


def ids_of(connection: Connection, sequences: Sequence[int]) -> list[str]:
    """The ids of documents by their sequences, in that order; those that are gone or in the trash are left out."""
    there = documents.c.sequence.in_(list(sequences)), documents.c.deleted_at.is_(None)
    found = {
        row.sequence: row.id for row in connection.execute(select(documents.c.sequence, documents.c.id).where(*there))
    }
    return [found[sequence] for sequence in sequences if sequence in found]


def row(connection: Connection, document: str) -> QueueRow | None:
    """The row of one document."""
    found = connection.execute(_full(documents.c.id == document)).one_or_none()
    return None if found is None else _queue_row(found)


def count(connection: Connection, wanted: Filter = EVERYTHING) -> int:
    """How many documents a list has."""
    return connection.execute(select(func.count()).select_from(ids(wanted).order_by(None).subquery())).scalar_one()


def counts(connection: Connection, wanted: Filter = EVERYTHING) -> dict[RevisionStatus, int]:
    """How many documents of a list each status has."""
    list_ = ids(wanted).add_columns(documents.c.status).order_by(None).subquery()
    found = connection.execute(select(list_.c.status, func.count()).group_by(list_.c.status))
    return {RevisionStatus(status): number for status, number in found}


def any_document(connection: Connection) -> bool:
    """Whether there is any document, the trash left out."""
    return connection.execute(ids().limit(1)).first() is not None


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


def next_of(connection: Connection, line: Sequence[int], *, but: str = "", limit: int = 1) -> list[str]:
    """The ids of the first documents to review among some, in their order, leaving one out."""
    found: list[str] = []
    for start in range(0, len(line), PART):
        part = line[start : start + PART]
        there = select(documents.c.sequence, documents.c.id).where(
            documents.c.sequence.in_(part), documents.c.deleted_at.is_(None), documents.c.status.in_(sorted(TO_REVIEW))
        )
        known = {row.sequence: row.id for row in connection.execute(there)}
        found += [known[sequence] for sequence in part if sequence in known and known[sequence] != but]
        if len(found) >= limit:
            break
    return found[:limit]


def _to_review() -> Select[tuple[str]]:
    wanted = Filter(statuses=frozenset(TO_REVIEW))
    return select(documents.c.id).where(*_conditions(wanted)).order_by(documents.c.sequence)


def _conditions(wanted: Filter) -> list[ColumnElement[bool]]:
    """What a document must meet, but for the words; the first says whether it is in the trash."""
    columns, found = documents.c, [_presence(wanted)]
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


def _presence(wanted: Filter) -> ColumnElement[bool]:
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


def _ordering(sort: Sort, *, plain: bool = False, narrow: str | None = None) -> list[UnaryExpression[Any]]:
    """The order; `plain` when what is to be sorted is rather found otherwise than in this order."""
    columns: list[ColumnElement[Any]] = [Unindexed(documents.c.sequence) if narrow else documents.c.sequence]
    if sort.order is not Order.ADDED:
        columns.insert(0, Unindexed(_ORDERS[sort.order]) if plain else _ORDERS[sort.order])
    return [column.desc() if sort.descending else column.asc() for column in columns]


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
