"""The picture of a value: cut from its page, cleaned, laid on the paper strip."""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap, QTransform

from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, Polygon, bounds
from reviewer.ui.panels.alignment import Alignment

PageImage = Callable[[int], QImage | None]
"""Gives the best picture of a page that is there, as the page frame is (unturned)."""

LINES = 4
_LONG, _ALIKE = 2.0, 0.5
_LEAST, _MOST = 0.4, 12.0
"""Degrees by which print leans that is leveled: less is not seen, more is not how a page is scanned."""


@dataclass(frozen=True)
class Cut:
    """One line of a value's picture.

    Attributes:
        image: pixels of the page, its print upright, cleaned.
        width, height: of the region in pixels of the page frame; the image may have fewer.
    """

    image: QImage
    width: float
    height: float


@dataclass(frozen=True)
class Strip:
    """The picture of a value as it is drawn, and how its text follows it.

    Attributes:
        pixmap: the picture on its paper.
        spacing: extra space after each letter of the text, logical pixels.
        places: left and right edge of each character in the picture, logical pixels; empty when they are not known.
        height: of the line that they stand in, from the top; 0 without them.
        over: by how much it is wider than its room: it is scrolled with the text.
    """

    pixmap: QPixmap
    spacing: tuple[float, ...] = ()
    places: tuple[tuple[float, float], ...] = ()
    height: float = 0.0
    over: int = 0


def cut(
    regions: tuple[Region, ...], page_image: PageImage, frame: Callable[[int], tuple[int, int] | None]
) -> tuple[Cut, ...]:
    """The pictures of a value's regions, one a line, at most four, each with its print upright.

    Args:
        regions: where the value stands.
        page_image: gives pictures of pages.
        frame: width and height of a page's frame in pixels.
    """
    cuts: list[Cut] = []
    for region in regions[:LINES]:
        image, size = page_image(region.page), frame(region.page)
        if image is not None and size is not None and not image.isNull():
            cuts.append(_cut(region.polygon, image, size))
    return tuple(cuts)


def _cut(polygon: Polygon, image: QImage, size: tuple[int, int]) -> Cut:
    return upright(polygon, image.copy(_pixels(bounds(polygon), image.size())), size)


def upright(polygon: Polygon, piece: QImage, size: tuple[int, int]) -> Cut:
    """The picture of a region, its print upright.

    Args:
        polygon: of the region.
        piece: pixels of exactly its bounds, as they stand on the page.
        size: of the page frame.
    """
    box = bounds(polygon)
    width, height = box.width * size[0], box.height * size[1]
    turn, lean = print_turn(polygon, size), print_lean(polygon, size)
    if lean and not piece.isNull():
        return _leveled(polygon, piece, size, turn + lean)
    if turn:
        piece = piece.transformed(QTransform().rotate(-turn))
    if turn % 180:
        width, height = height, width
    return Cut(cleaned(piece), width, height)


def _leveled(polygon: Polygon, piece: QImage, size: tuple[int, int], turn: float) -> Cut:
    """Print that leans, as it lies in its own frame: that stands in the middle of its bounds."""
    box = bounds(polygon)
    width, height = _sides(polygon, size)
    scale = piece.width() / max(1.0, box.width * size[0])
    smooth = Qt.TransformationMode.SmoothTransformation
    straight = piece.transformed(QTransform().rotate(-turn), smooth)
    own = QRect(0, 0, max(1, round(width * scale)), max(1, round(height * scale)))
    own.moveCenter(straight.rect().center())
    return Cut(cleaned(straight.copy(own.intersected(straight.rect()))), width, height)


def print_lean(polygon: Polygon, size: tuple[int, int]) -> float:
    """By how much print leans besides its quarter turns, in degrees; 0 where its frame does not tell that for sure."""
    if len(polygon) != 4:
        return 0.0
    width, height = _sides(polygon, size)
    if width < _LONG * height:  # of a short word the corners say little
        return 0.0
    turn = print_turn(polygon, size)
    upper, lower = ((_angle(polygon[a], polygon[b], size) - turn + 180) % 360 - 180 for a, b in ((0, 1), (3, 2)))
    told = abs(upper - lower) <= _ALIKE and _LEAST <= abs(upper) <= _MOST
    return (upper + lower) / 2 if told else 0.0


def _sides(polygon: Polygon, size: tuple[int, int]) -> tuple[float, float]:
    """Width and height of a frame, along its print."""
    (x1, y1), (x2, y2), (x3, y3), _ = polygon
    width = math.hypot((x2 - x1) * size[0], (y2 - y1) * size[1])
    return width, math.hypot((x3 - x2) * size[0], (y3 - y2) * size[1])


