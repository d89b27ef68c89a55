from datetime import date

from paper import page
from reviewer.document_types import load
from reviewer.domain.geometry import Box, bounds
from reviewer.domain.text import Line, PageText, Word
from reviewer.extraction.extract import extract

KIND = load()["plain_text"]
TODAY = date(2024, 6, 1)


def lines(*pages):
    (field,) = extract(pages, KIND, today=TODAY).fields
    return field.values


def test_each_line_is_a_value_in_reading_order():
    values = lines(page("first line\n\nsecond line"), page("third line", number=1))

    assert [value.text for value in values] == ["first line", "second line", "third line"]
    assert [value.regions[0].page for value in values] == [0, 0, 1]


def test_a_line_is_as_sure_as_its_weakest_word():
    (value,) = lines(page("one line", confidence=0.7))

    assert value.confidence == value.recognized_confidence == 0.7
    assert value.doubts[0].code == "confidence"


def test_characters_and_edges_go_along():
    (value,) = lines(page("a line", characters=True, weak="line"))

    assert len(value.characters) == len(value.text) == 6
    assert len(value.edges) == 12
    assert value.doubts[0].at == 5


def test_no_words_are_no_values():
    assert lines(page("")) == ()
    assert lines() == ()


def test_a_line_that_is_read_from_the_right_is_a_value_with_all_of_its_words():
    words = [("שלום", 0.7, 0.8), ("עולם", 0.5, 0.6), ("12", 0.3, 0.4)]
    found = tuple(Word(text, Box(left, 0.1, right, 0.12).polygon()) for text, left, right in words)
    (value,) = lines(PageText(0, (Line(found, Box(0.3, 0.1, 0.8, 0.12).polygon()),)))

    assert value.text == "שלום עולם 12"
    assert bounds(value.regions[0].polygon) == Box(0.3, 0.1, 0.8, 0.12)
