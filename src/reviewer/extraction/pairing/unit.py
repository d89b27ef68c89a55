"""A unit of text, the least part of a form."""

from collections.abc import Sequence

from reviewer.domain.geometry import Box
from reviewer.extraction.labels import Match
from reviewer.extraction.layout import Span

LABEL = 0.9
"""Share of a text in usual label words, from which on what follows it is its answer."""
_BLANKS = "_ .…·-–—=*|"


class Unit:
    """A stretch of a row.

    Attributes:
        span: where it stands.
        box: around it, in page heights.
        row, index: of its row in the document, and of it in the row.
        page: index in the document.
        text: as printed, without a colon at its end.
        colon: whether a colon ends it.
        inline: whether it follows its label in the same stretch, behind a colon or without one.
        blank: whether a line of dots or dashes follows it.
        written: whether it stands on or in such a line.
        known: share of its letters in usual label words.
    """

    __slots__ = ("blank", "box", "colon", "index", "inline", "known", "page", "row", "span", "text", "written")

    def __init__(self, span: Span, box: Box, *, colon: bool = False, inline: bool = False) -> None:
        self.span = span
        self.box = box
        self.row = span.row.number
        self.page = span.row.page
        self.text = span.text
        self.colon = colon
        self.inline = inline
        self.index = 0
        self.blank = False
        self.written = False
        self.known = 0.0


def known_share(span: Span, matches: Sequence[Match]) -> float:
    """The share of the letters of a span in usual label words, 0..1."""
    letters = sum(sign.isalpha() for sign in span.text)
    inside = [match for match in matches if match.span.overlaps(span)]
    text = span.row.text
    found = sum(
        match.quality * sum(sign.isalpha() for sign in text[max(match.start, span.start) : min(match.stop, span.stop)])
        for match in inside
    )
    return min(1.0, found / letters) if letters else 0.0


def stripped(span: Span) -> Span | None:
    """A span without lines of dots and dashes around it; None when nothing is left."""
    text = span.text
    left = len(text) - len(text.lstrip(_BLANKS + ":"))
    right = len(text.rstrip(" _…·=|"))
    return Span(span.row, span.start + left, span.start + right) if left < right else None


def limited(box: Box, around: Box) -> Box:
    """A box cut at the sides of another one."""
    left, right = max(box.left, around.left), min(box.right, around.right)
    return Box(left, box.top, right, box.bottom) if left < right else box
