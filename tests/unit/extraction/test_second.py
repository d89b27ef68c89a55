"""What a second reader's answer makes of the words of a page."""

import pytest
from msgspec.structs import replace

from paper import page
from reviewer.domain.field import Field, Region, Value
from reviewer.domain.text import PageText, TextSource
from reviewer.extraction import second

PAGE = page("""
    THE OLDE CHANDLERY
    TOTAL           12.50
    CASH            20.00
""")


def field_at(text: str, on: PageText) -> Field:
    word = next(word for word in on.words if word.text == text)
    return Field("total", values=(Value(text, regions=(Region(0, word.polygon),)),))


def answered(*texts: str, confidence: float = 0.95):
    """What a reader saw on each line that it was asked about."""
    return [page(text, confidence=confidence).lines if text else () for text in texts]


def word(read: PageText, text: str):
    return next(word for word in read.words if word.text == text)


@pytest.fixture
def asked():
    return second.places([field_at("12.50", PAGE)], PAGE)


def test_it_is_asked_about_whole_lines_with_values(asked):
    (place,) = asked
    assert [word.text for word in PAGE.lines[place.line].words][-1] == "12.50"
    line = PAGE.lines[place.line]
    assert place.box.top < min(y for _, y in line.polygon)
    assert place.box.bottom > max(y for _, y in line.polygon)


def test_it_is_not_asked_about_a_page_that_has_its_own_text():
    layer = replace(PAGE, source=TextSource.TEXT_LAYER)
    assert second.places([field_at("12.50", layer)], layer) == ()


def test_what_both_read_alike_is_sure(asked):
    line = " ".join(word.text for word in PAGE.lines[asked[0].line].words)
    unsure = replace_confidence(PAGE, 0.6)
    read = second.compared(unsure, asked, answered(line))
    assert word(read, "12.50").confidence == second.AGREED
    assert word(read, "12.50").second is None
    assert word(read, "20.00").confidence == 0.6  # nobody looked there


@pytest.mark.parametrize("other", ["12.60", "12.5O", "1250", "12.505"])
def test_what_they_read_otherwise_is_in_doubt(asked, other):
    line = [word.text for word in PAGE.lines[asked[0].line].words]
    read = second.compared(PAGE, asked, answered(" ".join([*line[:-1], other])))
    differing = word(read, "12.50")
    assert differing.second == other
    assert differing.confidence <= second.WORD_DIFFERS


@pytest.mark.parametrize("other", ["total 12.50", "TOTAL12.50"])
def test_case_and_blanks_make_no_difference(other):
    unsure = replace_confidence(PAGE, 0.6)
    asked = second.places([field_at("12.50", unsure), field_at("TOTAL", unsure)], unsure)
    read = second.compared(unsure, asked, [answered(other)[0]] * len(asked))
    assert word(read, "12.50").second is None
    assert word(read, "12.50").confidence == second.AGREED


def test_a_reader_that_guesses_or_sees_nothing_says_nothing(asked):
    assert second.compared(PAGE, asked, answered("T0TAI 72.58", confidence=0.3)) == PAGE
    assert second.compared(PAGE, asked, answered("")) == PAGE


def replace_confidence(text: PageText, confidence: float) -> PageText:
    lines = tuple(
        replace(
            line,
            words=tuple(
                replace(word, confidence=confidence, characters=(confidence,) * len(word.text)) for word in line.words
            ),
        )
        for line in text.lines
    )
    return replace(text, lines=lines)
