"""The order in which a person reads the lines of a page: columns one after the other, rows of a table across.

Programs write a page in any order, so only the places count.
"""

from collections.abc import Callable

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import Line

_GUTTER = 1.5  # times the height of a line: the least distance between columns
_COLUMN_LINES = 3
_COLUMN_WORDS = 2.5  # a line on average: cells of a table have fewer

Direction = tuple[int, int]
_Placed = tuple[Box, Line]


def in_reading_order(lines: list[Line], aspect: float) -> tuple[Line, ...]:
    """Sort lines by their places; those that run in another direction than most come last.

    Args:
        lines: in any order.
        aspect: width / height of the page, for polygons are fractions of it.
    """
    by_direction: dict[Direction, list[_Placed]] = {}
    for line in lines:
        direction = _direction(line, aspect)
        by_direction.setdefault(direction, []).append((_upright(bounds(line.polygon), direction, aspect), line))
    groups = sorted(by_direction.values(), key=len, reverse=True)
    return tuple(line for group in groups for _, line in _ordered(group))


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


def _ordered(lines: list[_Placed]) -> list[_Placed]:
    """Cut into columns where there are any, else at the widest gap between rows, and so on with the parts.

    A list instead of recursion: a page may have thousands of rows.
    """
    done: list[_Placed] = []
    waiting = [lines]
    while waiting:
        part = waiting.pop()
        parts = _columns(part) or _bands(part)
        if parts:
            waiting.extend(reversed(parts))
        else:
            done.extend(_rows(part))
    return done


def _columns(lines: list[_Placed]) -> list[list[_Placed]]:
    if len(lines) < 2 * _COLUMN_LINES:
        return []
    height = sorted(box.height for box, _ in lines)[len(lines) // 2]
    cut = _widest_gap(lines, lambda box: (box.left, box.right), at_least=_GUTTER * height)
    if cut is None:
        return []
    left = [placed for placed in lines if placed[0].right <= cut]
    right = [placed for placed in lines if placed[0].right > cut]
    return [left, right] if _is_prose(left) and _is_prose(right) else []


def _is_prose(lines: list[_Placed]) -> bool:
    words = sum(len(line.words) for _, line in lines)
    return len(lines) >= _COLUMN_LINES and words >= _COLUMN_WORDS * len(lines)


def _bands(lines: list[_Placed]) -> list[list[_Placed]]:
    cut = _widest_gap(lines, lambda box: (box.top, box.bottom), at_least=0.0)
    if cut is None:
        return []
    return [[p for p in lines if p[0].bottom <= cut], [p for p in lines if p[0].bottom > cut]]


def _widest_gap(lines: list[_Placed], side: Callable[[Box], tuple[float, float]], *, at_least: float) -> float | None:
    """The end of what comes before the widest gap that no line crosses."""
    best, cut = at_least, None
    spans = sorted(side(box) for box, _ in lines)
    reached = spans[0][1]
    for start, end in spans[1:]:
        if start - reached > best:
            best, cut = start - reached, reached
        reached = max(reached, end)
    return cut


def _rows(lines: list[_Placed]) -> list[_Placed]:
    """Lines that overlap from top to bottom: those at one height are read across."""
    rows: list[list[_Placed]] = []
    for placed in sorted(lines, key=lambda placed: placed[0].center[1]):
        first = rows[-1][0][0] if rows else None
        if first is not None and first.top <= placed[0].center[1] <= first.bottom:
            rows[-1].append(placed)
        else:
            rows.append([placed])
    return [placed for row in rows for placed in sorted(row, key=lambda placed: placed[0].left)]
