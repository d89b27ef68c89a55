"""Pieces of ink that may be letters, for finding print that an engine passed over."""

import cv2
import numpy as np
from numpy.typing import NDArray

from reviewer.domain.geometry import Box
from reviewer.engines.upright import ink
from reviewer.engines.upright.picture import Picture, reduced

LETTER = 12.0
"""Pixels that letters are reduced to before they are looked for."""
_AROUND, _CONTRAST = 31, 15
_SMALLEST, _SPECK, _LARGEST = 4, 6, 3.0
_MOST = 3000

Places = NDArray[np.int32]
"""Left, top, right and bottom of pieces, shape (n, 4)."""


class Pieces:
    """The pieces of a grey page; none where there are so many that looking at each takes too long.

    Attributes:
        places: in pixels of the reduced page.
        width, height: of the reduced page.
    """

    def __init__(self, page: Picture) -> None:
        letter = ink.find(page).height
        small = reduced(page, LETTER / letter) if letter > LETTER else page
        self.height, self.width = small.shape[:2]
        places = _found(small) if letter else np.zeros((0, 4), np.int32)
        self.places: Places = places if len(places) <= _MOST else places[:0]

    def around(self, places: Places) -> Box:
        """The region of some of them with a little room, as fractions of the page."""
        room = LETTER / 2
        left, top = places[:, 0].min() - room, places[:, 1].min() - room
        right, bottom = places[:, 2].max() + room, places[:, 3].max() + room
        return Box(
            max(0.0, float(left) / self.width),
            max(0.0, float(top) / self.height),
            min(1.0, float(right) / self.width),
            min(1.0, float(bottom) / self.height),
        )

    def outside(self, boxes: list[Box]) -> Places:
        """Those whose middle lies in none of some boxes (fractions of the page)."""
        x = (self.places[:, 0] + self.places[:, 2]) / (2 * self.width)
        y = (self.places[:, 1] + self.places[:, 3]) / (2 * self.height)
        inside = np.zeros(len(self.places), bool)
        for box in boxes:
            inside |= (box.left <= x) & (x <= box.right) & (box.top <= y) & (y <= box.bottom)
        return self.places[~inside]


def _found(page: Picture) -> Places:
    mask = cv2.adaptiveThreshold(page, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, _CONTRAST)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=8)
    left, top, width, height, area = np.asarray(stats[1:], np.int32).T
    size = np.maximum(width, height)
    likely = (size >= _SMALLEST) & (size <= _LARGEST * LETTER) & (area >= _SPECK)
    return np.asarray(np.stack([left, top, left + width, top + height], axis=1)[likely], np.int32)
