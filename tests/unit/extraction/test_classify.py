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
