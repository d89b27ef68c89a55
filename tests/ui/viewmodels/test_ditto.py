"""The value of the document before, in one step."""

import pytest

from reviewer.domain.field import Mark


def open_(operator, document):
    operator.session.open(document)
    operator.wait(lambda: operator.session.document is not None and operator.session.document.id == document)
    operator.rest()


@pytest.fixture
def two(operator):
    """Two notes, the second one shown after the first."""
    first, second = operator.take("Alpha", "Beta")
    open_(operator, first)
    return first, second


def current(operator):
    return operator.review.entry(operator.review.current).value


def test_the_active_value_becomes_as_in_the_document_shown_before(operator, two):
    operator.review.correct("Gamma")
    open_(operator, two[1])
    operator.session.ditto.take()

    assert current(operator).text == "Gamma"
    assert current(operator).settled_by == "Ana"
    assert "Alpha.png" in operator.told[-1].text
    assert operator.review.review.history.done[-1].action == "ditto"

    operator.review.undo()
    assert current(operator).text != "Gamma"


def test_blank_is_taken_over_as_blank(operator, two):
    operator.review.mark(Mark.BLANK)
    open_(operator, two[1])
    operator.session.ditto.take()

    assert current(operator).mark is Mark.BLANK


def test_after_a_start_the_document_before_in_the_queue_counts(start):
    operator = start()
    first, second = operator.take("Alpha", "Beta")
    open_(operator, first)
    operator.review.correct("Gamma")
    operator.rest()
    operator = start()
    operator.rest()
    open_(operator, second)
    operator.session.ditto._before.clear()  # it was shown for a moment, as the first of the queue
    operator.session.ditto.take()
    operator.wait(lambda: current(operator).text == "Gamma")


def test_without_a_document_before_it_says_so(operator):
    (only,) = operator.take("Alpha")
    open_(operator, only)
    before = current(operator)
    operator.session.ditto.take()

    assert current(operator) == before
    assert operator.told[-1].text == "There is no document of this type before this one."


def test_a_document_is_not_its_own_predecessor(operator, two):
    open_(operator, two[1])
    operator.review.correct("Gamma")
    open_(operator, two[0])
    operator.session.ditto.take()

    assert current(operator).text == "Gamma"
