"""Answers of services as they came: kept before anything is made of them, so that it can be made again."""

import hashlib
import struct
import zlib
from typing import NamedTuple

from sqlalchemy import Connection, delete, insert, select

from reviewer.errors import ProviderError
from reviewer.store.problems import damaged
from reviewer.store.schema import answers

_LEVEL = 1
ANSWER_BYTES = 20_000_000
"""All bodies of an answer together."""
_LENGTH = struct.Struct(">I")


class Packed(NamedTuple):
    """An answer as it is kept. Making one takes a while: not for the store's thread."""

    sha256: str
    body: bytes


def packed(bodies: tuple[bytes, ...]) -> Packed:
    """Pack an answer.

    Raises:
        ProviderError: it is too large.
    """
    if sum(map(len, bodies)) > ANSWER_BYTES:
        raise ProviderError("The answer is larger than 20 MB.", "Send fewer pages at a time.", code="answer")
    plain = b"".join(part for body in bodies for part in (_LENGTH.pack(len(body)), body))
    return Packed(hashlib.sha256(plain).hexdigest(), zlib.compress(plain, _LEVEL))


def keep(connection: Connection, task: str, answer: Packed, at: str) -> None:
    """Keep the answer for a task, in place of one that is there."""
    connection.execute(delete(answers).where(answers.c.task == task))
    connection.execute(insert(answers).values(task=task, sha256=answer.sha256, at=at, body=answer.body))


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
