import math

import pytest

from reviewer.domain.geometry import Box, bounds, turned
from reviewer.ui.canvas.transform import PageTransform

TURNS = (0, 90, 180, 270)
SKEWS = (0.0, 1.5, -12.0)
POINTS = ((0.0, 0.0), (1.0, 0.0), (0.25, 0.75), (0.333, 0.667), (1.0, 1.0))


@pytest.mark.parametrize("skew", SKEWS)
@pytest.mark.parametrize("rotation", TURNS)
@pytest.mark.parametrize("point", POINTS)
def test_there_and_back_is_the_same_place(rotation, point, skew):
    transform = PageTransform(2480, 3508, rotation, skew)

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


@pytest.mark.parametrize("rotation", TURNS)
@pytest.mark.parametrize("skew", SKEWS)
def test_a_straightened_page_fills_its_scene_and_keeps_its_lengths(rotation, skew):
    transform = PageTransform(800, 1000, rotation, skew)

    corners = transform.polygon_to_scene(Box(0, 0, 1, 1).polygon())

    around = bounds(corners)
    assert (around.left, around.top) == pytest.approx((0, 0), abs=1e-6)
    assert (around.right, around.bottom) == pytest.approx(transform.size)
    assert math.dist(corners[0], corners[1]) == pytest.approx(800)
    assert math.dist(corners[1], corners[2]) == pytest.approx(1000)


def test_print_that_leans_stands_straight():
    """Print that is turned clockwise by 2 degrees, on a page that is turned back by as much."""
    transform = PageTransform(800, 1000, skew=-2.0)
    start, end = (0.2, 0.3), (0.7, 0.3 + 0.5 * 800 / 1000 * math.tan(math.radians(2.0)))

    assert transform.to_scene(start)[1] == pytest.approx(transform.to_scene(end)[1])


def test_what_lies_beside_the_page_is_cut():
    assert PageTransform(800, 1000).box_to_page(Box(-100, -100, 1600, 500)) == Box(0.0, 0.0, 1.0, 0.5)
