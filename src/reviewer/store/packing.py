"""Domain values as bytes in a column: JSON, compressed.

Long ones are written and read in pieces, one JSON text a line: encoding holds the interpreter's lock, and all of a
document of 2,000 lines in one go (30 to 60 ms) would be felt in the window.
"""

import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

import msgspec
from msgspec.structs import replace

from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import Change, Step
from reviewer.store.problems import damaged

Packed = TypeVar("Packed")

_LEVEL = 1
_PIECE = 100

_changes = msgspec.json.Decoder(list[Change])
_entries = msgspec.json.Decoder(list[Entry])


def packed(value: Any) -> bytes:
    """A domain value as bytes."""
    return _compressed((value,))


def unpacked(body: bytes, kind: type[Packed]) -> Packed:
    """The value again.

    Raises:
        StoreError: the bytes are damaged.
    """
    try:
        return msgspec.json.decode(zlib.decompress(body), type=kind)
    except (zlib.error, msgspec.MsgspecError):
        raise damaged() from None


def packed_step(step: Step) -> bytes:
    """A step as bytes."""
    return _compressed((replace(step, changes=()), *_pieces(step.changes)))


def unpacked_step(body: bytes) -> Step:
    """The step again.

    Raises:
        StoreError: the bytes are damaged.
    """
    step, changes = _read(body, Step, _changes)
    return replace(step, changes=tuple(changes))


def packed_revision(revision: Revision) -> bytes:
    """A revision as bytes."""
    return _compressed((replace(revision, entries={}), *_pieces(tuple(revision.entries.values()))))


def unpacked_revision(body: bytes) -> Revision:
    """The revision again.

    Raises:
        StoreError: the bytes are damaged.
    """
    revision, entries = _read(body, Revision, _entries)
    return replace(revision, entries={entry.id: entry for entry in entries})


def _pieces(values: Sequence[Any]) -> Iterator[Sequence[Any]]:
    return (values[start : start + _PIECE] for start in range(0, len(values), _PIECE))


def _compressed(values: Iterable[Any]) -> bytes:
    compressor = zlib.compressobj(_LEVEL)
    found = [compressor.compress(msgspec.json.encode(value) + b"\n") for value in values]
    return b"".join((*found, compressor.flush()))


def _read(body: bytes, kind: type[Packed], decoder: "msgspec.json.Decoder[list[Any]]") -> tuple[Packed, Iterator[Any]]:
    try:
        first, *rest = zlib.decompress(body).splitlines()
        found = [decoder.decode(piece) for piece in rest]
        return msgspec.json.decode(first, type=kind), (item for piece in found for item in piece)
    except (zlib.error, msgspec.MsgspecError, ValueError):
        raise damaged() from None
