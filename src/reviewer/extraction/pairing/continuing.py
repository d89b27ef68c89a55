"""Texts that go on from another one: on the next line, behind a gap, or at the beginning of the next row."""

import math
from collections.abc import Iterator

from reviewer.extraction.pairing.relations import Link, Relation
from reviewer.extraction.pairing.sideways import Sideways
from reviewer.extraction.pairing.surroundings import Surroundings
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.upright import Upright

_FRAME = 4.0  # heights of the frame around one line


class Continuing:
    """Finds links of parts of one text."""

    def __init__(self, around: Surroundings, sideways: Sideways, upright: Upright) -> None:
        self._around = around
        self._sideways = sideways
        self._upright = upright

    def next(self, unit: Unit) -> Iterator[Link]:
        for before in self._around.near.over[unit][:1]:
            mine, its = self._around.traits[unit], self._around.traits[before]
            features = self._upright.vertical(before, unit)
            features |= {
                "colon": mine["colon"],
                "before_colon": its["colon"],
                "known": mine["known"],
                "before_known": its["known"],
                "upper": float(mine["upper"] == its["upper"]),
                "figures": mine["figures"],
                "small": mine["small"],
                "comma": float(before.text.endswith((",", "-", "&"))),
                "unclear": float(mine["unclear"] == its["unclear"]),
                "before_left": float(bool(self._around.near.left[before])),
                "long": float(before.box.width > 12 * self._around.height),
                "numbered": mine["numbered"],
                "question": its["question"],
            }
            yield self._around.going_on(before, unit, Relation.NEXT, features)

    def beside(self, unit: Unit) -> Iterator[Link]:
        for before in self._around.near.left[unit][:1]:
            if before.row != unit.row or before.colon or self._sideways.is_entry(before, unit):
                continue
            mine, its = self._around.traits[unit], self._around.traits[before]
            gap = max(0.0, unit.box.left - before.box.right) / self._around.height
            features = {
                "gap": math.log2(1 + gap) / 3,
                "stroke": float(
                    self._around.drawn[unit.page].parting(before.box.right, unit.box.left, unit.box.center[1]) > 0
                ),
                "colon": mine["colon"],
                "known": mine["known"],
                "before_known": its["known"],
                "figures": mine["figures"],
                "bracketed": mine["bracketed"],
                "short": float(len(unit.text) <= 2),
                "both_short": float(len(unit.text) <= 2 and len(before.text) <= 3),
                "before_first": float(not self._around.near.left[before]),
                "before_figures": its["figures"],
                "unclear": float(mine["unclear"] == its["unclear"]),
                "right": float(bool(self._around.near.right[unit])),
                "blank": its["blank"],
                "inline": float(unit.inline),
                "cell": float(self._share_a_frame(before, unit)),
                "entry": float(self._sideways.is_entry(before, unit)),
            }
            yield self._around.going_on(before, unit, Relation.BESIDE, features)

    def _share_a_frame(self, one: Unit, other: Unit) -> bool:
        """Whether one frame is drawn around two units of a row, and nothing else of the row stands in it."""
        drawn = self._around.drawn[one.page]
        cell = drawn.cell(one.box)
        if cell is None or cell.height > _FRAME * self._around.height or drawn.cell(other.box) != cell:
            return False
        return not any(cell.left < unit.box.center[0] for unit in self._around.near.left[one][:1])

    def wrap(self, unit: Unit) -> Iterator[Link]:
        """A text that goes on at the beginning of the next row, left of where it began."""
        row = self._around.units.rows[unit.row - 1] if unit.row and unit.index == 0 else []
        if not row or row[-1].page != unit.page or len(row) < 2 or row[-1].box.left < unit.box.left:
            return
        before = row[-1]
        mine, its = self._around.traits[unit], self._around.traits[before]
        features = {
            "gap": min(max(0.0, unit.box.top - before.box.bottom) / self._around.height, 4.0),
            "label": self._around.traits[row[-2]]["colon"],
            "label_known": self._around.traits[row[-2]]["known"],
            "two": float(len(row) == 2),
            "short": min(max(0.0, self._around.margin - before.box.right) / self._around.height / 10, 2.0),
            "alone": float(len(self._around.units.rows[unit.row]) == 1),
            "at_label": float(abs(unit.box.left - row[-2].box.left) < self._around.height),
            "colon": mine["colon"],
            "known": mine["known"],
            "small": mine["small"],
            "upper": float(mine["upper"] == its["upper"]),
            "unclear": float(mine["unclear"] == its["unclear"]),
            "numbered": mine["numbered"],
            "long": float(before.box.width > 12 * self._around.height),
            "boxed": its["boxed"],
        }
        yield self._around.going_on(before, unit, Relation.WRAP, features)
