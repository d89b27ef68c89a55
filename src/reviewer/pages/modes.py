"""Every kind of Pillow picture as RGB or L, as a person would see it on white paper."""

import math
from collections.abc import Callable

from PIL import Image, ImageCms

_SHARED = ("L", "RGB")
_STRIP = 256
_WHITE = (255, 255, 255, 255)


def shown(image: Image.Image, *, white_is_zero: bool = False) -> Image.Image:
    """The picture as RGB or L, what is transparent on white.

    Args:
        image: loaded, of any mode.
        white_is_zero: the file counts from white, and Pillow did not turn that round (16-bit TIFF).
    """
    if _is_deep(image):
        return _from_deep(image, white_is_zero=white_is_zero)
    if image.mode in ("LA", "PA", "RGBA", "RGBa") or "transparency" in image.info:
        return _on_white(image)
    if image.mode in _SHARED:
        return image
    return _CONVERSIONS.get(image.mode, _to_rgb)(image)


def smaller(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """A large picture reduced to a size in pixels, a strip at a time: nothing else of it is ever in memory twice.

    It is as `shown` makes it, or still deep: how many bits are used is known at the end.
    """
    result: Image.Image | None = None
    for top in range(0, size[1], _STRIP):
        bottom = min(size[1], top + _STRIP)
        strip = _reduced_strip(image, top, bottom, size)
        if result is None:
            result = Image.new(strip.mode, size)
        result.paste(strip, (0, top))
    assert result is not None
    return result


def _reduced_strip(image: Image.Image, top: int, bottom: int, size: tuple[int, int]) -> Image.Image:
    """Rows `top` to `bottom` of the picture reduced to `size`."""
    scale = image.height / size[1]
    first, last = int(top * scale), min(image.height, math.ceil(bottom * scale))
    strip = image.crop((0, first, image.width, last))
    strip.info = image.info  # a transparent color stands there
    if strip.mode.startswith("I;"):
        strip = strip.convert("I")  # Pillow averages the bytes of "I;16B"
    if not _is_deep(strip):
        strip = shown(strip)
    box = (0.0, top * scale - first, float(image.width), min(bottom * scale - first, float(strip.height)))
    return strip.resize((size[0], bottom - top), Image.Resampling.BOX, box=box)


def _is_deep(image: Image.Image) -> bool:
    return image.mode.startswith("I") or image.mode == "F"


def _to_rgb(image: Image.Image) -> Image.Image:
    return image.convert("RGB")


def _to_grey(image: Image.Image) -> Image.Image:
    return image.convert("L")


def _from_lab(image: Image.Image) -> Image.Image:
    transform = ImageCms.buildTransform(ImageCms.createProfile("LAB"), ImageCms.createProfile("sRGB"), "LAB", "RGB")
    converted = ImageCms.applyTransform(image, transform)
    return image.convert("RGB") if converted is None else converted


_CONVERSIONS: dict[str, Callable[[Image.Image], Image.Image]] = {"1": _to_grey, "LAB": _from_lab}


def _on_white(image: Image.Image) -> Image.Image:
    grey = image.mode in ("L", "LA", "1")
    picture = image.convert("RGBA")
    paper = Image.new("RGBA", picture.size, _WHITE)
    paper.alpha_composite(picture)
    return paper.convert("L" if grey else "RGB")


def _from_deep(image: Image.Image, *, white_is_zero: bool) -> Image.Image:
    """16 bits a pixel and more as 8. Scanners store 10 or 12 bits in 16: the largest value tells how many are used."""
    floats = image.convert("F") if image.mode.startswith("I;16") else image
    low, high = _extrema(floats)
    if image.mode == "F":
        low, high = (0.0, 1.0) if low >= 0.0 and high <= 1.0 else (low, max(high, low + 1e-9))
    else:
        low, high = 0.0, float((1 << max(8, int(high).bit_length())) - 1)
    scale = 255.0 / (high - low)
    grey = floats.point(lambda value: value * scale - low * scale).convert("L")
    return Image.eval(grey, lambda value: 255 - value) if white_is_zero else grey


def _extrema(image: Image.Image) -> tuple[float, float]:
    low, high = image.getextrema()
    return float(low), float(high)  # type: ignore[arg-type]  # one band
