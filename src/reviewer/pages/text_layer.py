"""Whether a page's own text may stand for what is seen on it, and that text.

It must be visible, map to Unicode, and cover the lines that the ink shows: a scan with a stamped header has text too.
"""

from collections.abc import Callable
from typing import Any

import msgspec
from PIL import Image

from reviewer.domain.text import Line, PageText, TextSource, letters_in, without_letters
from reviewer.pages.calls import TextLayer
from reviewer.pages.frame import Matrix
from reviewer.pages.glyphs import found_lines, line_of
from reviewer.pages.ink import Ink
from reviewer.pages.reading import in_reading_order
from reviewer.processes import limits

_UNMAPPED = 0.05  # of all letters
_HIDDEN = 0.30  # of all words
_COVERED = 0.80  # of the length of all lines
_PICTURES = 5.0  # times as much other ink outside the text as inside


class PageContents(msgspec.Struct, frozen=True):
    """What a PDF page holds, as far as its text is concerned.

    Attributes:
        raw: MuPDF's "rawdict".
        matrix: from its points to the page frame.
        under_pictures: share of the text (by area) that a picture was later laid over.
        grey: draws the page at `ink.DPI`, mode L.
        aspect: width / height of the page frame.
        version: of MuPDF.
    """

    raw: dict[str, Any]
    matrix: Matrix
    under_pictures: float
    grey: Callable[[], Image.Image]
    aspect: float
    version: str


def judged(contents: PageContents, index: int) -> TextLayer:
    """The text of a page, or why it is not used."""
    lines = found_lines(contents.raw, contents.matrix)
    words = [word for line in lines for word in line]
    if not words:
        return _refused("This page has no text of its own.")
    if not any(word.visible for word in words) or contents.under_pictures > _HIDDEN:
        return _refused("The text in this page is hidden behind its picture.")
    if sum(word.unmapped for word in words) > _UNMAPPED * sum(word.letters for word in words):
        return _refused("The text in this page cannot be turned into letters: its fonts do not tell which they are.")
    ink = Ink(contents.grey())
    seen = [
        kept for line in lines if (kept := [word for word in line if word.visible and ink.under(word.word.polygon)])
    ]
    if sum(map(len, seen)) < (1 - _HIDDEN) * len(words):
        return _refused("Much of the text in this page cannot be seen on it.")
    for line in seen:
        for word in line:
            ink.cover(word.word.polygon)
    if not _covers(ink):
        return _refused("The text in this page covers only a part of what is printed on it.")
    text = PageText(
        page=index,
        lines=in_reading_order(_light([line_of(line) for line in seen]), contents.aspect),
        source=TextSource.TEXT_LAYER,
        engine="text layer",
        version=contents.version,
        reason="The page has its own text, which covers what is printed.",
        aspect=contents.aspect,
    )
    return TextLayer(text, text.reason)


def _light(lines: list[Line]) -> list[Line]:
    """The lines, without the places of single letters when there are more than can cross between processes."""
    return lines if letters_in(lines) <= limits.PLACED_LETTERS else without_letters(lines)


def _covers(ink: Ink) -> bool:
    left = ink.left()
    is_most = ink.length >= _COVERED * (ink.length + left.length)
    return is_most and left.other <= _PICTURES * ink.covered()


def _refused(reason: str) -> TextLayer:
    return TextLayer(None, reason)
