"""Answers as JSON, read without trust: what is not as documented is left out, what is no JSON is said."""

import math
from collections.abc import Iterator
from typing import Any

import msgspec

from reviewer.errors import ProviderError

DEPTH = 64
NODES = 1_000_000
"""A page full of words with their places has about 10,000."""
_NEARLY = 1e-3
"""So far over 1 a confidence may lie: sums of small floats do."""


def parsed(body: bytes) -> Any:
    """A body as plain JSON values.

    Raises:
        ProviderError: it is no JSON, or larger or deeper than any answer is.
    """
    if sum(map(body.count, b",[{")) > NODES:  # counted before memory is taken: "[]" takes 30 times its size
        raise _too_large()
    try:
        value = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError, OverflowError):
        raise ProviderError("The answer is not JSON.", "Try again later.", code="answer") from None
    _check_depth(value)
    return value


def _check_depth(value: Any) -> None:
    open_items: list[Iterator[Any]] = [iter((value,))]
    while open_items:
        for child in open_items[-1]:
            if isinstance(child, dict | list):
                open_items.append(iter(child.values() if isinstance(child, dict) else child))
                break
        else:
            open_items.pop()
        if len(open_items) > DEPTH + 1:
            raise _too_large()


def _too_large() -> ProviderError:
    return ProviderError("The answer is larger than any real one.", "Try again later.", code="answer")


def mapping(value: Any) -> dict[str, Any]:
    """An object, or an empty one."""
    return value if isinstance(value, dict) else {}


def sequence(value: Any) -> list[Any]:
    """A list, or an empty one."""
    return value if isinstance(value, list) else []


def text(value: Any) -> str:
    """A text, or a number or boolean as JSON writes it; everything else is empty."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return str(value) if value.bit_length() < 4_000 else ""
    if isinstance(value, float) and math.isfinite(value):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return ""


def number(value: Any) -> float | None:
    """A finite number, or None; a boolean is none."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except OverflowError:
        return None
    return found if math.isfinite(found) else None


def whole(value: Any) -> int | None:
    """A whole number, or None."""
    found = number(value)
    return int(found) if found is not None and found.is_integer() else None


def share(value: Any, of: float = 1.0) -> float | None:
    """A confidence as 0..1, None when it is none: what lies outside is no confidence."""
    found = number(value)
    if found is None:
        return None
    if of != 1.0:
        found = round(found / of, 9)  # 0.9943 of 99.43, without the dust of the division
    return min(found, 1.0) if 0.0 <= found <= 1.0 + _NEARLY else None
