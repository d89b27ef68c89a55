"""Which way up a page is. Whether rows run across or down is measured; upside down shows only in reading."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from reviewer.engines.upright.deskew import LIMIT, profile
from reviewer.engines.upright.frame import Frame
from reviewer.engines.upright.ink import Ink
from reviewer.engines.upright.picture import Picture

TURNS = (0, 90, 270, 180)
_FEWEST_LETTERS = 12
_CLEAR = 1.4
_ROW = 3.0
_TREND = 10
_BAND = 0.15
_LONG = 150.0
"""Heights of a letter that a strip is long, at most: a page of 60 rows is no longer."""

Glance = Callable[[Picture], float]
"""How well a piece of a page can be read, any figure that grows with it."""


def likely(ink: Ink) -> tuple[int, ...]:
    """The turns that may make a page upright, likeliest first; 5 ms.

    Returns:
        Degrees clockwise. (0, 180) when rows clearly run across, (90, 270) when down, else all four.
    """
    if ink.count < _FEWEST_LETTERS:
        return TURNS
    across, down = _evenness(ink.points), _evenness(ink.points[:, ::-1])
    if across > _CLEAR * down:
        return (0, 180)
    if down > _CLEAR * across:
        return (90, 270)
    return TURNS if across >= down else (90, 270, 0, 180)


def best(page: Picture, ink: Ink, turns: Sequence[int], skew: float, glance: Glance) -> int:
    """The turn with which a strip of the page reads best.

    Args:
        page: as it came.
        ink: of that page.
        turns: to be tried, degrees clockwise.
        skew: degrees clockwise by which the print is turned besides.
        glance: reads a strip that is turned.
    """

    def score(turn: int) -> float:
        part = strip(page, ink, across=not turn % 180)
        height, width = part.shape[:2]
        return glance(Frame(width, height, turn, skew).upright(part))

    return max(turns, key=score)


def strip(page: Picture, ink: Ink, *, across: bool) -> Picture:
    """The part of a page with the most print, as high (or, for rows that run down, as wide) as a few lines."""
    axis = 1 if across else 0
    size = page.shape[0] if across else page.shape[1]
    places = ink.points[:, axis] * (page.shape[0] / ink.rows)
    high = min(size, max(round(_BAND * size), round(8 * ink.height)))
    starts = np.arange(0, max(1, size - high + 1), max(1, high // 4))
    counts = [np.count_nonzero((places >= start) & (places < start + high)) for start in starts]
    start = int(starts[int(np.argmax(counts))])
    part = page[start : start + high] if across else page[:, start : start + high]
    return _short(part, max(high, round(_LONG * ink.height)))


def _short(part: Picture, longest: int) -> Picture:
    """The middle of a strip that is endless: one down a receipt of two meters takes longer than all the rest."""
    height, width = part.shape[:2]
    top, left = max(0, height - longest) // 2, max(0, width - longest) // 2
    return part[top : height - top, left : width - left]


def _evenness(points: NDArray[np.float32]) -> float:
    """How far the ink of the sharpest rows stands out from its own trend, over all angles that deskew can mend."""
    return max(_contrast(profile(points, degrees, _ROW)) for degrees in np.arange(-LIMIT, LIMIT + 0.5))


def _contrast(counts: NDArray[np.float64]) -> float:
    window = 2 * _TREND + 1
    trend = np.convolve(np.pad(counts, _TREND, mode="edge"), np.ones(window) / window, "valid")
    return float(((counts - trend) ** 2).sum() / (counts.sum() * trend.max()))
