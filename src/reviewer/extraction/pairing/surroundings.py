"""What stands around the units of a document: their neighbors, traits, tables and strokes, for all kinds of links."""

from collections.abc import Mapping

from reviewer.extraction.pairing.drawn import Drawn
from reviewer.extraction.pairing.neighbors import Neighbors
from reviewer.extraction.pairing.relations import Link, Relation
from reviewer.extraction.pairing.tables import tables_of
from reviewer.extraction.pairing.traits import Traits
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.units import Units
from reviewer.extraction.pairing.weights import Features

_NOT_OF_VALUES = frozenset({"capital", "upper"})  # tells labels; answers are written in every way


class Surroundings:
    """The units of a document and what is known of each.

    Attributes:
        units: of the document.
        traits: of each unit.
        drawn: what is drawn, by page.
        near: the units around each.
        tables: the table of each unit that stands in one.
        height: of usual print.
        margin: where the rightmost unit ends.
    """

    def __init__(self, units: Units, traits: Mapping[Unit, Traits], drawn: Mapping[int, Drawn]) -> None:
        self.units = units
        self.traits = traits
        self.drawn = drawn
        self.near = Neighbors(units)
        self.height = units.height
        self.tables = tables_of(units, traits)
        self.margin = max((unit.box.right for unit in units), default=0.0)
        self._shares: dict[tuple[int, str], float] = {}
        self._traits_at: dict[tuple[Unit, str], Features] = {}

    def pair(self, label: Unit, value: Unit, relation: Relation, features: Features) -> Link:
        """A value with its label, and the features of both."""
        of_both = {**self._told(label, "label"), **self._told(value, "value")}
        return Link(label, value, relation, {**of_both, **self._of_link(label, value, relation, features)})

    def going_on(self, before: Unit, unit: Unit, relation: Relation, features: Features) -> Link:
        """A text that goes on from another one."""
        return Link(before, unit, relation, self._of_link(before, unit, relation, features))

    def _of_link(self, parent: Unit, child: Unit, relation: Relation, features: Features) -> Features:
        """Features of a link, among them what both are: a colon says more of a label beside its value than above it."""
        return {
            relation.value: 1.0,
            **self._told(parent, f"{relation.value}_of"),
            **self._told(child, f"{relation.value}_to"),
            **{f"{relation.value}_{name}": figure for name, figure in features.items() if figure},
            **self.of_table(parent, child, relation),
        }

    def _told(self, unit: Unit, place: str) -> Features:
        """The traits of a unit by the place that it has in a link."""
        if (unit, place) not in self._traits_at:
            passed = _NOT_OF_VALUES if place.startswith("value") else ()
            self._traits_at[unit, place] = {
                f"{place}_{name}": figure for name, figure in self.traits[unit].items() if figure and name not in passed
            }
        return self._traits_at[unit, place]

    def of_table(self, parent: Unit, child: Unit, relation: Relation) -> Features:
        """What the table says in which one or both stand."""
        table = self.tables.get(child)
        if table is None or self.tables.get(parent) is not table:
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

    def share(self, row: int, trait: str) -> float:
        """How much of a trait the units of a row have, 0..1."""
        if (row, trait) not in self._shares:
            units = self.units.rows[row]
            self._shares[row, trait] = sum(self.traits[unit][trait] for unit in units) / max(len(units), 1)
        return self._shares[row, trait]

    def column(self, unit: Unit) -> float:
        """How many units stand under each other with it, 0..1."""
        return self.traits[unit]["aligned"]
