"""What services are told of a review, and when."""

from typing import ClassVar

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from fakes import receipt
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import Busy, NotSent, ProviderError
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Answer, Ticket
from reviewer.services import deliver, feedback
from reviewer.services import desk as desks
from reviewer.services.remote import connection as connections
from reviewer.store import outbox, schema
from reviewer.store.outbox import OutboxState
from scripted import Office, Scripted

LATER = "2999-01-01T00:00:00.000Z"


class Listening(Scripted):
    """Takes values and status."""

    told: ClassVar[list] = []
    refusals: ClassVar[list] = []

    @staticmethod
    def takes_feedback(options):
        return True

    def feedback(self, raw, fields):
        return {field.name: [value.text for value in field.values] for field in fields if field.values[0].text}

    def send_feedback(self, remote_id, body, key):
        self._tell("values", remote_id, body, key)

    def set_status(self, remote_id, status, key):
        self._tell("status", remote_id, status, key)

    def _tell(self, *what):
        if self.refusals:
            raise self.refusals.pop(0)
        self.told.append(what)


@pytest.fixture
def office(bench, monkeypatch):
    made = type(
        "Provider",
        (Listening,),
        {"submits": [Ticket(("r1",))], "polls": [Answer((b"12.50",))], "calls": [], "told": [], "refusals": []},
    )
    monkeypatch.setattr(connections, "kind", lambda _name: made)
    for module in (deliver, desks):
        monkeypatch.setattr(module, "is_provider", lambda name: name == "scripted")
    office = Office(bench)
    office.provider = made
    return office


@pytest.fixture
def document(office, tmp_path):
    task = office.wish(tmp_path / "a.png")
    office.run(task)
    return task.document


def waiting(office, states=(OutboxState.WAITING,)):
    with office.bench.desk.workspace.read() as connection:
        return [each for each in outbox.listed(connection, states) if each.kind in feedback.KINDS]


def finish(office, document):
    review = office.bench.review(document)
    review.correct("total:0", "12.59")
    for entry in review.errors:
        review.confirm(entry, force=True)
    review.finish()
    return review


def deliver_now(office, monkeypatch):
    monkeypatch.setattr(deliver, "now", lambda: LATER)
    return office.bench.desk.deliveries.deliver()(CancelToken(), silent)


def test_a_finish_puts_values_and_status_into_the_outbox_and_not_before_10_seconds(office, document):
    finish(office, document)

    assert sorted(each.kind for each in waiting(office)) == ["feedback", "status"]
    assert office.bench.desk.deliveries.deliver()(CancelToken(), silent) == deliver.Delivered()
    assert office.provider.told == []


def test_corrected_values_go_under_the_services_names(office, document, monkeypatch):
    finish(office, document)
    keys = {each.kind: each.key for each in waiting(office)}
    assert deliver_now(office, monkeypatch).delivered == 2

    told = {what: (remote, content, key) for what, remote, content, key in office.provider.told}
    assert told["values"][0] == "r1"
    assert told["values"][1]["total_amount"] == ["12.59"]
    assert told["status"][1] is RevisionStatus.REVIEWED
    assert told["values"][2] == keys["feedback"]
    assert waiting(office) == []


def test_undo_in_time_and_nobody_hears_of_it(office, document):
    review = finish(office, document)
    review.undo()

    assert waiting(office) == []


def test_a_reopened_review_is_told_when_the_finish_was(office, document, monkeypatch):
    finish(office, document)
    deliver_now(office, monkeypatch)
    office.bench.review(document).reopen("")

    (again,) = waiting(office)
    assert (again.kind, again.body["status"]) == ("status", "pending")


@pytest.mark.parametrize("status", ["rejected", "postponed"])
def test_other_statuses_are_told_too(office, document, monkeypatch, status):
    review = office.bench.review(document)
    (review.reject if status == "rejected" else review.postpone)("why")
    deliver_now(office, monkeypatch)

    assert [(what, content) for what, _, content, _ in office.provider.told] == [("status", status)]


@pytest.mark.parametrize("error", [NotSent("No network."), Busy("Full.", after=5.0)])
def test_what_cannot_be_told_now_is_told_later_with_the_same_key(office, document, monkeypatch, error):
    finish(office, document)
    office.provider.refusals += [error, error]
    before = {each.id: each.key for each in waiting(office)}
    deliver_now(office, monkeypatch)

    left = waiting(office)
    assert {each.id: each.key for each in left} == before
    assert any(each.error for each in left)
    monkeypatch.setattr(deliver, "now", lambda: "2999-01-01T00:00:00.000Z")
    office.provider.refusals.clear()
    office.bench.desk.connections.traffic("scripted").answered()
    for _ in range(2):
        office.bench.desk.connections.traffic("scripted")._next = 0.0
        office.bench.desk.deliveries.deliver()(CancelToken(), silent)
    assert {key for *_, key in office.provider.told} == set(before.values())


def test_after_seven_days_it_is_given_up_and_can_be_tried_again(office, document, monkeypatch):
    finish(office, document)
    office.provider.refusals += [NotSent("No network.")] * 2
    monkeypatch.setattr(deliver, "_age_days", lambda _sent: 7.1)
    deliver_now(office, monkeypatch)
    given_up = waiting(office, [OutboxState.GIVEN_UP])
    assert given_up
    assert given_up[0].error.startswith("No network.")

    deliveries = office.bench.desk.deliveries
    assert deliveries.deliver_again(given_up[0].id).result() is True
    assert given_up[0].id in {each.id for each in waiting(office)}
    assert deliveries.give_up(given_up[0].id).result() is True


