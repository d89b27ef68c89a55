"""Answers as JSON, read without trust: what is not as documented is left out, what is no JSON is said."""

import math
from typing import Any

import msgspec

from reviewer.errors import ProviderError

DEPTH = 64
NODES = 200_000


def parsed(body: bytes) -> Any:
    """A body as plain JSON values.

    Raises:
        ProviderError: it is no JSON, or larger or deeper than any answer is.
    """
    try:
        value = msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, ValueError, OverflowError):
        raise ProviderError("The answer is not JSON.", "Try again later.", code="answer") from None
    _measure(value)
    return value


def _measure(value: Any) -> None:
    waiting, nodes = [(value, 1)], 0
    while waiting:
        item, depth = waiting.pop()
        nodes += 1
        if depth > DEPTH or nodes > NODES:
            raise ProviderError("The answer is larger than any real one.", "Try again later.", code="answer")
        if isinstance(item, dict):
            waiting += [(child, depth + 1) for child in item.values()]
        elif isinstance(item, list):
            waiting += [(child, depth + 1) for child in item]


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
    found /= of
    return found if 0.0 <= found <= 1.0 else None
