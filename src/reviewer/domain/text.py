"""What an engine read from a page: words in lines, in reading order."""

from enum import StrEnum

import msgspec

from reviewer.domain.geometry import Polygon


class TextSource(StrEnum):
    """Where the words of a page came from."""

    ENGINE = "engine"
    TEXT_LAYER = "text_layer"


class Word(msgspec.Struct, frozen=True, omit_defaults=True):
    """A piece of text without blanks, and where it stands.

    Attributes:
        text: as read, never empty.
        polygon: fractions of the page frame, clockwise from the word's own top left.
        confidence: 0..1 that the characters are right, None when unknown.
        characters: confidence of each character of `text`, or empty when the engine gives none.
        edges: left and right edge of each character along the word's own direction, fractions 0..1 of its width
            (2 numbers a character, flattened), or empty.
    """

    text: str
    polygon: Polygon
    confidence: float | None = None
    characters: tuple[float, ...] = ()
    edges: tuple[float, ...] = ()


class Line(msgspec.Struct, frozen=True, omit_defaults=True):
    """Words that stand on one line, in reading order, and the polygon around them."""

    words: tuple[Word, ...]
    polygon: Polygon

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


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

    @property
    def words(self) -> tuple[Word, ...]:
        return tuple(word for line in self.lines for word in line.words)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)
