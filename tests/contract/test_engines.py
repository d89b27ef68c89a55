"""What every engine keeps, found by itself: a new file in `engines/` is tested without a line here."""

from itertools import pairwise

import pytest

from reviewer import registry
from reviewer.engines.base import EngineInfo, Hints, title_of
from unit.engines.drawn import RECEIPT, page

PACKAGE = "reviewer.engines"
NAMES = registry.names(PACKAGE)
PICTURE = page()

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module", params=NAMES)
def engine(request):
    found = registry.load(PACKAGE, request.param).Engine({})
    info = found.available()
    if not info.available:
        pytest.skip(info.reason)
    return found


def read(engine, picture):
    return engine.read(picture, Hints(languages=("en",)))


def words(lines):
    return [word for line in lines for word in line.words]


def area(polygon):
    """Twice the area, positive for a polygon that runs clockwise on a page."""
    pairs = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)


def test_there_are_engines():
    assert {"rapidocr", "tesseract"} <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_it_says_what_it_is(name):
    found = registry.load(PACKAGE, name).Engine({"unknown_option": "ignored"})
    info = found.available()
    assert isinstance(info, EngineInfo)
    assert (info.name, info.title) == (name, found.title)
    assert title_of(name) in (found.title, name)  # a new engine need not be listed
    if info.available:
        assert info.version
        assert "en" in info.languages
        assert info.scripts
    else:
        assert info.reason.endswith(".")
        assert info.advice.endswith(".")


def test_it_reads_nearly_every_word(engine):
    found = {word.text.strip(",") for word in words(read(engine, PICTURE))}
    wanted = {word.strip(",") for line in RECEIPT for word in line.split()}
    assert len(found & wanted) >= 0.9 * len(wanted)


def test_words_lie_on_the_picture_clockwise(engine):
    for each in (*words(read(engine, PICTURE)), *read(engine, PICTURE)):
        assert len(each.polygon) == 4
        assert all(0.0 <= value <= 1.0 for point in each.polygon for value in point)
        assert area(each.polygon) > 0


def test_words_have_confidences_and_characters(engine):
    for word in words(read(engine, PICTURE)):
        assert word.text
        assert not any(character.isspace() for character in word.text)
        assert word.confidence is None or 0.0 <= word.confidence <= 1.0
        assert len(word.characters) in (0, len(word.text))
        assert len(word.edges) in (0, 2 * len(word.text))
        assert all(0.0 <= figure <= 1.0 for figure in (*word.characters, *word.edges))


def test_lines_are_in_reading_order(engine):
    starts = [line.polygon[0][1] for line in read(engine, PICTURE)]
    assert all(later > earlier - 0.05 for earlier, later in pairwise(starts))


def test_it_reads_the_same_each_time(engine):
    assert read(engine, PICTURE) == read(engine, PICTURE)


@pytest.mark.parametrize("channels", ["grey", "bgrx"])
def test_it_takes_every_kind_of_picture(engine, channels):
    picture = PICTURE[:, :, 0].copy() if channels == "grey" else PICTURE[:, :, [0, 1, 2, 0]].copy()
    assert "14.54" in {word.text for word in words(read(engine, picture))}


def test_a_blank_picture_has_no_lines(engine):
    assert read(engine, PICTURE[:20, :40] * 0 + 255) == ()


def test_the_picture_stays_as_it_is(engine):
    before = PICTURE.copy()
    read(engine, PICTURE)
    assert (before == PICTURE).all()
