"""Strokes and boxes of a page in the reading frame, and what lies between two texts."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from reviewer.domain.geometry import Box, Polygon
from reviewer.domain.text import PageText
from reviewer.extraction.layout import Span
from reviewer.extraction.rows import framed

_REACH = 0.3  # heights that a stroke may end before what it parts
_SAME = 0.35  # heights between two strokes that are one


class Tick:
    """A box to tick, drawn or printed as a sign.

    Attributes:
        box: its sides in the reading frame.
        checked: its state.
        confidence: that this is its state, None when unknown.
        polygon: of a drawn one, fractions of the page frame.
        span: of a printed one.
    """

    __slots__ = ("box", "checked", "confidence", "polygon", "span")

    def __init__(
        self,
        box: Box,
        *,
        checked: bool,
        confidence: float | None,
        polygon: Polygon = (),
        span: Span | None = None,
    ) -> None:
        self.box = box
        self.checked = checked
        self.confidence = confidence
        self.polygon = polygon
        self.span = span


class Drawn:
    """What is drawn on one page. Both axes are in page heights."""

    def __init__(self, page: PageText | None, height: float) -> None:
        self._reach = _REACH * height
        self._same = _SAME * height
        self.ticks: list[Tick] = []
        across: list[tuple[float, float, float]] = []
        down: list[tuple[float, float, float]] = []
        if page is not None:
            for start, end in page.strokes:
                box = framed((start, end), page.aspect, page.turn, page.skew)
                if box.width >= box.height:
                    across.append((box.center[1], box.left, box.right))
                else:
                    down.append((box.center[0], box.top, box.bottom))
            for mark in page.tick_boxes:
                box = framed(mark.polygon, page.aspect, page.turn, page.skew)
                self.ticks.append(Tick(box, checked=mark.checked, confidence=mark.confidence, polygon=mark.polygon))
        self._across = sorted(across)
        self._down = sorted(down)
        self._ys = [stroke[0] for stroke in self._across]
        self._xs = [stroke[0] for stroke in self._down]

    def parting(self, left: float, right: float, y: float) -> int:
        """How many strokes run down between two places of a row."""
        strokes = self._down[bisect_left(self._xs, left) : bisect_right(self._xs, right)]
        return self._count([x for x, top, bottom in strokes if top - self._reach <= y <= bottom + self._reach])

    def under(self, top: float, bottom: float, left: float, right: float) -> int:
        """How many strokes run across between two heights, over half of a stretch at least."""
        strokes = self._across[bisect_left(self._ys, top) : bisect_right(self._ys, bottom)]
        half = (right - left) / 2
        return self._count([y for y, start, end in strokes if min(end, right) - max(start, left) >= half])

    def line_below(self, box: Box, height: float) -> tuple[float, float] | None:
        """The ends of the stroke that a text stands on, if there is one."""
        low = bisect_left(self._ys, box.center[1])
        high = bisect_right(self._ys, box.bottom + 0.6 * height)
        for _, left, right in self._across[low:high]:
            if left <= box.center[0] <= right:
                return left, right
        return None

    def line_edge(self, one: Box, other: Box, height: float) -> bool:
        """Whether a line to write on begins or ends between two words of a row."""
        low = bisect_left(self._ys, min(one.bottom, other.bottom) - 0.5 * height)
        high = bisect_right(self._ys, max(one.bottom, other.bottom) + 0.5 * height)
        start, end = one.right - 0.3 * height, other.left + 0.3 * height
        return any(start < edge < end for stroke in self._across[low:high] for edge in stroke[1:])

    def cell(self, box: Box) -> Box | None:
        """The frame around a text: the nearest strokes on all four sides, or None."""
        x, y = box.center
        row, column = bisect_left(self._ys, y), bisect_left(self._xs, x)
        top = self._nearest(reversed(self._across[:row]), x)
        bottom = self._nearest(self._across[row:], x)
        left = self._nearest(reversed(self._down[:column]), y)
        right = self._nearest(self._down[column:], y)
        if top is None or bottom is None or left is None or right is None:
            return None
        return Box(left, top, right, bottom)

    def _nearest(self, strokes: Iterable[tuple[float, float, float]], place: float) -> float | None:
        reaching = (at for at, start, end in strokes if start - self._reach <= place <= end + self._reach)
        return next(reaching, None)

    def _count(self, places: Sequence[float]) -> int:
        count, last = 0, -9.0
        for place in places:
            if place - last > self._same:
                count += 1
            last = place
        return count
