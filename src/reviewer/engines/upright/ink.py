"""Where the letters of a page are, on a reduced picture: what orientation, deskew and text height are measured on."""

from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.engines.upright.picture import Picture, grey, reduced

_SIDE, _SHORT_SIDE = 800, 250
_WINDOW = 1000
"""Pixels of the reduced picture's longer side, at least of its shorter one (a receipt may be two metres long), and of
the window that fine print is looked at in."""
_AROUND, _CONTRAST = 31, 15
"""Ink is darker by so many shades than the mean of so many pixels around."""
_SMALLEST, _SPECK = 4, 6
_LARGEST, _UNLIKE = 0.25, 4
_FINE = 7.0
_POINTS = 8000


@dataclass(frozen=True)
class Ink:
    """Dark pixels of what may be letters.

    Attributes:
        points: x and y of a sample of them, pixels of the reduced picture, shape (n, 2).
        count: how many connected pieces there are.
        height: median height of the pieces, in pixels of the picture given; 0 when there are none.
        rows: height of the reduced picture.
    """

    points: NDArray[np.float32]
    count: int
    height: float
    rows: int

    def on_its_side(self) -> "Ink":
        """The same page turned clockwise by a quarter, for measuring angles: its place is lost."""
        return replace(self, points=np.stack([-self.points[:, 1], self.points[:, 0]], axis=1))

    def quiet_rows(self, count: int, height: int) -> list[int]:
        """Rows of the picture, `height` pixels high, that part it in about equal bands where there is least ink."""
        ink = np.bincount(self.points[:, 1].astype(np.int32), minlength=self.rows)
        reach = max(1, self.rows // (8 * (count + 1)))
        rows = []
        for middle in (self.rows * (index + 1) // (count + 1) for index in range(count)):
            near = ink[middle - reach : middle + reach]
            rows.append(round((middle - reach + int(near.argmin()) + 0.5) * height / self.rows))
        return rows


def find(page: Picture) -> Ink:
    """Find the letters of a picture; about 12 ms, whatever its size, and 12 more where print is fine."""
    shades = grey(page)
    scale = min(1.0, max(_SIDE / max(shades.shape), _SHORT_SIDE / min(shades.shape)))
    small = reduced(shades, scale) if scale < 1 else shades
    mask, heights = _letters(small)
    inked = np.flatnonzero(mask)
    rows, columns = np.divmod(inked[:: max(1, len(inked) // _POINTS)], mask.shape[1])
    points = np.stack([columns, rows], axis=1).astype(np.float32)
    height = float(np.median(heights)) if len(heights) else 0.0
    if scale < 1 and 0 < height < _FINE:  # letters have run together, or only the largest are left
        close = _letters(_densest(shades, points / scale))[1]
        return Ink(points, len(heights), float(np.median(close)) if len(close) else height / scale, small.shape[0])
    return Ink(points, len(heights), height / scale, small.shape[0])


def _densest(shades: Picture, points: NDArray[np.float32]) -> Picture:
    """The window with the most ink in it."""
    cells = (points / _WINDOW).astype(np.int32)
    places, counts = np.unique(cells, axis=0, return_counts=True)
    left, top = (int(cell) * _WINDOW for cell in places[counts.argmax()])
    return shades[top : top + _WINDOW, left : left + _WINDOW]


def _letters(shades: Picture) -> tuple[NDArray[np.bool_], NDArray[np.int32]]:
    """The ink of what may be letters, neither specks nor rules, frames and photographs; and their heights in pixels."""
    mask = cv2.adaptiveThreshold(shades, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, _CONTRAST)
    _, labels, found, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    pieces = np.asarray(found, np.int32)
    size = np.maximum(pieces[:, cv2.CC_STAT_WIDTH], pieces[:, cv2.CC_STAT_HEIGHT])
    likely: NDArray[np.bool_] = (
        (size >= _SMALLEST) & (size < _LARGEST * max(shades.shape)) & (pieces[:, cv2.CC_STAT_AREA] >= _SPECK)
    )
    likely[0] = False  # the background
    if likely.any():
        likely &= size <= _UNLIKE * np.median(size[likely])
    return np.asarray(likely[labels], np.bool_), pieces[likely, cv2.CC_STAT_HEIGHT]
