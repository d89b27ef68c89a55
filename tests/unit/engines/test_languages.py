import pytest

from reviewer.engines import _accents, _languages


@pytest.mark.parametrize(
    ("tag", "name"),
    [
        ("en", "English"),
        ("en-GB", "English"),
        ("DE_at", "German"),
        ("zh", "Chinese (simplified)"),
        ("zh-TW", "Chinese (traditional)"),
        ("zh-Hant-HK", "Chinese (traditional)"),
        ("sr", "Serbian"),
        ("sr-Latn-RS", "Serbian (Latin)"),
        ("no", "Norwegian"),
        ("tlh", "tlh"),
    ],
)
def test_tags_have_names(tag, name):
    assert _languages.name(tag) == name


def test_tags_and_tesseract_names_are_unique():
    assert len({each.tag for each in _languages.ALL}) == len(_languages.ALL)
    assert len({each.tesseract for each in _languages.ALL}) == len(_languages.ALL)


def test_tesseract_data_without_a_language():
    assert _languages.by_tesseract("osd") is None
    assert _languages.by_tesseract("ind") == _languages.language("id")


def test_lacking_ignores_regions():
    assert _languages.lacking(("en-US", "ru"), ("en", "de")) == ("ru",)
    assert _languages.lacking(("tlh",), ("en",)) == ("tlh",)


def test_accents_go_where_the_language_has_none():
    assert _accents.folding(("en",))("JÁLAN Simpàng") == "JALAN Simpang"
    assert _accents.folding(("en", "fr"))("Café Ángel") == "Café Angel"
    assert _accents.folding(("de",))("STRAßE Ä é") == "STRAßE Ä e"


def test_accents_stay_when_the_language_is_unknown():
    assert _accents.folding(())("Café") == "Café"
    assert _accents.folding(("en", "tlh"))("Café") == "Café"


def test_wide_signs_become_plain_ones_except_in_chinese():
    assert _accents.folding(())("Total：（5）") == "Total:(5)"
    assert _accents.folding(("zh",))("总计：5") == "总计：5"


def test_a_text_keeps_its_length():
    text = "ﬁ ½ № Ǆ é ：…"
    assert len(_accents.folding(("en",))(text)) == len(text)


def test_capitals_that_only_one_language_has_stay():
    assert _accents.folding(("tr",))("İzmir ÇIĞ é") == "İzmir ÇIĞ e"
