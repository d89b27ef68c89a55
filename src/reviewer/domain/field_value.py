"""A value as lists over many documents show it: light, without readings and reasons."""

import msgspec

from reviewer.domain.doubt import Band
from reviewer.domain.field import Mark, Region, Value
from reviewer.domain.normalize import folded
from reviewer.domain.pair import Differs

LONGEST = 200
"""Letters that are compared: what is longer is seldom looked for."""


class FieldValue(msgspec.Struct, frozen=True, kw_only=True):
    """One value of one document.

    Attributes:
        document: id of its document.
        entry: id of its entry.
        field, column: names; column is empty but for rows.
        text: as it counts now, its first letters.
        key: equal for values that mean the same: see `key_of`.
        band: how sure it is.
        settled: a person set or confirmed it.
        mark: what a person said instead of a text.
        confidence: 0..1, or None.
        region: where it stands first, or None.
        differs: whose readings of it differ, or None: see `domain.pair`.
    """

    document: str
    entry: str
    field: str
    column: str = ""
    text: str = ""
    key: str = ""
    band: Band = Band.SURE
    settled: bool = False
    mark: Mark | None = None
    confidence: float | None = None
    region: Region | None = None
    differs: Differs | None = None

    @property
    def unsure(self) -> bool:
        return self.band in (Band.CHECK, Band.DOUBTFUL)


def key_of(value: Value) -> str:
    """Equal for values that mean the same: the normalized form, else the text in lower case without accents."""
    return (value.normalized or " ".join(folded(value.text[:LONGEST]).split()))[:LONGEST]
