import numpy as np
import pytest

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


def test_light_print_on_dark_is_print_too():
    pieces, top, _ = fitted(255 - picture(WORDS), PIECES)
    assert top == 10 / 40
    assert pieces[0].edges[0] * 200 == pytest.approx(20)


def test_the_row_above_does_not_count():
    line = picture(WORDS)
    line[0:2, 50:90] = 10
    _, top, _ = fitted(line, PIECES)
    assert top == 10 / 40


@pytest.mark.parametrize(
    "line", [np.full((40, 200), 255, np.uint8), np.zeros((40, 200), np.uint8), np.zeros((1, 1), np.uint8)]
)
def test_a_line_without_ink_keeps_its_words_in_order(line):
    pieces, top, bottom = fitted(line, PIECES)
    assert 0 <= top < bottom <= 1
    edges = [edge for piece in pieces for edge in piece.edges]
    assert all(0 <= edge <= 1 for edge in edges)
