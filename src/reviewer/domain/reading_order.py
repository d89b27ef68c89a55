"""The order in which a person reads texts on a page: columns of prose one after the other, rows of a table across.

Programs and engines write a page in any order, so only the places count.
"""

from collections.abc import Callable, Sequence
from itertools import groupby

from reviewer.domain.geometry import Box

_GUTTER = 1.0  # heights of a text: the least distance between columns
_CLEAR_GUTTER = 1.5  # from which few lines are enough
_COLUMN_LINES, _FEW_LINES = 5, 3
_COLUMN_LETTERS = 12.0  # of a line on average: cells of a table have fewer
_FILLED = 0.55  # of the width of a column by its lines on average
_AS_WIDE = 0.8  # of the widest gap: gaps that part a page into bands together

_Part = list[int]


def reading_order(boxes: Sequence[Box], letters: Sequence[int], rows: Sequence[int] = ()) -> list[int]:
    """The numbers of texts in the order in which they are read.

    Args:
        boxes: around each, upright, both axes in one unit.
        letters: how long each is.
        rows: the number of the row that each stands in, where that is known; else what overlaps in height is a row.
    """
    return _Page(boxes, letters, rows).order(list(range(len(boxes)))) if boxes else []


class _Page:
    def __init__(self, boxes: Sequence[Box], letters: Sequence[int], rows: Sequence[int]) -> None:
        self._boxes = boxes
        self._letters = letters
        self._known_rows = rows

    def order(self, whole: _Part) -> list[int]:
        """Cut into columns where there are any, else at the widest gaps between rows, and so on with the parts.

        A list instead of recursion: a page may have thousands of rows.
        """
        done: list[int] = []
        waiting = [whole]
        while waiting:
            part = waiting.pop()
            parts = self._columns(part) or self._bands(part)
            if parts:
                waiting.extend(reversed(parts))
            else:
                done.extend(self._rows(part))
        return done

    def _columns(self, part: _Part) -> list[_Part]:
        if len(part) < 2 * _FEW_LINES:
            return []
        height = sorted(self._boxes[at].height for at in part)[len(part) // 2]
        gaps = self._gaps(part, lambda box: (box.left, box.right), _GUTTER * height)
        for gap, cut in sorted(gaps, reverse=True):
            left = [at for at in part if self._boxes[at].right <= cut]
            right = [at for at in part if self._boxes[at].right > cut]
            least = _FEW_LINES if gap >= _CLEAR_GUTTER * height else _COLUMN_LINES
            if self._is_prose(left, least) and self._is_prose(right, least):
                return [left, right]
        return []

    def _is_prose(self, part: _Part, least: int) -> bool:
        if len(part) < least or sum(self._letters[at] for at in part) < _COLUMN_LETTERS * len(part):
            return False
        boxes = [self._boxes[at] for at in part]
        width = max(box.right for box in boxes) - min(box.left for box in boxes)
        # Further columns stand in it, or headings: what counts is how much of its width is written on.
        return sum(box.width for box in boxes) >= _FILLED * width * len(self._levels(part))

    def _levels(self, part: _Part) -> list[_Part]:
        """Texts at one height, from top to bottom."""
        if self._known_rows:
            by_row = sorted(part, key=self._known_rows.__getitem__)
            return [list(row) for _, row in groupby(by_row, key=self._known_rows.__getitem__)]
        levels: list[_Part] = []
        for at in sorted(part, key=lambda at: self._boxes[at].center[1]):
            first = self._boxes[levels[-1][0]] if levels else None
            if first is not None and first.top <= self._boxes[at].center[1] <= first.bottom:
                levels[-1].append(at)
            else:
                levels.append([at])
        return levels

    def _bands(self, part: _Part) -> list[_Part]:
        gaps = self._gaps(part, lambda box: (box.top, box.bottom), 0.0)
        if not gaps:
            return []
        widest = max(gap for gap, _ in gaps)
        cuts = sorted(cut for gap, cut in gaps if gap >= _AS_WIDE * widest)
        bands: list[_Part] = [[] for _ in range(len(cuts) + 1)]
        number = 0
        for at in sorted(part, key=lambda at: self._boxes[at].bottom):
            while number < len(cuts) and self._boxes[at].bottom > cuts[number]:
                number += 1
            bands[number].append(at)
        return bands

    def _gaps(self, part: _Part, side: Callable[[Box], tuple[float, float]], least: float) -> list[tuple[float, float]]:
        """Gaps that no text crosses: how wide each is, and the end of what comes before it."""
        spans = sorted(side(self._boxes[at]) for at in part)
        found = []
        reached = spans[0][1]
        for start, end in spans[1:]:
            if start - reached > least:
                found.append((start - reached, reached))
            reached = max(reached, end)
        return found

    def _rows(self, part: _Part) -> list[int]:
        """Texts that overlap from top to bottom: those at one height are read across."""
        return [at for level in self._levels(part) for at in sorted(level, key=lambda at: self._boxes[at].left)]
