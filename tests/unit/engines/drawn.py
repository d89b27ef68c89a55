"""Pages drawn for tests, with the font that is inside Pillow."""

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

RECEIPT = (
    "GREEN VALLEY STORE",
    "12 Harbour Street, Port Alma",
    "Date 14/03/2024   Till 7",
    "Brown bread loaf   2.40",
    "Apple juice bottle   3.15",
    "Washing powder large   8.99",
    "Total to be paid   14.54",
    "Thank you for your visit",
)


def page(lines: tuple[str, ...] = RECEIPT, size: int = 34, width: int = 760) -> NDArray[np.uint8]:
    """Dark text on white, height × width × 3."""
    step = round(size * 1.7)
    picture = Image.new("RGB", (width, step * (len(lines) + 1)), "white")
    draw = ImageDraw.Draw(picture)
    for number, line in enumerate(lines):
        draw.text((size, size // 2 + number * step), line, "black", ImageFont.load_default(size))
    return np.asarray(picture)[:, :, ::-1].copy()


def turned(picture: NDArray[np.uint8], degrees: int) -> NDArray[np.uint8]:
    """The picture turned clockwise by a multiple of 90 degrees."""
    return np.ascontiguousarray(np.rot90(picture, -degrees // 90))


def skewed(picture: NDArray[np.uint8], degrees: float) -> NDArray[np.uint8]:
    """The picture turned clockwise by any angle, in a larger frame."""
    height, width = picture.shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1.0)
    wide, high = (round(side + 0.2 * max(height, width)) for side in (width, height))
    matrix[:, 2] += np.array(((wide - width) / 2, (high - height) / 2))
    return np.asarray(cv2.warpAffine(picture, matrix, (wide, high), borderValue=(255, 255, 255)), np.uint8)
