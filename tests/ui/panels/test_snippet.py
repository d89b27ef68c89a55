"""The picture of a value whose print leans stands straight above the value."""

import math

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from reviewer.domain.geometry import bounds
from reviewer.ui.panels.snippet import print_lean, upright

SIZE = (800, 600)


def frame(degrees: float, width: float = 400, height: float = 30):
    """A frame that leans, in the middle of the page."""
    sine, cosine = math.sin(math.radians(degrees)), math.cos(math.radians(degrees))
    corners = ((-width / 2, -height / 2), (width / 2, -height / 2), (width / 2, height / 2), (-width / 2, height / 2))
    return tuple(((400 + x * cosine - y * sine) / SIZE[0], (300 + x * sine + y * cosine) / SIZE[1]) for x, y in corners)


def piece_of(polygon, degrees: float) -> QImage:
    """A page with a bar along the middle of the frame, cut to the bounds of the frame."""
    page = QImage(*SIZE, QImage.Format.Format_RGB32)
    page.fill(Qt.GlobalColor.white)
    painter = QPainter(page)
    painter.translate(400, 300)
    painter.rotate(degrees)
    painter.fillRect(-190, -4, 380, 8, Qt.GlobalColor.black)
    painter.end()
    box = bounds(polygon)
    left, top = round(box.left * SIZE[0]), round(box.top * SIZE[1])
    return page.copy(left, top, round(box.width * SIZE[0]), round(box.height * SIZE[1]))


def inked_rows(image: QImage) -> int:
    return sum(
        any(image.pixelColor(x, y).lightness() < 128 for x in range(0, image.width(), 3)) for y in range(image.height())
    )


@pytest.mark.parametrize("degrees", [0.0, 2.4, -5.0, 92.4, 178.0])
def test_print_that_leans_is_leveled(look, degrees):
    polygon = frame(degrees)
    cut = upright(polygon, piece_of(polygon, degrees), SIZE)
    assert inked_rows(cut.image) <= 11
    assert (round(cut.width), round(cut.height)) == (400, 30)


def test_frames_that_do_not_tell_how_print_leans_are_left_as_they_are(look):
    assert print_lean(frame(0.2), SIZE) == 0.0
    assert print_lean(frame(20.0), SIZE) == 0.0
    assert print_lean(frame(4.0, width=40), SIZE) == 0.0, "of a short word the corners say little"
    skewed = (*frame(4.0)[:2], *frame(0.0)[2:])
    assert print_lean(skewed, SIZE) == 0.0
    assert print_lean(frame(4.0)[:3], SIZE) == 0.0
