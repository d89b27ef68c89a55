"""Two readings of one value that differ: what a person decides between, with the picture beside them."""

from enum import StrEnum

import msgspec

from reviewer.domain.field import Alternative, Source, Value

ENGINES = "engines"
"""Code of the doubt that two engines read a value differently."""
SECOND_READER = "Second engine"
"""Origin of the alternative that the second engine read."""


class Differs(StrEnum):
    """Who differs."""

    CONFLICT = "conflict"  # a new reading and a person
    ENGINES = "engines"  # two engines


class Pair(msgspec.Struct, frozen=True):
    """Two readings of a value.

    Attributes:
        differs: see Differs.
        upper: what counts now; its origin is empty when a person set it.
        lower: the other one.
    """

    differs: Differs
    upper: Alternative
    lower: Alternative


def pair_of(value: Value) -> Pair | None:
    """The two readings of a value that somebody has to decide between; None when there is nothing to decide."""
    differs = differs_of(value)
    if differs is None:
        return None
    if differs is Differs.CONFLICT:
        assert value.conflict is not None
        return Pair(differs, Alternative(value.text, "", None, value.regions), value.conflict)
    other = next(other for other in value.alternatives if other.origin == SECOND_READER)
    return Pair(differs, Alternative(value.text, "", value.confidence, value.regions), other)


def differs_of(value: Value) -> Differs | None:
    """Whether two readings of a value differ, and whose."""
    if value.conflict is not None:
        return Differs.CONFLICT
    if value.settled or value.source is not Source.RECOGNIZED or not value.text:
        return None
    told = any(doubt.code == ENGINES for doubt in value.doubts)
    offered = any(other.origin == SECOND_READER for other in value.alternatives)
    return Differs.ENGINES if told and offered else None
