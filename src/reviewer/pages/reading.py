"""The order in which a person reads the lines of a page, whichever way they run."""

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.reading_order import reading_order
from reviewer.domain.text import Line
from reviewer.domain.writing import balance, has_left

Direction = tuple[int, int]
_Placed = tuple[Box, Line]


def in_reading_order(lines: list[Line], aspect: float) -> tuple[Line, ...]:
    """Sort lines by their places; those that run in another direction than most come last.

    Where most letters run to the left, columns and what stands beside each other are read from the right.

    Args:
        lines: in any order.
        aspect: width / height of the page, for polygons are fractions of it.
    """
    by_direction: dict[Direction, list[_Placed]] = {}
    for line in lines:
        direction = _direction(line, aspect)
        by_direction.setdefault(direction, []).append((_upright(bounds(line.polygon), direction, aspect), line))
    groups = sorted(by_direction.values(), key=len, reverse=True)
    return tuple(line for group in groups for line in _ordered(group))


def _direction(line: Line, aspect: float) -> Direction:
    """Where the writing goes: right, down, left or up."""
    (x1, y1), (x2, y2) = line.polygon[:2]
    x, y = (x2 - x1) * aspect, y2 - y1
    if abs(x) >= abs(y):
        return (1, 0) if x >= 0 else (-1, 0)
    return (0, 1) if y > 0 else (0, -1)


def _upright(box: Box, direction: Direction, aspect: float) -> Box:
    """The box on a page turned so that the writing goes to the right; in heights of the page."""
    along, across = direction
    xs = [x * aspect * along + y * across for x, y in ((box.left, box.top), (box.right, box.bottom))]
    ys = [y * along - x * aspect * across for x, y in ((box.left, box.top), (box.right, box.bottom))]
    return Box(min(xs), min(ys), max(xs), max(ys))


def _ordered(group: list[_Placed]) -> list[Line]:
    texts = [line.text for _, line in group]
    boxes = [box for box, _ in group]
    if any(map(has_left, texts)) and sum(map(balance, texts)) < 0:
        boxes = [Box(-box.right, box.top, -box.left, box.bottom) for box in boxes]
    order = reading_order(boxes, list(map(len, texts)))
    return [group[at][1] for at in order]
