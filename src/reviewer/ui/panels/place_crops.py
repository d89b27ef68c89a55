"""Small pictures of places, with a little of what is around them."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap, QTransform

from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.look.current import colors
from reviewer.ui.panels.snippet import cleaned, print_turn

_INK: Final = 0.5
"""Of the picture's height, for the print: the rest is what stands above and below."""
_MOST: Final = 60


class PlaceCrops:
    """Made when they are painted, and kept while the list is there.

    Args:
        pictures: of the pages.
    """

    def __init__(self, pictures: Pictures) -> None:
        self._pictures = pictures
        self._made: dict[tuple[object, ...], QPixmap] = {}

    def clear(self) -> None:
        """Forget them: other places are listed, or there are better pictures."""
        self._made.clear()

    def crop(self, region: Region, size: QSize, ratio: float) -> QPixmap | None:
        """The picture of a place, or None while its page is not there.

        Args:
            region: the place.
            size: of the picture, logical pixels.
            ratio: device pixels a logical pixel.
        """
        key = (region, size.width(), size.height(), ratio, colors().name)
        if key not in self._made:
            image, frame = self._pictures.picture(region.page), self._pictures.size(region.page)
            if image is None or frame is None or image.isNull() or not region.polygon:
                return None
            if len(self._made) > _MOST:
                self._made.clear()
            self._made[key] = _crop(region, image, frame, size, ratio)
        return self._made[key]


def _crop(region: Region, image: QImage, frame: tuple[int, int], size: QSize, ratio: float) -> QPixmap:
    turn = print_turn(region.polygon, frame)
    place = bounds(region.polygon)
    if turn % 180:
        upright = Box(place.top * frame[1], place.left * frame[0], place.bottom * frame[1], place.right * frame[0])
    else:
        upright = Box(place.left * frame[0], place.top * frame[1], place.right * frame[0], place.bottom * frame[1])
    cut = image.copy(_pixels(_around(region, frame, upright, size, turn), frame, image.size()))
    if turn:
        cut = cut.transformed(QTransform().rotate(-turn))
    pixmap = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(colors().paper_strip)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    scaled = cleaned(cut).scaled(
        pixmap.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    width, height = scaled.width() / ratio, scaled.height() / ratio
    painter.drawImage(QRectF((size.width() - width) / 2, (size.height() - height) / 2, width, height), scaled)
    painter.end()
    return pixmap


def _around(region: Region, frame: tuple[int, int], upright: Box, size: QSize, turn: int) -> Box:
    """The part of the page to show, in pixels of its frame: with the picture's shape, around the place."""
    long, short = max(1.0, upright.width), max(1.0, upright.height)
    height = max(short / _INK, (long + short) * size.height() / size.width())
    width = height * size.width() / size.height()
    place = bounds(region.polygon)
    center = (place.center[0] * frame[0], place.center[1] * frame[1])
    across, down = (height, width) if turn % 180 else (width, height)
    return Box(center[0] - across / 2, center[1] - down / 2, center[0] + across / 2, center[1] + down / 2)


def _pixels(box: Box, frame: tuple[int, int], image: QSize) -> QRect:
    """A part of the page frame in pixels of a picture of it; what lies beyond the picture stays out of it."""
    across, down = image.width() / frame[0], image.height() / frame[1]
    left, top = max(0, round(box.left * across)), max(0, round(box.top * down))
    right, bottom = min(image.width(), round(box.right * across)), min(image.height(), round(box.bottom * down))
    return QRect(left, top, max(1, right - left), max(1, bottom - top))
