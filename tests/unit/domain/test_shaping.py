"""Polygons as a hand changes them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain import shaping
from reviewer.domain.geometry import Box, bounds

SIZE = (1000.0, 2000.0)
BOX = Box(0.2, 0.3, 0.4, 0.35).polygon()
SLANTED = ((0.2, 0.3), (0.4, 0.32), (0.39, 0.36), (0.19, 0.34))


def near(polygon, other):
    return polygon == tuple(pytest.approx(point) for point in other)


def test_a_region_is_moved_no_further_than_to_the_edge_and_keeps_its_form():
    moved = shaping.moved(BOX, (0.9, -0.9))

    assert near(moved, Box(0.8, 0.0, 1.0, 0.05).polygon())


def test_a_corner_of_a_rectangle_takes_its_neighbors_along():
    assert near(shaping.corner_moved(BOX, 2, (0.5, 0.4), SIZE), Box(0.2, 0.3, 0.5, 0.4).polygon())


def test_a_corner_moved_freely_or_of_another_form_moves_alone():
    assert shaping.corner_moved(BOX, 2, (0.5, 0.4), SIZE, free=True) == (*BOX[:2], (0.5, 0.4), BOX[3])
    assert shaping.corner_moved(SLANTED, 0, (0.1, 0.1), SIZE) == ((0.1, 0.1), *SLANTED[1:])


def test_a_corner_stays_on_the_page():
    assert bounds(shaping.corner_moved(BOX, 2, (1.5, 7.0), SIZE)) == Box(0.2, 0.3, 1.0, 1.0)


@pytest.mark.parametrize(("side", "expected"), [(0, Box(0.2, 0.25, 0.4, 0.35)), (1, Box(0.2, 0.3, 0.5, 0.35))])
def test_a_side_of_a_rectangle_moves_across_itself(side, expected):
    assert near(shaping.side_moved(BOX, side, (0.1, -0.05), SIZE), expected.polygon())


def test_a_side_of_another_form_moves_as_it_is_pulled():
    moved = shaping.side_moved(SLANTED, 1, (0.1, 0.0), SIZE)

    assert near(moved, ((0.2, 0.3), (0.5, 0.32), (0.49, 0.36), (0.19, 0.34)))


def test_a_corner_is_added_halfway_or_where_it_is_wanted():
    assert near(shaping.corner_added(BOX, 0), (BOX[0], (0.3, 0.3), *BOX[1:]))
    assert near(shaping.corner_added(BOX, 3), (*BOX, (0.2, 0.325)))
    assert shaping.corner_added(BOX, 0, (0.25, 0.3))[1] == (0.25, 0.3)


def test_without_its_first_corner_a_region_begins_at_the_nearer_neighbor():
    five = shaping.corner_added(BOX, 3, (0.2, 0.31))

    assert shaping.corner_removed(five, 0)[0] == (0.2, 0.31)
    assert shaping.corner_removed(five, 2)[0] == BOX[0]


def test_turning_there_and_back_leads_back():
    there = shaping.turned_by(SLANTED, 30, SIZE)

    assert not near(there, SLANTED)
    assert near(shaping.turned_by(there, -30, SIZE), SLANTED)


def test_turning_keeps_right_angles_on_a_page_that_is_not_square():
    quarter = shaping.turned_by(Box(0.4, 0.4, 0.6, 0.45).polygon(), 90, SIZE)

    box = bounds(quarter)
    assert (box.width * SIZE[0], box.height * SIZE[1]) == pytest.approx((100, 200))
    assert quarter[0] == pytest.approx((box.right, box.top)), "the top left of the print is at the right now"


def test_what_turns_at_the_edge_stays_on_the_page():
    turned = shaping.turned_by(Box(0.0, 0.0, 0.4, 0.02).polygon(), 45, SIZE)

    assert bounds(turned).left >= 0
    assert bounds(turned).top >= 0


def test_growing_and_shrinking():
    assert near(shaping.grown_by(BOX, (0.1, 0.1)), Box(0.1, 0.2, 0.5, 0.45).polygon())
    assert near(shaping.grown_by(BOX, (-0.05, 0.0)), Box(0.25, 0.3, 0.35, 0.35).polygon())


BOW = ((0.2, 0.3), (0.4, 0.35), (0.4, 0.3), (0.2, 0.35))
SPIKE = ((0.2, 0.3), (0.4, 0.3), (0.3, 0.3), (0.3, 0.4))


@pytest.mark.parametrize(
    "polygon",
    [
        BOW,
        SPIKE,
        BOX[:2],
        Box(0.2, 0.3, 0.2005, 0.35).polygon(),
        tuple(reversed(BOX)),
        Box(-0.1, 0.3, 0.4, 0.35).polygon(),
        ((0.1, 0.1), (0.5, 0.5), (0.9, 0.9)),
        (*BOX, BOX[3]),
    ],
    ids=["crossed", "spike", "line", "thin", "the wrong way round", "off the page", "flat", "twice"],
)
def test_what_cannot_be_a_region(polygon):
    assert not shaping.sound(polygon, SIZE)


@pytest.mark.parametrize("polygon", [BOX, SLANTED, shaping.corner_added(BOX, 0), Box(0, 0, 1, 1).polygon()])
def test_what_can_be_one(polygon):
    assert shaping.sound(polygon, SIZE)


def test_clockwise_keeps_the_first_corner():
    assert shaping.clockwise((BOX[0], BOX[3], BOX[2], BOX[1])) == BOX
    assert shaping.clockwise(BOX) == BOX


def test_the_nearest_side():
    number, on, distance = shaping.nearest_side(BOX, (0.3, 0.29), SIZE)

    assert (number, on, distance) == (0, pytest.approx((0.3, 0.3)), pytest.approx(20))


_fractions = st.floats(-0.5, 1.5)


@given(st.integers(0, 3), _fractions, _fractions)
def test_a_rectangle_stays_one_wherever_its_corner_goes(number, x, y):
    moved = shaping.corner_moved(BOX, number, (x, y), SIZE)

    if shaping.sound(moved, SIZE):
        assert shaping.upright(moved, SIZE)
