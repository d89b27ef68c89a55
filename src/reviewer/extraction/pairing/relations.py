"""How two units may stand to each other, and one way to see a unit."""

from enum import StrEnum

from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.weights import Features


class Relation(StrEnum):
    """How the second of two linked units stands to the first."""

    RIGHT = "right"
    BELOW = "below"
    ABOVE = "above"
    HEAD = "head"
    NEXT = "next"
    BESIDE = "beside"
    WRAP = "wrap"
    BEFORE = "before"


PAIRS = frozenset({Relation.RIGHT, Relation.BELOW, Relation.ABOVE, Relation.HEAD, Relation.BEFORE})
"""Label and value; the others go on with the same text."""


class Link:
    """One way to see a unit: as the value of another, or as a further line or part of it.

    Attributes:
        parent: the label, or the unit before.
        child: the value, or the unit that goes on.
        relation: how it stands to its parent.
        features: named figures.
        score: their weighted sum.
        probability: softmax over all ways to see the child.
    """

    __slots__ = ("child", "features", "parent", "probability", "relation", "score")

    def __init__(self, parent: Unit, child: Unit, relation: Relation, features: Features) -> None:
        self.parent = parent
        self.child = child
        self.relation = relation
        self.features = features
        self.score = 0.0
        self.probability = 0.0
