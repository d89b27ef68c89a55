"""Pages as picture files that are no larger than they may be."""

import io
import math

import msgspec
from PIL import Image

from reviewer.errors import TooLarge
from reviewer.jobs import Report, silent
from reviewer.processes import limits

_QUALITIES = (92, 80)
"""Of JPEG: the second one saves half of the bytes, and OCR reads no less."""
_LEAST = 16
_STEP = 0.85


_LOSSLESS = frozenset({"image/png", "image/gif", "image/bmp", "image/tiff", "image/x-portable-anymap"})


def form_of(media_type: str) -> str:
    """As which kind of picture a page of such a file is kept, ``png`` or ``jpeg``: what had no loss gets none."""
    return "png" if media_type in _LOSSLESS else "jpeg"


class Encoded(msgspec.Struct, frozen=True):
    """A picture file, and its width and height in pixels."""

    data: bytes
    size: tuple[int, int]


def fitted(image: Image.Image, form: str, most: int = 0, report: Report = silent) -> Encoded:
    """A picture as a file: as it is when that fits, else reduced until it does; never enlarged.

    Args:
        image: RGB or L. Only its pixels come into the file, nothing that the original says of itself.
        form: ``png`` or ``jpeg``.
        most: bytes; 0 is any number.
        report: called before each try: a large one takes a second.

    Raises:
        TooLarge: there is no picture so small.
    """
    most = most or limits.FILE_BYTES
    while True:
        for quality in _QUALITIES if form == "jpeg" else (0,):
            report(0.0, "")
            data = _bytes(image, form, quality)
            if len(data) <= most:
                return Encoded(data, image.size)
        scale = min(_STEP, math.sqrt(most / len(data)) * 0.97)
        size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
        if max(size) < _LEAST:
            raise TooLarge("This page does not fit into so small a file.", "Choose a larger limit.")
        image = image.resize(size, Image.Resampling.BOX)


def _bytes(image: Image.Image, form: str, quality: int) -> bytes:
    plain = image.copy()
    plain.info = {}  # whatever a picture brings along stays here
    buffer = io.BytesIO()
    if form == "png":
        plain.save(buffer, "PNG", compress_level=4)
    else:
        plain.save(buffer, "JPEG", quality=quality, subsampling=0)
    return buffer.getvalue()
