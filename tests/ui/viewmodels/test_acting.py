"""Ctrl+Z over several documents: what was done to many at once, or apart from the open one, is taken back as one."""

import pytest
from msgspec.structs import replace

from reviewer.domain.step import StepKind
from reviewer.jobs import CancelToken, silent
from reviewer.services.making import made
from reviewer.services.review import Review
from reviewer.store import queue, trash


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


def test_a_step_in_a_document_that_was_left_is_not_taken_back_while_the_open_one_has_any(operator, two):
    operator.session.open(two[1])
    operator.rest()
    operator.review.correct("Before")
    operator.rest()
    operator.session.open(two[0])
    operator.rest()
    operator.review.correct("Changed")
    operator.rest()
    operator.session.open(two[1])
    operator.rest()

    operator.session.acting.undo()
    operator.rest()
    assert (operator.shown(), text(operator, two[0])) == ("two", "Changed")
    assert text(operator, two[1]) == "A note about two"

    operator.session.acting.undo()
    operator.rest()
    assert (operator.shown(), text(operator, two[0])) == ("one", "A note about one")
    assert operator.told[-1].text == "Taken back in “one.png”. Ctrl+Shift+Z does it again."
    assert not operator.session.acting.can_undo


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


def press(operator, what, times: int = 1) -> None:
    """A key, and again before it is answered."""
    for _ in range(times):
        what()
    operator.rest()


def correct(operator, document: str, words: str) -> None:
    operator.session.open(document)
    operator.rest()
    operator.review.correct(words)
    operator.rest()


def seen(operator, documents: list[str]) -> list[str]:
    """The text of each document that is not deleted."""
    with operator.desk.workspace.read() as connection:
        here = {row.id for row in queue.listed(connection)}
    return [text(operator, document) if document in here else "" for document in documents]


def test_all_is_taken_back_after_a_restart_last_first_and_done_again(start):
    operator = start()
    documents = operator.take("one", "two", "three")
    first, second, third = documents
    states = [seen(operator, documents)]

    def done() -> None:
        operator.rest()
        states.append(seen(operator, documents))

    correct(operator, second, "Two")
    done()
    operator.session.acting.delete([third])
    done()
    correct(operator, first, "One")
    done()
    bulk(operator, [first, second], "Both")
    done()
    operator.session.acting.delete([second, first])
    done()
    operator.session.acting.undo()
    operator.rest()
    correct(operator, second, "Last")
    states[-1:] = [seen(operator, documents)]
    assert states[-1] == ["Both", "Last", ""]

    operator = start()
    operator.session.open(first)
    operator.rest()
    acting = operator.session.acting
    led = []
    for state in reversed(states[:-1]):
        assert acting.can_undo
        press(operator, acting.undo)
        assert seen(operator, documents) == state
        led.append(operator.shown())
    assert led == ["two", "two", "one", "three", "two"]
    assert operator.told[-1].text == "Taken back in “two.png”. Ctrl+Shift+Z does it again."
    assert not acting.can_undo

    for state in states[1:]:
        assert acting.can_redo
        press(operator, acting.redo)
        assert seen(operator, documents) == state
    assert not acting.can_redo

    press(operator, acting.undo, 9)  # also when keys come faster than the store answers
    assert seen(operator, documents) == states[0]
    press(operator, acting.redo, 9)
    assert seen(operator, documents) == states[-1]


def test_documents_deleted_together_are_deleted_again_together_after_a_restart(start):
    operator = start()
    documents = operator.take("one", "two", "three")
    operator.session.acting.delete(documents[:2])
    press(operator, operator.session.acting.undo)
    assert len(operator.kept()) == 3

    operator = start()
    operator.session.open(documents[1])
    operator.rest()
    press(operator, operator.session.acting.redo)
    assert operator.kept() == ["three"]

    press(operator, operator.session.acting.undo)
    assert len(operator.kept()) == 3


