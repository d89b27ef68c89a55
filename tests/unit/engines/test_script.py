"""A page in a script that the first engine lacks: how that shows, and who reads it then."""

import numpy as np
import pytest

from reviewer.domain.geometry import Box
from reviewer.domain.text import Line, Word
from reviewer.engines import _again, _illegible, _reading, _script, _tesseract_program, worker
from reviewer.engines._choose import Choice
from reviewer.engines._reading import Reading
from reviewer.engines.base import EngineInfo, Found, Hints, Script
from unit.engines.drawn import page

OSD = """Page number: 0
Orientation in degrees: 0
Rotate: 0
Orientation confidence: 12.14
Script: Cyrillic
Script confidence: 9.58
"""
RAPID = EngineInfo("rapidocr", "RapidOCR", available=True, languages=("en", "de"), scripts=("Latn",))
TESSERACT = EngineInfo("tesseract", "Tesseract", available=True, languages=("bg", "en", "ru"))
CYRILLIC = Script("Cyrl", "Cyrillic")
THAI = Script("Thai", "Thai")
FIRST = Choice("rapidocr", "RapidOCR, the built-in engine.")
PAGE = page()


@pytest.fixture(autouse=True)
def _debian(monkeypatch):
    monkeypatch.setattr(_tesseract_program.sys, "platform", "linux")


class Reader:
    """Reads a word with a confidence, so many letters long."""

    title = "Reader"
    colors = False

    def __init__(self, confidence, letters, text="x"):
        self.word = Word(text * letters, Box(0.1, 0.1, 0.9, 0.2).polygon(), confidence)
        self.asked = []

    def read(self, picture, hints, report=None):
        self.asked.append(hints)
        return (Line((self.word,), self.word.polygon),)


class Looker(Reader):
    def __init__(self, script, confidence=0.9, letters=150, text="ж"):
        super().__init__(confidence, letters, text)
        self._script = script
        self.seen = []

    def script(self, picture):
        self.seen.append(picture)
        return self._script


class Installed:
    """Engines by name."""

    def __init__(self, **engines):
        self._engines = {"rapidocr": Reader(0.9, 10), **engines}

    def named(self, name):
        return self._engines[name]

    def info(self, name):
        return {"rapidocr": RAPID, "tesseract": TESSERACT}[name]

    def infos(self):
        return tuple(self.info(name) for name in self._engines)


def lines(count, top=0.1):
    """Places of lines, each as long as ten times its height on a page as wide as high."""
    return tuple(Box(0.1, top + n / 20, 0.6, top + n / 20 + 0.05).polygon() for n in range(count))


def words(count, text="word", top=0.6):
    return tuple(Line((Word(text, place, 0.9),), place) for place in lines(count, top))


def again(engines, unread, read=0, hints=Hints(), legible=0.1):  # noqa: B008  # a frozen value
    """What comes of a page with so many lines that could not be read, and so many that were."""
    first = Reading(words(read), legible=legible, illegible=lines(unread))
    choice, reading, notice = _again.in_its_script(engines, FIRST, first, PAGE, hints, lambda _share, _words: None)
    return choice, reading is first, notice


def test_what_tesseract_says_of_a_page_is_understood():
    assert _script.parsed(OSD) == CYRILLIC


@pytest.mark.parametrize(
    "answer", ["", "Too few characters", OSD.replace("9.58", "1.67"), OSD.replace("Cyrillic", "Klingon")]
)
def test_an_answer_that_is_not_clear_is_none(answer):
    assert _script.parsed(answer) is None


def test_the_commonest_language_of_a_script_is_read_unless_another_is_possible():
    assert _script.reader(CYRILLIC, RAPID, (RAPID, TESSERACT), ()) == Choice(
        "tesseract", "Tesseract, because the page is in Cyrillic letters, which RapidOCR does not read.", ("ru",)
    )
    assert _script.reader(CYRILLIC, RAPID, (RAPID, TESSERACT), ("bg", "en")).languages == ("bg",)
    assert _script.reader(THAI, RAPID, (RAPID, TESSERACT), ()) is None


def test_beside_another_script_both_are_read():
    def languages(possible):
        return _script.reader(CYRILLIC, RAPID, (RAPID, TESSERACT), possible, alone=False).languages

    assert languages(()) == ("ru", "en")
    assert languages(("bg", "de")) == ("bg", "en")  # there is no German data


def test_a_page_that_was_read_well_is_not_looked_at():
    looker = Looker(CYRILLIC)

    assert again(Installed(tesseract=looker), unread=0, read=4) == (FIRST, True, "")
    assert looker.asked == looker.seen == []


@pytest.mark.parametrize(("unread", "read"), [(1, 0), (2, 8)])
def test_a_few_lines_that_could_not_be_read_say_nothing(unread, read):
    looker = Looker(THAI)

    assert again(Installed(tesseract=looker), unread, read) == (FIRST, True, "")
    assert looker.seen == []


def test_a_photograph_has_no_script_however_little_was_read():
    looker = Looker(THAI)

    assert again(Installed(tesseract=looker), unread=0, read=0, legible=0.0) == (FIRST, True, "")
    assert again(Installed(), unread=0, read=0, legible=0.0) == (FIRST, True, "")