def test_a_refusal_for_good_is_given_up_at_once(office, document, monkeypatch):
    finish(office, document)
    office.provider.refusals += [ProviderError("Feedback is closed for this account.", code="feedback_unavailable")] * 2
    assert deliver_now(office, monkeypatch).given_up == 2


def test_a_key_that_is_not_accepted_waits_for_another(office, document, monkeypatch):
    finish(office, document)
    office.provider.refusals += [ProviderError("The key is not accepted.", code="key")] * 2
    assert deliver_now(office, monkeypatch).waiting == 2


def test_what_was_on_its_way_at_a_crash_is_told_again(office, document):
    finish(office, document)
    lane = office.bench.desk.workspace.lane
    for each in waiting(office):
        lane.call(lambda connection, each=each: outbox.mark(connection, each, OutboxState.SENT))
    office.bench.desk.tasks.recover()
    assert len(waiting(office)) == 2


def test_an_engine_is_told_nothing(office, tmp_path):
    document = office.bench.taken(receipt(tmp_path / "b.png"))
    finish(office, document)
    assert waiting(office) == []


@pytest.mark.parametrize("kind", ["status", "values"])
def test_what_is_overtaken_on_its_way_is_not_told_afterwards(office, document, monkeypatch, kind):
    finish(office, document)
    original = office.provider._tell

    def reopened_meanwhile(self, *what):
        if what[0] != kind:
            return original(self, *what)
        office.provider._tell = original
        office.bench.review(document).reopen("")
        raise NotSent("No network.")

    office.provider._tell = reopened_meanwhile
    deliver_now(office, monkeypatch)
    for _ in range(3):
        office.bench.desk.connections.traffic("scripted").answered()
        office.bench.desk.connections.traffic("scripted")._next = 0.0
        office.bench.desk.deliveries.deliver()(CancelToken(), silent)
    told = [what for what, *_ in office.provider.told]
    assert told == (["values", "status"] if kind == "status" else [])
    assert {content for what, _, content, _ in office.provider.told if what == "status"} <= {RevisionStatus.PENDING}
    assert waiting(office) == []


def test_a_reopened_review_is_told_when_the_finish_may_have_been(office, document, monkeypatch):
    finish(office, document)
    office.provider.refusals += [ProviderError("It broke off.", code="uncertain")] * 2
    deliver_now(office, monkeypatch)
    office.bench.review(document).reopen("")
    assert [(each.kind, each.body["status"]) for each in waiting(office)] == [("status", "pending")]


def test_settings_that_cannot_be_used_lose_no_finish_and_hold_nobody_up(office, document, monkeypatch):
    desk = office.bench.desk
    good = desk.settings
    desk.settings = replace(good, providers={"scripted": {**good.providers["scripted"], "at_once": "many"}})
    finish(office, document)
    assert office.bench.opened(document).revision.status is RevisionStatus.REVIEWED
    assert deliver_now(office, monkeypatch).waiting == 2
    assert "cannot be used" in waiting(office)[0].error

    desk.settings = good
    assert office.bench.desk.deliveries.deliver()(CancelToken(), silent).delivered == 2


def test_whatever_is_wrong_with_a_provider_no_finish_is_lost(office, document):
    def broken(_name):
        raise RuntimeError("nobody thought of this")

    office.bench.desk.ledger.takes = broken
    finish(office, document)
    assert office.bench.opened(document).revision.status is RevisionStatus.REVIEWED


def test_a_service_that_is_no_more_is_given_up_and_holds_nobody_up(office, document, monkeypatch):
    finish(office, document)
    first, second = waiting(office)

    def rename(connection):
        body = {**first.body, "provider": "gone"}
        connection.execute(update(schema.outbox).where(schema.outbox.c.id == first.id).values(body=body))

    office.bench.desk.workspace.lane.call(rename)
    done = deliver_now(office, monkeypatch)
    assert (done.delivered, done.given_up) == (1, 1)
    assert second.id in {each.id for each in waiting(office, [OutboxState.DELIVERED])}


def test_a_mistake_of_ours_is_given_up_and_holds_nobody_up(office, document, monkeypatch):
    finish(office, document)
    office.provider.refusals.append(TypeError("nobody thought of this"))
    done = deliver_now(office, monkeypatch)
    assert (done.delivered, done.given_up) == (1, 1)


def test_feedback_that_was_switched_off_meanwhile_is_not_sent(office, document, monkeypatch):
    finish(office, document)
    office.provider.takes_feedback = staticmethod(lambda _options: False)
    done = deliver_now(office, monkeypatch)
    assert (done.delivered, done.given_up) == (1, 1)
    assert [what for what, *_ in office.provider.told] == ["status"]


def test_what_a_full_disk_left_on_its_way_is_told_by_the_next_run(office, document, monkeypatch):
    finish(office, document)
    lane = office.bench.desk.workspace.lane
    for each in waiting(office):
        lane.call(lambda connection, each=each: outbox.mark(connection, each, OutboxState.SENT))
    assert deliver_now(office, monkeypatch).delivered == 2


def test_trying_now_leaves_what_may_still_be_taken_back(office, document):
    finish(office, document)
    before = {each.due_at for each in waiting(office)}
    office.bench.desk.deliveries.hurry().result()
    assert {each.due_at for each in waiting(office)} == before


def test_a_service_that_fails_is_not_asked_for_each_delivery_of_a_run(office, document, monkeypatch):
    finish(office, document)
    office.provider.refusals += [ProviderError("It did not answer in time.", code="service", retryable=True)] * 2
    assert deliver_now(office, monkeypatch).waiting == 1
    assert len(office.provider.refusals) == 1
    assert len(waiting(office)) == 2
