"""Polygons of answers as fractions of the page."""

from typing import Any

from reviewer.domain.field import Region
from reviewer.domain.geometry import Polygon, bounds
from reviewer.providers._json import number, sequence

_LEAST = 3
_CORNERS = 4
_MOST = 100
"""Of more points only the rectangle around them is kept."""
_FAR = 2.0
"""Fractions beyond it are none: the answer has pixels where it should not."""

Points = list[tuple[float, float]]


def points(value: Any) -> Points | None:
    """The points of ``[[x, y], …]`` that are numbers; None when they are fewer than three."""
    found: Points = []
    for item in sequence(value):
        pair = sequence(item)
        x, y = (number(pair[0]), number(pair[1])) if len(pair) >= 2 else (None, None)
        if x is not None and y is not None:
            found.append((x, y))
    return found if len(found) >= _LEAST else None


def polygons(value: Any) -> list[Points]:
    """A list of polygons; a single one is accepted too."""
    items = sequence(value)
    if items and isinstance(items[0], list) and items[0] and not isinstance(items[0][0], list):
        items = [items]
    return [found for item in items if (found := points(item)) is not None]


def fractions(found: Points | None) -> Polygon | None:
    """Points that are fractions already, None when they cannot be. Those a little outside stay; they are shown cut."""
    return None if found is None else _proper(tuple(found))


def scaled(found: Points, width: float, height: float) -> Polygon | None:
    """Pixels as fractions of a page of that size, None when they cannot be pixels of it."""
    if width <= 0 or height <= 0:
        return None
    return _proper(tuple((x / width, y / height) for x, y in found))


def _proper(polygon: Polygon) -> Polygon | None:
    """A polygon that can be shown: with some extent, and at least near the page."""
    if any(not (abs(x) <= _FAR and abs(y) <= _FAR) for x, y in polygon):
        return None
    around = bounds(polygon)
    if around.width <= 0 or around.height <= 0:
        return None
    return _clockwise(polygon if len(polygon) <= _MOST else around.polygon())


def regions(page: int, found: list[Polygon | None]) -> tuple[Region, ...]:
    return tuple(Region(page, polygon) for polygon in found if polygon is not None)


def _clockwise(polygon: Polygon) -> Polygon:
    """The polygon clockwise (y grows downwards), four points from their top left one."""
    area = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True))
    if area < 0:
        polygon = (polygon[0], *reversed(polygon[1:]))
    first = min(range(len(polygon)), key=lambda at: sum(polygon[at])) if len(polygon) == _CORNERS else 0
    return polygon[first:] + polygon[:first]
