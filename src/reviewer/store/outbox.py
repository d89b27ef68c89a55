"""What is to be delivered after a finish; put in the transaction of its step: neither comes without the other."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Row, delete, func, insert, select, true, update

from reviewer.store.problems import Conflict
from reviewer.store.schema import outbox


class OutboxState(StrEnum):
    """Where a delivery is."""

    WAITING = "waiting"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    DELIVERED = "delivered"
    GIVEN_UP = "given_up"


UNSENT = frozenset({OutboxState.WAITING, OutboxState.SENT, OutboxState.UNCERTAIN})


class Delivery(msgspec.Struct, frozen=True, omit_defaults=True):
    """One thing to deliver.

    Attributes:
        id: UUID.
        document: id of the document.
        kind: what is done with it, for example ``export`` or ``feedback``.
        due_at: not before, ISO 8601 in UTC.
        key: idempotency key; the id, unless the caller has a better one.
        state: see OutboxState.
        attempts: how often it was tried.
        error: sentence for the operator, of the last try.
        body: what the kind needs; plain JSON.
        created_at: ISO 8601 in UTC.
        rev: grows with each change of the row.
    """

    id: str
    document: str
    kind: str
    due_at: str
    key: str = ""
    state: OutboxState = OutboxState.WAITING
    attempts: int = 0
    error: str = ""
    body: dict[str, Any] = {}
    created_at: str = ""
    rev: int = 0


def put(connection: Connection, delivery: Delivery) -> None:
    """Add a delivery.

    Raises:
        Conflict: one of that id or key is there already.
    """
    connection.execute(
        insert(outbox).values(
            id=delivery.id,
            document=delivery.document,
            kind=delivery.kind,
            state=delivery.state.value,
            due_at=delivery.due_at,
            attempts=delivery.attempts,
            error=delivery.error,
            body=delivery.body,
            key=delivery.key or delivery.id,
            created_at=delivery.created_at,
        )
    )


def due(connection: Connection, now: str, kinds: Collection[str] = (), *, limit: int = 100) -> list[Delivery]:
    """What of some kinds (all when empty) is waiting and due, the earliest first."""
    rows = connection.execute(
        select(outbox)
        .where(outbox.c.state == OutboxState.WAITING.value, outbox.c.due_at <= now, _of(kinds))
        .order_by(outbox.c.due_at, outbox.c.sequence)
        .limit(limit)
    )
    return [_delivery(row) for row in rows]


def next_due(connection: Connection, kinds: Collection[str] = ()) -> str | None:
    """When the next waiting delivery of some kinds (all when empty) is due, None when nothing waits."""
    found: str | None = connection.execute(
        select(func.min(outbox.c.due_at)).where(outbox.c.state == OutboxState.WAITING.value, _of(kinds))
    ).scalar_one()
    return found


def mark(
    connection: Connection, delivery: Delivery, state: OutboxState, *, error: str = "", due_at: str | None = None
) -> Delivery:
    """Note the outcome of a try, or that one begins (`sent`, which counts as an attempt). Returns the row as it is now.

    Args:
        connection: of the operation.
        delivery: as it was read; only its id and rev count.
        state: where it goes.
        error: sentence for the operator.
        due_at: when it is tried again.

    Raises:
        Conflict: it was taken back, or somebody else marked it first.
    """
    values: dict[str, Any] = {"state": state.value, "error": error, "rev": delivery.rev + 1}
    if state is OutboxState.SENT:
        values["attempts"] = outbox.c.attempts + 1
    if due_at is not None:
        values["due_at"] = due_at
    row = connection.execute(
        update(outbox)
        .where(outbox.c.id == delivery.id, outbox.c.rev == delivery.rev)
        .values(**values)
        .returning(*outbox.c)
    ).one_or_none()
    if row is None:
        raise Conflict("This delivery was taken back.", "Nothing needs to be done.")
    return _delivery(row)


def remove(connection: Connection, document: str, kinds: Collection[str] = ()) -> int:
    """Take back what waits for a document, when its finish is undone in time. Returns how many; 0 means too late."""
    return connection.execute(
        delete(outbox).where(
            outbox.c.document == document,
            outbox.c.state == OutboxState.WAITING.value,
            _of(kinds),
        )
    ).rowcount


def overtaken(connection: Connection, delivery: Delivery) -> bool:
    """Whether something of the same kind was put in for the document later."""
    mine = select(outbox.c.sequence).where(outbox.c.id == delivery.id).scalar_subquery()
    later = select(outbox.c.id).where(
        outbox.c.document == delivery.document, outbox.c.kind == delivery.kind, outbox.c.sequence > mine
    )
    return connection.execute(later.limit(1)).one_or_none() is not None


def drop(connection: Connection, delivery: Delivery) -> None:
    """Remove a delivery that means nothing any more."""
    connection.execute(delete(outbox).where(outbox.c.id == delivery.id, outbox.c.rev == delivery.rev))


def unsend(connection: Connection, kinds: Collection[str]) -> None:
    """Let what of some kinds was on its way when that was broken off wait again: it may be repeated without harm."""
    connection.execute(
        update(outbox)
        .where(outbox.c.state == OutboxState.SENT.value, outbox.c.kind.in_(sorted(kinds)))
        .values(state=OutboxState.WAITING.value, rev=outbox.c.rev + 1)
    )


def revive(connection: Connection, delivery: str, now: str) -> bool:
    """Let a delivery be tried at once, also one that was given up; its days begin anew. False when there is none."""
    states = sorted({OutboxState.WAITING, OutboxState.UNCERTAIN, OutboxState.GIVEN_UP})
    return bool(
        connection.execute(
            update(outbox)
            .where(outbox.c.id == delivery, outbox.c.state.in_(states))
            .values(state=OutboxState.WAITING.value, due_at=now, created_at=now, rev=outbox.c.rev + 1)
        ).rowcount
    )


def give_up(connection: Connection, delivery: str) -> bool:
    """Let a delivery not be tried any more. False when it has ended, is on its way, or is gone."""
    states = sorted({OutboxState.WAITING, OutboxState.UNCERTAIN})
    return bool(
        connection.execute(
            update(outbox)
            .where(outbox.c.id == delivery, outbox.c.state.in_(states))
            .values(state=OutboxState.GIVEN_UP.value, rev=outbox.c.rev + 1)
        ).rowcount
    )


def recover(connection: Connection, repeatable: Collection[str] = ()) -> int:
    """At start-up: see to what was being sent when Reviewer stopped.

    Args:
        connection: of the operation.
        repeatable: kinds that may be repeated without harm; they wait again, the others are uncertain.

    Returns:
        How many are uncertain.
    """
    unsend(connection, repeatable)
    sent = outbox.c.state == OutboxState.SENT.value
    uncertain = {"state": OutboxState.UNCERTAIN.value, "rev": outbox.c.rev + 1}
    return connection.execute(update(outbox).where(sent).values(**uncertain)).rowcount


def waiting(connection: Connection, kinds: Collection[str] = ()) -> int:
    """How many deliveries of some kinds (all when empty) have not ended."""
    unsent = outbox.c.state.in_(sorted(UNSENT))
    return connection.execute(select(func.count()).select_from(outbox).where(unsent, _of(kinds))).scalar_one()


def listed(
    connection: Connection,
    states: Collection[OutboxState] = UNSENT,
    *,
    document: str = "",
    kinds: Collection[str] = (),
    limit: int = 100,
) -> list[Delivery]:
    """Deliveries of some states and kinds (all when empty), the oldest first."""
    wanted = (outbox.c.state.in_(sorted(states)), _of(kinds))
    statement = select(outbox).where(*wanted).order_by(outbox.c.sequence).limit(limit)
    if document:
        statement = statement.where(outbox.c.document == document)
    return [_delivery(row) for row in connection.execute(statement)]


def _of(kinds: Collection[str]) -> ColumnElement[bool]:
    return outbox.c.kind.in_(sorted(kinds)) if kinds else true()


def _delivery(row: Row[Any]) -> Delivery:
    return Delivery(
        id=row.id,
        document=row.document,
        kind=row.kind,
        due_at=row.due_at,
        key=row.key,
        state=OutboxState(row.state),
        attempts=row.attempts,
        error=row.error,
        body=row.body,
        created_at=row.created_at,
        rev=row.rev,
    )
