"""Which words stand side by side: rows by the overlap of heights, tolerant of skew."""

from bisect import bisect_right
from collections.abc import Sequence

from reviewer.domain.geometry import Box
from reviewer.domain.text import Word

_LOOK_BACK = 8  # rows that may still be open above a piece: pieces come by height
_ON_A_ROW = 0.42  # facing ends of two pieces of one row are at most this far apart, in heights of the lower one
_TOO_FAR = 9.0


class Placed:
    """A word and its box in the reading frame: upright, both axes in page heights."""

    __slots__ = ("box", "word")

    def __init__(self, word: Word, box: Box) -> None:
        self.word = word
        self.box = box


def grouped(lines: Sequence[list[Placed]]) -> list[list[Placed]]:
    """Lines as an engine gave them, grouped into visual rows from top to bottom, words from left to right."""
    pieces = sorted((_Piece(line) for line in lines), key=lambda piece: (piece.middle, piece.left))
    rows: list[_OpenRow] = []
    for piece in pieces:
        near = rows[-_LOOK_BACK:]
        distances = [row.distance(piece) for row in near]
        best = min(range(len(near)), key=distances.__getitem__, default=None)
        if best is not None and distances[best] < _ON_A_ROW:
            near[best].add(piece)
        else:
            rows.append(_OpenRow(piece))
    rows.sort(key=lambda row: (row.top, row.pieces[0].left))
    return [[placed for piece in row.pieces for placed in piece.words] for row in rows]


class _Piece:
    """A line of the engine, with the middle of its height at both ends."""

    __slots__ = ("height", "left", "left_y", "middle", "right", "right_y", "words")

    def __init__(self, words: list[Placed]) -> None:
        self.words = words
        first, last = words[0].box, words[-1].box
        self.left, self.right = first.left, max(placed.box.right for placed in words)
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

    def distance(self, piece: _Piece) -> float:
        """Between the facing ends of a piece and its neighbors, in heights; large where they would overlap."""
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


def _gap(left: _Piece, right: _Piece) -> float:
    height = min(left.height, right.height)
    if left.right - right.left > 0.5 * height:
        return _TOO_FAR
    return abs(left.right_y - right.left_y) / height
