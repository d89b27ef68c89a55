"""A page's pixels at full, half, quarter … size, so that it is drawn fast and smooth at every zoom.

PySide holds Python's lock while Qt works on an image. So everything here goes band by band and lets the window's
thread in between: one call over a whole page would stall it for 30 to 80 ms.
"""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from reviewer.errors import TooLarge, UnreadableFile

Breathe = Callable[[], None]
"""Called between two bands: lets other threads run, and raises `Cancelled` when the work is no longer wanted."""

_BAND: Final = 128
_LEAST_SIDE: Final = 400
_LARGEST_SIDE: Final = 32_767
_FORMAT: Final = QImage.Format.Format_RGB32


def copied(pixels: memoryview, width: int, height: int, stride: int, breathe: Breathe) -> QImage:
    """An image of its own from shared memory, which a child may still write to.

    Raises:
        UnreadableFile: the numbers do not fit the memory.
        TooLarge: no memory for it.
    """
    fits = 0 < width <= _LARGEST_SIDE and 0 < height <= _LARGEST_SIDE and stride >= 4 * width
    if not fits or len(pixels) < stride * (height - 1) + 4 * width:
        raise UnreadableFile("This page cannot be shown.", "Open it with another program, or reject it.")
    image = _empty(width, height)
    row, target = 4 * width, memoryview(image.bits())
    for top in range(0, height, _BAND):
        bottom = min(height, top + _BAND)
        if stride == row:
            target[top * row : bottom * row] = pixels[top * row : bottom * row]
        else:
            for y in range(top, bottom):
                target[y * row : (y + 1) * row] = pixels[y * stride : y * stride + row]
        breathe()
    _fill_up(image)
    return image


def levels(image: QImage, breathe: Breathe) -> tuple[QImage, ...]:
    """The image and its halves, largest first."""
    made = [image]
    while max(made[-1].width(), made[-1].height()) > 2 * _LEAST_SIDE and min(made[-1].width(), made[-1].height()) > 2:
        made.append(_halved(made[-1], breathe))
    return tuple(made)


def chosen(made: tuple[QImage, ...], width: float) -> QImage:
    """The smallest level that has at least `width` pixels across, or the largest."""
    return next((image for image in reversed(made) if image.width() >= width), made[0])


def mapped(image: QImage, table: bytes, breathe: Breathe) -> QImage:
    """A copy in which each tone became another one.

    Args:
        image: in the format of levels.
        table: 256 bytes, what becomes of each tone of each channel. What becomes of the fourth byte does not
            matter: it says nothing in this format.
        breathe: called between bands.
    """
    made = _empty(image.width(), image.height())
    source, target = memoryview(image.constBits()), memoryview(made.bits())
    row = image.bytesPerLine()
    for top in range(0, image.height(), _BAND):
        band = slice(top * row, min(image.height(), top + _BAND) * row)
        target[band] = bytes(source[band]).translate(table)
        breathe()
    _fill_up(made)
    return made


def tones(image: QImage) -> tuple[float, float]:
    """How dark the ink and how bright the paper of a picture is, 0..1 each."""
    small = image.scaled(256, 256, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
    counts = [0] * 256
    for value in bytes(_packed(small.convertToFormat(QImage.Format.Format_Grayscale8))):
        counts[value] += 1
    ink, paper = _share(counts, 0.01), _share(counts, 0.55)
    white = max(0.35, paper / 255 - 0.02)
    return min(ink / 255, white - 0.25), white


def size_of(made: tuple[QImage, ...]) -> int:
    """Bytes that levels take."""
    return sum(image.sizeInBytes() for image in made)


def _halved(image: QImage, breathe: Breathe) -> QImage:
    width, height = image.width() // 2, image.height() // 2
    made = _empty(width, height)
    row, source_row = 4 * width, image.bytesPerLine()
    source, target = memoryview(image.constBits()), memoryview(made.bits())
    for top in range(0, height, _BAND):
        rows = min(_BAND, height - top)
        band = QImage(source[2 * top * source_row :], image.width(), 2 * rows, source_row, _FORMAT)
        small = band.scaled(
            width, rows, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
        )
        if small.format() != _FORMAT:
            small = small.convertToFormat(_FORMAT)
        target[top * row : (top + rows) * row] = small.constBits()[: rows * row]
        breathe()
    return made


def _fill_up(image: QImage) -> None:
    """Set the unused byte of each pixel. Painted on a surface that may be seen through, it would let things through.

    All in one go: it takes 2 ms.
    """
    image.reinterpretAsFormat(QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Plus)
    painter.fillRect(image.rect(), QColor(0, 0, 0, 255))
    painter.end()
    image.reinterpretAsFormat(_FORMAT)


def _empty(width: int, height: int) -> QImage:
    image = QImage(width, height, _FORMAT)
    if image.isNull():
        raise TooLarge("There is not enough memory to show this page.", "Close other programs and try again.")
    return image


def _packed(gray: QImage) -> bytes:
    """The bytes of a gray picture without those that fill its rows up."""
    bits, stride, width = gray.constBits(), gray.bytesPerLine(), gray.width()
    return b"".join(bytes(bits[y * stride : y * stride + width]) for y in range(gray.height()))


def _share(counts: list[int], share: float) -> int:
    """The value below which a share of all pixels lies."""
    left = sum(counts) * share
    for value, count in enumerate(counts):
        left -= count
        if left <= 0:
            return value
    return 255
