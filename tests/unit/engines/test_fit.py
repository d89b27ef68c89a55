"""Whether what was read fits the languages that were asked for."""

import pytest

from reviewer.domain.text import Word
from reviewer.engines import _fit, _languages

NOWHERE = ((0.0, 0.0),) * 4
LATIN = "The quick brown dog jumped over the lazy fox"
RUSSIAN = "Съешь же ещё этих мягких французских булок"


def words(text: str, confidence: float | None = 0.95) -> list[Word]:
    return [Word(word, NOWHERE, confidence) for word in text.split()]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        (LATIN, ("en",)),
        (LATIN, ("de", "ru")),
        (RUSSIAN, ("ru",)),
        (f"{LATIN} {LATIN} {RUSSIAN}", ("ru",)),
        ("我能吞下玻璃而不傷身體 今天天氣很好 我們去公園散步吧", ("zh-Hant",)),
        ("これは日本語の文章です とても長い文章をここに書きます", ("ja",)),
        ("다람쥐 헌 쳇바퀴에 타고파 키스의 고유조건은 입술끼리 만나야", ("ko",)),
    ],
)
def test_what_fits_is_not_worth_a_word(text, languages):
    assert _fit.misfit(words(text), languages) == ""


def test_letters_of_another_script_are_told():
    assert _fit.misfit(words(LATIN), ("zh-Hans",)) == (
        "No letters of Chinese (simplified) were read; perhaps the print is in another language."
    )


def test_print_that_makes_no_sense_is_told():
    assert _fit.misfit(words(RUSSIAN, 0.5), ("ru", "uk")) == (
        "Little makes sense as Russian or Ukrainian; perhaps the print is in another language."
    )


def test_figures_tell_nothing_of_a_language():
    assert _fit.misfit([*words(LATIN), *words("12.50 2026-01-01 " * 40, 0.1)], ("en",)) == ""


@pytest.mark.parametrize(
    ("text", "languages"), [(LATIN, ()), ("short", ("ru",)), ("1234567890 " * 9, ("ru",)), ("", ("ru",))]
)
def test_without_languages_or_with_few_letters_nothing_is_said(text, languages):
    assert _fit.misfit(words(text), languages) == ""


def test_every_language_has_letters_that_fit_it():
    for language in _languages.ALL:
        letters = language.letters or "abcdefghij"
        assert _fit.misfit(words(letters * 5), (language.tag,)) == "", language.tag
