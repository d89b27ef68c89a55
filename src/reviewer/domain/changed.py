"""Which of many things are other ones than before. Thousands are compared at every key press."""

from collections.abc import Mapping, Sequence
from itertools import compress
from operator import is_not


def differing(before: Mapping[str, object], now: Mapping[str, object]) -> set[str]:
    """Keys of what came, went or is another object now."""
    if len(before) == len(now) and all(map(str.__eq__, before, now)):  # nearly always: the same keys in the same order
        return set(compress(now, map(is_not, before.values(), now.values())))
    other = {key for key, value in now.items() if before.get(key) is not value}
    return other | (before.keys() - now.keys())


def places(before: Sequence[object], now: Sequence[object]) -> list[int]:
    """Where two equally long rows of things have different objects, in order."""
    return list(compress(range(len(now)), map(is_not, before, now)))
