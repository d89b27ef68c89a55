"""Lines that an engine found and could not read: how much print they are, and that print alone."""

import math
from collections.abc import Iterable, Sequence

import cv2
import numpy as np

from reviewer.domain.geometry import Polygon
from reviewer.domain.text import Line
from reviewer.engines.upright.picture import Picture, grey

_UNSURE = 0.5
_AROUND = 0.15
"""Of a line's height: marks above and below letters stand outside of what engines take for the line."""


def unsure(lines: Iterable[Line]) -> tuple[Polygon, ...]:
    """The lines whose letters are mostly doubtful: what an engine could not read, when it does not say so itself."""
    return tuple(line.polygon for line in lines if _confidence(line) < _UNSURE)


def sure(lines: Iterable[Line]) -> tuple[Line, ...]:
    """The lines whose letters are not mostly doubtful."""
    return tuple(line for line in lines if _confidence(line) >= _UNSURE)


def _confidence(line: Line) -> float:
    letters = sum(len(word.text) for word in line.words)
    return sum(len(word.text) * (word.confidence or 0.0) for word in line.words) / max(1, letters)


def extent(lines: Iterable[Polygon], aspect: float) -> float:
    """How long lines are, in heights of their own; a letter takes about half of one.

    Args:
        lines: polygons of four points that begin at the text's own top left.
        aspect: width / height of the page.
    """
    return sum(_long(polygon, aspect) for polygon in lines)


def _long(polygon: Polygon, aspect: float) -> float:
    (x1, y1), (x2, y2), (x3, y3) = polygon[:3]
    length, height = math.hypot((x2 - x1) * aspect, y2 - y1), math.hypot((x3 - x2) * aspect, y3 - y2)
    return length / height if height else 0.0


def alone(page: Picture, lines: Sequence[Polygon]) -> Picture:
    """The page in shades of grey, with nothing on it but these lines (at least one)."""
    shades = grey(page)
    height, width = shades.shape
    mask = np.zeros_like(shades)
    for polygon in lines:
        points = np.array([(x * width, y * height) for x, y in polygon], np.float32)
        thick = max(1, round(2 * _AROUND * float(np.linalg.norm(points[1] - points[2]))))
        whole = np.rint(points).astype(np.int32)
        cv2.fillPoly(mask, [whole], 255)
        cv2.polylines(mask, [whole], isClosed=True, color=255, thickness=thick)
    there = mask > 0
    around = np.median(shades[there]) if there.any() else 255
    return np.where(there, shades, np.uint8(around))
