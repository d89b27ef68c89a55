import pytest

from reviewer.domain.geometry import Box
from reviewer.domain.text import Line, Word
from reviewer.engines._rows import ordered


def line(text: str, left: float, top: float, *, high: float = 0.02, letter: float = 0.01, fall: float = 0.0) -> Line:
    """A line that begins at a place; `fall` is how much lower its right end stands for each unit of width."""
    right = left + letter * len(text)
    down = fall * (right - left)
    polygon = ((left, top), (right, top + down), (right, top + high + down), (left, top + high))
    return Line((Word(text, polygon),), polygon)


def texts(lines) -> list[str]:
    return [each.text for each in lines]


def test_amounts_follow_their_articles():
    lines = (line("2.40", 0.8, 0.101), line("8.99", 0.8, 0.151), line("Bread", 0.1, 0.1), line("Soap", 0.1, 0.15))
    assert texts(ordered(lines, 1.0)) == ["Bread", "2.40", "Soap", "8.99"]


def test_rows_hold_together_on_a_skewed_page():
    rows = [(0.1 + 0.03 * index) for index in range(8)]
    lines = [line(f"left item {index}", 0.0, top, fall=0.05) for index, top in enumerate(rows)]
    lines += [line(f"right{index}", 0.9, top + 0.045, fall=0.05) for index, top in enumerate(rows)]
    read = texts(ordered(lines, 1.0))
    assert read == [name for index in range(8) for name in (f"left item {index}", f"right{index}")]


def test_pieces_of_a_phrase_become_one_line():
    lines = (line("Total", 0.1, 0.1), line("paid", 0.16, 0.101), line("9.00", 0.6, 0.1))
    joined = ordered(lines, 1.0)
    assert texts(joined) == ["Total paid", "9.00"]
    assert joined[0].polygon[0] == (0.1, 0.1)
    assert joined[0].polygon[2] == pytest.approx((0.2, 0.121))


def test_columns_of_running_text_are_read_one_after_the_other():
    words = "so this is what a line of running text looks like"
    left = [line(f"L{index} {words}", 0.05, 0.2 + 0.03 * index, letter=0.008) for index in range(8)]
    right = [line(f"R{index} {words}", 0.55, 0.21 + 0.03 * index, letter=0.008) for index in range(8)]
    title = line("A title across both of the columns, from left to right", 0.1, 0.1, letter=0.014)
    read = texts(ordered((*right, title, *left), 1.0))
    assert [each[:2] for each in read] == ["A ", *(f"L{i}" for i in range(8)), *(f"R{i}" for i in range(8))]


def test_a_table_is_no_column_text():
    rows = [
        (line(f"Name {index}", 0.1, 0.1 + 0.04 * index), line(f"{index}.00", 0.7, 0.1 + 0.04 * index))
        for index in range(9)
    ]
    read = texts(ordered([each for row in rows for each in reversed(row)], 1.0))
    assert read[:4] == ["Name 0", "0.00", "Name 1", "1.00"]


def test_every_line_comes_out_once():
    lines = [line(f"w{index}", (index * 37 % 90) / 100, (index * 53 % 90) / 100) for index in range(60)]
    read = [word.text for each in ordered(lines, 0.7) for word in each.words]
    assert sorted(read) == sorted(f"w{index}" for index in range(60))


def test_no_lines():
    assert ordered((), 1.0) == ()


def test_lines_lie_in_each_other_without_harm():
    box = Box(0.1, 0.1, 0.1, 0.1).polygon()
    assert len(ordered((Line((Word("x", box),), box), line("y", 0.1, 0.1)), 1.0)) == 2


def test_a_page_that_is_read_from_the_right_begins_there():
    lines = (line("שלום", 0.1, 0.1), line("עולם", 0.6, 0.1), line("ועוד", 0.645, 0.101))
    assert texts(ordered(lines, 1.0)) == ["ועוד עולם", "שלום"]
