"""Pages without words are told."""

import pytest

from paper import page
from reviewer.domain.text import Line, PageText
from reviewer.services.wordless import wordless


def test_a_document_without_words_is_told():
    (sentence,) = wordless([PageText(0, (Line((), ((0.0, 0.0),) * 4),))])

    assert sentence.startswith("No words were found in this document. ")
    assert wordless([page("Total")]) == ()
    assert wordless([]) == ()


@pytest.mark.parametrize(
    ("empty", "named"),
    [
        ([1], "page 2."),
        ([3, 1], "pages 2 and 4."),
        ([1, 2, 4], "pages 2, 3 and 5."),
        (range(1, 8), "7 pages, the first of them page 2."),
    ],
)
def test_pages_without_words_are_named(empty, named):
    (sentence,) = wordless([page("Total"), *(PageText(number, ()) for number in empty)])

    assert sentence.startswith(f"No words were found on {named} ")
