"""The weights of the features that pair labels with values: what speaks for a label, a value, and a link.

``resources/pairing.json`` holds them by what they judge. They are fitted to made forms and rounded; `make pairing`
makes the file again.
"""

import json
from collections.abc import Mapping
from functools import cache

import msgspec

from reviewer import resources

FILE = "pairing.json"

Features = dict[str, float]
"""Named figures that speak for one way to see a text, or against it."""


class Weights(msgspec.Struct, frozen=True):
    """Weights by the name of their feature; a feature without one does not count.

    Attributes:
        cuts: of places where a label may end and its answer begin, without a colon.
        links: of ways to see a text.
        context: of what the texts around say, added in the second look.
    """

    cuts: dict[str, float] = {}
    links: dict[str, float] = {}
    context: dict[str, float] = {}


def score(features: Features, weights: Mapping[str, float]) -> float:
    """The weighted sum of features."""
    return sum(weights.get(name, 0.0) * figure for name, figure in features.items())


@cache
def shipped() -> Weights:
    """The weights of this version.

    Raises:
        OSError, ValueError: the installation is incomplete or damaged.
    """
    return msgspec.convert(json.loads(resources.path(FILE).read_text("utf-8")), Weights)
