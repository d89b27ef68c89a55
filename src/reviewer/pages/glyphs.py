"""MuPDF's characters as words with polygons. Knows the shape of its "rawdict", but not MuPDF."""

import unicodedata
from collections.abc import Iterator
from functools import reduce
from typing import Any

import msgspec

from reviewer.domain.geometry import Box
from reviewer.domain.text import Line, Word
from reviewer.domain.writing import has_left, way_of
from reviewer.pages.frame import Matrix
from reviewer.pages.glyph import Axes, Glyph
from reviewer.pages.two_ways import Written, parted, put_right

_DRAWN = 16 | 32  # filled or stroked
_UNMAPPED = 128 | 256  # the code of a glyph in its font, not Unicode
_REPLACEMENT = "\ufffd"
_HYPHENS = frozenset("\u00ad\u2010\u2011")  # soft, proper and unbreakable: all look like the one that people type
_FORMS = "\ufb1d"
"""From here on: shapes of Hebrew and Arabic letters at the beginning, in the middle and at the end of a word."""


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
    lines = [line for block in raw["blocks"] for line in block.get("lines", ())]
    written: list[Written] = []
    for line in lines:
        axes = Axes(line["dir"], matrix)
        written.append((axes, parted(_glyphs(line, axes))))
    if any(has_left(glyph.text) for _, words in written for word in words for glyph in word):
        written = put_right(written)
    found = [[word for glyphs in words if (word := _word(glyphs, axes)).word.text] for axes, words in written]
    return [words for words in found if words]


def line_of(found: list[FoundWord]) -> Line:
    """The line that words make."""
    box = reduce(Box.joined, (word.box for word in found))
    return Line(tuple(word.word for word in found), found[0].axes.polygon(box))


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
    if glyph.text[:1] >= _FORMS and way_of(glyph.text[:1]) == -1:
        return unicodedata.normalize("NFKC", glyph.text).strip()
    return "" if unicodedata.category(glyph.text[:1]) == "Cf" else glyph.text
