"""Chooses how each unit is seen: as a value, a further line, a label or nothing of a form, the surest first."""

import math
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from heapq import heapify, heappop, heappush

from reviewer.extraction.pairing.context import Context, Look
from reviewer.extraction.pairing.links import Linker
from reviewer.extraction.pairing.relations import PAIRS, Link
from reviewer.extraction.pairing.unit import Unit
from reviewer.extraction.pairing.weights import Weights, score

_ASKED, _LEFT = 0.05, 0.3
"""How likely a text that is left must be the value of a label that a colon ends, and of another one."""


class Role(IntEnum):
    """What a unit is."""

    OPEN = 0
    NO_VALUE = 1
    LABEL = 2
    VALUE = 3


def choose(
    units: Iterable[Unit], linker: Linker, weights: Weights, aligned: Mapping[Unit, Sequence[Unit]]
) -> list[Link]:
    """The links that hold, at most one for each unit as a child. A unit is a label or a value, never both.

    Args:
        units: to be linked.
        linker: what may link them.
        weights: of the features.
        aligned: the units close above and below each that begin at the same place across.
    """
    return _Choice(units, linker, weights, aligned).links()


def first_look(unit: Unit, linker: Linker, weights: Mapping[str, float]) -> Look:
    """All ways to see a unit, by what it and the other text are by themselves."""
    ways = linker.ways(unit)
    scores = [score(way.features, weights) for way in ways]
    scores.append(score(linker.alone(unit), weights))
    return Look(unit, ways, scores, softmax(scores))


def look_again(look: Look, context: Context, weights: Mapping[str, float]) -> None:
    """Judge the ways again, by what the texts around are likely to be."""
    for number, way in enumerate(look.ways):
        features = context.of_link(way)
        way.features |= features
        way.score = look.scores[number] = look.scores[number] + score(features, weights)
    look.scores[-1] += score(context.of_alone(look.unit), weights)
    look.probabilities = softmax(look.scores)


class _Choice:
    def __init__(
        self,
        units: Iterable[Unit],
        linker: Linker,
        weights: Weights,
        aligned: Mapping[Unit, Sequence[Unit]],
    ) -> None:
        self._roles: dict[Unit, Role] = {}
        self._part_of: dict[Unit, Unit] = {}
        self._kept: list[Link] = []
        self._ways: list[Link] = []
        self._waiting: list[tuple[float, int, Unit, list[Link | None], list[float]]] = []
        looks = [first_look(unit, linker, weights.links) for unit in units]
        context = Context(looks, aligned)
        for number, look in enumerate(looks):
            look_again(look, context, weights.context)
            ways: list[Link | None] = [*look.ways, None]
            probabilities = look.probabilities
            for way, probability in zip(look.ways, probabilities, strict=False):
                way.probability = probability
            self._ways.extend(look.ways)
            order = sorted(range(len(ways)), key=lambda at: probabilities[at])
            self._waiting.append(
                (
                    -max(probabilities),
                    number,
                    look.unit,
                    [ways[at] for at in order],
                    [probabilities[at] for at in order],
                )
            )

    def links(self) -> list[Link]:
        heapify(self._waiting)
        while self._waiting:
            _, number, unit, ways, probabilities = heappop(self._waiting)
            way = ways.pop()
            probabilities.pop()
            if way is None:
                self._roles.setdefault(self._root(unit), Role.NO_VALUE)
            elif self._fits(way):
                self._keep(way)
            elif ways:
                heappush(self._waiting, (-probabilities[-1], number, unit, ways, probabilities))
        self._fill()
        return self._kept

    def _fill(self) -> None:
        """Give labels that ask for a value and have none what is likeliest of the texts that are left."""
        filled = {self._root(link.parent) for link in self._kept if link.relation in PAIRS}
        joined = {unit for link in self._kept for unit in (link.child, link.parent)}
        likely = (way for way in self._ways if way.relation in PAIRS and way.probability > _least(way.parent))
        for way in sorted(likely, key=lambda each: -each.probability):
            label = self._root(way.parent)
            if way.child not in joined and label not in filled and self._roles.get(label) is not Role.VALUE:
                self._keep(way)
                filled.add(label)
                joined |= {way.child, way.parent}

    def _fits(self, link: Link) -> bool:
        first, whole = self._root(link.child), self._root(link.parent)
        child, parent = self._roles.get(first, Role.OPEN), self._roles.get(whole, Role.OPEN)
        if first is not link.child or first is whole:
            return False
        if link.relation in PAIRS:
            return child in (Role.OPEN, Role.VALUE) and parent is not Role.VALUE
        return Role.OPEN in (child, parent) or (child is Role.VALUE) == (parent is Role.VALUE)

    def _keep(self, link: Link) -> None:
        self._kept.append(link)
        whole = self._root(link.parent)
        if link.relation in PAIRS:
            self._roles[whole] = Role.LABEL
            self._roles[link.child] = Role.VALUE
            return
        child = self._roles.pop(link.child, Role.OPEN)
        self._roles[whole] = max(self._roles.get(whole, Role.OPEN), child)
        self._part_of[link.child] = link.parent

    def _root(self, unit: Unit) -> Unit:
        """The first of the units that a unit goes on from."""
        while unit in self._part_of:
            unit = self._part_of[unit]
        return unit


def _least(label: Unit) -> float:
    return _ASKED if label.colon else _LEFT


def softmax(scores: list[float]) -> list[float]:
    """Probabilities from scores."""
    highest = max(scores)
    parts = [math.exp(one - highest) for one in scores]
    whole = sum(parts)
    return [part / whole for part in parts]
