"""Polygons as a hand changes them: on the page, never crossing themselves, never too small to hold print.

Lengths are in the unit of the page frame (its pixels), so that turning keeps right angles on pages that are not square.
"""

from collections.abc import Callable
from itertools import combinations
from typing import Final

from reviewer.domain.geometry import Point, Polygon, bounds, clamped, rotated_about

LEAST_SIDE: Final = 3.0
"""Pixels of the page frame that a region is at least wide and high."""

FEWEST: Final = 3
"""Corners that a region has at least."""

_UPRIGHT: Final = 0.75
"""Pixels by which the sides of a rectangle may lean and still be upright."""

Size = tuple[float, float]
"""Width and height of the page frame, in its pixels."""


def moved(polygon: Polygon, by: Point) -> Polygon:
    """The whole polygon moved by fractions of the page, no further than to the page's edges."""
    box = bounds(polygon)
    x = min(1.0 - box.right, max(-box.left, by[0]))
    y = min(1.0 - box.bottom, max(-box.top, by[1]))
    return clamped(tuple((px + x, py + y) for px, py in polygon))


def corner_moved(polygon: Polygon, number: int, to: Point, size: Size, *, free: bool = False) -> Polygon:
    """The polygon with a corner elsewhere on the page. A rectangle stays one, unless the corner is moved `free`."""
    to = clamped((to,))[0]
    if free or not upright(polygon, size):
        return (*polygon[:number], to, *polygon[number + 1 :])
    x, y = polygon[number]
    follows = [_nearly(point, (x, y), size) for point in polygon]
    return tuple(
        (to[0] if along else px, to[1] if down else py)
        for (px, py), (along, down) in zip(polygon, follows, strict=True)
    )


def side_moved(polygon: Polygon, number: int, by: Point, size: Size) -> Polygon:
    """The polygon with the side after a corner moved; the side of a rectangle moves across itself only."""
    other = (number + 1) % len(polygon)
    if upright(polygon, size):
        (x1, y1), (x2, y2) = polygon[number], polygon[other]
        lies = abs(x2 - x1) * size[0] > abs(y2 - y1) * size[1]
        by = (0.0, by[1]) if lies else (by[0], 0.0)
    made = list(polygon)
    for at in (number, other):
        made[at] = (polygon[at][0] + by[0], polygon[at][1] + by[1])
    return clamped(tuple(made))


def corner_added(polygon: Polygon, number: int, at: Point | None = None) -> Polygon:
    """One more corner after a corner: at a point, else halfway to the next."""
    (x1, y1), (x2, y2) = polygon[number], polygon[(number + 1) % len(polygon)]
    point = ((x1 + x2) / 2, (y1 + y2) / 2) if at is None else clamped((at,))[0]
    return (*polygon[: number + 1], point, *polygon[number + 1 :])


def corner_removed(polygon: Polygon, number: int) -> Polygon:
    """The polygon without a corner. When the first goes, its nearer neighbor begins: the top left of the print."""
    rest = (*polygon[:number], *polygon[number + 1 :])
    if number == 0 and _distance(rest[-1], polygon[0]) < _distance(rest[0], polygon[0]):
        return (rest[-1], *rest[:-1])
    return rest


def turned_by(polygon: Polygon, degrees: float, size: Size) -> Polygon:
    """The polygon turned clockwise about its middle; what would leave the page is moved back onto it."""
    corners = [(x * size[0], y * size[1]) for x, y in polygon]
    # The mean of the corners stays where it is: turning back leads back.
    center = (sum(x for x, _ in corners) / len(corners), sum(y for _, y in corners) / len(corners))
    points = (rotated_about(corner, center, degrees) for corner in corners)
    return moved(tuple((x / size[0], y / size[1]) for x, y in points), (0.0, 0.0))


def grown_by(polygon: Polygon, by: Point) -> Polygon:
    """The polygon so much larger on every side (smaller below 0), in fractions of the page; its form stays."""
    box = bounds(polygon)
    x, y = box.center
    across = _factor(box.width, by[0])
    down = _factor(box.height, by[1])
    return clamped(tuple((x + (px - x) * across, y + (py - y) * down) for px, py in polygon))


def sound(polygon: Polygon, size: Size) -> bool:
    """Whether a polygon can be a region: on the page, with an inside, its sides crossing nowhere, and clockwise."""
    points = [(x * size[0], y * size[1]) for x, y in polygon]
    box = bounds(polygon)
    if len(polygon) < FEWEST or min(box.width * size[0], box.height * size[1]) < LEAST_SIDE:
        return False
    if clamped(polygon) != polygon or _area(points) < LEAST_SIDE * LEAST_SIDE / 2:
        return False
    return not _crosses(points)


