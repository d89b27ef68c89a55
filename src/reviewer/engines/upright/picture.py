"""Pictures as arrays: rows of grey (height × width), BGR (× 3) or BGRX (× 4) pixels, 0..255."""

import cv2
import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]


def grey(page: Picture) -> Picture:
    """The picture as height × width of grey."""
    if page.ndim == 2:
        return page
    code = cv2.COLOR_BGRA2GRAY if page.shape[2] == 4 else cv2.COLOR_BGR2GRAY
    return np.asarray(cv2.cvtColor(page, code), np.uint8)


def bgr(page: Picture) -> Picture:
    """The picture as height × width × 3 of blue, green, red."""
    if page.ndim == 2:
        return np.asarray(cv2.cvtColor(page, cv2.COLOR_GRAY2BGR), np.uint8)
    if page.shape[2] == 4:
        return np.asarray(cv2.cvtColor(page, cv2.COLOR_BGRA2BGR), np.uint8)
    return page


def reduced(page: Picture, scale: float) -> Picture:
    """The picture made smaller (scale < 1), without losing thin strokes."""
    height, width = page.shape[:2]
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    return np.asarray(cv2.resize(page, size, interpolation=cv2.INTER_AREA), np.uint8)


def paper(page: Picture) -> tuple[float, ...]:
    """The commonest color along the edges, for what is added around a picture."""
    edges = (page[0], page[-1], page[:, 0], page[:, -1])
    channels = 1 if page.ndim == 2 else page.shape[2]
    values = np.concatenate([edge.reshape(-1, channels) for edge in edges])
    return tuple(float(value) for value in np.median(values, axis=0))
