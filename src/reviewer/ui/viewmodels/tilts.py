"""A page that is tilted by several keys, a little each, is one thing to take back."""

from collections.abc import Callable

from reviewer.domain.step import Step

TILT = "tilt"
"""The action of such a step."""


def all_tilts(verb: Callable[[], Step | None], steps: Callable[[], tuple[Step, ...]]) -> Step | None:
    """Undo or redo; of a page that was tilted by several keys in a row, all of it. Returns the first step, or None."""
    first = last = verb()
    while last is not None and last.action == TILT and (left := steps()) and _tilts_the_same(left[-1], last):
        last = verb()
    return first


def _tilts_the_same(one: Step, other: Step) -> bool:
    return one.action == TILT and {turn.page for turn in one.turns} == {turn.page for turn in other.turns}
