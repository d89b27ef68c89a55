"""Polygons as fractions of the page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reviewer.domain.geometry import Box, bounds, bounds_of, clamped, contains, rotated_about, seen_in, turned

WORD = ((0.1, 0.2), (0.4, 0.2), (0.4, 0.3), (0.1, 0.3))
fractions = st.floats(0, 1)
polygons = st.lists(st.tuples(fractions, fractions), min_size=3, max_size=6).map(tuple)


@pytest.mark.parametrize(
    ("degrees", "box"),
    [
        (0, Box(0.1, 0.2, 0.4, 0.3)),
        (90, Box(0.7, 0.1, 0.8, 0.4)),
        (180, Box(0.6, 0.7, 0.9, 0.8)),
        (270, Box(0.2, 0.6, 0.3, 0.9)),
        (-90, Box(0.2, 0.6, 0.3, 0.9)),
        (450, Box(0.7, 0.1, 0.8, 0.4)),
    ],
)
def test_a_turned_polygon_stands_where_the_page_turned_it(degrees, box):
    found = turned(WORD, degrees)

    for got, want in zip(bounds(found).polygon(), box.polygon(), strict=True):
        assert got == pytest.approx(want)
    assert found[0] == pytest.approx((box.left, box.top))
    assert found[2] == pytest.approx((box.right, box.bottom))


@given(polygons, st.sampled_from([0, 90, 180, 270]))
def test_turning_back_gives_the_polygon_again(polygon, degrees):
    for got, want in zip(turned(turned(polygon, degrees), -degrees), polygon, strict=True):
        assert got == pytest.approx(want)


@given(polygons)
def test_four_quarter_turns_are_none(polygon):
    found = polygon
    for _ in range(4):
        found = turned(found, 90)
    for got, want in zip(found, polygon, strict=True):
        assert got == pytest.approx(want)


def test_a_point_turned_clockwise_goes_from_the_right_to_below():
    assert rotated_about((1.0, 0.0), (0.0, 0.0), 90) == pytest.approx((0.0, 1.0))


def test_boxes():
    box = Box(0.1, 0.2, 0.4, 0.6)

    assert bounds(box.polygon()) == box
    assert (box.width, box.height, box.area) == pytest.approx((0.3, 0.4, 0.12))
    assert box.center == pytest.approx((0.25, 0.4))
    assert box.joined(Box(0, 0.3, 0.2, 0.9)) == Box(0, 0.2, 0.4, 0.9)
    assert box.grown(0.5, 1) == Box(-0.4, -0.8, 0.9, 1.6)
    assert box.overlap(Box(0.3, 0.5, 1, 1)) == pytest.approx(0.01)
    assert box.overlap(Box(0.5, 0.7, 1, 1)) == 0
    assert Box(0.4, 0, 0.1, 1).area == 0


def test_the_bounds_of_several_polygons_hold_all():
    assert bounds_of([WORD, ((0.0, 0.5), (0.2, 0.5), (0.2, 0.9))]) == Box(0.0, 0.2, 0.4, 0.9)


@given(st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2)), max_size=5).map(tuple))
def test_clamped_polygons_are_on_the_page(polygon):
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in clamped(polygon))


def test_a_point_is_in_a_polygon_or_not():
    corner = ((0, 0), (4, 0), (4, 1), (1, 1), (1, 4), (0, 4))

    assert contains(corner, (0.5, 3))
    assert contains(corner, (3, 0.5))
    assert not contains(corner, (3, 3))
    assert not contains((), (0, 0))


areas = st.tuples(st.floats(0, 0.4), st.floats(0, 0.4), st.floats(0.6, 1), st.floats(0.6, 1)).map(
    lambda four: Box(*four)
)


@given(areas, areas)
def test_a_box_within_another_is_where_it_is_seen_from_there(inner, outer):
    placed = inner.within(outer)

    for got, want in zip(seen_in(placed.polygon(), outer), inner.polygon(), strict=True):
        assert got == pytest.approx(want)


def test_an_area_of_an_area():
    assert Box(0.5, 0.0, 1.0, 0.5).within(Box(0.5, 0.5, 1.0, 1.0)) == Box(0.75, 0.5, 1.0, 0.75)


def test_what_reaches_out_of_an_area_ends_at_its_edge():
    found = bounds(seen_in(WORD, Box(0.2, 0.0, 0.6, 0.5)))

    assert (found.left, found.top, found.right, found.bottom) == pytest.approx((0.0, 0.4, 0.5, 0.6))


def test_of_two_areas_that_touch_one_holds_a_point_between():
    left, right = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)

    assert [area.holds((0.5, 0.5)) for area in (left, right)] == [False, True]
