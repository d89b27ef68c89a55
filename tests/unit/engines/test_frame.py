import cv2
import numpy as np
import pytest

from reviewer.domain.text import Line, Word
from reviewer.engines.upright.frame import Frame
from reviewer.engines.upright.margin import around


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [0.0, 0.4, -7.3, 10.0])
@pytest.mark.parametrize("size", [(640, 480), (301, 777)])
def test_points_come_back_to_where_they_were(turn, skew, size):
    width, height = size
    frame = Frame(width, height, turn, skew)
    for x, y in ((40, 50), (width - 35, 60), (width // 2, height - 33)):
        page = np.full((height, width), 255, np.uint8)
        cv2.circle(page, (x, y), 4, 0, -1)
        upright = frame.upright(page)
        rows, columns = np.nonzero(upright < 128)
        seen = ((columns.mean() + 0.5) / upright.shape[1], (rows.mean() + 0.5) / upright.shape[0])
        back = frame.point(seen)
        assert np.hypot(back[0] * width - x - 0.5, back[1] * height - y - 0.5) < 1.0


def test_nothing_is_cut_off_and_new_parts_look_like_paper():
    page = np.full((300, 200, 3), 210, np.uint8)
    upright = Frame(200, 300, 0, 8.0).upright(page)
    assert upright.shape[0] > 300
    assert upright.shape[1] > 200
    assert upright.min() > 200


def test_a_page_that_stands_upright_is_not_copied():
    page = np.zeros((4, 5, 4), np.uint8)
    assert Frame(5, 4).upright(page) is page


def test_polygons_go_on_to_begin_at_the_top_left_of_the_text():
    word = Word("up", ((0.1, 0.2), (0.3, 0.2), (0.3, 0.4), (0.1, 0.4)))
    (line,) = Frame(100, 200, 90).back((Line((word,), word.polygon),))
    # The page was turned clockwise to be read, so on the page as it came the text runs upwards.
    assert line.words[0].polygon == ((0.2, 0.9), (0.2, 0.7), (0.4, 0.7), (0.4, 0.9))
    assert line.polygon == line.words[0].polygon


def test_what_lies_beyond_the_page_is_brought_onto_it():
    word = Word("edge", ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))
    (line,) = Frame(100, 100, 0, 5.0).back((Line((word,), word.polygon),))
    assert all(0 <= value <= 1 for point in line.polygon for value in point)


@pytest.mark.parametrize("shape", [(1, 1, 4), (7, 300, 3), (60, 200)])
def test_small_pieces_become_large_enough_and_points_come_back(shape):
    piece = np.full(shape, 255, np.uint8)
    larger, margin = around(piece)
    assert min(larger.shape[:2]) >= 48
    assert margin.point((margin.x, margin.y)) == pytest.approx((0.0, 0.0))
    assert margin.point((1 - margin.x, 1 - margin.y)) == pytest.approx((1.0, 1.0))
