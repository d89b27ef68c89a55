"""The real models, in this process: what only they can show."""

import numpy as np
import pytest

from reviewer.engines.base import Hints, Kind
from unit.engines.drawn import page

pytestmark = [pytest.mark.engine]


@pytest.fixture(scope="module")
def engine():
    return pytest.importorskip("reviewer.engines.rapidocr").Engine({})


def test_it_reads_latin_and_chinese_and_says_so(engine):
    info = engine.available()
    assert info.available
    assert {"en", "de", "fr", "it", "nl", "id", "zh-Hans"} <= set(info.languages)
    assert not {"ru", "ar", "he", "th", "el", "ko", "vi"} & set(info.languages)
    assert set(info.scripts) == {"Latn", "Hans", "Hant", "Jpan"}


def test_words_lie_on_their_ink(engine):
    picture = page(("Total   14.54",), size=40)
    lines = engine.read(picture, Hints(languages=("en",)))
    words = [word for line in lines for word in line.words]
    assert [word.text for word in words] == ["Total", "14.54"]
    width = picture.shape[1]
    for word in words:
        left, right = (round(word.polygon[corner][0] * width) for corner in (0, 1))
        assert (picture[:, left - 3 : left].min(), picture[:, right + 2 : right + 5].min()) == (255, 255)
        assert picture[:, left : left + 4].min() < 128
        assert len(word.characters) == len(word.text)
        assert len(word.edges) == 2 * len(word.text)


def test_only_digits_come_where_digits_are_expected(engine):
    lines = engine.read(page(("Room 1O5",), size=40), Hints(languages=("en",), kind=Kind.DIGITS, single=True))
    assert all(set(word.text) <= set("0123456789.,-") for line in lines for word in line.words)


def test_single_upright_digits_are_not_turned(engine):
    lines = engine.read(page(("7", "1", "4"), size=40, width=400), Hints(languages=("en",)))
    assert [line.text for line in lines] == ["7", "1", "4"]


def test_lines_that_run_up_the_page_are_read_too(engine):
    picture = np.full((700, 700, 3), 255, np.uint8)
    across = page(("Printed along the edge",), size=30, width=420)
    picture[100:520, 20 : 20 + across.shape[0]] = np.rot90(across)
    picture[300 : 300 + across.shape[0], 200:620] = across
    lines = engine.read(picture, Hints(languages=("en",)))
    assert [line.text for line in lines].count("Printed along the edge") == 2
    upwards = min(lines, key=lambda line: line.polygon[0][0])
    assert upwards.polygon[1][1] < upwards.polygon[0][1]


def test_lines_that_cannot_be_read_are_named(engine):
    picture = page()

    mirrored = engine.find(np.ascontiguousarray(picture[:, ::-1]), Hints())

    assert engine.find(picture, Hints()).illegible == ()
    assert len(mirrored.illegible) >= 4
