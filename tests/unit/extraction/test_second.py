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


def lettered(text: PageText, *figures: float, of: str = "12.50") -> PageText:
    """The page with confidences of the letters of a word."""
    lines = tuple(
        replace(line, words=tuple(replace(w, characters=figures) if w.text == of else w for w in line.words))
        for line in text.lines
    )
    return replace(text, lines=lines)


@pytest.mark.parametrize(("other", "at"), [("12.60", 3), ("1250", 2), ("12,50", 2)])
def test_who_is_certain_of_every_letter_that_differs_outvotes_the_other(asked, other, at):
    line = [word.text for word in PAGE.lines[asked[0].line].words]
    certain = lettered(PAGE, 0.7, 0.999, 0.999, 0.999, 0.7)
    read = word(second.compared(certain, asked, answered(" ".join([*line[:-1], other]))), "12.50")

    assert read.second is None
    assert read.confidence <= second.OUTVOTED
    assert read.characters[at] == second.OUTVOTED
    assert read.characters[0] == 0.7  # where they agree nothing was proved about it


@pytest.mark.parametrize(("figures", "other"), [((0.999, 0.999, 0.999, 0.98, 0.999), "12.60"), ((), "12.60")])
def test_who_is_not_certain_there_leaves_it_to_a_person(asked, figures, other):
    line = [word.text for word in PAGE.lines[asked[0].line].words]
    read = word(second.compared(lettered(PAGE, *figures), asked, answered(" ".join([*line[:-1], other]))), "12.50")

    assert read.second == other
    assert read.confidence <= second.WORD_DIFFERS


def test_a_sign_that_only_the_other_saw_is_a_question_however_certain_the_first_was(asked):
    line = [word.text for word in PAGE.lines[asked[0].line].words]
    certain = lettered(PAGE, *(0.999,) * 5)
    read = word(second.compared(certain, asked, answered(" ".join([*line[:-1], "12.505"]))), "12.50")

    assert read.second == "12.505"


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
