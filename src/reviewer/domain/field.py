"""A field is a named thing to read; it has values, or rows of sub-fields."""

from enum import StrEnum

import msgspec

from reviewer.domain.geometry import Polygon

DEFAULT_THRESHOLD = 0.90
DOUBTFUL = 0.75
LOCATED = "Located locally."
"""A message of a value whose place was not given by its provider, but found by an engine here."""


class Source(StrEnum):
    """Who set a value's text. Corrected: a person changed a recognized text; manual: nothing had been recognized."""

    RECOGNIZED = "recognized"
    CORRECTED = "corrected"
    MANUAL = "manual"


class Mark(StrEnum):
    """What a person said of a value instead of a text."""

    BLANK = "blank"
    UNREADABLE = "unreadable"


class Region(msgspec.Struct, frozen=True, array_like=True):
    """Where a value stands: page (index in the document, from 0) and polygon."""

    page: int
    polygon: Polygon


class Doubt(msgspec.Struct, frozen=True, omit_defaults=True):
    """A reason why a value needs a human.

    Attributes:
        code: stable name, for example ``character``, ``runner_up``, ``two_dates``, ``missing``, ``several_places``.
        text: one sentence for the operator, under 90 letters.
        at: index of the character meant, or None.
        doubtful: whether it alone puts the value into the lower band.
    """

    code: str
    text: str
    at: int | None = None
    doubtful: bool = False


class Alternative(msgspec.Struct, frozen=True, omit_defaults=True):
    """Another text that the value might have, and where it comes from ("Tesseract", "Second choice", "Read again")."""

    text: str
    origin: str
    confidence: float | None = None
    regions: tuple[Region, ...] = ()


class Value(msgspec.Struct, frozen=True, omit_defaults=True):
    """Text with confidence, regions and validity.

    Attributes:
        text: as it counts now. Empty for a missing value.
        normalized: dates ISO, amounts as plain decimals; None when there is nothing to normalize or it failed.
        confidence: 0..1, the lower of the engine's confidence and the extraction's score; None when unknown or set
            by a person.
        recognized_text, recognized_confidence: what was read; kept when a person changes the text.
        source: recognized, corrected or manual.
        settled_by: the person who confirmed or set it, or empty. A settled value is sure.
        forced: a person kept it against a rule's error.
        mark: blank or unreadable, said by a person.
        valid: whether the rules agree; None when unknown.
        messages: what the rules or a provider say of it.
        regions: where it stands; several when it runs over lines or pages.
        placed_by: the person who gave the regions their place by hand, or empty. It settles no text; a new recognition
            leaves the regions alone.
        characters: confidence of each character of the recognized text (blanks count 1.0), or empty.
        edges: left and right edge of each character of the recognized text within the first region's bounds, as
            fractions of its width (2 numbers a character, flattened), or empty.
        doubts: reasons found while recognizing.
        alternatives: other readings, best first.
        evidence: names of what settles the choice of this text for this field, for example ``single_date``.
        conflict: what a new reading says against the text that a person has set or confirmed; None when there is no
            such reading, or when the person has decided since.
        reread: the last text that was such a conflict, decided or not: read once more, it is nothing new.
    """

    text: str
    normalized: str | None = None
    confidence: float | None = None
    recognized_text: str | None = None
    recognized_confidence: float | None = None
    source: Source = Source.RECOGNIZED
    settled_by: str = ""
    forced: bool = False
    mark: Mark | None = None
    valid: bool | None = None
    messages: tuple[str, ...] = ()
    regions: tuple[Region, ...] = ()
    characters: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    alternatives: tuple[Alternative, ...] = ()
    evidence: tuple[str, ...] = ()
    placed_by: str = ""
    conflict: Alternative | None = None
    reread: str | None = None

    @property
    def settled(self) -> bool:
        """Whether a person set or confirmed it."""
        return bool(self.settled_by)


class Row(msgspec.Struct, frozen=True):
    """One row of a field that has rows, for example a line item: its sub-fields by column."""

    fields: tuple["Field", ...]


class Field(msgspec.Struct, frozen=True, omit_defaults=True):
    """A named thing to read: one or more values, or rows."""

    name: str
    values: tuple[Value, ...] = ()
    rows: tuple[Row, ...] = ()
