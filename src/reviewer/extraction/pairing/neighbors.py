"""The units around each unit: left and right of it, over and under it."""

from reviewer.extraction.pairing.across import Across
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.units import Units

_ROWS_UP = 6
_NEAREST = 4
_FAR = 6.0  # heights between two rows that may belong together
_OVER = 0.4


class Neighbors:
    """The units around each unit."""

    def __init__(self, units: Units) -> None:
        self._units = units
        self._rows = [Across(row) for row in units.rows]
        self.left: dict[Unit, list[Unit]] = {}
        self.right: dict[Unit, list[Unit]] = {unit: [] for unit in units}
        self.over: dict[Unit, list[Unit]] = {}
        self.under: dict[Unit, list[Unit]] = {unit: [] for unit in units}
        for unit in units:
            self.left[unit] = self._beside(unit)
            self.over[unit] = self._above(unit)
        for unit in units:
            for left in self.left[unit][:1]:
                self.right[left].append(unit)
            for over in self.over[unit][:1]:
                self.under[over].append(unit)

    def _beside(self, unit: Unit) -> list[Unit]:
        """The units left of it at the same height, the nearest first."""
        found: list[tuple[float, int, int, Unit]] = []
        center = unit.box.center[0]
        for number in range(max(0, unit.row - 1), min(len(self._units.rows), unit.row + 2)):
            row = self._rows[number]
            if number != unit.row and not row.level_with(unit):
                continue
            nearest: list[float] = []
            for other, end in row.leftward(center):
                if len(nearest) == _NEAREST and end < nearest[0]:
                    break
                if other is unit or other.page != unit.page or other.box.center[0] >= center:
                    continue
                if number == unit.row or (_overlap_y(other, unit) > _OVER and other.box.right <= unit.box.left):
                    found.append((unit.box.left - other.box.right, number, row.place(other), other))
                    nearest = sorted([*nearest, other.box.right])[-_NEAREST:]
        return [other for *_, other in sorted(found)[:_NEAREST]]

    def _above(self, unit: Unit) -> list[Unit]:
        """The units over it, the nearest first."""
        height = self._units.height
        found = []
        for number in range(unit.row - 1, max(-1, unit.row - 1 - _ROWS_UP), -1):
            for other in self._rows[number].near(unit.box.left, unit.box.right):
                if other.page != unit.page or unit.box.top - other.box.bottom > _FAR * height:
                    continue
                overlap = min(other.box.right, unit.box.right) - max(other.box.left, unit.box.left)
                if overlap > 0.2 * min(other.box.width, unit.box.width) and _overlap_y(other, unit) < 0.5:
                    found.append(other)
        return sorted(found, key=lambda other: unit.box.top - other.box.bottom)[:_NEAREST]


def _overlap_y(one: Unit, other: Unit) -> float:
    shared = min(one.box.bottom, other.box.bottom) - max(one.box.top, other.box.top)
    return shared / max(min(one.box.height, other.box.height), 1e-6)
