"""Pixels of a drawn page, on their way into shared memory or a small file."""

import io
from typing import Protocol

from PIL import Image

from reviewer.processes.memory import BYTES_PER_PIXEL

_STRIP_BYTES = 1 << 20


class Raster(Protocol):
    """A drawn page."""

    @property
    def width(self) -> int: ...
    @property
    def height(self) -> int: ...

    @property
    def stride(self) -> int:
        """Bytes from one row to the next, once copied."""

    def copy(self, target: memoryview) -> None:
        """Write it as BGRX, row after row."""

    def image(self) -> Image.Image:
        """It as a Pillow picture, RGB or L."""


class ImageRaster:
    """A Pillow picture of mode RGB or L."""

    def __init__(self, image: Image.Image) -> None:
        self._image = image
        self.width, self.height = image.size
        self.stride = self.width * BYTES_PER_PIXEL

    def copy(self, target: memoryview) -> None:
        rows = max(1, _STRIP_BYTES // self.stride)
        for top in range(0, self.height, rows):
            bottom = min(self.height, top + rows)
            strip = self._image.crop((0, top, self.width, bottom))
            colored = strip if strip.mode == "RGB" else strip.convert("RGB")
            target[top * self.stride : bottom * self.stride] = colored.tobytes("raw", "BGRX")

    def image(self) -> Image.Image:
        return self._image


def encoded(raster: Raster, form: str) -> bytes:
    """It as the bytes of a PNG or JPEG file.

    Args:
        raster: small; it is encoded in one go.
        form: ``png`` or ``jpeg``.
    """
    buffer = io.BytesIO()
    if form == "png":
        raster.image().save(buffer, "PNG")
    else:
        raster.image().save(buffer, "JPEG", quality=85)
    return buffer.getvalue()


def is_one_color(image: Image.Image) -> bool:
    """Whether a picture, RGB or L, shows nothing."""
    extrema = image.getextrema()
    bands = extrema if isinstance(extrema[0], tuple) else (extrema,)
    return all(low == high for low, high in bands)
