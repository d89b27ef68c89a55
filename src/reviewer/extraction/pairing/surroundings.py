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

    def pair(self, label: Unit, value: Unit, relation: Relation, features: Features) -> Link:
        """A value with its label, and the features of both."""
        of_label = {f"label_{name}": figure for name, figure in self.traits[label].items() if figure}
        of_value = {
            f"value_{name}": figure
            for name, figure in self.traits[value].items()
            if figure and name not in _NOT_OF_VALUES
        }
        named = {f"{relation}_{name}": figure for name, figure in features.items() if figure}
        return Link(
            label,
            value,
            relation,
            {relation.value: 1.0, **of_label, **of_value, **named, **self.of_table(label, value, relation)},
        )

    def going_on(self, before: Unit, unit: Unit, relation: Relation, features: Features) -> Link:
        """A text that goes on from another one."""
        named = {f"{relation}_{name}": figure for name, figure in features.items() if figure}
        return Link(before, unit, relation, {relation.value: 1.0, **named, **self.of_table(before, unit, relation)})

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
