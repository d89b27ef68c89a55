import pytest

from reviewer.engines import _tesseract_program
from reviewer.engines._choose import choose
from reviewer.engines.base import EngineInfo
from reviewer.errors import EngineError

RAPID = EngineInfo("rapidocr", "RapidOCR", available=True, languages=("en", "de", "zh-Hans"))
TESSERACT = EngineInfo("tesseract", "Tesseract", available=True, languages=("en", "ru"))
NO_TESSERACT = EngineInfo(
    "tesseract", "Tesseract", available=False, reason="Tesseract is not installed.", advice="Install tesseract-ocr."
)
NO_RAPID = EngineInfo("rapidocr", "RapidOCR", available=False, reason="The models are missing.", advice="Install it.")


@pytest.fixture(autouse=True)
def _debian(monkeypatch):
    monkeypatch.setattr(_tesseract_program.sys, "platform", "linux")


def test_the_built_in_engine_reads_what_it_can():
    assert choose("auto", (), (TESSERACT, RAPID)).engine == "rapidocr"
    choice = choose("auto", ("de-AT",), (TESSERACT, RAPID))
    assert (choice.engine, choice.reason) == ("rapidocr", "RapidOCR, the built-in engine.")


def test_an_engine_that_lacks_the_script_is_passed_over():
    choice = choose("auto", ("ru",), (RAPID, TESSERACT))
    assert (choice.engine, choice.reason) == ("tesseract", "Tesseract, because RapidOCR does not read Russian.")


def test_an_engine_that_cannot_be_used_is_passed_over():
    choice = choose("auto", ("en",), (NO_RAPID, TESSERACT))
    assert (choice.engine, choice.reason) == ("tesseract", "Tesseract, because RapidOCR cannot be used.")


def test_no_engine_reads_it_and_the_advice_names_the_package():
    with pytest.raises(EngineError) as told:
        choose("auto", ("th",), (RAPID, TESSERACT))
    assert told.value.text == "No installed engine reads Thai."
    assert told.value.advice == "Install tesseract-ocr-tha (apt install tesseract-ocr-tha)."


def test_without_tesseract_the_advice_names_that_too():
    with pytest.raises(EngineError) as told:
        choose("auto", ("ru",), (RAPID, NO_TESSERACT))
    assert told.value.advice.startswith("Install tesseract-ocr and tesseract-ocr-rus")


def test_no_engine_reads_both():
    with pytest.raises(EngineError) as told:
        choose("auto", ("ru", "de"), (RAPID, TESSERACT))
    assert told.value.text == "No installed engine reads Russian and German together."
    assert "tesseract-ocr-deu" in told.value.advice


def test_a_language_may_be_lacking_where_another_one_has_the_script():
    choice = choose("tesseract", ("en", "fr", "it"), (RAPID, TESSERACT))
    assert choice.languages == ("en",)
    assert choice.reason == "Tesseract, as asked for; it has no data for French and Italian."
    assert choose("auto", ("en", "fr"), (RAPID, TESSERACT)).engine == "rapidocr"
    assert choose("auto", ("fr", "en", "ru"), (RAPID, TESSERACT)).languages == ("en", "ru")


def test_the_engine_that_lacks_least_is_chosen():
    more = EngineInfo("tesseract", "Tesseract", available=True, languages=("en", "fr"))
    assert choose("auto", ("en", "fr"), (RAPID, more)).engine == "tesseract"


def test_a_name_is_obeyed():
    choice = choose("tesseract", ("en",), (RAPID, TESSERACT))
    assert (choice.engine, choice.reason) == ("tesseract", "Tesseract, as asked for.")


@pytest.mark.parametrize(
    ("wanted", "languages", "engines", "text"),
    [
        ("tesseract", (), (RAPID, NO_TESSERACT), "Tesseract is not installed."),
        ("rapidocr", ("ru",), (RAPID, TESSERACT), "RapidOCR cannot read Russian here."),
        ("other", (), (RAPID, TESSERACT), 'There is no engine "other".'),
        ("auto", (), (NO_RAPID, NO_TESSERACT), "No engine can be used. The models are missing."),
    ],
)
def test_a_name_that_cannot_be_obeyed_is_an_error_with_advice(wanted, languages, engines, text):
    with pytest.raises(EngineError) as told:
        choose(wanted, languages, engines)
    assert told.value.text == text
    assert told.value.advice


def test_another_engine_is_advised():
    with pytest.raises(EngineError, match=r"Read it with Tesseract\."):
        choose("rapidocr", ("ru",), (RAPID, TESSERACT))
