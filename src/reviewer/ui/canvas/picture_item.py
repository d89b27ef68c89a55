"""Draws the page's picture: paper of the right size at once, then what there is of the picture."""

from itertools import pairwise

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from reviewer.ui.canvas.levels import chosen
from reviewer.ui.look.current import colors

_PAGE = QRectF(0, 0, 1, 1)
_EDGE = 0.004
_TONES = 48
_CORNERS = ((0, 0), (1, 0), (1, 1), (0, 1), (0, 0))


class PictureItem(QGraphicsItem):
    """The page frame from 0 to 1; the item above it makes it as large as the page and turns it.

    Attributes:
        dimmed: whether the dark theme draws it a little darker.
        tones: how bright the picture is, for `paper`; another object when the picture is another.
    """

    def __init__(self, parent: QGraphicsItem) -> None:
        super().__init__(parent)
        self._levels: tuple[QImage, ...] = ()
        self.tones = b""
        self.dimmed = True

    def show_levels(self, levels: tuple[QImage, ...]) -> None:
        """Draw these from now on; nothing is paper only."""
        self._levels = levels
        self.tones = _tones(levels[-1]) if levels else b""
        self.update()

    def paper(self, x: float, y: float) -> float:
        """How bright the picture is around a point of the page, 0..1; white where there is no picture."""
        if not self.tones:
            return 1.0
        column = min(_TONES - 1, max(0, int(x * _TONES)))
        row = min(_TONES - 1, max(0, int(y * _TONES)))
        return self.tones[row * _TONES + column] / 255

    def boundingRect(self) -> QRectF:
        return _PAGE.adjusted(-_EDGE, -_EDGE, _EDGE, _EDGE)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        table = colors()
        if self._levels:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(_PAGE, chosen(self._levels, _pixels_across(painter)))
        else:
            painter.fillRect(_PAGE, table.page_paper)
        if self.dimmed and table.page_dim:
            painter.fillRect(_PAGE, QColor.fromRgbF(0, 0, 0, table.page_dim))
        self._paint_edge(painter, table.dark)

    def _paint_edge(self, painter: QPainter, dark: bool) -> None:
        """A soft line around: paper and ground are not told apart by their colors alone."""
        pen = QPen(QColor(0, 0, 0, 150 if dark else 44), painter.device().devicePixelRatioF())
        pen.setCosmetic(True)
        painter.setPen(pen)
        painter.drawLines([QLineF(*a, *b) for a, b in pairwise(_CORNERS)])


def _pixels_across(painter: QPainter) -> float:
    """How many device pixels the unturned page is wide."""
    transform = painter.worldTransform()
    across = (transform.m11() ** 2 + transform.m12() ** 2) ** 0.5
    return float(across * painter.device().devicePixelRatioF())


def _tones(image: QImage) -> bytes:
    """The weakest channel of a small picture, row by row: yellow paper is as little white as gray paper is."""
    small = image.scaled(
        _TONES, _TONES, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    ).convertToFormat(QImage.Format.Format_RGB32)
    pixels = bytes(small.constBits())
    return bytes(min(pixels[at : at + 3]) for at in range(0, len(pixels), 4))
