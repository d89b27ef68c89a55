"""A page in a script that the first engine lacks: how that shows, and who reads it then."""

import numpy as np
import pytest

from reviewer.domain.geometry import Box
from reviewer.domain.text import Line, Word
from reviewer.engines import _again, _reading, _script, _tesseract_program, worker
from reviewer.engines._choose import Choice
from reviewer.engines._reading import Reading
from reviewer.engines.base import EngineInfo, Hints, Script
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

    def __init__(self, confidence, letters):
        self.word = Word("x" * letters, Box(0.1, 0.1, 0.9, 0.2).polygon(), confidence)
        self.asked = []

    def read(self, picture, hints, report=None):
        self.asked.append(hints)
        return (Line((self.word,), self.word.polygon),)


class Looker(Reader):
    def __init__(self, script, confidence=0.9, letters=150):
        super().__init__(confidence, letters)
        self._script = script

    def script(self, picture):
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


def again(engines, legible, hints=Hints()):  # noqa: B008  # a frozen value
    first = Reading((), legible=legible)
    choice, reading, notice = _again.in_its_script(engines, FIRST, first, PAGE, hints, lambda _share, _words: None)
    return choice, reading is first, notice


def test_what_tesseract_says_of_a_page_is_understood():
    assert _script.parsed(OSD) == CYRILLIC


@pytest.mark.parametrize(
    "answer", ["", "Too few characters", OSD.replace("9.58", "0.40"), OSD.replace("Cyrillic", "Klingon")]
)
def test_an_answer_that_is_not_clear_is_none(answer):
    assert _script.parsed(answer) is None


def test_the_commonest_language_of_a_script_is_read_unless_another_is_possible():
    assert _script.reader(CYRILLIC, RAPID, (RAPID, TESSERACT), ()) == Choice(
        "tesseract", "Tesseract, because the page is in Cyrillic letters, which RapidOCR does not read.", ("ru",)
    )
    assert _script.reader(CYRILLIC, RAPID, (RAPID, TESSERACT), ("bg", "en")).languages == ("bg",)
    assert _script.reader(THAI, RAPID, (RAPID, TESSERACT), ()) is None


def test_a_page_that_was_read_well_is_not_looked_at():
    looker = Looker(CYRILLIC)

    assert again(Installed(tesseract=looker), 0.9) == (FIRST, True, "")
    assert looker.asked == []


def test_a_page_in_another_script_is_read_again():
    looker = Looker(CYRILLIC)

    choice, same, notice = again(Installed(tesseract=looker), 0.2)

    assert (choice.engine, choice.languages, same, notice) == ("tesseract", ("ru",), False, "")
    assert looker.asked[0].languages == ("ru",)


def test_the_first_reading_stays_when_the_second_makes_less_sense():
    assert again(Installed(tesseract=Looker(CYRILLIC, confidence=0.1)), 0.3) == (FIRST, True, "")


@pytest.mark.parametrize("script", [None, Script("Latn", "Latin")])
def test_a_page_in_the_engines_own_script_stays_as_it_was_read(script):
    assert again(Installed(tesseract=Looker(script)), 0.1) == (FIRST, True, "")


def test_a_script_that_nobody_reads_is_told_with_what_to_install():
    choice, same, notice = again(Installed(tesseract=Looker(THAI)), 0.1)

    assert (choice, same) == (FIRST, True)
    assert notice == (
        "This page seems to be in Thai letters, which RapidOCR does not read. "
        "Install tesseract-ocr-tha (apt install tesseract-ocr-tha)."
    )


def test_without_tesseract_an_illegible_page_is_told():
    _, same, notice = again(Installed(), 0.1)

    assert same
    assert notice.startswith(
        "RapidOCR could read little of this page. If it is not in Latin letters: install tesseract"
    )
    assert again(Installed(), 0.4) == (FIRST, True, "")


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
