"""The units of a row by where they stand: those near a place are found without a look at all of them."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from reviewer.extraction.pairing.unit import Unit


class Across:
    """The units of one row."""

    def __init__(self, row: Sequence[Unit]) -> None:
        self._places = {unit: place for place, unit in enumerate(row)}
        self._units = sorted(row, key=_left)
        self._lefts = [unit.box.left for unit in self._units]
        self._widest = max((unit.box.width for unit in row), default=0.0)
        self._top = min((unit.box.top for unit in row), default=0.0)
        self._bottom = max((unit.box.bottom for unit in row), default=0.0)

    def level_with(self, unit: Unit) -> bool:
        """Whether any unit of the row may share some height with another."""
        return self._top < unit.box.bottom and unit.box.top < self._bottom

    def near(self, left: float, right: float, slack: float = 0.0) -> list[Unit]:
        """Every unit that may overlap a stretch, or begins within a slack of where it begins; in the row's order."""
        first = bisect_left(self._lefts, left - max(self._widest, slack))
        last = bisect_right(self._lefts, max(right, left + slack))
        return sorted(self._units[first:last], key=self._places.__getitem__)

    def leftward(self, start: float) -> Iterator[tuple[Unit, float]]:
        """The units that begin left of a place, the nearest first; with how far right those after it can end."""
        for at in range(bisect_left(self._lefts, start) - 1, -1, -1):
            yield self._units[at], self._lefts[at] + self._widest

    def place(self, unit: Unit) -> int:
        """Where in the row's order a unit stands."""
        return self._places[unit]


def _left(unit: Unit) -> float:
    return unit.box.left
