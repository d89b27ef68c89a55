"""Words of a part of a page."""

import pytest

from paper import page
from papers import BREAD, CANDLES, beside
from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import Line, PageText, TickBox, Word

LEFT, RIGHT = Box(0.0, 0.0, 0.5, 1.0), Box(0.5, 0.0, 1.0, 1.0)


def square(x, y, side=0.02):
    return Box(x, y, x + side, y + side).polygon()


def test_each_word_is_in_one_part():
    whole = page(beside(CANDLES, BREAD))
    parts = whole.cut(LEFT), whole.cut(RIGHT)

    assert sorted(word.text for part in parts for word in part.words) == sorted(word.text for word in whole.words)
    assert "BAKERY" not in parts[0].text
    assert "BAKERY" in parts[1].text


def test_places_are_fractions_of_the_part():
    whole = page("one")
    (word,) = whole.words
    box = bounds(word.polygon)
    area = box.grown(0.1, 0.1)

    (cut,) = whole.cut(area).words
    assert bounds(cut.polygon).left == pytest.approx(0.1 / area.width)
    again = bounds(cut.polygon).within(area)
    assert (again.left, again.top, again.right, again.bottom) == pytest.approx(
        (box.left, box.top, box.right, box.bottom)
    )


def test_a_part_has_the_shape_of_its_area():
    assert page("one").cut(Box(0.0, 0.0, 0.5, 1.0)).aspect == pytest.approx(page("one").aspect / 2)
    assert page("one").cut(Box(0.0, 0.0, 1.0, 0.25)).aspect == pytest.approx(page("one").aspect * 4)


def test_a_line_over_two_parts_is_parted():
    words = (Word("left", square(0.1, 0.5)), Word("right", square(0.8, 0.5)))
    whole = PageText(0, (Line(words, Box(0.1, 0.5, 0.82, 0.52).polygon()),))

    (line,) = whole.cut(RIGHT).lines
    assert line.text == "right"
    assert bounds(line.polygon).left == pytest.approx(0.6)


def test_boxes_and_strokes_go_with_their_part():
    whole = PageText(
        0,
        (),
        tick_boxes=(TickBox(square(0.1, 0.1), checked=True), TickBox(square(0.7, 0.1))),
        strokes=(((0.1, 0.9), (0.4, 0.9)), ((0.6, 0.9), (0.9, 0.9))),
    )
    part = whole.cut(LEFT)

    assert [box.checked for box in part.tick_boxes] == [True]
    assert part.tick_boxes[0].polygon[0] == pytest.approx((0.2, 0.1))
    assert part.strokes == (((0.2, 0.9), (0.8, 0.9)),)


def test_what_was_read_how_stays():
    whole = page("one", languages=("de",), number=3)

    assert (whole.cut(LEFT).page, whole.cut(LEFT).languages, whole.cut(LEFT).engine) == (3, ("de",), "grid")
