"""Deliveries wait, are tried, and can be taken back in time."""

import pytest

from journals import Journal
from reviewer.domain.revision import RevisionStatus
from reviewer.store import outbox, steps
from reviewer.store.outbox import Delivery, OutboxState
from reviewer.store.problems import Conflict


def at(second):
    return f"2026-01-01T00:00:{second:02}.000Z"


@pytest.fixture
def put(workspace, taken):
    document = taken().id

    def deliver(name, second=0, kind="feedback", **values):
        delivery = Delivery(name, document, kind, at(second), **values)
        workspace.lane.call(lambda connection: outbox.put(connection, delivery))
        return delivery

    return deliver


def due(workspace, second):
    with workspace.read() as connection:
        return [delivery.id for delivery in outbox.due(connection, at(second))]


def mark(workspace, delivery, state, **values):
    return workspace.lane.call(lambda connection: outbox.mark(connection, delivery, state, **values))


def test_a_delivery_comes_back_as_it_was(workspace, put):
    put("a", 1, body={"status": "reviewed"}, key="k", created_at=at(0))
    with workspace.read() as connection:
        (found,) = outbox.due(connection, at(1))

    assert found.body == {"status": "reviewed"}
    assert (found.key, found.state, found.attempts, found.created_at) == ("k", OutboxState.WAITING, 0, at(0))


def test_what_is_due_comes_in_order(workspace, put):
    put("late", 20)
    put("second", 10)
    put("first", 5)

    assert due(workspace, 4) == []
    assert due(workspace, 10) == ["first", "second"]
    with workspace.read() as connection:
        assert outbox.next_due(connection) == at(5)


def test_a_try_that_fails_is_due_again_later(workspace, put):
    sent = mark(workspace, put("a"), OutboxState.SENT)
    assert (sent.attempts, due(workspace, 59)) == (1, [])
    again = mark(workspace, sent, OutboxState.WAITING, error="No network.", due_at=at(30))

    assert (again.error, again.attempts) == ("No network.", 1)
    assert (due(workspace, 29), due(workspace, 30)) == ([], ["a"])


def test_what_ended_is_not_waiting(workspace, put):
    mark(workspace, put("a"), OutboxState.DELIVERED)
    mark(workspace, put("b"), OutboxState.GIVEN_UP)
    mark(workspace, put("c"), OutboxState.UNCERTAIN)
    put("d")
    with workspace.read() as connection:
        assert outbox.waiting(connection) == 2
        assert [delivery.id for delivery in outbox.listed(connection)] == ["c", "d"]
        assert [delivery.id for delivery in outbox.listed(connection, {OutboxState.GIVEN_UP})] == ["b"]


def test_undo_in_time_takes_back_what_waits_and_later_not(workspace, put):
    first = put("a")
    assert workspace.lane.call(lambda connection: outbox.remove(connection, first.document)) == 1
    mark(workspace, put("b"), OutboxState.SENT)

    assert workspace.lane.call(lambda connection: outbox.remove(connection, first.document)) == 0
    with workspace.read() as connection:
        assert [delivery.id for delivery in outbox.listed(connection, document=first.document)] == ["b"]
        assert outbox.listed(connection, document="other") == []
        assert outbox.next_due(connection) is None


def test_kinds_are_kept_apart(workspace, put):
    put("a", 5, kind="export")
    put("b", 1)
    with workspace.read() as connection:
        assert [delivery.id for delivery in outbox.due(connection, at(9), {"export"})] == ["a"]
        assert (outbox.next_due(connection, {"export"}), outbox.waiting(connection, {"export"})) == (at(5), 1)
    document = put("c").document
    assert workspace.lane.call(lambda connection: outbox.remove(connection, document, {"feedback"})) == 2
    with workspace.read() as connection:
        assert [delivery.id for delivery in outbox.listed(connection)] == ["a"]


def test_what_was_taken_back_cannot_be_sent(workspace, put):
    delivery = put("a")
    workspace.lane.call(lambda connection: outbox.remove(connection, delivery.document))
    with pytest.raises(Conflict):
        mark(workspace, delivery, OutboxState.SENT)


def test_a_restart_tells_what_is_uncertain(workspace, put):
    mark(workspace, put("a", kind="export"), OutboxState.SENT)
    mark(workspace, put("b"), OutboxState.SENT)
    put("c")

    assert workspace.lane.call(lambda connection: outbox.recover(connection, {"export"})) == 1
    with workspace.read() as connection:
        states = {delivery.id: delivery.state for delivery in outbox.listed(connection)}
    assert states == {"a": OutboxState.WAITING, "b": OutboxState.UNCERTAIN, "c": OutboxState.WAITING}


def test_the_same_delivery_is_put_once(workspace, put):
    put("a", key="k")
    with pytest.raises(Conflict):
        put("b", key="k")


def test_a_finish_without_its_delivery_does_not_exist(workspace, taken, put):
    put("a", key="k")
    document = taken("other")
    journal = Journal(document.id)
    step = journal.status(RevisionStatus.REVIEWED)

    def finish(connection):
        steps.append(connection, step, journal.revision)
        outbox.put(connection, Delivery("b", document.id, "export", at(10), key="k"))

    with pytest.raises(Conflict):
        workspace.lane.call(finish)
    with workspace.read() as connection:
        assert steps.log(connection, document.id) == []
        assert steps.load(connection, document.id)[0].status is RevisionStatus.PENDING
