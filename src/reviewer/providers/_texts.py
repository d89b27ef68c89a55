"""Words of an answer as the text of a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from reviewer.domain.geometry import Box, Polygon, bounds, bounds_of
from reviewer.domain.text import Line, PageText, TextSource, Word

_CORNERS = 4
_SHARED = 0.5
"""Of the lower of two heights: so much overlap makes two words stand on one line."""


@dataclass(frozen=True)
class Piece:
    """A text of an answer, mostly a single word: its polygon in fractions of the page, its confidence 0..1 or None."""

    text: str
    polygon: Polygon
    confidence: float | None


def page_text(page: int, pieces: Sequence[Piece], aspect: float, engine: str) -> PageText:
    """The pieces as words in lines; their order is the answer's.

    Args:
        page: index, from 0.
        pieces: in reading order; a piece with blanks in it becomes several words.
        aspect: width / height of the page.
        engine: the provider.
    """
    words = [word for piece in pieces for word in _words(piece)]
    return PageText(page, _lines(words), TextSource.PROVIDER, engine, aspect=aspect)


def _words(piece: Piece) -> list[Word]:
    letters = piece.text.strip()
    parts = letters.split()
    if len(parts) == 1:
        return [Word(parts[0], piece.polygon, piece.confidence)]
    found, at = [], 0
    for part in parts:
        start = letters.index(part, at)
        at = start + len(part)
        found.append(Word(part, _cut(piece.polygon, start / len(letters), at / len(letters)), piece.confidence))
    return found


def _cut(polygon: Polygon, start: float, end: float) -> Polygon:
    """The part of a word's polygon between two shares of its width."""
    if len(polygon) != _CORNERS:
        polygon = bounds(polygon).polygon()
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = polygon

    def top(share: float) -> tuple[float, float]:
        return ax + (bx - ax) * share, ay + (by - ay) * share

    def bottom(share: float) -> tuple[float, float]:
        return dx + (cx - dx) * share, dy + (cy - dy) * share

    return (top(start), top(end), bottom(end), bottom(start))


def _lines(words: Sequence[Word]) -> tuple[Line, ...]:
    lines: list[list[Word]] = []
    for word in words:
        if lines and _follows(bounds(lines[-1][-1].polygon), bounds(word.polygon)):
            lines[-1].append(word)
        else:
            lines.append([word])
    return tuple(Line(tuple(line), _around(line)) for line in lines)


def _follows(one: Box, other: Box) -> bool:
    shared = min(one.bottom, other.bottom) - max(one.top, other.top)
    return shared > _SHARED * min(one.height, other.height) and other.left >= one.center[0]


def _around(line: Sequence[Word]) -> Polygon:
    return line[0].polygon if len(line) == 1 else bounds_of(word.polygon for word in line).polygon()
