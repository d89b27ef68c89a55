"""Values over and under their labels, and in the columns of a table."""

from collections.abc import Iterator

from reviewer.domain.geometry import Box
from reviewer.extraction.pairing.relations import Link, Relation
from reviewer.extraction.pairing.surroundings import Surroundings
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.weights import Features

_MOST_BELOW = 2
_OUTWARD_ROWS = 2
_CLOSE, _INDENT = 1.8, 12.0  # heights
_DEPTH = 12  # rows of a column below its head


class Upright:
    """Finds links of units in different rows."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around
        self._heads: dict[Unit, list[Unit]] = {}

    def below(self, value: Unit) -> Iterator[Link]:
        for rank, label in enumerate(self._around.near.over[value][:_MOST_BELOW]):
            yield self._around.pair(
                label, value, Relation.BELOW, {**self.vertical(label, value), "second": float(rank > 0)}
            )
        for label in self._outward(value):
            apart = (value.box.left - label.box.right) / self._around.height
            yield self._around.pair(
                label, value, Relation.BELOW, {**self.vertical(label, value), "outward": 1.0, "apart": apart / 4}
            )

    def _outward(self, value: Unit) -> list[Unit]:
        """The label over a value that begins a row further right than where the label ends."""
        around = self._around
        if around.near.left[value]:
            return []
        for row in reversed(around.units.rows[max(0, value.row - _OUTWARD_ROWS) : value.row]):
            left = [one for one in row if one.page == value.page and one.box.right <= value.box.left]
            if left:
                gap, apart = value.box.top - left[-1].box.bottom, value.box.left - left[-1].box.left
                return left[-1:] if gap < _CLOSE * around.height and apart < _INDENT * around.height else []
        return []

    def above(self, value: Unit) -> Iterator[Link]:
        for label in self._around.near.under[value][:2]:
            strokes = self._around.drawn[value.page].under(
                value.box.center[1],
                label.box.center[1],
                max(value.box.left, label.box.left),
                min(value.box.right, label.box.right),
            )
            yield self._around.pair(
                label,
                value,
                Relation.ABOVE,
                {
                    "gap": max(0.0, label.box.top - value.box.bottom) / self._around.height,
                    "stroke": float(strokes == 1),
                    "strokes": float(strokes > 1),
                    "smaller": float(label.box.height < 0.85 * value.box.height),
                    "bottom": float(not self._around.near.under[label]),
                    "value_right": float(bool(self._around.near.right[value])),
                    "label_right": float(
                        any(self._around.traits[one]["colon"] < 1 for one in self._around.near.right[label])
                    ),
                },
            )

    def head(self, value: Unit) -> Iterator[Link]:
        table = self._around.tables.get(value)
        heads = [table.cells[value]] if table is not None and value in table.cells else self._stack(value)[1:]
        for label in heads:
            siblings = len(self._around.units.rows[label.row])
            yield self._around.pair(
                label,
                value,
                Relation.HEAD,
                {
                    **self.vertical(label, value),
                    **({"gap": 0.0} if table is not None else {}),
                    "many": float(siblings >= 3),
                    "few": float(siblings < 2),
                    "values": float(len(self._around.units.rows[value.row]) >= siblings > 1),
                    "labels": self._around.share(label.row, "known"),
                    "digits": self._around.share(label.row, "digits"),
                },
            )

    def _stack(self, unit: Unit) -> list[Unit]:
        """The unit over it, and the ones over that: the head of its column may be the last."""
        if unit not in self._heads:
            over = [
                one
                for one in self._around.near.over[unit]
                if abs(one.box.left - unit.box.left) < 1.5 * self._around.height
                or _centered(one, unit, self._around.height)
            ]
            above = self._stack(over[0]) if over else []
            self._heads[unit] = [over[0], *above[-1:]] if over and len(above) < _DEPTH else over[:1]
        return self._heads[unit]

    def vertical(self, label: Unit, value: Unit) -> Features:
        """Features of a unit over another one."""
        drawn = self._around.drawn[value.page]
        left, right = max(label.box.left, value.box.left), min(label.box.right, value.box.right)
        strokes = drawn.under(label.box.center[1], value.box.center[1], left, right) if left < right else 0
        cell, around = drawn.cell(label.box), drawn.cell(value.box)
        beside = [one for one in self._around.near.right[label] if one is not value]
        lefts = self._around.near.left[value]
        return {
            "gap": min(max(0.0, value.box.top - label.box.bottom) / self._around.height, 4.0),
            "aligned": float(abs(label.box.left - value.box.left) < 0.7 * self._around.height),
            "indented": float(0 < value.box.left - label.box.left < 3 * self._around.height),
            "centered": float(_centered(label, value, self._around.height)),
            "stroke": float(strokes == 1),
            "strokes": float(strokes > 1),
            "cell": float(cell is not None and cell == around),
            "frame": float(
                cell is not None
                and around is not None
                and cell != around
                and _in_column(cell, around, self._around.height)
            ),
            "right": float(bool(beside)),
            "right_value": max(
                (1 - self._around.traits[one]["known"] for one in beside[:1] if not one.colon), default=0.0
            ),
            "open": float(label.colon and not beside),
            "left": float(bool(lefts)),
            "left_label": max(
                (max(self._around.traits[one]["known"], self._around.traits[one]["colon"]) for one in lefts[:1]),
                default=0.0,
            ),
            "smaller": float(label.box.height < 0.85 * value.box.height),
            "wide": float(value.box.width > 2.5 * label.box.width),
            "label_column": self._around.column(label),
        }


def _in_column(one: Box, other: Box, height: float) -> bool:
    """Whether two frames stand over each other and are equally wide."""
    return abs(one.left - other.left) < 0.4 * height and abs(one.right - other.right) < 0.4 * height


def _centered(one: Unit, other: Unit, height: float) -> bool:
    return abs(one.box.center[0] - other.box.center[0]) < 0.8 * height
