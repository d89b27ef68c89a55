"""The list of documents, light: for tables of 100,000 rows."""

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace
from sqlalchemy import BindParameter, Connection, Select, bindparam, func, select

from reviewer.domain.queue import Filter, Order, QueueRow, Sort
from reviewer.domain.revision import TO_REVIEW, RevisionStatus
from reviewer.store import queue_rows, queue_where, search
from reviewer.store.schema import documents

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
    return queue_rows.rows(connection, first(connection, wanted, Sort(order, descending), offset + limit)[offset:])


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
    if len(queue_where.conditions(wanted)) > 1:
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
    conditions = queue_where.conditions(wanted)
    if wanted.words.strip():
        conditions.append(documents.c.sequence.in_(search.matching(wanted.words)))
    if narrow is not None:
        conditions.append(documents.c.sequence.in_(queue_where.few(wanted, narrow)))
    plain = len(conditions) > 1
    return (
        select(documents.c.sequence)
        .where(*conditions)
        .order_by(*queue_where.ordering(sort, plain=plain, narrow=narrow))
    )


def _narrow(connection: Connection, wanted: Filter) -> str | None:
    """The column of status or type of which few documents have what is wanted; None when there are many."""
    for column, values in ((documents.c.status, wanted.statuses), (documents.c.document_type, wanted.document_types)):
        if values:
            there = (
                select(documents.c.sequence)
                .where(queue_where.presence(wanted), column.in_(sorted(values)))
                .limit(NARROW)
            )
            count = connection.execute(select(func.count()).select_from(there.subquery())).scalar_one()
            if count < NARROW:
                return column.name
    return None


def _near(connection: Connection, wanted: Filter, sort: Sort, limit: int) -> list[int]:
    """Those, without regard to words, that are among the documents with which an order begins."""
    beginning = select(documents.c.sequence).where(
        queue_where.presence(wanted), *queue_where.of_order(wanted, sort.order)
    )
    beginning = beginning.order_by(*queue_where.ordering(sort)).limit(max(NEAR, limit))
    conditions = queue_where.conditions(wanted)
    if len(conditions) == 1:
        return _run(connection, beginning.limit(limit))
    near = select(documents.c.sequence).where(documents.c.sequence.in_(beginning), *conditions)
    return _run(connection, near.order_by(*queue_where.ordering(sort, plain=True)).limit(limit))


def _run(connection: Connection, statement: Select[tuple[int]]) -> list[int]:
    return list(connection.scalars(statement))


def these(sequences: Iterable[int]) -> Select[tuple[int]]:
    """The statement that selects some documents. They are written into it: parameters may be some thousands at most."""
    given: BindParameter[Any] = bindparam("these", list(sequences), expanding=True, literal_execute=True)
    return select(documents.c.sequence).where(documents.c.sequence.in_(given))


def ids_of(connection: Connection, sequences: Sequence[int]) -> list[str]:
    """The ids of documents by their sequences, in that order; those that are gone or in the trash are left out."""
    there = documents.c.sequence.in_(list(sequences)), documents.c.deleted_at.is_(None)
    found = {
        row.sequence: row.id for row in connection.execute(select(documents.c.sequence, documents.c.id).where(*there))
    }
    return [found[sequence] for sequence in sequences if sequence in found]


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
    return select(documents.c.id).where(*queue_where.conditions(wanted)).order_by(documents.c.sequence)
