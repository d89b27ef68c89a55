"""Values beside their labels: right of it, or a cross left of the option that it chooses."""

import math
from collections.abc import Iterator

from reviewer.extraction.pairing.marks import MARK
from reviewer.extraction.pairing.relations import Link, Relation
from reviewer.extraction.pairing.surroundings import Surroundings
from reviewer.extraction.pairing.unit import Unit

_KNOWN = 0.9  # share of a text in usual label words
_MOST_RIGHT = 2
_FAR = 12.0  # heights between two texts that have nothing to do with each other


class Sideways:
    """Finds links of units in one row."""

    def __init__(self, around: Surroundings) -> None:
        self._around = around

    def right(self, value: Unit) -> Iterator[Link]:
        for rank, label in enumerate(self._around.near.left[value][:_MOST_RIGHT]):
            gap = max(0.0, value.box.left - label.box.right) / self._around.height
            strokes = self._around.drawn[value.page].parting(label.box.right, value.box.left, value.box.center[1])
            yield self._around.pair(
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
                    "first": float(not self._around.near.left[label]),
                    "last": float(not self._around.near.right[value]),
                    "odd": float(len(self._around.near.left[label]) % 2 == 1),
                    "column": self._around.column(value),
                    "label_column": self._around.column(label),
                    "off": float(value.row != label.row),
                    "entry": float(rank == 0 and self.is_entry(label, value)),
                },
            )

    def before(self, mark: Unit) -> Iterator[Link]:
        """A cross that stands before what it chooses."""
        if not MARK.fullmatch(mark.text):
            return
        for label in self._around.near.right[mark][:1]:
            gap = max(0.0, label.box.left - mark.box.right) / self._around.height
            behind = self._around.near.left[mark][:1]
            apart = (mark.box.left - behind[0].box.right) / self._around.height if behind else _FAR
            yield self._around.pair(
                label,
                mark,
                Relation.BEFORE,
                {
                    "gap": math.log2(1 + gap) / 3,
                    "first": float(not behind),
                    "nearer": max(-3.0, min(3.0, math.log2((0.3 + max(0.0, apart)) / (0.3 + gap)))),
                    "stroke": float(
                        self._around.drawn[mark.page].parting(mark.box.right, label.box.left, mark.box.center[1]) > 0
                    ),
                    "label_last": float(not self._around.near.right[label]),
                    "before_colon": float(bool(behind) and behind[0].colon),
                },
            )

    def is_entry(self, label: Unit, value: Unit) -> bool:
        """Whether a usual label and the figure right behind it stand by themselves."""
        if label.known <= _KNOWN or not value.inline or not self._around.traits[value]["figures"]:
            return False
        before, after = self._around.near.left[label][:1], self._around.near.right[value][:1]
        apart = all(label.box.left - one.box.right > self._around.height for one in before)
        return apart and all(one.box.left - value.box.right > self._around.height for one in after)
