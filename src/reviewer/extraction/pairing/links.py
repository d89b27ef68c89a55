"""What may link two units: a value may stand right of its label, below or above it, or go on from another line.

Every link has named, additive features. `pairing.weights` has their weights.
"""

import math
from collections.abc import Iterator, Mapping

from reviewer.domain.geometry import Box
from reviewer.extraction.pairing.drawn import Drawn
from reviewer.extraction.pairing.marks import MARK
from reviewer.extraction.pairing.neighbors import Neighbors
from reviewer.extraction.pairing.relations import Link, Relation
from reviewer.extraction.pairing.tables import tables_of
from reviewer.extraction.pairing.traits import Traits
from reviewer.extraction.pairing.units import Unit, Units
from reviewer.extraction.pairing.weights import Features

_FRAME = 4.0  # heights of the frame around one line
_KNOWN = 0.9  # share of a text in usual label words
_MOST_RIGHT, _MOST_BELOW = 2, 2
_FAR = 12.0  # heights between two texts that have nothing to do with each other
_DEPTH = 12  # rows of a column below its head


class Linker:
    """Finds the links of a document, with their features."""

    def __init__(self, units: Units, traits: Mapping[Unit, Traits], drawn: Mapping[int, Drawn]) -> None:
        self._units = units
        self._traits = traits
        self._drawn = drawn
        self._near = Neighbors(units)
        self._height = units.height
        self._heads: dict[Unit, list[Unit]] = {}
        self._shares: dict[tuple[int, str], float] = {}
        self._tables = tables_of(units, traits)
        self._margin = max((unit.box.right for unit in units), default=0.0)

    def ways(self, unit: Unit) -> list[Link]:
        """All ways to see a unit as belonging to another."""
        return [
            *self._right(unit),
            *self._before(unit),
            *self._below(unit),
            *self._above(unit),
            *self._head(unit),
            *self._next(unit),
            *self._beside(unit),
            *self._wrap(unit),
        ]

    def alone(self, unit: Unit) -> Features:
        """What speaks for a unit being a label itself, or nothing of a form."""
        traits = self._traits[unit]
        right = self._near.right[unit][:1]
        features = {f"none_{name}": traits[name] for name in _NONE if traits[name]}
        features["none"] = 1.0
        features["none_right"] = float(bool(right) and not self._traits[right[0]]["colon"])
        features["none_first"] = float(not self._near.left[unit])
        table = self._tables.get(unit)
        if table is not None and unit in table.cells:
            features["none_cell"] = 1.0
            features["none_cell_contrast"] = table.contrast
            features["none_cell_sure"] = float(table.sure)
        features["none_top"] = float(not self._near.left[unit] and not self._near.over[unit])
        return features

    def _pair(self, label: Unit, value: Unit, relation: Relation, features: Features) -> Link:
        of_label = {f"label_{name}": figure for name, figure in self._traits[label].items() if figure}
        of_value = {
            f"value_{name}": figure
            for name, figure in self._traits[value].items()
            if figure and name not in _NOT_OF_VALUES
        }
        named = {f"{relation}_{name}": figure for name, figure in features.items() if figure}
        return Link(
            label,
            value,
            relation,
            {relation.value: 1.0, **of_label, **of_value, **named, **self._of_table(label, value, relation)},
        )

    def _of_table(self, parent: Unit, child: Unit, relation: Relation) -> Features:
        """What the table says in which one or both stand."""
        table = self._tables.get(child)
        if table is None or self._tables.get(parent) is not table:
            return {}
        place = "head" if table.cells.get(child) is parent else "other"
        if place == "other" and relation not in (Relation.RIGHT, Relation.BESIDE) and table.cells.get(parent) is None:
            return {}
        return {
            f"table_{place}_{'right' if relation in (Relation.RIGHT, Relation.BESIDE) else 'down'}": 1.0,
            f"table_{place}_contrast": table.contrast,
            f"table_{place}_figures": table.figures,
            f"table_{place}_many": float(table.many),
            f"table_{place}_labels": table.labels,
            f"table_{place}_sure": float(table.sure),
        }

    def _right(self, value: Unit) -> Iterator[Link]:
        for rank, label in enumerate(self._near.left[value][:_MOST_RIGHT]):
            gap = max(0.0, value.box.left - label.box.right) / self._height
            strokes = self._drawn[value.page].parting(label.box.right, value.box.left, value.box.center[1])
            yield self._pair(
                label,
                value,
                Relation.RIGHT,
                {
                    "gap": math.log2(1 + gap) / 3,
                    "far": float(gap > 12),
                    "second": float(rank > 0),
                    "stroke": float(strokes == 1),
                    "strokes": float(strokes > 1),
                    "inline": float(value.inline and rank == 0),
                    "first": float(not self._near.left[label]),
                    "last": float(not self._near.right[value]),
                    "odd": float(len(self._near.left[label]) % 2 == 1),
                    "column": self._column(value),
                    "label_column": self._column(label),
                    "off": float(value.row != label.row),
                    "entry": float(rank == 0 and self._is_entry(label, value)),
                },
            )

    def _before(self, mark: Unit) -> Iterator[Link]:
        """A cross that stands before what it chooses."""
        if not MARK.fullmatch(mark.text):
            return
        for label in self._near.right[mark][:1]:
            gap = max(0.0, label.box.left - mark.box.right) / self._height
            behind = self._near.left[mark][:1]
            apart = (mark.box.left - behind[0].box.right) / self._height if behind else _FAR
            yield self._pair(
                label,
                mark,
                Relation.BEFORE,
                {
                    "gap": math.log2(1 + gap) / 3,
                    "first": float(not behind),
                    "nearer": max(-3.0, min(3.0, math.log2((0.3 + max(0.0, apart)) / (0.3 + gap)))),
                    "stroke": float(
                        self._drawn[mark.page].parting(mark.box.right, label.box.left, mark.box.center[1]) > 0
                    ),
                    "label_last": float(not self._near.right[label]),
                    "before_colon": float(bool(behind) and behind[0].colon),
                },
            )

    def _share_a_frame(self, one: Unit, other: Unit) -> bool:
        """Whether one frame is drawn around two units of a row, and nothing else of the row stands in it."""
        drawn = self._drawn[one.page]
        cell = drawn.cell(one.box)
        if cell is None or cell.height > _FRAME * self._height or drawn.cell(other.box) != cell:
            return False
        return not any(cell.left < unit.box.center[0] for unit in self._near.left[one][:1])

    def _is_entry(self, label: Unit, value: Unit) -> bool:
        """Whether a usual label and the figure right behind it stand by themselves."""
        if label.known <= _KNOWN or not value.inline or not self._traits[value]["figures"]:
            return False
        before, after = self._near.left[label][:1], self._near.right[value][:1]
        apart = all(label.box.left - one.box.right > self._height for one in before)
        return apart and all(one.box.left - value.box.right > self._height for one in after)

    def _below(self, value: Unit) -> Iterator[Link]:
        for rank, label in enumerate(self._near.over[value][:_MOST_BELOW]):
            yield self._pair(label, value, Relation.BELOW, {**self._vertical(label, value), "second": float(rank > 0)})

    def _above(self, value: Unit) -> Iterator[Link]:
        for label in self._near.under[value][:2]:
            strokes = self._drawn[value.page].under(
                value.box.center[1],
                label.box.center[1],
                max(value.box.left, label.box.left),
                min(value.box.right, label.box.right),
            )
            yield self._pair(
                label,
                value,
                Relation.ABOVE,
                {
                    "gap": max(0.0, label.box.top - value.box.bottom) / self._height,
                    "stroke": float(strokes == 1),
                    "strokes": float(strokes > 1),
                    "smaller": float(label.box.height < 0.85 * value.box.height),
                    "bottom": float(not self._near.under[label]),
                    "value_right": float(bool(self._near.right[value])),
                    "label_right": float(any(self._traits[one]["colon"] < 1 for one in self._near.right[label])),
                },
            )

    def _head(self, value: Unit) -> Iterator[Link]:
        table = self._tables.get(value)
        heads = [table.cells[value]] if table is not None and value in table.cells else self._stack(value)[1:]
        for label in heads:
            siblings = len(self._units.rows[label.row])
            yield self._pair(
                label,
                value,
                Relation.HEAD,
                {
                    **self._vertical(label, value),
                    **({"gap": 0.0} if table is not None else {}),
                    "many": float(siblings >= 3),
                    "few": float(siblings < 2),
                    "values": float(len(self._units.rows[value.row]) >= siblings > 1),
                    "labels": self._share(label.row, "known"),
                    "digits": self._share(label.row, "digits"),
                },
            )

    def _stack(self, unit: Unit) -> list[Unit]:
        """The unit over it, and the ones over that: the head of its column may be the last."""
        if unit not in self._heads:
            over = [
                one
                for one in self._near.over[unit]
                if abs(one.box.left - unit.box.left) < 1.5 * self._height or _centered(one, unit, self._height)
            ]
            above = self._stack(over[0]) if over else []
            self._heads[unit] = [over[0], *above[-1:]] if over and len(above) < _DEPTH else over[:1]
        return self._heads[unit]

    def _share(self, row: int, trait: str) -> float:
        if (row, trait) not in self._shares:
            units = self._units.rows[row]
            self._shares[row, trait] = sum(self._traits[unit][trait] for unit in units) / max(len(units), 1)
        return self._shares[row, trait]

    def _vertical(self, label: Unit, value: Unit) -> Features:
        drawn = self._drawn[value.page]
        left, right = max(label.box.left, value.box.left), min(label.box.right, value.box.right)
        strokes = drawn.under(label.box.center[1], value.box.center[1], left, right) if left < right else 0
        cell, around = drawn.cell(label.box), drawn.cell(value.box)
        beside = [one for one in self._near.right[label] if one is not value]
        lefts = self._near.left[value]
        return {
            "gap": min(max(0.0, value.box.top - label.box.bottom) / self._height, 4.0),
            "aligned": float(abs(label.box.left - value.box.left) < 0.7 * self._height),
            "indented": float(0 < value.box.left - label.box.left < 3 * self._height),
            "centered": float(_centered(label, value, self._height)),
            "stroke": float(strokes == 1),
            "strokes": float(strokes > 1),
            "cell": float(cell is not None and cell == around),
            "frame": float(
                cell is not None and around is not None and cell != around and _in_column(cell, around, self._height)
            ),
            "right": float(bool(beside)),
            "right_value": max((1 - self._traits[one]["known"] for one in beside[:1] if not one.colon), default=0.0),
            "open": float(label.colon and not beside),
            "left": float(bool(lefts)),
            "left_label": max(
                (max(self._traits[one]["known"], self._traits[one]["colon"]) for one in lefts[:1]), default=0.0
            ),
            "smaller": float(label.box.height < 0.85 * value.box.height),
            "wide": float(value.box.width > 2.5 * label.box.width),
            "label_column": self._column(label),
        }

    def _next(self, unit: Unit) -> Iterator[Link]:
        for before in self._near.over[unit][:1]:
            mine, its = self._traits[unit], self._traits[before]
            features = self._vertical(before, unit)
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
                "before_left": float(bool(self._near.left[before])),
                "long": float(before.box.width > 12 * self._height),
                "numbered": mine["numbered"],
                "question": its["question"],
            }
            named = {f"next_{name}": figure for name, figure in features.items() if figure}
            table = self._of_table(before, unit, Relation.NEXT)
            yield Link(before, unit, Relation.NEXT, {"next": 1.0, **named, **table})

    def _beside(self, unit: Unit) -> Iterator[Link]:
        for before in self._near.left[unit][:1]:
            if before.row != unit.row or before.colon or self._is_entry(before, unit):
                continue
            mine, its = self._traits[unit], self._traits[before]
            gap = max(0.0, unit.box.left - before.box.right) / self._height
            features = {
                "gap": math.log2(1 + gap) / 3,
                "stroke": float(
                    self._drawn[unit.page].parting(before.box.right, unit.box.left, unit.box.center[1]) > 0
                ),
                "colon": mine["colon"],
                "known": mine["known"],
                "before_known": its["known"],
                "figures": mine["figures"],
                "bracketed": mine["bracketed"],
                "short": float(len(unit.text) <= 2),
                "both_short": float(len(unit.text) <= 2 and len(before.text) <= 3),
                "before_first": float(not self._near.left[before]),
                "before_figures": its["figures"],
                "unclear": float(mine["unclear"] == its["unclear"]),
                "right": float(bool(self._near.right[unit])),
                "blank": its["blank"],
                "inline": float(unit.inline),
                "cell": float(self._share_a_frame(before, unit)),
                "entry": float(self._is_entry(before, unit)),
            }
            named = {f"beside_{name}": figure for name, figure in features.items() if figure}
            table = self._of_table(before, unit, Relation.BESIDE)
            yield Link(before, unit, Relation.BESIDE, {"beside": 1.0, **named, **table})

    def _wrap(self, unit: Unit) -> Iterator[Link]:
        """A text that goes on at the beginning of the next row, left of where it began."""
        row = self._units.rows[unit.row - 1] if unit.row and unit.index == 0 else []
        if not row or row[-1].page != unit.page or len(row) < 2 or row[-1].box.left < unit.box.left:
            return
        before = row[-1]
        mine, its = self._traits[unit], self._traits[before]
        features = {
            "gap": min(max(0.0, unit.box.top - before.box.bottom) / self._height, 4.0),
            "label": self._traits[row[-2]]["colon"],
            "label_known": self._traits[row[-2]]["known"],
            "two": float(len(row) == 2),
            "short": min(max(0.0, self._margin - before.box.right) / self._height / 10, 2.0),
            "alone": float(len(self._units.rows[unit.row]) == 1),
            "at_label": float(abs(unit.box.left - row[-2].box.left) < self._height),
            "colon": mine["colon"],
            "known": mine["known"],
            "small": mine["small"],
            "upper": float(mine["upper"] == its["upper"]),
            "unclear": float(mine["unclear"] == its["unclear"]),
            "numbered": mine["numbered"],
            "long": float(before.box.width > 12 * self._height),
            "boxed": its["boxed"],
        }
        named = {f"wrap_{name}": figure for name, figure in features.items() if figure}
        yield Link(before, unit, Relation.WRAP, {"wrap": 1.0, **named})

    def _column(self, unit: Unit) -> float:
        return self._traits[unit]["aligned"]


_NONE = (
    "colon",
    "mark",
    "question",
    "known",
    "numbered",
    "digits",
    "figures",
    "many_words",
    "sentence",
    "upper",
    "tall",
    "blank",
    "written",
    "underlined",
    "line_after",
    "boxed",
    "bracketed",
    "labels_aligned",
    "unclear",
    "inline",
)


def _in_column(one: Box, other: Box, height: float) -> bool:
    """Whether two frames stand over each other and are equally wide."""
    return abs(one.left - other.left) < 0.4 * height and abs(one.right - other.right) < 0.4 * height


_NOT_OF_VALUES = frozenset({"capital", "upper"})  # tells labels; answers are written in every way


def _centered(one: Unit, other: Unit, height: float) -> bool:
    return abs(one.box.center[0] - other.box.center[0]) < 0.8 * height
