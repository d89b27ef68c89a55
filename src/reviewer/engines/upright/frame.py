"""From the page as it came to the upright picture that an engine reads, and from its words back to the page."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import cv2
import msgspec
import numpy as np

from reviewer.domain.geometry import Point, Polygon, clamped, rotated_about
from reviewer.domain.text import Line
from reviewer.engines.upright.picture import Picture, paper

SKEW_WORTH = 0.3
"""Degrees. Turning blurs, and the engines bear less than this."""

_TURNS = {90: cv2.ROTATE_90_CLOCKWISE, 180: cv2.ROTATE_180, 270: cv2.ROTATE_90_COUNTERCLOCKWISE}


@dataclass(frozen=True)
class Frame:
    """A page and what makes it upright.

    Attributes:
        width, height: of the page as it came, pixels.
        turn: degrees clockwise that it is turned by, a multiple of 90.
        skew: degrees clockwise by which the print is turned after that; it is turned back by as much.
    """

    width: int
    height: int
    turn: int = 0
    skew: float = 0.0

    def upright(self, page: Picture) -> Picture:
        """The page, upright. Nothing is cut off: the picture grows, and what is new has the paper's color."""
        if self.turn:
            page = np.asarray(cv2.rotate(page, _TURNS[self.turn]), np.uint8)
        if not self.skew:
            return page
        width, height = self._turned()
        wide, high = self._grown
        matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), self.skew, 1.0)
        matrix[:, 2] += np.array(((wide - width) / 2, (high - height) / 2))
        return np.asarray(cv2.warpAffine(page, matrix, (wide, high), borderValue=paper(page)), np.uint8)

    def back(self, lines: Sequence[Line]) -> tuple[Line, ...]:
        """Lines of the upright picture as lines of the page."""
        return moved(lines, self.point) if self.turn or self.skew else tuple(lines)

    def point(self, point: Point) -> Point:
        """A point of the upright picture as one of the page, both as fractions."""
        width, height = self._turned()
        wide, high = self._grown
        moved = (point[0] * wide - (wide - width) / 2, point[1] * high - (high - height) / 2)
        x, y = rotated_about(moved, (width / 2, height / 2), self.skew) if self.skew else moved
        x, y = x / width, y / height
        for _ in range(self.turn // 90):
            x, y = y, 1.0 - x
        return (x, y)

    def _turned(self) -> tuple[int, int]:
        return (self.height, self.width) if self.turn % 180 else (self.width, self.height)

    @cached_property
    def _grown(self) -> tuple[int, int]:
        """Width and height after turning the skew back, more by even numbers, so that the middle stays."""
        width, height = self._turned()
        if not self.skew:
            return width, height
        sine, cosine = abs(math.sin(math.radians(self.skew))), abs(math.cos(math.radians(self.skew)))
        more_x = max(0.0, width * cosine + height * sine - width)
        more_y = max(0.0, width * sine + height * cosine - height)
        return width + 2 * math.ceil(more_x / 2), height + 2 * math.ceil(more_y / 2)


def moved(lines: Sequence[Line], change: Callable[[Point], Point]) -> tuple[Line, ...]:
    """Lines with every point changed and kept on the page. Polygons go on to begin at the text's own top left."""
    return tuple(
        Line(
            tuple(msgspec.structs.replace(word, polygon=_moved(word.polygon, change)) for word in line.words),
            _moved(line.polygon, change),
        )
        for line in lines
    )


def _moved(polygon: Polygon, change: Callable[[Point], Point]) -> Polygon:
    return tuple((round(x, 6), round(y, 6)) for x, y in clamped(tuple(change(point) for point in polygon)))
