"""What must be taken out of a list and put into it so that it becomes another one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 20
"""Pieces; with more of them it is another list."""


@dataclass(frozen=True)
class Differences:
    """First what is removed, then what is inserted.

    Attributes:
        removed: pieces of the old list, the last one first.
        inserted: pieces of the new list, the first one first.
    """

    removed: tuple[range, ...]
    inserted: tuple[range, ...]


def differences(old: Sequence[Any], new: Sequence[Any]) -> Differences | None:
    """How `old` becomes `new`; None when it is rather another list, or in another order. All entries differ.

    Of long lists only the part between what begins and ends alike is looked at one by one.
    """
    first = _alike(old, new)
    last = min(_alike(old[::-1], new[::-1]), len(old) - first, len(new) - first)
    middle_old, middle_new = old[first : len(old) - last], new[first : len(new) - last]
    before, after = set(middle_old), set(middle_new)
    removed = _pieces(first + number for number, name in enumerate(middle_old) if name not in after)
    inserted = _pieces(first + number for number, name in enumerate(middle_new) if name not in before)
    stays = [name for name in middle_old if name in after]
    if not (stays or first or last) or len(removed) + len(inserted) > MOST:
        return None
    if stays != [name for name in middle_new if name in before]:
        return None
    return Differences(tuple(reversed(removed)), tuple(inserted))


def _alike(old: Sequence[Any], new: Sequence[Any]) -> int:
    """How many entries at the beginning are the same."""
    known, open_ = 0, min(len(old), len(new))
    while known < open_:
        middle = (known + open_ + 1) // 2
        if old[known:middle] == new[known:middle]:
            known = middle
        else:
            open_ = middle - 1
    return known


def _pieces(numbers: Iterable[int]) -> list[range]:
    """Numbers that rise, as ranges."""
    found: list[range] = []
    for number in numbers:
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found
