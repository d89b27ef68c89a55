"""What an answer has besides: kept, but no longer than a person would read."""

from collections.abc import Iterable, Mapping
from typing import Any

_LONGEST = 2_000


def rest(found: Mapping[str, Any], known: Iterable[str]) -> dict[str, Any]:
    """The entries of an object that are not known and say something; long texts are cut, the raw answer has them."""
    names = frozenset(known)
    return {key: _short(value) for key, value in found.items() if key not in names and not _is_nothing(value)}


def filled(**found: Any) -> dict[str, Any]:
    """Entries that say something."""
    return {key: value for key, value in found.items() if not _is_nothing(value)}


def _is_nothing(value: Any) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


def _short(value: Any) -> Any:
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else f"{value[:60]}… ({len(value)} letters)"
    if isinstance(value, list):
        return [_short(item) for item in value]
    if isinstance(value, dict):
        return {key: _short(item) for key, item in value.items()}
    return value
