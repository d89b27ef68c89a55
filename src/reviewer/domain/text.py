"""What an engine read from a page: words in lines, in reading order."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from reviewer.domain.embedded import EmbeddedInvoice
from reviewer.domain.geometry import Box, Point, Polygon, bounds, bounds_of, seen_in


class TextSource(StrEnum):
    """Where the words of a page came from."""

    ENGINE = "engine"
    TEXT_LAYER = "text_layer"
    PROVIDER = "provider"


class Word(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of text without blanks, and where it stands.

    Attributes:
        text: as read, never empty.
        polygon: fractions of the page frame, clockwise from the word's own top left.
        confidence: 0..1 that the characters are right, None when unknown.
        characters: confidence of each character of `text`, or empty when the engine gives none.
        edges: left and right edge of each character along the word's own direction, fractions 0..1 of its width
            (2 numbers a character, flattened), or empty.
        unread: whether beside it there is print that could not be read; its polygon may reach over that.
        second: what a second engine read here instead; None when it agrees or was not asked.
    """

    text: str
    polygon: Polygon
    confidence: float | None = None
    characters: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()
    second: str | None = None
    unread: bool = False


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words that stand on one line, in reading order, and the polygon around them."""

    words: tuple[Word, ...]
    polygon: Polygon

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


def letters_in(lines: Iterable[Line]) -> int:
    """How many letters and signs lines have."""
    return sum(len(word.text) for line in lines for word in line.words)


def without_letters(lines: Iterable[Line]) -> list[Line]:
    """Lines without what is known of single letters: their places and confidences."""
    bare = msgspec.structs.replace
    return [Line(tuple(bare(word, characters=(), edges=()) for word in line.words), line.polygon) for line in lines]


class TickBox(msgspec.Struct, frozen=True, omit_defaults=True):
    """A box or circle to tick.

    Attributes:
        polygon: fractions of the page frame, clockwise from its top left.
        checked: whether it is ticked, crossed or filled.
        confidence: 0..1 that this is its state, None when unknown.
    """

    polygon: Polygon
    checked: bool = False
    confidence: float | None = None


Stroke = tuple[Point, Point]
"""A straight line drawn along or across the text, fractions of the page frame."""


class PageText(msgspec.Struct, frozen=True, omit_defaults=True):
    """The words of one page.

    Attributes:
        page: index in the document, from 0.
        source: an engine, or the page's own text layer.
        engine: name of the engine, or "text layer".
        version: of the engine and its data.
        languages: BCP 47, as read with.
        turn: degrees clockwise by which the engine turned the page upright (0, 90, 180, 270).
        skew: degrees clockwise by which the print was turned after that; polygons are corrected for both already.
        reason: in words, why this source and this engine.
        aspect: width / height of the page frame.
        notices: sentences for the operator, about what was read.
        embedded: the electronic invoice in the file, with its first page.
    """

    page: int
    lines: tuple[Line, ...]
    source: TextSource = TextSource.ENGINE
    engine: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    turn: int = 0
    skew: float = 0.0
    reason: str = ""
    aspect: float = 1.0
    tick_boxes: tuple[TickBox, ...] = ()
    strokes: tuple[Stroke, ...] = ()
    notices: tuple[str, ...] = ()
    embedded: EmbeddedInvoice | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for line in self.lines for word in line.words)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def cut(self, area: Box) -> "PageText":
        """What stands in a part of the page (fractions of it), as words of a page of that size."""
        lines = (_cut(line, area) for line in self.lines)
        return msgspec.structs.replace(
            self,
            lines=tuple(line for line in lines if line is not None),
            aspect=self.aspect * area.width / area.height,
            tick_boxes=tuple(
                msgspec.structs.replace(box, polygon=seen_in(box.polygon, area))
                for box in self.tick_boxes
                if area.holds(bounds(box.polygon).center)
            ),
            strokes=tuple(
                (start, end)
                for stroke in self.strokes
                if area.holds(bounds(stroke).center)
                for start, end in (seen_in(stroke, area),)
            ),
        )


def _cut(line: Line, area: Box) -> Line | None:
    """A line as it is seen in an area, without the words that stand elsewhere; None when none is left."""
    words = tuple(word for word in line.words if area.holds(bounds(word.polygon).center))
    if not words:
        return None
    whole = len(words) == len(line.words)
    polygon = line.polygon if whole else bounds_of(word.polygon for word in words).polygon()
    return Line(
        tuple(msgspec.structs.replace(word, polygon=seen_in(word.polygon, area)) for word in words),
        seen_in(polygon, area),
    )
