"""Which characters of two readings differ."""

from collections.abc import Iterator
from difflib import SequenceMatcher

LONGEST = 500
"""Longer texts are not compared letter by letter: nobody would look at the letters."""


def differing(one: str, other: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Indexes of the characters in each of two texts that the other does not have there.

    What is missing from a text is told by the character of the other one; the first difference comes first.
    """
    if one == other or len(one) > LONGEST or len(other) > LONGEST:
        return (), ()
    here: list[int] = []
    there: list[int] = []
    for first, stop, other_first, other_stop in stretches(one, other):
        here.extend(range(first, stop))
        there.extend(range(other_first, other_stop))
    return tuple(here), tuple(there)


def stretches(one: str, other: str) -> Iterator[tuple[int, int, int, int]]:
    """Start and end, in each of two texts, of the stretches in which they differ."""
    for kind, first, stop, other_first, other_stop in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if kind != "equal":
            yield first, stop, other_first, other_stop
