"""What the other texts of a form say about a link: texts that begin under each other mostly have the same part in it.

A first look gives each way to see a text a probability; these features come from the probabilities of the texts around
it, and are added to the score for a second look.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from reviewer.extraction.pairing.relations import PAIRS, Link, Relation
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.weights import Features

_LEAST = 2  # aligned texts: one alone says half as much


class Look:
    """The ways to see one unit, with their scores and probabilities; the last one is alone, without a link."""

    __slots__ = ("probabilities", "scores", "unit", "ways")

    def __init__(self, unit: Unit, ways: list[Link], scores: list[float], probabilities: list[float]) -> None:
        self.unit = unit
        self.ways = ways
        self.scores = scores
        self.probabilities = probabilities


class Context:
    """The first look at all units of a document."""

    def __init__(self, looks: Sequence[Look], aligned: Mapping[Unit, Sequence[Unit]]) -> None:
        self._aligned = aligned
        self._child: dict[Unit, dict[Relation, float]] = {}
        self._parent: dict[Unit, dict[Relation, float]] = defaultdict(dict)
        self._children: dict[Unit, list[tuple[float, Unit]]] = defaultdict(list)
        for look in looks:
            by: dict[Relation, float] = defaultdict(float)
            for way, probability in zip(look.ways, look.probabilities, strict=False):
                by[way.relation] += probability
                there = self._parent[way.parent]
                there[way.relation] = max(there.get(way.relation, 0.0), probability)
                if way.relation in PAIRS:
                    self._children[way.parent].append((probability, look.unit))
            self._child[look.unit] = by
        self._value = {unit: sum(by[one] for one in PAIRS if one in by) for unit, by in self._child.items()}
        self._label = {
            unit: max((by[one] for one in PAIRS if one in by), default=0.0) for unit, by in self._parent.items()
        }

    def of_link(self, link: Link) -> Features:
        """Features of a link between two units."""
        name, child, parent = link.relation.value, link.child, link.parent
        features = {
            f"{name}_column_same": self._mean(child, self._child, link.relation),
            f"{name}_column_values": self._share(child, self._value),
            f"{name}_column_labels": self._share(child, self._label),
            f"{name}_parents_same": self._mean(parent, self._parent, link.relation),
            f"{name}_parent_value": self._value.get(parent, 0.0),
            f"{name}_child_label": self._label.get(child, 0.0),
        }
        if link.relation in PAIRS:
            rivals = (figure for figure, unit in self._children.get(parent, ()) if unit is not child)
            features[f"{name}_rival"] = max(rivals, default=0.0)
            features[f"{name}_parents_values"] = self._share(parent, self._value)
        return features

    def of_alone(self, unit: Unit) -> Features:
        """Features of a unit that belongs to no other."""
        return {
            "none_column_values": self._share(unit, self._value),
            "none_column_labels": self._share(unit, self._label),
            "none_label": self._label.get(unit, 0.0),
        }

    def _share(self, unit: Unit, figures: Mapping[Unit, float]) -> float:
        there = self._aligned.get(unit, ())
        return sum(figures.get(one, 0.0) for one in there) / max(len(there), _LEAST)

    def _mean(self, unit: Unit, figures: Mapping[Unit, Mapping[Relation, float]], relation: Relation) -> float:
        there = self._aligned.get(unit, ())
        return sum(figures.get(one, {}).get(relation, 0.0) for one in there) / max(len(there), _LEAST)
