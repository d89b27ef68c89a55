"""Points and polygons as fractions of the page frame: 0..1, origin top left, clockwise from top left."""

import math
from collections.abc import Iterable

import msgspec

Point = tuple[float, float]
Polygon = tuple[Point, ...]


class Box(msgspec.Struct, frozen=True, array_like=True):
    """An upright rectangle, in whatever unit its polygon has."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def center(self) -> Point:
        return ((self.left + self.right) / 2, (self.top + self.bottom) / 2)

    def polygon(self) -> Polygon:
        return ((self.left, self.top), (self.right, self.top), (self.right, self.bottom), (self.left, self.bottom))

    def joined(self, other: "Box") -> "Box":
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )

    def grown(self, by_x: float, by_y: float) -> "Box":
        return Box(self.left - by_x, self.top - by_y, self.right + by_x, self.bottom + by_y)

    def within(self, outer: "Box") -> "Box":
        """The box, given as fractions of another one, in the unit of that one."""
        return Box(
            outer.left + self.left * outer.width,
            outer.top + self.top * outer.height,
            outer.left + self.right * outer.width,
            outer.top + self.bottom * outer.height,
        )

    def holds(self, point: Point) -> bool:
        """Whether a point lies in it; of two boxes that touch, one holds what lies between."""
        return self.left <= point[0] < self.right and self.top <= point[1] < self.bottom

    def overlap(self, other: "Box") -> float:
        """Area that both cover."""
        width = min(self.right, other.right) - max(self.left, other.left)
        height = min(self.bottom, other.bottom) - max(self.top, other.top)
        return max(0.0, width) * max(0.0, height)

    @property
    def area(self) -> float:
        return max(0.0, self.width) * max(0.0, self.height)


def bounds(polygon: Polygon) -> Box:
    """The smallest upright rectangle around a polygon."""
    xs = [x for x, _ in polygon]
    ys = [y for _, y in polygon]
    return Box(min(xs), min(ys), max(xs), max(ys))


def bounds_of(polygons: Iterable[Polygon]) -> Box:
    """The smallest upright rectangle around several polygons (at least one)."""
    return bounds(tuple(point for polygon in polygons for point in polygon))


def clamped(polygon: Polygon) -> Polygon:
    """The polygon with every point moved onto the page."""
    return tuple((min(1.0, max(0.0, x)), min(1.0, max(0.0, y))) for x, y in polygon)


def seen_in(polygon: Polygon, area: Box) -> Polygon:
    """A polygon of the page as fractions of an area of it, with what lies outside moved onto its edge."""
    return clamped(tuple(((x - area.left) / area.width, (y - area.top) / area.height) for x, y in polygon))


def turned(polygon: Polygon, degrees: int) -> Polygon:
    """The polygon on a page turned clockwise by a multiple of 90 degrees; still clockwise from its top left."""
    quarter = degrees // 90 % 4
    points = polygon
    for _ in range(quarter):
        points = tuple((1.0 - y, x) for x, y in points)
    if len(points) == 4 and quarter:
        points = points[-quarter:] + points[:-quarter]
    return points


def rotated_about(point: Point, center: Point, degrees: float) -> Point:
    """A point turned clockwise (on a page, y down) about another, in the same unit on both axes."""
    angle = math.radians(degrees)
    x, y = point[0] - center[0], point[1] - center[1]
    return (
        center[0] + x * math.cos(angle) - y * math.sin(angle),
        center[1] + x * math.sin(angle) + y * math.cos(angle),
    )


def contains(polygon: Polygon, point: Point) -> bool:
    """Whether a point lies in a polygon (even-odd rule)."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside
