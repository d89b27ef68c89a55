from itertools import zip_longest

import pytest

from paper import page
from reviewer.document_types import load
from reviewer.extraction.classify import classify
from unit.extraction import test_receipt

TYPES = load()
FORM = """
        APPLICATION FOR A LIBRARY CARD

    Name: Example              First name: Ada
    Date of birth: 10.12.1985
    Address: 12 Garden Street
             99999 Springfield
    Phone: ______________      E-mail: ______________

    Signature: ______________  Date: ______________
"""
LETTER = """
    Dear Sir or Madam,

    we thank you for the letter that you sent us on Monday last week
    and are glad to tell you that the archive will be open again from
    the first of May, when the work on the roof has come to its end.

    Until then the reading room on the second floor can be used by all
    who have shown their card at the desk, as they always had to do.

    Yours faithfully
"""


STORY = """\
Before the causeway was built there was
only the ferry, and before the ferry had
a bell there was only a woman who stood
on the far shore and shouted. She had a
voice that carried over the water, and
she had a brother who worked the oars
and pretended not to hear it. People
still argue about which of the two was
the more stubborn. What is certain is
that on most mornings the boat lay on
the wrong side of the lake, and that
the baker and the doctor stood in wet
grass and learned patience together.
The bell changed everything. It came
from a ship that nobody could name and
hung from an oak on a length of chain.
A child could ring it. She never did."""


@pytest.mark.parametrize("country", test_receipt.EXPECTED)
def test_receipts_are_told_in_every_language(country):
    answer = classify([page(test_receipt.EXPECTED[country][0])], TYPES)

    assert answer.name == "receipt"
    assert answer.confidence > 0.6
    assert answer.reason.startswith("It has ")


def test_forms_are_told():
    assert classify([page(FORM)], TYPES).name == "form"


def test_a_letter_is_plain_text():
    answer = classify([page(LETTER)], TYPES)

    assert answer.name == "plain_text"
    assert "running text" in answer.reason


@pytest.mark.parametrize("count", [1, 2, 3])
def test_prose_is_plain_text_in_any_number_of_columns(count):
    lines = STORY.splitlines()
    height = -(-len(lines) // count)
    columns = [lines[start : start + height] for start in range(0, len(lines), height)]
    rows = ("".join(f"{text:<48}" for text in row) for row in zip_longest(*columns, fillvalue=""))

    answer = classify([page("THE STORY OF THE BELL\n\n" + "\n".join(rows))], TYPES)

    assert answer.name == "plain_text"
    assert answer.confidence > 0.6


def test_a_form_in_two_columns_is_still_a_form():
    rows = "\n".join(
        f"    {left:<30}{right}"
        for left, right in (("Name: Example", "First name: Ada"), ("Town: Ardlough", "Country: IE"))
    )

    assert classify([page(FORM + rows)], TYPES).name == "form"


@pytest.mark.parametrize("text", ["", "x", "Hello", "1 2 3"])
def test_next_to_nothing_is_plain_text(text):
    assert classify([page(text)], TYPES).name == "plain_text"


def test_plain_text_is_the_answer_even_without_any_type():
    answer = classify([page("Hello")], {})

    assert (answer.name, answer.confidence) == ("plain_text", 0.0)


def test_doubt_names_the_nearest_kind():
    torn = "Ada Example\nTotal 4.00\nCash\nPlace:\nDate:\nsome words that go on and on for a while here"
    only = {name: TYPES[name] for name in ("receipt", "form", "plain_text")}

    answer = classify([page(torn)], only)

    assert answer.name == "plain_text"