def test_of_documents_deleted_together_one_that_was_changed_since_stays_after_a_restart(start):
    operator = start()
    documents = operator.take("one", "two", "three")
    operator.session.acting.delete(documents)
    press(operator, operator.session.acting.undo)
    correct(operator, documents[0], "Kept")

    operator = start()
    operator.session.open(documents[1])
    operator.rest()
    press(operator, operator.session.acting.redo)
    assert operator.kept() == ["one"]


def test_an_act_on_many_is_done_again_in_all_after_a_restart(start):
    operator = start()
    documents = operator.take("one", "two")
    bulk(operator, documents, "Both")
    press(operator, operator.session.acting.undo)

    operator = start()
    press(operator, operator.session.acting.redo)
    assert seen(operator, documents) == ["Both", "Both"]
    press(operator, operator.session.acting.undo)
    assert seen(operator, documents) == ["A note about one", "A note about two"]


def test_nothing_is_taken_back_in_what_is_gone(start):
    operator = start()
    documents = operator.take("one", "two", "three")
    correct(operator, documents[2], "Three")
    correct(operator, documents[0], "One")
    operator.desk.workspace.lane.submit(lambda connection: trash.put(connection, documents[0], "2025-01-01")).result()

    operator = start()
    press(operator, operator.session.acting.undo)
    assert seen(operator, documents) == ["", "A note about two", "A note about three"]


def test_a_merge_is_reached_beyond_a_later_edit_after_a_restart(start):
    operator = start()
    documents = operator.take("one", "two", "three")
    operator.session.join([row.id for row in operator.rows()][:2])
    operator.rest()
    whole = operator.session.document.id
    correct(operator, whole, "Whole")
    correct(operator, documents[2], "Three")

    operator = start()
    for words in ("Whole", "A note about one", "A note about one"):
        assert operator.session.acting.can_undo
        press(operator, operator.session.acting.undo)
        assert text(operator, whole) == words
    assert operator.kept() == ["one", "two", "three"]

    press(operator, operator.session.acting.redo, 3)
    assert len(operator.kept()) == 2
    assert [text(operator, each) for each in (whole, documents[2])] == ["Whole", "Three"]


def test_what_was_typed_last_is_taken_back_before_what_was_done_before_it(operator, two):
    first, second = two
    operator.review.finish()
    operator.wait(lambda: operator.shown() == "two")
    operator.rest()
    value = operator.review.entry(operator.review.current).value.text
    operator.review.typed("oops")
    assert operator.session.acting.can_undo

    operator.session.acting.undo()
    operator.rest()
    assert operator.shown() == "two"
    assert operator.review.draft(operator.review.current) is None
    assert operator.stored(first).status == "reviewed"
    assert operator.session.acting.can_redo

    operator.session.acting.redo()
    assert operator.review.draft(operator.review.current) == "oops"
    operator.session.acting.undo()
    operator.session.acting.undo()
    operator.rest()
    assert operator.shown() == "one"
    assert operator.stored(first).status == "pending"
    assert text(operator, second) == value


def test_what_was_typed_before_something_else_was_done_stays(operator, two):
    current = operator.review.current
    operator.review.typed("kept")
    operator.session.acting.delete((two[1],))
    operator.rest()

    operator.session.acting.undo()
    operator.rest()
    assert operator.session.queue.rowCount() == 2
    operator.session.open(two[0])
    operator.rest()
    assert operator.review.draft(current) == "kept"


def test_what_was_typed_before_this_document_was_opened_is_not_what_was_done_last(operator, two):
    first, second = two
    operator.session.open(second)
    operator.rest()
    operator.review.typed("kept")
    operator.session.open(first)
    operator.rest()
    operator.review.finish()
    operator.wait(lambda: operator.shown() == "two")
    operator.rest()
    assert operator.review.draft(operator.review.current) == "kept"

    operator.session.acting.undo()
    operator.wait(lambda: operator.shown() == "one")
    operator.rest()
    assert operator.stored(first).status == "pending"
    operator.session.open(second)
    operator.rest()
    assert operator.review.draft(operator.review.current) == "kept"
