"""Which words stand side by side: rows by the overlap of heights, tolerant of skew."""

from bisect import bisect_right
from collections.abc import Sequence

from reviewer.domain.geometry import Box, Polygon, bounds, rotated_about
from reviewer.domain.text import Word

_LOOK_BACK = 8  # rows that may still be open above a piece: pieces come by height
_ON_A_ROW = 0.42  # facing ends of two pieces of one row are at most this far apart, in heights of the lower one
_AWAY = 0.02  # what a height across counts beside one down: the nearer neighbor tells more of a bent row
_TOO_FAR = (9.0, 9.0)
_DOWN, _LETTERS = 2.0, 4  # print that runs down or up a page: steeper, and with letters enough to tell
_SLIGHT = 0.05  # degrees of skew not worth turning


def framed(polygon: Polygon, aspect: float, turn: int, skew: float) -> Box:
    """A polygon of the page in the reading frame: upright, both axes in page heights.

    Args:
        polygon: fractions of the page frame.
        aspect: width / height of the page frame.
        turn: degrees clockwise that make the page upright, a multiple of 90.
        skew: degrees clockwise by which the print is turned after that.
    """
    upright = polygon
    for _ in range(turn // 90 % 4):
        upright = tuple((1.0 - y, x) for x, y in upright)
    if turn % 180:
        aspect = 1.0 / max(aspect, 1e-6)
    points = tuple((x * aspect, y) for x, y in upright)
    if abs(skew) > _SLIGHT:
        points = tuple(rotated_about(point, (aspect / 2, 0.5), -skew) for point in points)
    return bounds(points)


class Placed:
    """A word and its box in the reading frame: upright, both axes in page heights."""

    __slots__ = ("box", "word")

    def __init__(self, word: Word, box: Box) -> None:
        self.word = word
        self.box = box


def grouped(lines: Sequence[list[Placed]]) -> list[list[Placed]]:
    """Lines as an engine gave them, grouped into visual rows from top to bottom, words from left to right.

    A line that runs down or up the page is a row of its own, after the others.
    """
    sideways = [line for line in lines if _runs_down(line)]
    across = (_Piece(line) for line in lines if not _runs_down(line))
    pieces = sorted(across, key=lambda piece: (piece.middle, piece.left))
    rows: list[_OpenRow] = []
    for piece in pieces:
        near = rows[-_LOOK_BACK:]
        gaps = [row.gap(piece) for row in near]
        fitting = [number for number, (down, _) in enumerate(gaps) if down < _ON_A_ROW]
        best = min(fitting, key=lambda number: gaps[number][0] + _AWAY * gaps[number][1], default=None)
        if best is not None:
            near[best].add(piece)
        else:
            rows.append(_OpenRow(piece))
    rows.sort(key=lambda row: (row.top, row.pieces[0].left))
    return [[placed for piece in row.pieces for placed in piece.words] for row in rows] + sideways


def _runs_down(line: list[Placed]) -> bool:
    """Whether words stand under each other, or one of four letters or more is much higher than wide."""
    first, last = line[0].box, line[-1].box
    if len(line) > 1:
        return abs(last.center[1] - first.center[1]) > _DOWN * abs(last.center[0] - first.center[0])
    return len(line[0].word.text) >= _LETTERS and first.height > _DOWN * first.width


class _Piece:
    """A line of the engine, with the middle of its height at both ends."""

    __slots__ = ("height", "left", "left_y", "middle", "right", "right_y", "words")

    def __init__(self, words: list[Placed]) -> None:
        self.words = words
        first, last = words[0].box, words[-1].box
        if last.left < first.left and last.right < first.right:
            first, last = last, first  # it is read from the right
        self.left = min(placed.box.left for placed in words)
        self.right = max(placed.box.right for placed in words)
        self.left_y, self.right_y = first.center[1], last.center[1]
        self.middle = (self.left_y + self.right_y) / 2
        self.height = max(min(first.height, last.height), 1e-6)


class _OpenRow:
    """A row that may still grow. A piece is compared with its neighbors in it, so that a skewed row holds."""

    __slots__ = ("pieces", "top")

    def __init__(self, piece: _Piece) -> None:
        self.pieces = [piece]
        self.top = piece.middle

    def add(self, piece: _Piece) -> None:
        self.pieces.insert(self._place(piece), piece)

    def gap(self, piece: _Piece) -> tuple[float, float]:
        """Down and across between the facing ends of a piece and the neighbor that fits it better, in heights.

        Large where they would overlap.
        """
        at = self._place(piece)
        gap = _TOO_FAR
        if at > 0:
            gap = _gap(self.pieces[at - 1], piece)
        if at < len(self.pieces):
            other = _gap(piece, self.pieces[at])
            gap = _TOO_FAR if _TOO_FAR in (other, gap) and at > 0 else min(gap, other)
        return gap

    def _place(self, piece: _Piece) -> int:
        return bisect_right(self.pieces, piece.left, key=lambda one: one.left)


def _gap(left: _Piece, right: _Piece) -> tuple[float, float]:
    height = min(left.height, right.height)
    if left.right - right.left > 0.5 * height:
        return _TOO_FAR
    return abs(left.right_y - right.left_y) / height, (right.left - left.right) / height