def clockwise(polygon: Polygon) -> Polygon:
    """The same corners clockwise on the page, beginning with the same one."""
    return polygon if _area(polygon) >= 0 else (polygon[0], *reversed(polygon[1:]))


def upright(polygon: Polygon, size: Size) -> bool:
    """Whether a polygon is a rectangle whose sides lie along the page's."""
    if len(polygon) != 4:
        return False
    sides = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    lying = [_lies(start, end, size) for start, end in sides]
    return lying in (["across", "down"] * 2, ["down", "across"] * 2)


def nearest_side(polygon: Polygon, point: Point, size: Size) -> tuple[int, Point, float]:
    """The side nearest to a point: the corner that it begins at, the point on it, and how far that is, in pixels."""
    found = []
    for number, start in enumerate(polygon):
        on = _on_side(start, polygon[(number + 1) % len(polygon)], point, size)
        x, y = (on[0] - point[0]) * size[0], (on[1] - point[1]) * size[1]
        found.append(((x * x + y * y) ** 0.5, number, on))
    distance, number, on = min(found)
    return number, on, distance


# Within


def _nearly(point: Point, other: Point, size: Size) -> tuple[bool, bool]:
    return abs(point[0] - other[0]) * size[0] <= _UPRIGHT, abs(point[1] - other[1]) * size[1] <= _UPRIGHT


def _lies(start: Point, end: Point, size: Size) -> str:
    same_x, same_y = _nearly(start, end, size)
    return "across" if same_y and not same_x else "down" if same_x and not same_y else ""


def _distance(one: Point, other: Point) -> float:
    return float((one[0] - other[0]) ** 2 + (one[1] - other[1]) ** 2)


def _factor(length: float, by: float) -> float:
    return 1.0 if length <= 0 else max(0.0, (length + 2 * by) / length)


def _area(points: list[Point] | Polygon) -> float:
    """Positive for what goes clockwise where y points down."""
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return float(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs) / 2)


def _crosses(points: list[Point]) -> bool:
    """Whether two sides touch that are no neighbors, or a side lies on its neighbor."""
    count = len(points)
    sides = [(points[n], points[(n + 1) % count]) for n in range(count)]
    for (n, one), (m, other) in combinations(enumerate(sides), 2):
        if m - n in (1, count - 1):
            continue
        if _meet(*one, *other):
            return True
    return any(_turns_back(points[n - 1], points[n], points[(n + 1) % count]) for n in range(count))


def _meet(a: Point, b: Point, c: Point, d: Point) -> bool:
    def side(p: Point, q: Point, r: Point) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    first, second = side(a, b, c), side(a, b, d)
    third, fourth = side(c, d, a), side(c, d, b)
    if first == second == third == fourth == 0.0:
        return _overlap(a, b, c, d, lambda p: p[0]) and _overlap(a, b, c, d, lambda p: p[1])
    return first * second <= 0 and third * fourth <= 0


def _overlap(a: Point, b: Point, c: Point, d: Point, of: Callable[[Point], float]) -> bool:
    return max(min(of(a), of(b)), min(of(c), of(d))) <= min(max(of(a), of(b)), max(of(c), of(d)))


def _turns_back(before: Point, corner: Point, after: Point) -> bool:
    """Whether a side goes back the way it came, or has no length."""
    x1, y1 = before[0] - corner[0], before[1] - corner[1]
    x2, y2 = after[0] - corner[0], after[1] - corner[1]
    if min(abs(x1) + abs(y1), abs(x2) + abs(y2)) < 1e-9:
        return True
    return abs(x1 * y2 - x2 * y1) < 1e-9 and x1 * x2 + y1 * y2 > 0


def _on_side(start: Point, end: Point, point: Point, size: Size) -> Point:
    x, y = (end[0] - start[0]) * size[0], (end[1] - start[1]) * size[1]
    length = x * x + y * y
    along = 0.0
    if length > 0:
        to = ((point[0] - start[0]) * size[0], (point[1] - start[1]) * size[1])
        along = min(1.0, max(0.0, (to[0] * x + to[1] * y) / length))
    return (start[0] + (end[0] - start[0]) * along, start[1] + (end[1] - start[1]) * along)
