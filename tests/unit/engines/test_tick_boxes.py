"""Boxes to tick, drawn with Pillow."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer.domain.geometry import bounds
from reviewer.domain.text import Line, Word
from reviewer.engines.drawn.drawing import look

WIDTH, HEIGHT, SIZE = 600, 200, 24


class Paper:
    """A page with words, which an engine would have read, and boxes."""

    def __init__(self):
        self.picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
        self.pen = ImageDraw.Draw(self.picture)
        self.words = []

    def word(self, x, text, *, read="", y=80, confidence=0.99):
        font = ImageFont.load_default(SIZE)
        self.pen.text((x, y), text, "black", font, anchor="ls")
        left, top, right, bottom = self.pen.textbbox((x, y), read or text, font, anchor="ls")
        corners = ((left, top), (right, top), (right, bottom), (left, bottom))
        self.words.append(Word(read or text, tuple((a / WIDTH, b / HEIGHT) for a, b in corners), confidence))

    def box(self, x, state="", *, side=22, y=80):
        left, top, right, bottom = place = (x, y - side, x + side, y)
        self.pen.rectangle(place, outline="black", width=2)
        if state == "cross":
            self.pen.line((left - 2, top - 2, right + 2, bottom + 2), "black", 2)
            self.pen.line((right + 2, top - 2, left - 2, bottom + 2), "black", 2)
        elif state == "tick":
            self.pen.line([(left + 4, y - 11), (left + 9, y - 4), (right + 5, top - 5)], "black", 3)
        elif state == "filled":
            self.pen.rectangle((left + 4, top + 4, right - 4, bottom - 4), fill="black")

    def circle(self, x, *, dot=False, side=22, y=80):
        self.pen.ellipse((x, y - side, x + side, y), outline="black", width=2)
        if dot:
            self.pen.ellipse((x + 7, y - side + 7, x + side - 7, y - 7), fill="black")

    def seen(self):
        lines = [Line((word,), word.polygon) for word in self.words]
        return look(np.asarray(self.picture)[:, :, ::-1].copy(), lines).tick_boxes


@pytest.fixture
def paper():
    return Paper()


@pytest.mark.parametrize("state", ["", "cross", "tick", "filled"])
def test_a_box_is_found_with_its_state(paper, state):
    paper.box(60, state)
    paper.word(100, "Yes")
    (box,) = paper.seen()
    left, top = bounds(box.polygon).left * WIDTH, bounds(box.polygon).top * HEIGHT
    assert (left, top) == pytest.approx((60, 58), abs=2)
    assert box.checked == bool(state)


def test_circles_are_found_where_there_are_several(paper):
    paper.circle(60, dot=True)
    paper.word(100, "Yes")
    paper.circle(200)
    paper.word(240, "No")
    found = sorted(paper.seen(), key=lambda one: one.polygon[0])
    assert [one.checked for one in found] == [True, False]


@pytest.mark.parametrize("text", ["Door", "Dear", "Ref. 4", "4000", "R", "D", "PAGE 8", "a ball"])
@pytest.mark.parametrize("size", [12, SIZE, 40])
def test_letters_are_no_boxes(paper, text, size, monkeypatch):
    monkeypatch.setattr("unit.engines.test_tick_boxes.SIZE", size)
    paper.word(40, text)
    paper.word(300, text)
    assert paper.seen() == ()


def test_a_box_that_was_read_as_a_letter_is_one(paper):
    paper.box(60, side=18)
    paper.word(90, "Yes")
    paper.words.append(Word("D", ((0.1, 0.3), (0.13, 0.3), (0.13, 0.4), (0.1, 0.4)), 0.9))
    assert len(paper.seen()) == 1


def test_places_for_single_letters_are_no_boxes_to_tick(paper):
    paper.word(20, "Name")
    for number in range(6):
        paper.box(120 + 22 * number)
    assert paper.seen() == ()


def test_a_box_far_from_all_words_is_no_choice(paper):
    paper.word(40, "Yes", y=40)
    paper.box(400, y=160)
    assert paper.seen() == ()
