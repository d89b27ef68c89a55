"""Four corners of a piece of text: the picture inside them, and the parts of it along the text."""

from collections.abc import Sequence
from itertools import pairwise

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.domain.geometry import Polygon
from reviewer.domain.text import Line, Word
from reviewer.engines._ctc import Piece
from reviewer.engines.upright.picture import Picture, reduced

Quad = NDArray[np.float32]
"""Corners in pixels, clockwise from the text's own top left, shape (4, 2)."""

_HIGH = 96


def size(quad: Quad) -> tuple[float, float]:
    """Width and height of a quad, pixels."""
    top, right, bottom, left = (float(np.linalg.norm(quad[i] - quad[(i + 1) % 4])) for i in range(4))
    return max(top, bottom), max(left, right)


def cut(page: Picture, quad: Quad) -> Picture:
    """The picture inside a quad, its text running across."""
    width, height = (max(1, round(side)) for side in size(quad))
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(quad, corners)
    piece = cv2.warpPerspective(page, matrix, (width, height), flags=cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)
    crop = np.asarray(piece, np.uint8)
    return reduced(crop, _HIGH / height) if height > _HIGH else crop


def between(quad: Quad, top: float, bottom: float) -> Quad:
    """The part of a quad between two heights, fractions."""
    top_left, top_right, bottom_right, bottom_left = quad
    left, right = bottom_left - top_left, bottom_right - top_right
    corners = (top_left + left * top, top_right + right * top, top_right + right * bottom, top_left + left * bottom)
    return np.array(corners, np.float32)


def line(quad: Quad, pieces: Sequence[Piece], width: int, height: int) -> Line:
    """A line of words inside a quad, on a picture of a size in pixels."""
    words = tuple(_word(quad, piece, width, height) for piece in pieces)
    return Line(words, _part(quad, pieces[0].edges[0], pieces[-1].edges[-1], width, height))


def polygon(quad: Quad, width: int, height: int) -> Polygon:
    """A quad as fractions of a picture of a size in pixels."""
    return _part(quad, 0.0, 1.0, width, height)


def _word(quad: Quad, piece: Piece, width: int, height: int) -> Word:
    left, right = piece.edges[0], piece.edges[-1]
    across = max(right - left, 1e-6)
    edges = [min(1.0, max(0.0, (edge - left) / across)) for edge in piece.edges]
    pairs = [edge for pair in pairwise(edges) for edge in pair]
    return Word(
        piece.text,
        _part(quad, left, right, width, height),
        min(piece.characters),
        tuple(round(each, 4) for each in piece.characters),
        tuple(round(edge, 4) for edge in pairs),
        unread=piece.unread,
    )


def _part(quad: Quad, left: float, right: float, width: int, height: int) -> Polygon:
    """What lies between two places along the text (fractions), as fractions of the picture."""
    top_left, top_right, bottom_right, bottom_left = quad
    corners = (
        top_left + (top_right - top_left) * left,
        top_left + (top_right - top_left) * right,
        bottom_left + (bottom_right - bottom_left) * right,
        bottom_left + (bottom_right - bottom_left) * left,
    )
    return tuple((round(float(x) / width, 6), round(float(y) / height, 6)) for x, y in corners)
