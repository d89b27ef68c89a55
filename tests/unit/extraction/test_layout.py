import math

import pytest

from paper import page
from reviewer.domain.geometry import rotated_about, turned
from reviewer.domain.text import Line, PageText, Word
from reviewer.extraction.layout import WORD_LIMIT, build


def rows(*pages):
    return [row.text for row in build(pages).rows]


def moved(paper, move):
    """A page with every point moved."""
    lines = tuple(
        Line(
            tuple(
                Word(word.text, tuple(move(point) for point in word.polygon), word.confidence) for word in line.words
            ),
            tuple(move(point) for point in line.polygon),
        )
        for line in paper.lines
    )
    return PageText(paper.page, lines, aspect=paper.aspect)


TABLE = """
    Tea       2    4.00
    Cake      1    3.00
    Total          7.00
"""
PLAIN = ["Tea 2 4.00", "Cake 1 3.00", "Total 7.00"]


def test_words_are_grouped_into_rows_whatever_the_engines_lines_are():
    paper = page(TABLE)
    single = PageText(0, tuple(Line((word,), word.polygon) for word in paper.words), aspect=paper.aspect)
    shuffled = PageText(0, single.lines[::-1], aspect=paper.aspect)

    assert rows(paper) == rows(single) == rows(shuffled) == PLAIN


@pytest.mark.parametrize("degrees", [-3, 3])
def test_a_skewed_page_keeps_its_rows(degrees):
    paper = page(TABLE)

    def move(point):
        x, y = rotated_about((point[0] * paper.aspect, point[1]), (paper.aspect / 2, 0.5), degrees)
        return (x / paper.aspect, y)

    assert rows(moved(paper, move)) == PLAIN


def test_the_engines_skew_is_taken_back():
    paper = page("left" + " " * 120 + "right\n\nbelow" + " " * 120 + "more")
    degrees = math.degrees(math.atan(0.2))

    def move(point):
        x, y = rotated_about((point[0] * paper.aspect, point[1]), (paper.aspect / 2, 0.5), degrees)
        return (x / paper.aspect, y)

    skewed = moved(paper, move)
    told = PageText(0, skewed.lines, skew=degrees, aspect=paper.aspect)

    assert rows(told) == ["left right", "below more"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_a_page_that_the_engine_turned_is_read_upright(turn):
    upright = page(TABLE)
    back = (360 - turn) % 360
    lines = tuple(
        Line(
            tuple(Word(word.text, turned(word.polygon, back)) for word in line.words),
            turned(line.polygon, back),
        )
        for line in upright.lines
    )
    aspect = upright.aspect if turn == 180 else 1 / upright.aspect

    assert rows(PageText(0, lines, turn=turn, aspect=aspect)) == PLAIN


def test_pages_follow_each_other():
    assert rows(page("first"), page("second", number=1)) == ["first", "second"]


def test_a_wide_gap_parts_a_row():
    layout = build([page("Name of buyer        Ada Example")])

    assert [span.text for span in layout.segments[0]] == ["Name of buyer", "Ada Example"]


def test_an_endless_document_keeps_its_ends():
    words = tuple(
        Word(f"w{n}", ((0.1, n / 5e4), (0.2, n / 5e4), (0.2, (n + 1) / 5e4), (0.1, (n + 1) / 5e4)))
        for n in range(50_000)
    )
    paper = PageText(0, tuple(Line((word,), word.polygon) for word in words))

    layout = build([paper])

    assert len(layout.rows) == WORD_LIMIT
    assert layout.left_out == 50_000 - WORD_LIMIT
    assert (layout.rows[0].text, layout.rows[-1].text) == ("w0", "w49999")


def test_no_words_make_no_rows():
    assert build([]).rows == ()
    assert build([page("")]).rows == ()
