"""Characters that the reader is not sure of, and how they are told."""

from collections.abc import Sequence
from itertools import pairwise

from reviewer.domain.field import DOUBTFUL, Doubt

_NAMED = 4
_RUN = 3


def weak(characters: Sequence[float]) -> tuple[int, ...]:
    """Places of the characters whose confidence is low, in their order."""
    return tuple(at for at, confidence in enumerate(characters) if confidence < DOUBTFUL)


def told(text: str, characters: Sequence[float]) -> Doubt | None:
    """All weak characters of a text in a sentence, or None; the doubt's place is that of the weakest."""
    places = [at for at in weak(characters) if at < len(text)]
    if not places:
        return None
    return Doubt("character", _sentence(text, places), at=min(places, key=characters.__getitem__))


def _sentence(text: str, places: list[int]) -> str:
    if len(places) == 1:
        return f"Character {places[0] + 1}, “{_sign(text[places[0]])}”, is uncertain."
    together = all(there == here + 1 for here, there in pairwise(places))
    if len(places) >= _RUN and together and len(places) <= 2 * _NAMED:
        signs = "".join(_sign(text[at]) for at in places)
        return f"Characters {places[0] + 1} to {places[-1] + 1}, “{signs}”, are uncertain."
    if len(places) <= _NAMED:
        signs = listed([f"“{_sign(text[at])}”" for at in places])
        return f"Characters {listed([str(at + 1) for at in places])}, {signs}, are uncertain."
    return f"{len(places)} of {len(text)} characters are uncertain."


def listed(words: Sequence[str]) -> str:
    """``3, 4 and 7``."""
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _sign(sign: str) -> str:
    return " " if sign.isspace() else sign
