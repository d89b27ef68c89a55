"""What a picture says of itself before it is decoded. Little of it can be believed."""

import math

import msgspec
from PIL import Image

from reviewer.pages import complaints
from reviewer.pages.frame import reduced
from reviewer.processes import limits

_ORIENTATION = 274


class Header(msgspec.Struct, frozen=True):
    """What a picture says of itself.

    Attributes:
        width, height: pixels of the file, upright.
        dpi: across; 0 when not known.
        turned: it is stored lying on its side.
    """

    width: int
    height: int
    dpi: float
    turned: bool

    @property
    def frame(self) -> tuple[int, int]:
        return reduced(self.width, self.height)

    @property
    def notices(self) -> tuple[str, ...]:
        pixels, left = self.width * self.height, math.prod(self.frame)
        if left >= pixels:
            return ()
        return (f"The picture has {pixels / 1e6:,.0f} Mpx and is shown at {left / 1e6:,.0f} Mpx.",)


def read_header(image: Image.Image) -> Header:
    if image.width * image.height > limits.DECODE_PIXELS:
        raise complaints.many_pixels()
    turned = orientation(image) > 4
    width, height = image.size[::-1] if turned else image.size
    return Header(width, round(height * _stretch(image)), _dpi(image), turned)


def orientation(image: Image.Image) -> int:
    """How the stored picture is to be turned. Pillow turns a TIFF itself; a PNG that has it at its end is left."""
    if image.format == "TIFF" or (image.format == "PNG" and "exif" not in image.info):
        return 1
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:  # damaged EXIF: the picture itself may be good
        return 1


def _dpi(image: Image.Image) -> float:
    """0 when it is not said, or not believable (scanners and cameras write 1 or 72 for "unknown")."""
    try:
        dpi = float(image.info["dpi"][0])
    except (KeyError, TypeError, ValueError, IndexError, ZeroDivisionError):
        return 0.0
    return dpi if 75 <= dpi <= 2400 else 0.0


def _stretch(image: Image.Image) -> float:
    """How much higher a fax is than its pixels: it has 204 dots per inch across and often 98 down."""
    if image.format != "TIFF" or image.mode != "1":
        return 1.0
    across, down = image.info.get("dpi", (1, 1))
    ratio = float(across) / float(down) if down else 1.0
    return ratio if 1.3 < ratio < 3 else 1.0
