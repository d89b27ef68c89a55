"""Where Mindee says that something stands."""

import math
from typing import Any

from reviewer.domain.geometry import Polygon, clamped
from reviewer.providers._json import number, sequence
from reviewer.providers._places import Points, fractions, points

SHAPES = ("polygon", "quadrangle", "rectangle", "bounding_box")
"""Keys of outlines, the closest first."""
_CORNERS = 4


def outline(node: dict[str, Any]) -> Polygon | None:
    """The closest outline of a node that can be used, on the page; None without one.

    Points without numbers do not count; an outline with pixels in it is none.
    """
    return next((found for key in SHAPES if (found := polygon(node.get(key))) is not None), None)


def polygon(value: Any) -> Polygon | None:
    """``[[x, y], …]`` or ``[left, top, right, bottom]`` as fractions of the page."""
    found = fractions(_untangled(points(value) or _box(value)))
    return None if found is None else clamped(found)


def _box(value: Any) -> Points | None:
    edges = [number(each) for each in sequence(value)]
    left, top, right, bottom = edges if len(edges) == _CORNERS else (None,) * _CORNERS
    if left is None or top is None or right is None or bottom is None:
        return None
    return [(left, top), (right, top), (right, bottom), (left, bottom)]


def _untangled(found: Points | None) -> Points | None:
    """Four points in an order in which no edge crosses another; recorded ones come in any order."""
    if found is None or len(found) != _CORNERS:
        return found
    x, y = sum(point[0] for point in found) / _CORNERS, sum(point[1] for point in found) / _CORNERS
    return sorted(found, key=lambda point: math.atan2(point[1] - y, point[0] - x))
