"""What Tesseract is asked, without asking it."""

from pathlib import Path

import numpy as np
import pytesseract
import pytest

from reviewer.engines import _tesseract_program, tesseract
from reviewer.engines._tesseract_program import Program
from reviewer.engines.base import Hints, Kind
from reviewer.errors import EngineError

BLANK = b"<html><body><div class='ocr_page'/></body></html>"


@pytest.fixture
def asked(monkeypatch):
    """The calls of pytesseract, and a Tesseract with English, German and orientation data."""
    calls = []

    def answer(path, languages, config, **_):
        calls.append((Path(path).read_bytes()[:2], languages, config))
        return BLANK

    monkeypatch.setattr(
        _tesseract_program, "find", lambda path: Program(Path("/opt/tesseract"), "5.3.0", ("deu", "eng", "osd"))
    )
    monkeypatch.setattr(pytesseract, "image_to_pdf_or_hocr", answer)
    return calls


def read(hints=Hints(), options=None):  # noqa: B008  # a frozen value
    return tesseract.Engine(options or {}).read(np.full((20, 30, 4), 255, np.uint8), hints)


def test_a_page_goes_as_a_grey_picture_in_a_file(asked):
    assert read() == ()
    assert asked == [(b"P5", "eng", "--psm 3 -c hocr_char_boxes=1")]


@pytest.mark.parametrize(
    ("hints", "languages", "config"),
    [
        (Hints(languages=("de-AT", "en")), "deu+eng", "--psm 3 -c hocr_char_boxes=1"),
        (Hints(possible=("fr", "en", "de", "ru")), "eng", "--psm 3 -c hocr_char_boxes=1"),
        (Hints(possible=("fr",)), "eng", "--psm 3 -c hocr_char_boxes=1"),
        (Hints(dpi=300), "eng", "--psm 3 -c hocr_char_boxes=1 --dpi 300"),
        (Hints(single=True), "eng", "--psm 6 -c hocr_char_boxes=1"),
        (Hints(single=True, kind=Kind.DATE), "eng", "--psm 7 -c hocr_char_boxes=1"),
        (
            Hints(single=True, kind=Kind.DIGITS),
            "eng",
            "--psm 7 -c hocr_char_boxes=1 -c tessedit_char_whitelist='0123456789.,-'",
        ),
    ],
)
def test_hints_become_arguments(asked, hints, languages, config):
    read(hints)
    assert asked[0][1:] == (languages, config)


@pytest.mark.parametrize(("thorough", "regions"), [(True, 1), (False, 0)])
def test_what_the_layout_analysis_passed_over_is_read_when_that_is_wanted(asked, monkeypatch, thorough, regions):
    added = []
    monkeypatch.setattr(tesseract._passed_over, "added", lambda _engine, _page, lines, _hints: added.append(1) or lines)
    read(Hints(thorough=thorough))
    assert (len(asked), len(added)) == (1, regions)


def test_the_segmentation_can_be_set(asked):
    read(options={"tesseract_segmentation": "4"})
    assert asked[0][2].startswith("--psm 4 ")


def test_a_language_without_data_is_an_error_that_names_the_package(asked, monkeypatch):
    monkeypatch.setattr(_tesseract_program.sys, "platform", "linux")
    with pytest.raises(EngineError) as told:
        read(Hints(languages=("ru",)))
    assert told.value.text == "Tesseract has no data for Russian."
    assert told.value.advice == "Install tesseract-ocr-rus (apt install tesseract-ocr-rus)."


@pytest.mark.parametrize(
    ("failure", "text"),
    [
        (pytesseract.TesseractError(1, "secret text of the page"), "Tesseract could not read this page."),
        (RuntimeError("Tesseract process timeout"), "Tesseract needed more than 110 seconds for this page."),
    ],
)
def test_failures_have_a_sentence_and_quote_nothing(asked, monkeypatch, failure, text):
    def fail(*_, **__):
        raise failure

    monkeypatch.setattr(pytesseract, "image_to_pdf_or_hocr", fail)
    with pytest.raises(EngineError) as told:
        read()
    assert told.value.text == text
    assert "secret" not in str(told.value)


def test_what_is_installed_is_told(asked):
    info = tesseract.Engine({}).available()
    assert (info.available, info.version, info.languages) == (True, "5.3.0", ("de", "en"))


def test_a_tesseract_without_languages_cannot_be_used(asked, monkeypatch):
    monkeypatch.setattr(_tesseract_program, "find", lambda path: Program(Path("/opt/tesseract"), "5.3.0", ("osd",)))
    info = tesseract.Engine({}).available()
    assert (info.available, info.reason) == (False, "Tesseract has no language data.")
    assert info.advice
