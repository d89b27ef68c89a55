import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer.engines._ctc import Piece
from reviewer.engines._tight import fitted


def picture(words, *, top=10, bottom=30):
    """A line of 200 × 40 with a dark block for each character."""
    line = np.full((40, 200), 250, np.uint8)
    for left, right in (span for word in words for span in word):
        line[top:bottom, left:right] = 10
    return line


def rough(*words):
    return [
        Piece("x" * (len(edges) - 1), (0.9,) * (len(edges) - 1), tuple(edge / 200 for edge in edges)) for edges in words
    ]


WORDS = [[(20, 30), (32, 42)], [(80, 90), (92, 102), (104, 114)]]
PIECES = rough((25, 31, 39), (83, 91, 103, 110))


def test_words_reach_from_their_first_ink_to_their_last():
    pieces, top, bottom = fitted(picture(WORDS), PIECES)
    assert (top, bottom) == (10 / 40, 30 / 40)
    assert [edge * 200 for edge in pieces[0].edges] == pytest.approx([20, 31, 42])
    assert [edge * 200 for edge in pieces[1].edges] == pytest.approx([80, 91, 103, 114])


def test_a_line_under_the_words_does_not_fill_the_gap_between_them():
    line = picture(WORDS)
    line[28:30, 20:114] = 10
    pieces, _, _ = fitted(line, PIECES)
    assert pieces[0].edges[-1] * 200 == pytest.approx(42)
    assert pieces[1].edges[0] * 200 == pytest.approx(80)


def test_light_print_on_dark_is_print_too():
    pieces, top, _ = fitted(255 - picture(WORDS), PIECES)
    assert top == 10 / 40
    assert pieces[0].edges[0] * 200 == pytest.approx(20)


def test_the_row_above_does_not_count():
    line = picture(WORDS)
    line[0:2, 50:90] = 10
    _, top, _ = fitted(line, PIECES)
    assert top == 10 / 40


def drawn(text, *, size=30, top=16, height=70, above="", below="", pitch=34):
    """A line of small print, with slices of the lines above and below as a detector's box catches them."""
    picture = Image.new("L", (600, height), 255)
    draw = ImageDraw.Draw(picture)
    font = ImageFont.load_default(size)
    for y, words in ((top - pitch, above), (top, text), (top + pitch, below)):
        draw.text((10, y), words, 0, font)
    return np.asarray(picture)


def rows(text, **how):
    """Where the ink of a line is fitted to, and where it is, in rows."""
    line = drawn(text, **how)
    _, top, bottom = fitted(line, rough((10, 590)))
    own = np.flatnonzero((drawn(text) < 128).any(axis=1))
    return (round(top * len(line)), round(bottom * len(line))), (int(own[0]), int(own[-1]) + 1)


NEIGHBOURS = {"above": "gypsy jumping quickly, gypsy jumping", "below": "The Hidden Bluff Killed Half fidelity"}


@pytest.mark.parametrize(
    "text",
    [
        "no more than one",
        "from sequences",
        "Typing quickly",
        "it is 12.50 (tax: 8%)",
        "CAPITALS ONLY",
        "È già più perché",
        "ÄÖÜ ÉÈ ÑÅ",
        "'quoted' “word”",
        "www-x=z; a,b",
    ],
)
def test_slices_of_the_lines_above_and_below_do_not_count(text):
    assert rows(text)[0] == rows(text)[1]
    fitted_to, own = rows(text, **NEIGHBOURS)
    assert fitted_to == own


def test_the_rules_of_a_table_do_not_count():
    line = drawn("21.00 EUR").copy()
    line[2:6] = 0
    line[62:66] = 0
    line[:, 300:304] = 0
    (piece,), top, bottom = fitted(line, rough((10, 140)))

    assert (round(top * 70), round(bottom * 70)) == rows("21.00 EUR")[1]
    assert piece.edges[-1] * 200 < 300


def test_print_of_dots_is_found_whole():
    line = np.full((60, 200), 255, np.uint8)
    line[20:44:4, 20:60:4] = 0
    _, top, bottom = fitted(line, rough((22, 58)))

    assert (top, bottom) == (20 / 60, 41 / 60)


def test_a_rule_darker_than_the_print_is_not_taken_for_it():
    line = np.full((60, 200), 255, np.uint8)
    line[2:6] = 0
    line[20:44, 20:40] = 200
    _, top, bottom = fitted(line, rough((22, 38)))

    assert (top, bottom) == (0, 1)


@pytest.mark.parametrize(
    "line", [np.full((40, 200), 255, np.uint8), np.zeros((40, 200), np.uint8), np.zeros((1, 1), np.uint8)]
)
def test_a_line_without_ink_keeps_its_words_in_order(line):
    pieces, top, bottom = fitted(line, PIECES)
    assert 0 <= top < bottom <= 1
    edges = [edge for piece in pieces for edge in piece.edges]
    assert all(0 <= edge <= 1 for edge in edges)


def test_words_beside_print_that_was_not_read_say_so():
    line = np.full((40, 400), 250, np.uint8)
    for left in (20, 80, 92, 150, 162, 174, 260):
        line[10:30, left : left + 10] = 10
    words = [
        Piece("x" * (len(edges) - 1), (0.99,) * (len(edges) - 1), tuple(edge / 400 for edge in edges))
        for edges in ((15, 35), (75, 91, 105), (255, 275))
    ]
    pieces, _, _ = fitted(line, words)

    assert [piece.unread for piece in pieces] == [False, True, True]


def test_a_sign_a_rule_or_dots_beside_a_word_are_no_print_that_was_not_read():
    line = picture(WORDS)
    line[12:28, 150:170] = 10  # a telephone
    line[19:21, 172:200] = 10
    line[28:30, 0:15:4] = 10
    pieces, _, _ = fitted(line, PIECES)

    assert not any(piece.unread for piece in pieces)
