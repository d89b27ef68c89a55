"""Boxes to tick among the words of rows: drawn ones by row, and those that were read as characters."""

import re
from collections.abc import Mapping, Sequence

from reviewer.domain.geometry import Box
from reviewer.extraction.layout import Layout, Row, Span
from reviewer.extraction.pairing.drawn import Drawn, Tick

_BRACKETS = re.compile(r"(?<![^\s|])[\[({]\s?(?P<sign>[xXvV✓✗✘])?\s?[\])}](?!\S*[\[({])")
_OPEN, _CHECKED = "☐□○◯❏❑▢", "☒☑✓✔✗✘"
MARK = re.compile(r"[xX]{1,3}|[✓✔✗✘×]")
"""What chooses an option by standing before or behind it."""
_BESIDE = 0.7  # heights between the middles of a box and of the text beside it


def signs_of(row: Row, ticks: Sequence[Tick]) -> tuple[list[tuple[int, int]], list[Tick]]:
    """Characters that are no text but boxes, and the boxes among them that are not drawn."""
    holes: list[tuple[int, int]] = []
    printed: list[Tick] = []
    for number, placed in enumerate(row.words):
        start, text = row.starts[number], placed.word.text
        if text[0] in _OPEN + _CHECKED or text[-1] in _OPEN + _CHECKED:
            at = start if text[0] in _OPEN + _CHECKED else start + len(text) - 1
            holes.append((at, at + 1))
            sign = Span(row, at, at + 1)
            if not any(_covers(tick.box, sign.box) for tick in ticks):
                checked = row.text[at] in _CHECKED
                printed.append(Tick(sign.box, checked=checked, confidence=placed.word.confidence, span=sign))
        elif over := next((tick for tick in ticks if _covers(tick.box, placed.box)), None):
            size = _characters_in(placed.word.edges, len(text), placed.box, over.box)
            holes.append((start, start + size) if over.box.left <= placed.box.center[0] else (start, start))
    for match in _BRACKETS.finditer(row.text):
        holes.append(match.span())
        sign = Span(row, *match.span())
        printed.append(Tick(sign.box, checked=match["sign"] is not None, confidence=None, span=sign))
    return holes, printed


def chooses(row: Row, one: tuple[int, int, Box], other: tuple[int, int, Box]) -> bool:
    """Whether of two words beside each other one is a cross that chooses the other; not as in 3 x 5.

    Args:
        row: in which they stand.
        one: the left word, by start and stop in the text of the row, and its box.
        other: the right word, likewise.
    """
    before, after = row.text[one[0] : one[1]], row.text[other[0] : other[1]]
    crosses = [MARK.fullmatch(text) is not None for text in (before, after)]
    return crosses[0] is not crosses[1] and not any(map(str.isdigit, before + after))


def _characters_in(edges: Sequence[float], size: int, word: Box, tick: Box) -> int:
    """How many characters at the beginning of a word lie in the box: it was read as a letter."""
    if size <= 2 and word.right - tick.right < 0.5 * tick.width:
        return size
    if len(edges) != 2 * size or tick.left > word.left + 0.5 * tick.width:
        return 0
    right = word.left + edges[1] * word.width
    return int(right <= tick.right + 0.3 * tick.width)


def _covers(tick: Box, word: Box) -> bool:
    return tick.overlap(word) > 0.4 * tick.area


def by_row(layout: Layout, drawn: Mapping[int, Drawn]) -> dict[int, list[Tick]]:
    """The drawn boxes to tick by the row that each stands in."""
    found: dict[int, list[Tick]] = {}
    for page, there in drawn.items():
        rows = [row for row in layout.rows if row.page == page]
        for tick in there.ticks:
            near = [
                row
                for row in rows
                if row.box.top - tick.box.height < tick.box.center[1] < row.box.bottom + tick.box.height
            ]
            row = min(near, key=lambda each: _off(each, tick), default=None)
            if row is not None and _off(row, tick) < _BESIDE * max(tick.box.height, row.height):
                found.setdefault(row.number, []).append(tick)
    return found


def _off(row: Row, tick: Tick) -> float:
    """How far the nearest word of a row lies above or below a box."""
    nearest = min(row.words, key=lambda placed: abs(placed.box.center[0] - tick.box.center[0]))
    return abs(nearest.box.center[1] - tick.box.center[1])


def beside_ticks(box: Box, ticks: Sequence[Tick]) -> Box:
    """The box of a word without the box to tick at its end."""
    for tick in ticks:
        if tick.box.overlap(box) > 0:
            if tick.box.center[0] < box.center[0]:
                box = Box(min(max(box.left, tick.box.right), box.right), box.top, box.right, box.bottom)
            else:
                box = Box(box.left, box.top, max(min(box.right, tick.box.left), box.left), box.bottom)
    return box
