"""All that is looked for on a page beside its words, as fractions of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from reviewer.domain.geometry import Box, Point
from reviewer.domain.text import Line, Stroke, TickBox
from reviewer.engines.drawn import strokes, tick_boxes
from reviewer.engines.drawn.sheet import Sheet, sheet
from reviewer.engines.upright.picture import Picture


@dataclass(frozen=True)
class Drawing:
    """What is drawn on a page."""

    tick_boxes: tuple[TickBox, ...] = ()
    strokes: tuple[Stroke, ...] = ()

    def moved(self, change: Callable[[Point], Point]) -> "Drawing":
        """The same with every point changed."""
        return Drawing(
            tuple(
                TickBox(tuple(_kept(change(p)) for p in each.polygon), each.checked, each.confidence)
                for each in self.tick_boxes
            ),
            tuple((_kept(change(start)), _kept(change(end))) for start, end in self.strokes),
        )


def look(page: Picture, lines: Sequence[Line]) -> Drawing:
    """Look at an upright page; its lines are known, polygons as fractions of it. Nothing when it has no words."""
    if not lines:
        return Drawing()
    seen = sheet(page, lines)
    return Drawing(tuple(_tick_box(seen, one) for one in tick_boxes.find(seen)), tuple(_strokes(seen)))


def _tick_box(seen: Sheet, one: tick_boxes.Found) -> TickBox:
    box = Box(one.left / seen.width, one.top / seen.height, one.right / seen.width, one.bottom / seen.height)
    return TickBox(box.polygon(), one.checked, one.confidence)


def _strokes(seen: Sheet) -> list[Stroke]:
    found: list[Stroke] = []
    for left, top, right, bottom in strokes.find(seen).tolist():
        if right - left >= bottom - top:
            middle = (top + bottom) / 2 / seen.height
            found.append(((left / seen.width, middle), (right / seen.width, middle)))
        else:
            middle = (left + right) / 2 / seen.width
            found.append(((middle, top / seen.height), (middle, bottom / seen.height)))
    return found


def _kept(point: Point) -> Point:
    return round(min(1.0, max(0.0, point[0])), 5), round(min(1.0, max(0.0, point[1])), 5)
