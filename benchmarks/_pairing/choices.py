"""Choices whose right answer is known, and weights fitted to them by maximum likelihood."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

STEPS, RATE, FIRST, SECOND = 300, 0.05, 0.9, 0.99
"""Of Adam: all choices in every step."""
SLOWER = ((0.6, 0.3), (0.85, 0.1))
"""From which share of the steps on the rate is which share of itself."""

Array = NDArray[np.float64]


class Choices:
    """Ways to choose from, with named figures; in each choice one or several are right."""

    def __init__(self) -> None:
        self._names: dict[str, int] = {}
        self._ways, self._features, self._figures = array("l"), array("l"), array("d")  # of each figure
        self._choices, self._right, self._offsets = array("l"), array("d"), array("d")  # of each way
        self._counts = array("d")  # of each choice

    def __len__(self) -> int:
        return len(self._counts)

    def add(
        self,
        ways: Iterable[Mapping[str, float]],
        right: Iterable[bool],
        *,
        offsets: Iterable[float] | None = None,
        counts: float = 1.0,
    ) -> None:
        """One choice.

        Args:
            ways: the figures of each way.
            right: whether each is right.
            offsets: what is already known of the score of each.
            counts: how much the choice counts.
        """
        ways = list(ways)
        for figures, good, offset in zip(ways, right, offsets or [0.0] * len(ways), strict=True):
            for name, figure in figures.items():
                if figure:
                    self._ways.append(len(self._right))
                    self._features.append(self._names.setdefault(name, len(self._names)))
                    self._figures.append(figure)
            self._choices.append(len(self._counts))
            self._right.append(good)
            self._offsets.append(offset)
        self._counts.append(counts)

    def fitted(self, pull: float) -> dict[str, float]:
        """The weights, rounded and by name; those that would be nothing are left out.

        Args:
            pull: towards nothing, in choices.
        """
        ways, features, choices = (np.asarray(one) for one in (self._ways, self._features, self._choices))
        figures, right, offsets = (np.asarray(one) for one in (self._figures, self._right, self._offsets))
        counts = np.asarray(self._counts)[choices]
        weights = np.zeros(len(self._names))
        mean, square = np.zeros_like(weights), np.zeros_like(weights)
        for step in range(1, STEPS + 1):
            scores = np.bincount(ways, figures * weights[features], len(right)) + offsets
            chosen, wanted = _shares(scores, right, choices, len(self._counts))
            slope = np.bincount(features, figures * (counts * (wanted - chosen))[ways], len(weights)) - pull * weights
            mean = FIRST * mean + (1 - FIRST) * slope
            square = SECOND * square + (1 - SECOND) * slope**2
            rate = RATE * min([share for begin, share in SLOWER if step >= begin * STEPS], default=1.0)
            weights += rate * (mean / (1 - FIRST**step)) / (np.sqrt(square / (1 - SECOND**step)) + 1e-8)
        rounded = {name: round(float(weights[at]), 1) for name, at in self._names.items()}
        return {name: rounded[name] for name in sorted(rounded) if rounded[name]}


def _shares(scores: Array, right: Array, choices: NDArray[np.int64], count: int) -> tuple[Array, Array]:
    """The probability of each way, and the same among the right ones of its choice."""
    highest = np.full(count, -np.inf)
    np.maximum.at(highest, choices, scores)
    powers = np.exp(scores - highest[choices])
    good = powers * right
    chosen = powers / np.bincount(choices, powers, count)[choices]
    return chosen, good / np.maximum(np.bincount(choices, good, count), 1e-300)[choices]
