"""What nobody sees is told."""

import pytest

from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.doubt import Band, judge
from reviewer.domain.field import Value
from reviewer.domain.hidden import cleaned, hidden, visible
from reviewer.domain.revision import Entry, Revision

KIND = DocumentType("receipt", "Receipt", fields=(FieldType("total", "Total"),))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("8.95 €", []),
        ("two\nlines", []),
        ("شكرا", []),
        ("می\u200cخواهم", []),
        ("8\u202e59", [(1, "right-to-left override")]),
        ("\ufeff8\u00ad9", [(0, "zero width no-break space"), (2, "soft hyphen")]),
        ("a\x00b\x1b", [(1, "U+0000"), (3, "U+001B")]),
    ],
)
def test_invisible_characters_are_found(text, found):
    assert list(hidden(text)) == found


def test_what_comes_from_outside_loses_its_controls_only():
    assert cleaned("a\r\nb\tc\rd\u2028e\x00\x7f\u202ef") == "a\nb c\nd\ne\u202ef"
    assert cleaned("8.95") == "8.95"


def judged(value):
    revision = Revision("d", entries={"total:0": Entry("total:0", "total", value)})
    return judge(revision, KIND, ())["total:0"]


def test_a_value_that_was_read_with_one_needs_a_human():
    judgement = judged(Value("8\u202e59\u200b", confidence=0.99))
    assert judgement.band is Band.CHECK
    assert judgement.reasons[0].text == "Character 2 is invisible: right-to-left override, and 1 more."
    assert judgement.reasons[0].at == 1


def test_who_set_it_is_told_too():
    judgement = judged(Value("8\u202e59", settled_by="Ana"))
    assert judgement.band is Band.PERSON
    assert "invisible" in judgement.reasons[0].text


def test_what_nobody_sees_is_written_out_once():
    told = visible("a\u202eb\u2066c\u0000d\u200be")
    assert told == "a⟨RLO⟩b⟨LRI⟩c⟨U+0000⟩d⟨ZWSP⟩e"
    assert visible(told) == told


@pytest.mark.parametrize("text", ["", "8.96", "a\nb", "Straße", "می\u200cخواهم", "👩\u200d👧", "a\u00a0b"])
def test_what_is_seen_or_shapes_what_is_seen_stays(text):
    assert visible(text) == text