def test_only_the_lines_that_could_not_be_read_are_looked_at():
    looker = Looker(None)

    again(Installed(tesseract=looker), unread=6)

    (seen,) = looker.seen
    height, width = seen.shape
    around = seen[round(0.5 * height) :, :]
    assert seen.shape == PAGE.shape[:2]
    assert np.ptp(around) == 0
    assert np.ptp(seen[round(0.1 * height) : round(0.4 * height), round(0.1 * width) : round(0.6 * width)]) > 100


def test_a_page_in_another_script_is_read_again():
    looker = Looker(CYRILLIC)

    choice, same, notice = again(Installed(tesseract=looker), unread=6)

    assert (choice.engine, choice.languages, same, notice) == ("tesseract", ("ru",), False, "")
    assert looker.asked[0].languages == ("ru",)


def test_a_page_partly_in_another_script_is_read_again_with_both():
    choice, same, _ = again(Installed(tesseract=Looker(CYRILLIC)), unread=4, read=6)

    assert (choice.languages, same) == (("ru", "en"), False)
    assert "because part of the page is in Cyrillic letters" in choice.reason


@pytest.mark.parametrize(
    ("text", "confidence", "legible"), [("ж", 0.1, 0.3), ("ж", 0.9, 0.9), ("x", 0.9, 0.1)], ids=str
)
def test_the_first_reading_stays_unless_the_second_is_right_about_more_of_its_script(text, confidence, legible):
    looker = Looker(CYRILLIC, confidence=confidence, text=text)

    assert again(Installed(tesseract=looker), unread=6, legible=legible) == (FIRST, True, "")
    assert looker.asked


@pytest.mark.parametrize("script", [None, Script("Latn", "Latin")])
def test_a_page_in_the_engines_own_script_stays_as_it_was_read(script):
    assert again(Installed(tesseract=Looker(script)), unread=6) == (FIRST, True, "")


def test_a_script_that_nobody_reads_is_told_with_what_to_install():
    choice, same, notice = again(Installed(tesseract=Looker(THAI)), unread=6)

    assert (choice, same) == (FIRST, True)
    assert notice == (
        "This page seems to be in Thai letters, which RapidOCR does not read. "
        "Install tesseract-ocr-tha (apt install tesseract-ocr-tha)."
    )


def test_a_script_of_part_of_the_page_is_told():
    _, _, notice = again(Installed(tesseract=Looker(THAI)), unread=4, read=6)

    assert notice.startswith("Part of this page seems to be in Thai letters")


def test_without_tesseract_an_illegible_page_is_told():
    _, same, notice = again(Installed(), unread=6)

    assert same
    assert notice.startswith(
        "RapidOCR could read little of this page. If it is not in Latin letters: install tesseract"
    )
    assert again(Installed(), unread=4, read=6) == (FIRST, True, "")


def test_doubtful_lines_are_those_that_an_engine_could_not_read():
    doubtful = Line((Word("xx", lines(1)[0], 0.2), Word("x", lines(1)[0], None)), lines(1)[0])

    assert _illegible.unsure([*words(2), doubtful]) == (doubtful.polygon,)
    assert _illegible.sure([*words(2), doubtful]) == words(2)


def test_what_could_not_be_read_lies_where_it_is_on_the_page_as_it_came():
    class Finder(Reader):
        def find(self, picture, hints, report=None):
            return Found((), (Box(0.1, 0.2, 0.5, 0.3).polygon(),))

    reading = _reading.read_page(Finder(0.9, 1), PAGE, Hints(turn=90, upright=True))

    assert [tuple(round(x, 6) for x in point) for point in reading.illegible[0]] == [
        (0.2, 0.9),
        (0.2, 0.5),
        (0.3, 0.5),
        (0.3, 0.9),
    ]


def test_every_name_of_a_script_has_a_language():
    for code in set(_script._NAMES.values()):
        assert "Install " in _script.remedy(Script(code, "Any"), RAPID)


def test_legible_counts_lines_that_were_left_out():
    little = _reading.read_page(Reader(0.95, 10), np.ascontiguousarray(PAGE), Hints(upright=True))
    most = _reading.read_page(Reader(0.95, 150), np.ascontiguousarray(PAGE), Hints(upright=True))

    assert little.sense == most.sense == 1.0
    assert little.legible < 0.2 < 0.8 < most.legible


def test_of_languages_that_are_only_possible_the_likeliest_must_be_readable():
    assert worker._needed(Hints(possible=("en", "ru"))) == ("en",)
    assert worker._needed(Hints(possible=("ru",))) == ("ru",)
    assert worker._needed(Hints(languages=("en", "ru"), possible=("it",))) == ("en", "ru")
    assert worker._needed(Hints()) == ()


def test_an_engine_is_not_told_of_possible_languages_that_it_lacks():
    hints = worker._narrowed(Hints(possible=("en", "ru", "de")), FIRST, RAPID)

    assert (hints.languages, hints.possible) == ((), ("en", "de"))
