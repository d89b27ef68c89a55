"""MuPDF's characters as words with polygons. Knows the shape of its "rawdict", but not MuPDF."""

import unicodedata
from collections.abc import Iterator
from functools import reduce
from typing import Any

import msgspec

from reviewer.domain.geometry import Box, Point, Polygon, clamped
from reviewer.domain.text import Line, Word
from reviewer.pages.frame import Matrix

_DRAWN = 16 | 32  # filled or stroked
_UNMAPPED = 128 | 256  # the code of a glyph in its font, not Unicode
_REPLACEMENT = "\ufffd"
_PLACES = 5
_HYPHENS = frozenset("\u00ad\u2010\u2011")  # soft, proper and unbreakable: all look like the one that people type


class Axes(msgspec.Struct, frozen=True):
    """The direction of a line's writing: boxes in it have x along the writing and y down across it, in points.

    Attributes:
        along: a unit vector on the unturned page.
        matrix: from points of that page to fractions of the page frame.
    """

    along: Point
    matrix: Matrix

    @property
    def upright(self) -> bool:
        return min(abs(self.along[0]), abs(self.along[1])) < 1e-3

    def to(self, x: float, y: float) -> Point:
        """A point of the page in these axes."""
        return x * self.along[0] + y * self.along[1], y * self.along[0] - x * self.along[1]

    def polygon(self, box: Box) -> Polygon:
        """A box in these axes as fractions of the page frame."""
        a, b, c, d, e, f = self.matrix
        cosine, sine = self.along
        points = ((s * cosine - t * sine, s * sine + t * cosine) for s, t in box.polygon())
        fractions = ((round(a * x + c * y + e, _PLACES), round(b * x + d * y + f, _PLACES)) for x, y in points)
        return clamped(tuple(fractions))


class Glyph(msgspec.Struct, frozen=True, gc=False):
    """A character: its box in the axes of its line, whether it is drawn, and whether its meaning is known."""

    text: str
    box: Box
    visible: bool
    mapped: bool


class FoundWord(msgspec.Struct, frozen=True):
    """A word of the text layer, and what is known of its characters."""

    word: Word
    box: Box
    axes: Axes
    visible: bool
    letters: int
    unmapped: int


def found_lines(raw: dict[str, Any], matrix: Matrix) -> list[list[FoundWord]]:
    """The words of a page line by line, in the order in which they were written.

    Args:
        raw: what MuPDF gives for "rawdict".
        matrix: from its points to fractions of the page frame.
    """
    lines = (line for block in raw["blocks"] for line in block.get("lines", ()))
    found = (list(_words(line, Axes(line["dir"], matrix))) for line in lines)
    return [words for words in found if words]


def line_of(found: list[FoundWord]) -> Line:
    """The line that words make."""
    box = reduce(Box.joined, (word.box for word in found))
    return Line(tuple(word.word for word in found), found[0].axes.polygon(box))


def _words(line: dict[str, Any], axes: Axes) -> Iterator[FoundWord]:
    glyphs: list[Glyph] = []
    for glyph in (*_glyphs(line, axes), None):
        if glyph is not None and not glyph.text.isspace():
            glyphs.append(glyph)
        elif glyphs:
            word = _word(glyphs, axes)
            glyphs = []
            if word.word.text:
                yield word


def _glyphs(line: dict[str, Any], axes: Axes) -> Iterator[Glyph]:
    box_of = _upright_box if axes.upright else _slanted_box
    for span in line["spans"]:
        visible = bool(span["char_flags"] & _DRAWN) and span["alpha"] > 0
        coded = bool(span["char_flags"] & _UNMAPPED)
        for char in span["chars"]:
            yield Glyph(char["c"], box_of(char, span, axes), visible, not coded and _is_text(char["c"]))


def _upright_box(char: dict[str, Any], _span: dict[str, Any], axes: Axes) -> Box:
    x0, y0, x1, y1 = char["bbox"]
    (left, top), (right, bottom) = axes.to(x0, y0), axes.to(x1, y1)
    return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))


def _slanted_box(char: dict[str, Any], span: dict[str, Any], axes: Axes) -> Box:
    """From origin and font, because the upright box around a slanted letter is larger than the letter."""
    x0, y0, x1, y1 = char["bbox"]
    cosine, sine = abs(axes.along[0]), abs(axes.along[1])
    up, down = span["ascender"], span["descender"]
    if not 0.5 <= up - down <= 2.5:  # fonts lie
        up, down = 0.9, -0.2
    size = span["size"]
    height = (up - down) * size
    advance = (x1 - x0 - height * sine) / cosine if cosine > sine else (y1 - y0 - height * cosine) / sine
    left, base = axes.to(*char["origin"])
    return Box(left, base - up * size, left + max(0.0, advance), base - down * size)


def _word(glyphs: list[Glyph], axes: Axes) -> FoundWord:
    box = reduce(Box.joined, (glyph.box for glyph in glyphs))
    shown = [(letter, glyph.box) for glyph in glyphs for letter in _plain(glyph)]
    unmapped = sum(not glyph.mapped for glyph in glyphs)
    width = max(box.width, 1e-6)
    word = Word(
        text="".join(letter for letter, _ in shown),
        polygon=axes.polygon(box),
        confidence=None if unmapped else 1.0,
        edges=tuple(round((x - box.left) / width, 4) for _, letter in shown for x in (letter.left, letter.right)),
    )
    return FoundWord(word, box, axes, all(glyph.visible for glyph in glyphs), len(glyphs), unmapped)


def _is_text(letter: str) -> bool:
    return letter != _REPLACEMENT and unicodedata.category(letter[:1]) not in ("Cc", "Co", "Cn", "Cs")


def _plain(glyph: Glyph) -> str:
    """What is seen of a character: invisible ones could make a word read otherwise than it looks."""
    if not glyph.mapped:
        return _REPLACEMENT
    if glyph.text in _HYPHENS:
        return "-"
    return "" if unicodedata.category(glyph.text[:1]) == "Cf" else glyph.text
