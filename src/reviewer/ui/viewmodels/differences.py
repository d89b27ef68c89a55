"""What must be taken out of a list and put into it so that it becomes another one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def differences(old: Sequence[str], new: Sequence[str]) -> Differences | None:
    """How `old` becomes `new`; None when it is rather another list, or in another order. All entries differ."""
    before, after = set(old), set(new)
    removed = _pieces(number for number, name in enumerate(old) if name not in after)
    inserted = _pieces(number for number, name in enumerate(new) if name not in before)
    stays = [name for name in old if name in after]
    if not stays or stays != [name for name in new if name in before] or len(removed) + len(inserted) > MOST:
        return None
    return Differences(tuple(reversed(removed)), tuple(inserted))


def _pieces(numbers: Iterable[int]) -> list[range]:
    """Numbers that rise, as ranges."""
    found: list[range] = []
    for number in numbers:
        if found and found[-1].stop == number:
            found[-1] = range(found[-1].start, number + 1)
        else:
            found.append(range(number, number + 1))
    return found
