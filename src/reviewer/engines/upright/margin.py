"""Small pieces of a page, made as large as engines want them, with paper around."""

from dataclasses import dataclass

import cv2
import numpy as np

from reviewer.domain.geometry import Point
from reviewer.engines.upright import ink
from reviewer.engines.upright.picture import Picture, paper

_LETTER = 20.0
_MOST = 4.0
_PAPER = 24
_SMALLEST = 96


@dataclass(frozen=True)
class Margin:
    """How a piece lies on the larger picture: shares of that picture's width and height on each side."""

    x: float
    y: float

    def point(self, point: Point) -> Point:
        """A point of the larger picture as one of the piece, both as fractions."""
        return ((point[0] - self.x) / (1 - 2 * self.x), (point[1] - self.y) / (1 - 2 * self.y))


def around(piece: Picture) -> tuple[Picture, Margin]:
    """The piece with letters of at least 20 pixels (but no more than four times larger) and with a margin."""
    height, width = piece.shape[:2]
    letter = ink.find(piece).height or 0.5 * height
    scale = min(_MOST, max(1.0, _LETTER / letter))
    if scale > 1:
        piece = np.asarray(cv2.resize(piece, None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC), np.uint8)
        height, width = piece.shape[:2]
    across, down = (max(_PAPER, -(-(_SMALLEST - side) // 2)) for side in (width, height))
    larger = cv2.copyMakeBorder(piece, down, down, across, across, cv2.BORDER_CONSTANT, value=paper(piece))
    return np.asarray(larger, np.uint8), Margin(across / (width + 2 * across), down / (height + 2 * down))
