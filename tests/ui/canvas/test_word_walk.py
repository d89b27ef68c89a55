"""Arrows over words."""

import pytest

from desks import FRAME, text
from reviewer.domain.geometry import Box
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.word_walk import Way, WordWalk
from reviewer.ui.canvas.words import Words


def row(top: float, *lefts: float, width: float = 0.1):
    return [(f"{top}-{left}", Box(left, top, left + width, top + 0.02)) for left in lefts]


LINES = (row(0.1, 0.1, 0.3, 0.7), row(0.14, 0.1, 0.3), row(0.18, 0.1, 0.3, 0.7))


def walk(*lines, rotation=0) -> WordWalk:
    return WordWalk(Words(text(*lines)), PageTransform(*FRAME, rotation))


def test_arrows_go_along_a_row_and_over_its_end():
    words = walk(*LINES)

    assert [words.beside(number, Way.RIGHT) for number in range(8)] == [1, 2, 3, 4, 5, 6, 7, 7]
    assert [words.beside(number, Way.LEFT) for number in range(8)] == [0, 0, 1, 2, 3, 4, 5, 6]


def test_up_and_down_stay_below_each_other():
    words = walk(*LINES)

    assert words.beside(0, Way.DOWN) == 3
    assert words.beside(2, Way.DOWN) == 7, "a row that ends before is passed over"
    assert words.beside(7, Way.UP) == 2
    assert words.beside(1, Way.UP) == 1


def test_a_goal_is_kept_over_rows_that_have_nothing_there():
    words = walk(row(0.1, 0.7), row(0.14, 0.55), row(0.18, 0.1, 0.7))

    assert words.beside(1, Way.DOWN, goal=words.box(0).center[0]) == 3


def test_words_far_away_are_found_too():
    words = walk(row(0.02, 0.1), row(0.95, 0.8))

    assert words.beside(0, Way.DOWN) == 1
    assert words.beside(0, Way.RIGHT) == 1


def test_columns_are_walked_down_one_after_the_other():
    left = [row(0.1 + 0.03 * n, 0.05, width=0.3) for n in range(4)]
    right = [row(0.115 + 0.03 * n, 0.6, width=0.3) for n in range(4)]
    words = walk(*left, *right)

    assert [words.beside(number, Way.DOWN) for number in (0, 1, 2)] == [1, 2, 3]


@pytest.mark.parametrize(
    ("rotation", "way"), [(90, Way.DOWN), (180, Way.LEFT), (270, Way.UP)], ids=["90", "180", "270"]
)
def test_arrows_follow_what_is_seen_on_a_turned_page(rotation, way):
    words = walk(*LINES, rotation=rotation)

    assert words.beside(0, way) == 1


def test_the_nearest_word_and_the_first_in_view():
    words = walk(*LINES)
    width, height = FRAME

    assert words.nearest((0.72 * width, 0.19 * height)) == 7
    assert words.nearest((0.5 * width, 0.9 * height)) in (6, 7)
    assert words.first_in(Box(0, 0.13 * height, width, height)) == 3
    assert words.first_in(Box(0, 0.5 * height, width, height)) is None
