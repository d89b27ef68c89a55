"""Dotted frames."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from reviewer.ui.canvas.dots import draw_dotted
from reviewer.ui.look import lines
from reviewer.ui.look.lines import Line
from reviewer.ui.look.tokens import LIGHT


def drawn(rect: QRectF, scale: float) -> QImage:
    image = QImage(round(200 * scale), round(100 * scale), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(scale)
    image.fill(QColor("white"))
    painter = QPainter(image)
    draw_dotted(painter, lines.pens(Line.DOUBTFUL, LIGHT, scale)[0], [rect])
    painter.end()
    return image


def dark(image: QImage, at: QPointF) -> bool:
    return image.pixelColor((at * image.devicePixelRatio()).toPoint()).lightness() < 160


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize(("width", "height"), [(90, 30), (93, 33), (95, 35), (8, 8)])
def test_every_corner_has_a_dot_and_none_stands_beside_the_edges(look, scale, width, height):
    middle = 0.5 / scale
    rect = QRectF(20 + middle, 20 + middle, width, height)
    image = drawn(rect, scale)

    for corner in (rect.topLeft(), rect.topRight(), rect.bottomLeft(), rect.bottomRight()):
        assert dark(image, corner - QPointF(middle, middle))
    inside = rect.adjusted(3, 3, -3, -3)
    outside = rect.adjusted(-3, -3, 3, 3)
    for x in range(0, 200):
        for y in range(0, 100):
            here = QPointF(x, y)
            if inside.contains(here) or not outside.contains(here):
                assert not dark(image, here)


def test_dots_and_gaps_take_turns(look):
    image = drawn(QRectF(20.5, 20.5, 90, 30), 1.0)

    row = [dark(image, QPointF(x, 20)) for x in range(20, 112)]
    dots = sum(now and not before for before, now in pairwise([False, *row]))
    assert dots == 16
