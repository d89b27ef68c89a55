"""Callbacks that were applied: each once, in one transaction with its effect.

The effect is a hint. The tasks that a callback is about are to be polled now, and what the poll says counts.
"""

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Connection, delete, exists, insert, or_, select

from reviewer.domain.recognition import TaskState
from reviewer.store.schema import callbacks, tasks

_WAITING = (TaskState.RUNNING, TaskState.SUBMITTED, TaskState.UNCERTAIN)
"""A task of these states that has a ticket may be known to its service."""


def apply(connection: Connection, provider: str, remote: Collection[str], body_hash: str, at: str) -> tuple[str, ...]:
    """Note a callback, and find the tasks that it is about.

    Args:
        connection: of the operation.
        provider: that sent it.
        remote: ids of the remote task, the main one first; may be empty.
        body_hash: of its body.
        at: now.

    Returns:
        Ids of the tasks to be polled now: none when it was applied before, or is about no open task.
    """
    key = {"provider": provider, "remote": next(iter(remote), ""), "body_hash": body_hash}
    same = (callbacks.c[name] == value for name, value in key.items())
    if connection.execute(select(exists().where(*same))).scalar():
        return ()
    connection.execute(insert(callbacks).values(**key, applied_at=at))
    return _about(connection, provider, frozenset(remote))


def forget(connection: Connection, before: str) -> int:
    """Forget callbacks that were applied before a moment: tasks do not wait for so long. Returns how many."""
    return connection.execute(delete(callbacks).where(callbacks.c.applied_at < before)).rowcount


def _about(connection: Connection, provider: str, remote: frozenset[str]) -> tuple[str, ...]:
    """The tasks of a provider, in the order of queueing, whose tickets hold one of these ids."""
    if not remote:
        return ()
    rows = connection.execute(
        select(tasks.c.id, tasks.c.ticket)
        .where(tasks.c.state.in_(sorted(_WAITING)), tasks.c.ticket.isnot(None))
        .where(or_(tasks.c.source == provider, tasks.c.source.startswith(f"{provider}_", autoescape=True)))
        .order_by(tasks.c.sequence)
    )
    return tuple(row.id for row in rows if not remote.isdisjoint(_texts(row.ticket.get("ticket"))))


def _texts(part: Any) -> Iterator[str]:
    """All texts in the ticket that the service gave; what they are called is the provider's matter."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _texts(each)
