"""Parts of a line of text that was written to the right or to the left."""

from collections.abc import Iterator
from functools import reduce
from typing import NamedTuple

from msgspec.structs import replace

from reviewer.domain.geometry import Box
from reviewer.domain.writing import way_of
from reviewer.pages.glyph import Glyph

_JUMP = 0.35  # heights: how far apart the letters of a run may be
_AROUND, _BEFORE = "()[]{}<>«».,;:!?،؛؟\"'", ".,;:!?،؛؟"
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")


class Piece(NamedTuple):
    """Letters that follow each other one way: 1 to the right, -1 to the left, 0 figures and signs."""

    glyphs: list[Glyph]
    box: Box
    way: int

    @property
    def text(self) -> str:
        return "".join(glyph.text for glyph in self.glyphs)

    @property
    def figures(self) -> bool:
        return not self.way and any(glyph.text.isdigit() for glyph in self.glyphs)

    @property
    def is_sign(self) -> bool:
        return not self.way and not self.figures

    @property
    def mirrored(self) -> "Piece":
        """With closing brackets for opening ones."""
        glyphs = [replace(glyph, text=glyph.text.translate(_MIRRORED)) for glyph in self.glyphs]
        return self._replace(glyphs=glyphs)


def pieces_of(word: list[Glyph]) -> Iterator[Piece]:
    """A word cut where the pen jumps or turns.

    Letters that run to the left but were written to the right are put right.
    """
    start, going = 0, 0.0
    for at in range(1, len(word) + 1):
        step = _step(word[at - 1], word[at]) if at < len(word) else None
        if step is None or (step and going and (step > 0) != (going > 0)):
            glyphs = word[start:at]
            if going > 0 and way_of(glyphs[0].text[:1]) < 0:
                glyphs.reverse()
            yield from map(_piece, _without_signs(glyphs))
            start, going = at, 0.0
        else:
            going = going or step


def _without_signs(glyphs: list[Glyph]) -> Iterator[list[Glyph]]:
    """Figures, and the brackets and stops around them; Latin letters, and stops before them.

    These may stand on the other side of what they belong to.
    """
    text = "".join(glyph.text[:1] for glyph in glyphs)
    way = next(filter(None, map(way_of, text)), 0)
    first, last = 0, len(glyphs)
    if way >= 0:
        first = len(text) - len(text.lstrip(_AROUND if not way else _BEFORE))
        last = len(text) if way else len(text.rstrip(_AROUND + "-"))
    if first < last:
        yield from ([glyph] for glyph in glyphs[:first])
        yield glyphs[first:last]
        yield from ([glyph] for glyph in glyphs[last:])
    else:
        yield from ([glyph] for glyph in glyphs)


def _step(one: Glyph, other: Glyph) -> float | None:
    """Which way the pen goes from one letter to the next: 0 when they are one over the other, None when it jumps."""
    a, b = one.box, other.box
    if min(a.right, b.right) - max(a.left, b.left) > 0.5 * min(a.width, b.width):
        return 0.0
    far = _JUMP * max(a.height, b.height)
    if abs(b.left - a.right) <= far and b.center[0] > a.center[0]:
        ways = way_of(one.text[:1]) < 0, way_of(other.text[:1]) < 0
        return 1.0 if ways[0] is ways[1] else None
    return -1.0 if abs(a.left - b.right) <= far and b.center[0] < a.center[0] else None


def _piece(glyphs: list[Glyph]) -> Piece:
    ways = [way for glyph in glyphs if (way := way_of(glyph.text[:1]))]
    return Piece(glyphs, reduce(Box.joined, (glyph.box for glyph in glyphs)), ways[0] if ways else 0)
