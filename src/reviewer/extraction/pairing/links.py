"""What may link two units: a value may stand right of its label, below or above it, or go on from another line.

Every link has named, additive features. `pairing.weights` has their weights.
"""

from collections.abc import Mapping

from reviewer.extraction.pairing.continuing import Continuing
from reviewer.extraction.pairing.drawn import Drawn
from reviewer.extraction.pairing.relations import Link
from reviewer.extraction.pairing.sideways import Sideways
from reviewer.extraction.pairing.surroundings import Surroundings
from reviewer.extraction.pairing.traits import Traits
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.units import Units
from reviewer.extraction.pairing.upright import Upright
from reviewer.extraction.pairing.weights import Features

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


class Linker:
    """Finds the links of a document, with their features."""

    def __init__(self, units: Units, traits: Mapping[Unit, Traits], drawn: Mapping[int, Drawn]) -> None:
        self._around = Surroundings(units, traits, drawn)
        self._sideways = Sideways(self._around)
        self._upright = Upright(self._around)
        self._continuing = Continuing(self._around, self._sideways, self._upright)

    def ways(self, unit: Unit) -> list[Link]:
        """All ways to see a unit as belonging to another."""
        return [
            *self._sideways.right(unit),
            *self._sideways.before(unit),
            *self._upright.below(unit),
            *self._upright.above(unit),
            *self._upright.head(unit),
            *self._continuing.next(unit),
            *self._continuing.beside(unit),
            *self._continuing.wrap(unit),
        ]

    def alone(self, unit: Unit) -> Features:
        """What speaks for a unit being a label itself, or nothing of a form."""
        traits = self._around.traits[unit]
        right = self._around.near.right[unit][:1]
        features = {f"none_{name}": traits[name] for name in _NONE if traits[name]}
        features["none"] = 1.0
        features["none_right"] = float(bool(right) and not self._around.traits[right[0]]["colon"])
        features["none_first"] = float(not self._around.near.left[unit])
        table = self._around.tables.get(unit)
        if table is not None and unit in table.cells:
            features["none_cell"] = 1.0
            features["none_cell_contrast"] = table.contrast
            features["none_cell_sure"] = float(table.sure)
        features["none_top"] = float(not self._around.near.left[unit] and not self._around.near.over[unit])
        return features
