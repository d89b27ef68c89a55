"""The values of all documents as they are now: derived from the revisions, for what looks over many documents.

Kept up with every step; a workspace that is older than the table gets its rows by and by (see `unlisted`).
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import msgspec
from sqlalchemy import Connection, Integer, Row, Select, and_, cast, delete, func, insert, or_, select

from reviewer.domain.doubt import Band, Judgement
from reviewer.domain.field import Mark, Region
from reviewer.domain.field_value import LONGEST, FieldValue, key_of
from reviewer.domain.pair import Differs, differs_of
from reviewer.domain.revision import Entry, RevisionStatus
from reviewer.store import meta
from reviewer.store.schema import documents, field_values

UNLISTED = "values_unlisted"
"""Fact of a workspace: documents up to this sequence may have no rows yet."""


class Known(msgspec.Struct, frozen=True):
    """A text that a field has in other documents.

    Attributes:
        text: as it stands in the newest of them.
        key: see `field_value.key_of`.
        count: in how many documents.
    """

    text: str
    key: str
    count: int


class FieldCount(msgspec.Struct, frozen=True):
    """How many values of a field ask for a look, and how many of them need a human."""

    document_type: str
    field: str
    column: str
    asking: int
    unsure: int


_ASKING = or_(field_values.c.unsure, and_(~field_values.c.settled, field_values.c.text != ""))


def update(
    connection: Connection,
    document: str,
    before: tuple[Mapping[str, Entry], Mapping[str, Judgement]],
    after: tuple[Mapping[str, Entry], Mapping[str, Judgement]],
) -> None:
    """Keep up with a step: only rows of entries that it changed, or that are judged otherwise now, are written.

    Args:
        connection: of the operation.
        document: its id.
        before: entries and judgements by entry id, as they were.
        after: likewise, as they are.
    """
    (old, judged_old), (new, judged) = before, after
    changed = [
        entry
        for entry_id, entry in new.items()
        if old.get(entry_id) is not entry or judged_old.get(entry_id) is not judged.get(entry_id)
    ]
    gone = [entry_id for entry_id in old if entry_id not in new]
    if changed or gone:
        _write(connection, document, changed, judged, [*gone, *(entry.id for entry in changed)])


def put(connection: Connection, document: str, entries: Iterable[Entry], judged: Mapping[str, Judgement]) -> None:
    """Write all rows of a document anew."""
    _write(connection, document, list(entries), judged, None)


def unlisted(connection: Connection, limit: int) -> list[str]:
    """Ids of the next documents that have no rows yet, newest first."""
    last = meta.get(connection, UNLISTED)
    if last is None:
        return []
    chosen = select(documents.c.id).where(documents.c.sequence <= int(last)).order_by(documents.c.sequence.desc())
    return list(connection.execute(chosen.limit(limit)).scalars())


def listed_down_to(connection: Connection, document: str | None) -> None:
    """Note that documents from this one on have their rows; None: all have."""
    if document is None:
        meta.drop(connection, UNLISTED)
        return
    sequence = connection.execute(select(documents.c.sequence).where(documents.c.id == document)).scalar_one()
    meta.put(connection, UNLISTED, str(sequence - 1))


def of_field(
    connection: Connection,
    field: str,
    column: str = "",
    *,
    among: Select[tuple[int]] | None = None,
    unsure: bool | None = None,
    asking: bool = False,
    limit: int = 1000,
) -> list[FieldValue]:
    """The values of one field, those that mean the same next to each other.

    Args:
        connection: to read with.
        field: its name.
        column: its column's name, where it has rows.
        among: sequences of the documents looked at (`queue.ids`); None looks at all that are not deleted.
        unsure: only values that need a human, or only those that need none.
        asking: only values that nobody settled, or that need a human all the same, and that can be looked at.
        limit: at most so many.
    """
    conditions = [field_values.c.field == field, field_values.c.column == column]
    if asking:
        conditions.append(_ASKING)
    if unsure is not None:
        conditions.append(field_values.c.unsure == unsure)
    if among is not None:
        conditions.append(field_values.c.sequence.in_(among))
    wanted = _full().where(*conditions).order_by(field_values.c.key, field_values.c.sequence, field_values.c.entry)
    return [_value(row) for row in connection.execute(wanted.limit(limit))]


def differing(
    connection: Connection, *, among: Select[tuple[int]] | None = None, limit: int = 1000
) -> list[FieldValue]:
    """Values that were read in two ways that differ, document by document; of those that can still be changed.

    Args:
        connection: to read with.
        among: sequences of the documents looked at (`queue.ids`); None looks at all that are not deleted.
        limit: at most so many.
    """
    finished = (RevisionStatus.REVIEWED.value, RevisionStatus.REJECTED.value)
    # Few of all values differ: they are to be found by their index, and looked for among the documents only then. What
    # is computed of a column cannot be looked up, so that no other index is taken.
    place, here = field_values.c.sequence + 0, func.coalesce(documents.c.deleted_at, "") == ""
    wanted = (
        select(field_values, documents.c.id)
        .join(documents, documents.c.sequence == field_values.c.sequence)
        .where(field_values.c.differs.in_([each.value for each in Differs]))
        .where(here, documents.c.status.not_in(finished))
    )
    if among is not None:
        wanted = wanted.where(place.in_(among))
    ordered = wanted.order_by(place, field_values.c.field, field_values.c.entry)
    return [_value(row) for row in connection.execute(ordered.limit(limit))]


def unsure(connection: Connection, among: Select[tuple[int]], *, limit: int = 1000) -> list[FieldValue]:
    """All values that need a human, field by field, those that mean the same next to each other."""
    here = field_values.c
    wanted = _full().where(here.unsure, here.sequence.in_(among))
    ordered = wanted.order_by(here.field, here.column, here.key, here.sequence, here.entry)
    return [_value(row) for row in connection.execute(ordered.limit(limit))]


def asked_fields(connection: Connection, among: Select[tuple[int]]) -> list[FieldCount]:
    """The fields that documents have, by their type: how many values nobody settled, and how many need a human."""
    here, kind = field_values.c, documents.c.document_type
    wanted = (
        select(kind, here.field, here.column, func.count(), func.sum(cast(here.unsure, Integer)))
        .join(documents, documents.c.sequence == here.sequence)
        .where(_ASKING, here.sequence.in_(among), documents.c.deleted_at.is_(None))
        .group_by(kind, here.field, here.column)
        .order_by(kind, here.field, here.column)
    )
    return [FieldCount(*row) for row in connection.execute(wanted)]


def earlier(
    connection: Connection,
    field: str,
    column: str = "",
    *,
    beside: tuple[Collection[str], str] | None = None,
    but: str = "",
    limit: int = 9,
) -> list[Known]:
    """Texts of a field in documents that a person has marked reviewed, the most frequent first.

    Args:
        connection: to read with.
        field: its name.
        column: its column's name, where it has rows.
        beside: only of documents in which one of these fields has this key, for example the supplier.
        but: id of a document that is not looked at.
        limit: at most so many.
    """
    here = field_values
    statement = (
        select(here.c.key, func.count(func.distinct(here.c.sequence)).label("count"), func.max(here.c.sequence))
        .join(documents, documents.c.sequence == here.c.sequence)
        .where(here.c.field == field, here.c.column == column, here.c.key != "")
        .where(documents.c.status == RevisionStatus.REVIEWED.value, documents.c.deleted_at.is_(None))
        .where(documents.c.id != but)
    )
    if beside is not None:
        statement = statement.where(here.c.sequence.in_(_with(*beside)))
    last = func.max(here.c.sequence)
    grouped = statement.group_by(here.c.key).order_by(func.count().desc(), last.desc()).limit(limit)
    return [
        Known(_text(connection, field, column, key, sequence), key, count)
        for key, count, sequence in connection.execute(grouped)
    ]


def reviewed_beside(connection: Connection, fields: Collection[str], key: str, *, but: str = "") -> int:
    """In how many reviewed documents one of these fields has this key."""
    wanted = (
        select(func.count())
        .select_from(documents)
        .where(documents.c.sequence.in_(_with(fields, key)), documents.c.id != but)
        .where(documents.c.status == RevisionStatus.REVIEWED.value, documents.c.deleted_at.is_(None))
    )
    return connection.execute(wanted).scalar_one()


def _with(fields: Collection[str], key: str) -> Select[tuple[int]]:
    """Sequences of the documents in which one of these fields has a key."""
    beside = field_values.alias("beside")
    return select(beside.c.sequence).where(beside.c.field.in_(sorted(fields)), beside.c.key == key)


def _text(connection: Connection, field: str, column: str, key: str, sequence: int) -> str:
    here = field_values.c
    wanted = select(here.text).where(
        here.field == field, here.column == column, here.key == key, here.sequence == sequence
    )
    text: str = connection.execute(wanted.limit(1)).scalar_one()
    return text


def _full() -> Select[Any]:
    return (
        select(field_values, documents.c.id)
        .join(documents, documents.c.sequence == field_values.c.sequence)
        .where(documents.c.deleted_at.is_(None))
    )


def _value(row: Row[Any]) -> FieldValue:
    return FieldValue(
        document=row.id,
        entry=row.entry,
        field=row.field,
        column=row.column,
        text=row.text,
        key=row.key,
        band=Band(row.band),
        settled=row.settled,
        mark=None if row.mark is None else Mark(row.mark),
        confidence=row.confidence,
        region=None if row.region is None else msgspec.convert(row.region, Region),
        differs=None if row.differs is None else Differs(row.differs),
    )


def _write(
    connection: Connection,
    document: str,
    entries: list[Entry],
    judged: Mapping[str, Judgement],
    stale: list[str] | None,
) -> None:
    sequence = connection.execute(select(documents.c.sequence).where(documents.c.id == document)).scalar_one()
    mine = field_values.c.sequence == sequence
    if stale is None:
        connection.execute(delete(field_values).where(mine))
    for start in range(0, len(stale or ()), 500):
        some = (stale or [])[start : start + 500]
        connection.execute(delete(field_values).where(mine, field_values.c.entry.in_(some)))
    if entries:
        connection.execute(insert(field_values), [_row(sequence, entry, judged.get(entry.id)) for entry in entries])


def _row(sequence: int, entry: Entry, judgement: Judgement | None) -> dict[str, Any]:
    value = entry.value
    return {
        "sequence": sequence,
        "entry": entry.id,
        "field": entry.field,
        "column": entry.column,
        "text": value.text[:LONGEST],
        "key": key_of(value),
        "band": (Band.CHECK if judgement is None else judgement.band).value,
        "unsure": judgement is None or judgement.unsure,
        "settled": value.settled,
        "mark": value.mark,
        "confidence": value.confidence,
        "region": msgspec.to_builtins(value.regions[0]) if value.regions else None,
        "differs": differs_of(value),
    }
