"""Polygons and plain values of answers, read without trust."""

import math

import pytest

from reviewer.domain.geometry import bounds
from reviewer.providers._json import number, share, text, whole
from reviewer.providers._places import fractions, points, polygons, scaled
from reviewer.providers._texts import Piece, page_text

SQUARE = [[0, 0], [10, 0], [10, 10], [0, 10]]


@pytest.mark.parametrize("value", [None, {}, "x", 5, [], [[]], [[1]], [[1, 2]], [SQUARE[:2]], [["a", "b"]] * 4, [None]])
def test_what_is_no_polygon_is_none(value):
    assert polygons(value) == []


def test_one_polygon_and_a_list_of_them():
    assert polygons(SQUARE) == polygons([SQUARE]) == [[(0, 0), (10, 0), (10, 10), (0, 10)]]
    assert len(polygons([None, SQUARE, [], SQUARE])) == 2


@pytest.mark.parametrize("turn", range(4))
@pytest.mark.parametrize("backwards", [False, True])
def test_polygons_run_clockwise_from_their_top_left(turn, backwards):
    given = [(x, y) for x, y in SQUARE[turn:] + SQUARE[:turn]]
    found = scaled(given[::-1] if backwards else given, 10, 10)
    assert found == ((0, 0), (1, 0), (1, 1), (0, 1))


@pytest.mark.parametrize(("width", "height"), [(0, 10), (10, 0), (-1, 10)])
def test_without_a_size_there_is_no_place(width, height):
    assert scaled(SQUARE, width, height) is None


@pytest.mark.parametrize(
    "found",
    [None, [(0.1, 0.1)] * 4, [(0.1, 0.1), (0.5, 0.1), (0.9, 0.1)], [(0, 0), (300, 0), (300, 9)], [(1e308, 0)] * 3],
)
def test_what_cannot_be_shown_is_no_place(found):
    assert fractions(found) is None


def test_a_place_a_little_outside_stays():
    assert fractions([(-0.1, 0.5), (1.2, 0.5), (1.2, 0.6), (-0.1, 0.6)]) is not None


def test_of_very_many_points_the_rectangle_is_kept():
    circle = [(0.5 + 0.4 * math.cos(at / 100), 0.5 + 0.4 * math.sin(at / 100)) for at in range(629)]
    found = fractions(circle)
    assert len(found) == 4
    assert bounds(found).left == pytest.approx(0.1, abs=1e-3)


def test_points_that_are_none_are_left_out():
    assert points([[0, 0], [1, None], [1, 0, 9], ["x"], [1, 1]]) == [(0, 0), (1, 0), (1, 1)]


@pytest.mark.parametrize(
    ("value", "said"),
    [("a", "a"), (None, ""), (True, "true"), (5, "5"), (5.0, "5"), (0.25, "0.25"), ([], ""), ({}, "")],
)
def test_texts(value, said):
    assert text(value) == said


def test_a_number_that_python_would_not_write_is_no_text():
    assert text(10**5_000) == ""


@pytest.mark.parametrize(
    ("value", "found"), [(True, None), ("1", None), (10**400, None), (float("inf"), None), (2, 2.0), (0.5, 0.5)]
)
def test_numbers(value, found):
    assert number(value) == found


def test_whole_numbers():
    assert (whole(2.0), whole(2.5), whole(False)) == (2, None, None)


@pytest.mark.parametrize(
    ("value", "of", "found"),
    [(99.43, 100, 0.9943), (1.0000001, 1, 1.0), (1.1, 1, None), (-0.1, 1, None), (None, 1, None), (0, 1, 0.0)],
)
def test_shares(value, of, found):
    assert share(value, of) == found


def piece(text, left, top, right, bottom):
    return Piece(text, ((left, top), (right, top), (right, bottom), (left, bottom)), 0.9)


def test_words_that_follow_each_other_are_a_line():
    found = page_text(
        0,
        [
            piece("One", 0.1, 0.1, 0.2, 0.12),
            piece("two", 0.21, 0.101, 0.3, 0.121),
            piece("below", 0.1, 0.2, 0.2, 0.22),
            piece("before", 0.0, 0.2, 0.05, 0.22),
        ],
        1.0,
        "service",
    )
    assert found.text == "One two\nbelow\nbefore"
    assert bounds(found.lines[0].polygon).right == 0.3