def _angle(start: tuple[float, float], end: tuple[float, float], size: tuple[int, int]) -> float:
    return math.degrees(math.atan2((end[1] - start[1]) * size[1], (end[0] - start[0]) * size[0]))


def print_turn(polygon: Polygon, size: tuple[int, int]) -> int:
    """By how many quarter turns the print stands turned on the page, in degrees: polygons begin at its own top left."""
    if len(polygon) != 4:
        return 0
    return round(_angle(polygon[0], polygon[1], size) / 90) * 90 % 360


def _pixels(box: Box, size: QSize) -> QRect:
    left, top = round(box.left * size.width()), round(box.top * size.height())
    right, bottom = round(box.right * size.width()), round(box.bottom * size.height())
    return QRect(left, top, max(1, right - left), max(1, bottom - top))


def cleaned(image: QImage) -> QImage:
    """Grey, with the paper white and the ink dark: faint print becomes readable, and shadows do not show."""
    if image.isNull():
        return image
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    flat = _without_shadow(grey).convertToFormat(QImage.Format.Format_Grayscale8)
    table = _table(_ink(flat))
    stretched = bytes(flat.constBits()).translate(table)
    return QImage(stretched, flat.width(), flat.height(), flat.bytesPerLine(), flat.format()).copy()  # owns its pixels


def _without_shadow(grey: QImage) -> QImage:
    """The picture divided by its paper, which is the brightest around each place."""
    paper = _paper(grey)
    paper.invertPixels()
    flat = grey.convertToFormat(QImage.Format.Format_RGB32)
    painter = QPainter(flat)
    # Color dodge divides what is there by what is not in the source: by the paper, once that is inverted.
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_ColorDodge)
    painter.drawImage(0, 0, paper)
    painter.end()
    return flat


def _paper(grey: QImage) -> QImage:
    """The paper without its ink: a small copy, each pixel the brightest of its neighborhood, made large again."""
    height = 6
    width = max(4, round(grey.width() * height / max(1, grey.height())))
    small = _scaled(grey, width, height).convertToFormat(QImage.Format.Format_RGB32)
    across = _brightest(small, [(x, 0) for x in range(-4, 5)])
    return _scaled(_brightest(across, [(0, y) for y in (-4, -2, 0, 2, 4)]), grey.width(), grey.height())


def _brightest(image: QImage, offsets: Iterable[tuple[int, int]]) -> QImage:
    """Each pixel the brightest of those so far from it."""
    bright = image.copy()
    painter = QPainter(bright)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Lighten)
    for x, y in offsets:
        painter.drawImage(x, y, image)
    painter.end()
    return bright


def _scaled(image: QImage, width: int, height: int) -> QImage:
    return image.scaled(
        max(1, width), max(1, height), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )


def _ink(flat: QImage) -> int:
    """How dark the ink is, once the paper is white."""
    values = sorted(bytes(_scaled(flat, 96, 24).constBits()))
    return min(190, values[len(values) // 40])


@lru_cache(maxsize=256)
def _table(ink: int) -> bytes:
    """Ink to black, and what is nearly paper to white."""
    light = 232
    span = max(1, light - ink)
    return bytes(min(255, max(0, (value - ink) * 255 // span)) for value in range(256))


def compose(
    cuts: tuple[Cut, ...], places: tuple[Alignment, ...], line_height: float, size: QSize, ratio: float, paper: QColor
) -> QPixmap:
    """Lay the lines of a value on the paper strip, from the left edge down.

    Args:
        cuts: the lines.
        places: how each line is scaled and moved.
        line_height: height of one line, logical pixels.
        size: of the strip, logical pixels.
        ratio: device pixels per logical pixel.
        paper: colour of the strip; the pictures are multiplied onto it.
    """
    pixmap = QPixmap(QSize(round(size.width() * ratio), round(size.height() * ratio)))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(paper)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
    for number, (piece, place) in enumerate(zip(cuts, places, strict=True)):
        width, height = piece.width * place.scale, piece.height * place.scale
        top = number * line_height + (line_height - height) / 2
        painter.drawImage(QRectF(place.offset, top, width, height), _shrunk(piece.image, width * ratio, height * ratio))
    painter.end()
    return pixmap


def _shrunk(image: QImage, width: float, height: float) -> QImage:
    """Scaled well before it is drawn: a painter alone skips pixels when it makes a picture much smaller."""
    target = QSize(max(1, round(width)), max(1, round(height)))
    if image.width() <= target.width():
        return image
    return image.scaled(target, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
