"""Domain values as bytes in a column: JSON, compressed."""

import zlib
from typing import Any, TypeVar

import msgspec

from reviewer.store.problems import damaged

Packed = TypeVar("Packed")

_LEVEL = 1


def packed(value: Any) -> bytes:
    """A domain value as bytes."""
    return zlib.compress(msgspec.json.encode(value), _LEVEL)


def unpacked(body: bytes, kind: type[Packed]) -> Packed:
    """The value again.

    Raises:
        StoreError: the bytes are damaged.
    """
    try:
        return msgspec.json.decode(zlib.decompress(body), type=kind)
    except (zlib.error, msgspec.MsgspecError):
        raise damaged() from None
