"""By what angle the lines of print are turned: the one at which the ink falls into the sharpest rows."""

import numpy as np
from numpy.typing import NDArray

from reviewer.engines.upright.ink import Ink

LIMIT = 10.0
_FEWEST_LETTERS = 25
_WORTH = 1.02
_STEPS = ((1.0, LIMIT, 3.0), (0.2, 1.0, 2.0), (0.1, 0.2, 1.0))
"""Coarse to fine: degrees a step, degrees to either side, pixels a row."""


def skew(ink: Ink) -> float:
    """Measure the turn of the print; 4 ms.

    Returns:
        Degrees clockwise, within `LIMIT`; 0 when there is too little print to tell, or turning it back would not
        make the rows sharper. Right to 0.1 degrees on a page of print.
    """
    if ink.count < _FEWEST_LETTERS:
        return 0.0
    angle = 0.0
    for step, reach, row in _STEPS:
        angles = angle + np.arange(-reach, reach + step / 2, step)
        sharp = np.array([sharpness(ink.points, float(each), row) for each in angles])
        best = int(np.argmax(sharp))
        angle = float(angles[best])
    if sharp[best] < _WORTH * sharpness(ink.points, 0.0, _STEPS[-1][2]):
        return 0.0
    return angle + step * _peak(sharp, best)


def sharpness(points: NDArray[np.float32], degrees: float, row: float) -> float:
    """How unevenly the ink falls into rows that are turned clockwise by an angle.

    Args:
        points: x and y, shape (n, 2).
        degrees: of the rows, clockwise.
        row: height of a row, pixels.
    """
    counts = profile(points, degrees, row)
    return float((counts * counts).sum())


def profile(points: NDArray[np.float32], degrees: float, row: float) -> NDArray[np.float64]:
    """How many points fall into each row, from the top."""
    down = points[:, 1] - points[:, 0] * np.float32(np.tan(np.radians(degrees)))
    return np.bincount(((down - down.min()) / row).astype(np.int32)).astype(np.float64)


def _peak(values: NDArray[np.float64], at: int) -> float:
    """Where the parabola through a maximum and its neighbours has its top, in steps from the maximum."""
    if not 0 < at < len(values) - 1:
        return 0.0
    before, top, after = values[at - 1 : at + 2]
    bend = before - 2 * top + after
    return float(0.5 * (before - after) / bend) if bend < 0 else 0.0
