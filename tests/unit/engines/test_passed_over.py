"""Print that Tesseract passes over: found by its ink on drawn pages, and read by an engine that is told what to say."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import Line, Word
from reviewer.engines import _passed_over, _sideways
from reviewer.engines._pieces import Pieces
from reviewer.engines.base import Hints
from unit.engines.drawn import page

NUMBER = "00 09 417236"


def with_number(degrees=270):
    """A page with a number that runs down (270) or up its right edge."""
    picture = Image.fromarray(page(width=900)[:, :, ::-1])
    strip = Image.new("RGB", (300, 50), "white")
    ImageDraw.Draw(strip).text((10, 5), NUMBER, "black", ImageFont.load_default(34))
    picture.paste(strip.rotate(degrees, expand=True), (840, 60))
    return np.asarray(picture.convert("L"))


class Told:
    """Says the same of every piece that is higher than wide before it is turned as told, and nothing of others."""

    title = "Told"
    colors = False

    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def read_many(self, pieces, hints):
        self.asked.append((hints.turn, [piece.shape for piece in pieces]))
        words = self.answers.pop(0) if self.answers else ()
        return [(line(*words),) if words else () for _ in pieces]


def line(*words):
    made = tuple(Word(text, Box(0.2, 0.3, 0.8, 0.7).polygon(), sure) for text, sure in words)
    return Line(made, Box(0.2, 0.3, 0.8, 0.7).polygon())


def words_of(lines):
    return [word.text for each in lines for word in each.words]


@pytest.mark.parametrize("degrees", [90, 270])
def test_print_that_runs_down_or_up_is_found(degrees):
    (strip,) = _sideways.strips(Pieces(with_number(degrees)))

    assert strip.left > 0.9
    assert strip.height > 4 * strip.width * 900 / with_number().shape[0]


def test_a_page_of_rows_has_no_such_print():
    assert _sideways.strips(Pieces(page()[:, :, 0])) == []
    assert _sideways.strips(Pieces(page(("8", "3", "5", "6", "2", "9"))[:, :, 0])) == []


def test_a_strip_is_read_both_ways_and_the_better_reading_kept():
    picture = with_number()
    covered = Line((Word("everything", Box(0, 0, 0.9, 1).polygon(), 0.9),), Box(0, 0, 0.9, 1).polygon())
    garbage = Line((Word("981", Box(0.93, 0.2, 0.97, 0.4).polygon(), 0.9),), Box(0.93, 0.2, 0.97, 0.4).polygon())
    engine = Told([("9EZLI", 0.5)], [(NUMBER.replace(" ", ""), 0.9)])

    found = _passed_over.added(engine, picture, (covered, garbage), Hints(languages=("ru",)))

    assert [turn for turn, _ in engine.asked] == [90, 270]
    assert words_of(found) == ["everything", "0009417236"]
    assert bounds(found[-1].polygon).left > 0.9


def test_a_strip_that_nobody_can_read_changes_nothing():
    picture = with_number()
    covered = Line((Word("everything", Box(0, 0, 1, 1).polygon(), 0.9),), Box(0, 0, 1, 1).polygon())

    assert words_of(_passed_over.added(Told([("x", 0.2)], [("y", 0.1)]), picture, (covered,), Hints())) == [
        "everything"
    ]


def test_rows_that_are_in_no_word_are_read():
    picture = page()[:, :, 0]
    upper = Line((Word("upper", Box(0, 0, 1, 0.8).polygon(), 0.9),), Box(0, 0, 1, 0.8).polygon())
    engine = Told([("Thank", 0.95), ("you", 0.9), ("x", 0.1)])

    found = _passed_over.added(engine, picture, (upper,), Hints())

    assert words_of(found)[:3] == ["upper", "Thank", "you"]
    assert "x" not in words_of(found)
    assert all(bounds(each.polygon).top > 0.7 for each in found[1:])


def test_what_is_unsure_there_is_no_print():
    engine = Told([("ghost", 0.6)])

    assert _passed_over.added(engine, page()[:, :, 0], (), Hints()) == ()


def test_a_page_without_ink_and_one_of_dirt_end_at_once():
    engine = Told()
    dirt = np.where(np.random.default_rng(1).random((1200, 1200)) < 0.25, 0, 255).astype(np.uint8)

    assert _passed_over.added(engine, np.full((300, 200), 255, np.uint8), (), Hints()) == ()
    _passed_over.added(engine, dirt, (), Hints())
    assert sum(len(shapes) for _, shapes in engine.asked) <= 40
