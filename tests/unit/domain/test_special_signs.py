from reviewer.domain import special_signs
from reviewer.domain.document_type import Kind
from reviewer.domain.special_signs import accented, likely, named


def test_the_forms_of_the_letter_before_the_caret_come_first():
    signs = likely(("de",), None, "u")
    assert signs[0] == "ü"
    assert "ù" in signs[:8]
    assert likely(("fr",), None, "E")[0] in "ÀÂÆÇÉÈÊËÎÏÔŒÙÛÜŸ"


def test_recent_ones_follow_and_nothing_comes_twice():
    signs = likely(("de", "fr"), Kind.AMOUNT, "", recent=("₺", "é"))
    assert signs[:2] == ("₺", "é")
    assert signs.index("€") < signs.index("ä")
    assert len(set(signs)) == len(signs)


def test_a_figure_or_a_mark_has_no_forms():
    assert accented("8") == []
    assert accented("") == []
    assert accented("ß") == []


def test_signs_are_found_by_their_names():
    assert named("euro sign")[0] == "€"
    assert "–" in named("en dash")
    assert set(named("latin e acute")) >= {"é", "É"}
    assert named("no such sign") == ()
    assert special_signs.name("é") == "Latin small letter e with acute"
