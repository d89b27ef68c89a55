"""Answers of services as they came: kept before anything is made of them, so that it can be made again."""

import hashlib
import struct
import zlib

from sqlalchemy import Connection, delete, insert, select

from reviewer.store.problems import damaged
from reviewer.store.schema import answers

_LEVEL = 1
_LENGTH = struct.Struct(">I")


def keep(connection: Connection, task: str, bodies: tuple[bytes, ...], at: str) -> str:
    """Keep the answer for a task, in place of one that is there. Returns its sha256."""
    plain = b"".join(_LENGTH.pack(len(body)) + body for body in bodies)
    sha256 = hashlib.sha256(plain).hexdigest()
    connection.execute(delete(answers).where(answers.c.task == task))
    connection.execute(insert(answers).values(task=task, sha256=sha256, at=at, body=zlib.compress(plain, _LEVEL)))
    return sha256


def drop(connection: Connection, task: str) -> None:
    """Forget the answer for a task."""
    connection.execute(delete(answers).where(answers.c.task == task))


def of_task(connection: Connection, task: str) -> tuple[bytes, ...] | None:
    """The bodies that a service answered for a task, None when there is no answer.

    Raises:
        StoreError: what was kept is damaged.
    """
    row = connection.execute(select(answers.c.body, answers.c.sha256).where(answers.c.task == task)).one_or_none()
    if row is None:
        return None
    try:
        plain = zlib.decompress(row.body)
    except zlib.error:
        raise damaged() from None
    if hashlib.sha256(plain).hexdigest() != row.sha256:
        raise damaged()
    return _parted(plain)


def _parted(plain: bytes) -> tuple[bytes, ...]:
    parts, at = [], 0
    while at < len(plain):
        (length,) = _LENGTH.unpack_from(plain, at)
        at += _LENGTH.size
        parts.append(plain[at : at + length])
        at += length
    return tuple(parts)
