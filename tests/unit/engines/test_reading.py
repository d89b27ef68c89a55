"""The way a page goes, with an engine that needs no models: it reads only what stands upright."""

import numpy as np
import pytest

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import Line, Word
from reviewer.engines import _reading
from reviewer.engines.base import EngineInfo, Hints, Kind
from unit.engines.drawn import page, skewed, turned

RED = (0, 0, 255)


class ByTheMark:
    """Sees a red rule beside the print, and is sure of its word when the rule stands on the left."""

    title = "By the mark"
    colors = True

    def __init__(self, options=None):
        self.seen = []

    def available(self):
        return EngineInfo("mark", self.title, available=True)

    def read(self, picture, hints, report=None):
        self.seen.append((picture, hints))
        red = (picture[:, :, 2] > 150) & (picture[:, :, 0] < 100)
        if not red.any():
            return ()
        rows, columns = np.nonzero(red)
        high, wide = picture.shape[:2]
        box = Box(columns.min() / wide, rows.min() / high, (columns.max() + 1) / wide, (rows.max() + 1) / high)
        upright = columns.mean() < wide / 2
        word = Word("mark" * 4, box.polygon(), 0.95 if upright else 0.2)
        return (Line((word,), box.polygon()),)


@pytest.fixture
def engine():
    return ByTheMark()


def marked():
    picture = page(size=28, width=560)
    picture[20:-60, 6:16] = RED
    return picture


def mark_on(picture):
    rows, columns = np.nonzero((picture[:, :, 2] > 150) & (picture[:, :, 0] < 100))
    high, wide = picture.shape[:2]
    return columns.mean() / wide, rows.mean() / high


@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
@pytest.mark.parametrize("skew", [0.0, 2.0])
def test_a_page_is_read_upright_and_its_words_come_back_to_the_page(engine, degrees, skew):
    picture = turned(skewed(marked(), skew) if skew else marked(), degrees)
    reading = _reading.read_page(engine, picture, Hints())
    assert reading.turn == (360 - degrees) % 360
    assert reading.skew == pytest.approx(skew, abs=0.3)
    center = bounds(reading.lines[0].words[0].polygon).center
    assert center == pytest.approx(mark_on(picture), abs=0.01)


def test_an_upright_page_is_read_once(engine):
    _reading.read_page(engine, marked(), Hints())
    assert len(engine.seen) == 1


def test_the_operators_turn_comes_first(engine):
    picture = turned(marked(), 270)
    reading = _reading.read_page(engine, picture, Hints(turn=90, upright=True))
    assert (reading.turn, len(engine.seen)) == (90, 1)
    assert bounds(reading.lines[0].words[0].polygon).center == pytest.approx(mark_on(picture), abs=0.01)


def test_a_page_that_is_known_to_stand_upright_is_not_turned(engine):
    assert _reading.read_page(engine, turned(marked(), 180), Hints(upright=True)).turn == 0


def test_a_huge_page_is_reduced(engine):
    picture = np.full((8000, 5000, 3), 255, np.uint8)
    _reading.read_page(engine, picture, Hints())
    assert engine.seen[0][0].size < 3 * 17e6


def test_a_blank_page_is_read_once(engine):
    assert _reading.read_page(engine, np.full((300, 300, 3), 255, np.uint8), Hints()).lines == ()
    assert len(engine.seen) == 1


def test_a_region_is_enlarged_and_its_words_come_back_to_the_page(engine):
    picture = marked()
    region = Box(0, 0, 40 / picture.shape[1], 1)
    reading = _reading.read_region(engine, picture, region, Hints(kind=Kind.DATE))
    seen, hints = engine.seen[0]
    assert hints.single
    assert min(seen.shape[:2]) >= 96
    assert bounds(reading.lines[0].polygon).center == pytest.approx(mark_on(picture), abs=0.01)


@pytest.mark.parametrize("region", [Box(0.5, 0.5, 0.5, 0.5), Box(1.2, 0.1, 1.4, 0.2), Box(0.6, 0.6, 0.4, 0.4)])
def test_an_empty_region_has_no_words(engine, region):
    assert _reading.read_region(engine, marked(), region, Hints()).lines == ()


def test_slices_of_neighbouring_rows_are_left_out(engine):
    def rows(picture, hints, report=None):
        boxes = (Box(0.2, 0.3, 0.8, 0.7), Box(0.2, 0.97, 0.8, 1.0))
        return tuple(
            Line((Word(text, box.polygon(), 0.9),), box.polygon()) for text, box in zip("ab", boxes, strict=True)
        )

    engine.read = rows
    reading = _reading.read_region(engine, marked(), Box(0.1, 0.1, 0.9, 0.3), Hints())
    assert [line.text for line in reading.lines] == ["a"]


def test_an_engine_that_sees_no_colors_is_given_grey_pictures():
    seen = []

    class Grey(ByTheMark):
        colors = False

        def read(self, picture, hints, report=None):
            seen.append(picture.ndim)
            return ()

    _reading.read_page(Grey(), marked(), Hints(upright=True))
    _reading.read_region(Grey(), marked(), Box(0.0, 0.0, 0.5, 0.5), Hints())
    assert seen == [2, 2]
