import pytest

from reviewer.domain.geometry import Box, turned
from reviewer.ui.canvas.transform import PageTransform

TURNS = (0, 90, 180, 270)
POINTS = ((0.0, 0.0), (1.0, 0.0), (0.25, 0.75), (0.333, 0.667), (1.0, 1.0))


@pytest.mark.parametrize("rotation", TURNS)
@pytest.mark.parametrize("point", POINTS)
def test_there_and_back_is_the_same_place(rotation, point):
    transform = PageTransform(2480, 3508, rotation)

    x, y = transform.to_page(transform.to_scene(point))

    assert abs(x - point[0]) * 2480 < 0.5
    assert abs(y - point[1]) * 3508 < 0.5


@pytest.mark.parametrize("rotation", TURNS)
@pytest.mark.parametrize("place", [(0.0, 0.0), (123.0, 456.0), (799.0, 999.0)])
def test_back_and_there_is_the_same_pixel(rotation, place):
    transform = PageTransform(1000, 800, rotation)

    x, y = transform.to_scene(transform.to_page(place))

    assert (x, y) == (pytest.approx(place[0], abs=0.5), pytest.approx(place[1], abs=0.5))


@pytest.mark.parametrize("rotation", TURNS)
def test_the_scene_is_the_turned_page(rotation):
    transform = PageTransform(800, 1000, rotation)
    polygon = Box(0.1, 0.2, 0.3, 0.25).polygon()
    width, height = transform.size

    shown = sorted(transform.polygon_to_scene(polygon))

    expected = sorted((x * width, y * height) for x, y in turned(polygon, rotation))
    assert [pytest.approx(point) for point in expected] == shown


def test_a_clockwise_turn_brings_the_left_edge_up():
    transform = PageTransform(800, 1000, 90)

    assert transform.size == (1000, 800)
    assert transform.to_scene((0.0, 1.0)) == (0.0, 0.0)
    assert transform.to_scene((0.0, 0.0)) == (1000.0, 0.0)


@pytest.mark.parametrize("rotation", TURNS)
def test_boxes_stay_upright(rotation):
    transform = PageTransform(800, 1000, rotation)
    box = Box(0.1, 0.2, 0.3, 0.25)

    back = transform.box_to_page(transform.box_to_scene(box))

    assert [back.left, back.top, back.right, back.bottom] == pytest.approx([0.1, 0.2, 0.3, 0.25])


def test_what_lies_beside_the_page_is_cut():
    assert PageTransform(800, 1000).box_to_page(Box(-100, -100, 1600, 500)) == Box(0.0, 0.0, 1.0, 0.5)
