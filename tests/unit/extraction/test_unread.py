"""Values beside print that could not be read."""

from datetime import date

import pytest
from msgspec.structs import replace

from paper import page
from reviewer.document_types import load
from reviewer.domain.text import PageText
from reviewer.extraction.extract import extract

TODAY = date(2024, 6, 1)
RECEIPT = """
    GREEN VALLEY STORE

    Date: 14/03/2024

    Bread   2.40
    Total:  14.54
"""


def unread(text: PageText, *wanted: str) -> PageText:
    """The page, with print beside some of its words that could not be read."""
    lines = (
        replace(line, words=tuple(replace(word, unread=word.text in wanted) for word in line.words))
        for line in text.lines
    )
    return replace(text, lines=tuple(lines))


def values(kind: str, text: PageText):
    for field in extract([text], load()[kind], today=TODAY).fields:
        yield from field.values
        yield from (value for row in field.rows for cell in row.fields for value in cell.values)


@pytest.mark.parametrize(
    ("kind", "word", "found"),
    [("plain_text", "Bread", "Bread 2.40"), ("form", "14.54", "14.54"), ("receipt", "14.54", "14.54")],
)
def test_a_value_beside_print_that_could_not_be_read_is_unsure_and_says_why(kind, word, found):
    plain = [value for value in values(kind, page(RECEIPT)) if value.text == found]
    told = [value for value in values(kind, unread(page(RECEIPT), word)) if value.text == found]

    assert plain
    assert len(told) == len(plain)
    for value in told:
        assert value.recognized_confidence == 0.6
        assert value.confidence <= 0.6
        assert [doubt.code for doubt in value.doubts if doubt.code in ("unread", "confidence")] == ["unread"]
        assert value.doubts[0].text == "Print beside it could not be read."
    assert not any(doubt.code == "unread" for value in plain for doubt in value.doubts)


def test_other_values_stay_as_they_are():
    before = list(values("receipt", page(RECEIPT)))
    after = list(values("receipt", unread(page(RECEIPT), "VALLEY")))

    changed = [one.text for one, other in zip(before, after, strict=True) if one != other]
    assert set(changed) <= {"GREEN VALLEY STORE"}
