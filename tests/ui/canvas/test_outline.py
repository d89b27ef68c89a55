import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from reviewer.domain.geometry import Box
from reviewer.ui.canvas.outline import GROWN, around, outline

PIXELS = QTransform.fromScale(1000, 1000)


def test_an_upright_region_is_a_rectangle_on_the_middle_of_pixels():
    shape = outline((Box(0.1002, 0.2, 0.3, 0.25).polygon(),), PIXELS, 1.0)

    assert isinstance(shape, QRectF)
    assert shape == QRectF(99.5, 199.5, 202.0, 52.0)


@pytest.mark.parametrize("scale", [1.0, 1.25, 1.5, 2.0])
def test_edges_fall_on_device_pixels(scale):
    shape = around(outline((Box(0.1234, 0.2345, 0.3456, 0.2567).polygon(),), PIXELS, scale))

    for edge in (shape.left(), shape.top(), shape.right(), shape.bottom()):
        assert (edge * scale) % 1 == pytest.approx(0.5)


def test_a_little_slant_is_drawn_upright_but_more_is_not():
    little = ((0.1, 0.1), (0.3, 0.102), (0.3, 0.132), (0.1, 0.13))
    more = ((0.1, 0.1), (0.3, 0.13), (0.3, 0.16), (0.1, 0.13))

    assert isinstance(outline((little,), PIXELS, 1.0), QRectF)
    assert not isinstance(outline((more,), PIXELS, 1.0), QRectF)


def test_lines_of_a_text_become_one_shape_with_steps():
    lines = (Box(0.1, 0.10, 0.5, 0.13).polygon(), Box(0.15, 0.14, 0.45, 0.17).polygon())

    shape = outline(lines, PIXELS, 1.0)

    assert len(shape.toSubpathPolygons()) == 1
    assert shape.contains(QPointF(300, 135))
    assert not shape.contains(QPointF(120, 160))


def test_lines_on_their_side_too():
    lines = (Box(0.10, 0.1, 0.13, 0.5).polygon(), Box(0.14, 0.15, 0.17, 0.45).polygon())

    assert len(outline(lines, PIXELS, 1.0).toSubpathPolygons()) == 1


def test_regions_far_apart_stay_apart():
    two = (Box(0.1, 0.1, 0.3, 0.13).polygon(), Box(0.1, 0.4, 0.3, 0.43).polygon())

    assert len(outline(two, PIXELS, 1.0).toSubpathPolygons()) == 2


def test_any_number_of_points():
    triangle = ((0.1, 0.1), (0.5, 0.1), (0.3, 0.4))

    shape = outline((triangle,), PIXELS, 1.0)

    assert shape.contains(QPointF(300, 200))
    assert not shape.contains(QPointF(110, 300))


def test_the_line_keeps_off_the_print():
    assert around(outline((Box(0.1, 0.1, 0.2, 0.2).polygon(),), PIXELS, 1.0)).left() <= 100 - GROWN + 0.5
