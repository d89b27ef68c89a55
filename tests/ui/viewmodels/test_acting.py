"""Ctrl+Z over several documents: what was done to many at once, or apart from the open one, is taken back as one."""

import pytest
from msgspec.structs import replace

from reviewer.domain.step import StepKind
from reviewer.jobs import CancelToken, silent
from reviewer.services.making import made
from reviewer.services.review import Review


def elsewhere(operator, document: str) -> Review:
    """A review of a document that is not the open one, as a sheet of many documents has it."""
    opened = operator.desk.open(document)(CancelToken(), silent)
    return operator.desk.review(opened, operator.session.acting.keep)


def text(operator, document: str) -> str:
    return next(iter(operator.stored(document).entries.values())).value.text


def bulk(operator, documents: list[str], words: str) -> None:
    """Correct the first value of each document, in one act."""
    steps = []
    for document in documents:
        opened = operator.desk.open(document)(CancelToken(), silent)
        review = operator.desk.review(opened, steps.append)
        review.correct(review.entries()[0].id, words)
    steps = [replace(step, bulk="b") for step in steps]
    operator.session.acting.keep(*steps)
    operator.session.saving.send()
    operator.rest()
    if operator.session.opening.here in documents:
        operator.session.opening.again(operator.session.opening.here)
        operator.rest()


@pytest.fixture
def two(operator) -> list[str]:
    return operator.take("one", "two")


def test_what_was_done_apart_is_taken_back_where_it_was_done(operator, two):
    review = elsewhere(operator, two[1])
    review.correct(review.entries()[0].id, "Apart")
    operator.rest()
    assert operator.shown() == "one"

    operator.session.acting.undo()
    operator.rest()

    assert operator.shown() == "two"
    assert text(operator, two[1]) == "A note about two"


def test_a_step_in_a_document_that_was_left_is_not_taken_back_from_another(operator, two):
    operator.review.correct("Changed")
    operator.rest()
    operator.session.open(two[1])
    operator.rest()

    operator.session.acting.undo()
    operator.rest()

    assert (operator.shown(), text(operator, two[0])) == ("two", "Changed")


def test_an_act_on_many_documents_is_one_undo_from_any_of_them(operator, two):
    bulk(operator, two, "Both")
    assert [text(operator, document) for document in two] == ["Both", "Both"]
    operator.session.open(two[1])
    operator.rest()

    operator.session.acting.undo()
    operator.rest()

    assert [text(operator, document) for document in two] == ["A note about one", "A note about two"]
    assert operator.shown() == "two"  # the open one is among them: there is no reason to go elsewhere


def test_redo_does_it_again_to_all(operator, two):
    bulk(operator, two, "Both")
    operator.session.acting.undo()
    operator.rest()
    operator.session.acting.redo()
    operator.rest()

    assert [text(operator, document) for document in two] == ["Both", "Both"]


def test_documents_that_were_changed_since_keep_what_they_have(operator, two):
    bulk(operator, two, "Both")
    operator.session.open(two[1])
    operator.rest()
    operator.review.correct("Later")
    operator.rest()
    operator.session.open(two[0])
    operator.rest()

    operator.session.acting.undo()
    operator.rest()

    assert [text(operator, document) for document in two] == ["A note about one", "Later"]
    assert "1 document" in operator.told[-1].text
    operator.session.open(two[1])
    operator.rest()
    operator.session.acting.undo()  # the later step
    operator.session.acting.undo()  # what is left of the act
    operator.rest()
    assert text(operator, two[1]) == "A note about two"


def test_a_reading_that_was_asked_for_elsewhere_does_not_stop_undo(operator, two):
    operator.tools.reader.change = str.upper
    operator.session.rereading.read(two[1])
    operator.rest()
    operator.review.correct("Changed")
    operator.rest()

    operator.session.acting.undo()
    operator.rest()
    assert text(operator, two[0]) == "A note about one"
    operator.session.open(two[1])
    operator.rest()
    assert text(operator, two[1]) == "A NOTE ABOUT TWO"
    operator.session.acting.undo()
    operator.rest()
    assert text(operator, two[1]) == "A note about two"


def test_the_act_on_many_that_was_last_before_a_restart_is_one_undo(start):
    operator = start()
    documents = operator.take("one", "two")
    bulk(operator, documents, "Both")

    operator = start()
    operator.session.acting.undo()
    operator.rest()

    assert [text(operator, document) for document in documents] == ["A note about one", "A note about two"]


def test_an_older_act_on_many_is_one_undo_after_a_restart_too(start):
    operator = start()
    documents = operator.take("one", "two")
    bulk(operator, documents, "Both")
    operator.session.open(documents[0])
    operator.rest()
    operator.review.correct("Later")
    operator.rest()

    operator = start()
    operator.session.open(documents[0])
    operator.rest()
    operator.session.acting.undo()
    operator.session.acting.undo()
    operator.rest()

    assert [text(operator, document) for document in documents] == ["A note about one", "A note about two"]


def test_what_is_taken_back_already_is_not_again(operator, two):
    step = made(two[1], StepKind.DELETE, "delete", "Ana")
    operator.session.acting.keep(step)
    operator.session.acting.take_back(step.id)
    operator.session.acting.take_back(step.id)
    operator.rest()
    told = [notice.text for notice in operator.told]
    assert told == ["Taken back in “two.png”. Ctrl+Shift+Z does it again."]  # once
