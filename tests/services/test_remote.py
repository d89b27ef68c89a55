"""Recognition by a service: a scripted provider in place of one that has a network."""

import dataclasses
import threading

import pytest
from msgspec.structs import replace

from reviewer.domain.field import Field, Value
from reviewer.domain.geometry import turned
from reviewer.domain.recognition import TaskState
from reviewer.errors import Busy, Cancelled, Forgotten, NotSent, ProviderError, ReplyLost
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Answer, Mapped, Pace, Pending, Ticket
from reviewer.services.remote import connection as connections
from reviewer.store import answers, recognitions
from scripted import BOX, Looking, Office, Scripted, Stopping, quick


@pytest.fixture
def scripted(monkeypatch):
    """A provider with the scripts of one test."""

    def use(kind=Scripted, submits=(), polls=()):
        made = type("Provider", (kind,), {"submits": list(submits), "polls": list(polls), "calls": []})
        monkeypatch.setattr(connections, "kind", lambda _name: made)
        return made

    return use


@pytest.fixture
def office(bench, scripted):
    scripted()
    return Office(bench)


def test_an_answer_becomes_values_under_our_names(office, scripted, tmp_path):
    provider = scripted(submits=[Ticket(("r1",))], polls=[Pending("in line"), Answer((b"12.50",))])
    task = office.wish(tmp_path / "a.png")

    recognition = office.run(task)

    assert [call for call, _ in provider.calls] == ["submit", "poll", "poll"]
    assert office.task(task)[0].state is TaskState.DONE
    opened = office.bench.opened(task.document)
    assert opened.revision.document_type == "receipt"
    assert opened.revision.entries["total:0"].value.normalized == "12.50"
    assert (recognition.name, recognition.remote_id) == ("scripted", "r1")
    assert {field.name for field in recognition.fields} > {"total", "date", "company"}  # the missing ones are there


def test_pages_are_known_as_large_as_they_were_sent(office, scripted, tmp_path):
    scripted(submits=[Ticket(("r1",))], polls=[Answer((b"1.00",))])
    task = office.wish(tmp_path / "a.png")
    office.run(task)
    (page,) = office.bench.opened(task.document).document.pages
    assert (page.width, page.height) == (100, 200)


def test_places_on_a_page_that_was_sent_turned_are_brought_back(office, scripted, tmp_path):
    scripted(submits=[Ticket(("r1",))], polls=[Answer((b"1.00",))])
    task = office.wish(tmp_path / "a.png")

    def sideways(document, task, token):
        upload = quick()(document, task, token)
        return replace(upload, sent=replace(upload.sent, turns=(90,)))

    dataclasses.replace(office.job(task), upload=sideways)(CancelToken(), silent)
    opened = office.bench.opened(task.document)
    (region,) = opened.revision.entries["total:0"].value.regions
    assert region.polygon == turned(BOX.polygon(), -90)
    (page,) = opened.document.pages
    assert (page.width, page.height) == (200, 100)


def test_the_ticket_is_kept_before_the_first_poll(office, scripted, tmp_path):
    seen = []
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[lambda: seen.append(office.task(task)) or Answer((b"1.00",))])
    office.run(task)
    ((state, ticket),) = seen
    assert state.state is TaskState.SUBMITTED
    assert ticket["ticket"]["ids"] == ["r1"]
    assert ticket["sent"]["pages"] == [[100, 200]]


def test_while_something_is_sent_the_store_says_so(office, scripted, tmp_path):
    seen = []
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[lambda: seen.append(office.task(task)[1]) or Ticket(("r1",))], polls=[Answer((b"1.00",))])
    office.run(task)
    assert seen[0]["sending"] is True


def test_after_a_crash_it_is_asked_again_and_not_sent_again(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[KeyboardInterrupt()])
    with pytest.raises(KeyboardInterrupt):
        office.run(task)
    office.bench.desk.recover()
    assert office.task(task)[0].state is TaskState.SUBMITTED

    provider = scripted(polls=[Answer((b"1.00",))])
    office.run(task)
    assert provider.calls == [("poll", ("r1",))]


def test_a_crash_while_sending_is_uncertain(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[KeyboardInterrupt()])
    with pytest.raises(KeyboardInterrupt):
        office.run(task)
    office.bench.desk.recover()
    assert office.task(task)[0].state is TaskState.UNCERTAIN


def test_a_lost_reply_is_uncertain_and_nothing_is_sent_twice(office, scripted, tmp_path):
    provider = scripted(submits=[ReplyLost("It broke off.")])
    task = office.wish(tmp_path / "a.png")
    with pytest.raises(ReplyLost):
        office.run(task)
    assert len(provider.calls) == 1
    kept, _ = office.task(task)
    assert (kept.state, kept.error) == (TaskState.UNCERTAIN, "It broke off.")


def test_a_reply_that_nobody_understands_is_as_good_as_lost(office, scripted, tmp_path):
    provider = scripted(submits=[ProviderError("The answer is not JSON.", code="answer")])
    task = office.wish(tmp_path / "a.png")
    with pytest.raises(ReplyLost):
        office.run(task)
    assert len(provider.calls) == 1
    assert office.task(task)[0].state is TaskState.UNCERTAIN


def test_a_lost_reply_is_looked_up_where_that_can_be(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    provider = scripted(Looking, submits=[ReplyLost("It broke off.")], polls=[Answer((b"1.00",))])
    office.run(task)
    assert provider.calls == [("submit", ()), ("poll", (task.id,))]


def test_what_never_arrived_is_sent_again(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    provider = scripted(
        Looking,
        submits=[ReplyLost("It broke off."), Ticket(("r2",))],
        polls=[Forgotten("Not known."), Answer((b"1.00",))],
    )
    office.run(task)
    assert [call for call, _ in provider.calls] == ["submit", "poll", "submit", "poll"]


@pytest.mark.parametrize("error", [Busy("Full.", after=0.0), Busy("Full."), NotSent("No network.")])
def test_what_was_not_taken_is_tried_again(office, scripted, tmp_path, error):
    task = office.wish(tmp_path / "a.png")
    provider = scripted(submits=[error, error, Ticket(("r1",))], polls=[error, Answer((b"1.00",))])
    office.run(task)
    assert [call for call, _ in provider.calls] == ["submit"] * 3 + ["poll"] * 2


def test_a_command_has_no_endless_patience(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    traffic = office.bench.desk.connections.traffic("scripted")
    traffic._pause = traffic._longest = 0.01
    scripted(submits=[NotSent("No network.")] * 9)
    with pytest.raises(NotSent):
        office.run(task, patience=0.001)
    assert office.task(task)[0].state is TaskState.FAILED


def test_a_forgotten_task_is_lost(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[Forgotten("It does not know the task.", "Send it again.")])
    with pytest.raises(Forgotten):
        office.run(task)
    kept, _ = office.task(task)
    assert (kept.state, kept.advice) == (TaskState.LOST, "Send it again.")


def test_a_refusal_fails_and_keeps_the_ticket(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[ProviderError("The key is not accepted.", code="key")])
    with pytest.raises(ProviderError):
        office.run(task)
    kept, ticket = office.task(task)
    assert (kept.state, kept.code, ticket["ticket"]["ids"]) == (TaskState.FAILED, "key", ["r1"])


def test_an_answer_that_cannot_be_mapped_is_kept_and_mapped_again(office, scripted, tmp_path, monkeypatch):
    task = office.wish(tmp_path / "a.png")
    provider = scripted(submits=[Ticket(("r1",))], polls=[Answer((b"garbage",))])
    with pytest.raises(ProviderError, match="not as the service describes"):
        office.run(task)
    with office.bench.desk.workspace.read() as connection:
        assert answers.of_task(connection, task.id) == (b"garbage",)

    monkeypatch.setattr(provider, "mapped", staticmethod(lambda answer, sent: Mapped((Field("total", (Value("1"),)),))))
    calls = len(provider.calls)
    office.run(task)
    assert len(provider.calls) == calls
    with office.bench.desk.workspace.read() as connection:
        assert "total" in {field.name for field in recognitions.latest(connection, task.document).fields}


def test_cancelling_wakes_it_and_tells_the_service(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    token = CancelToken()
    slow = Pace(first=3_600.0, growth=1.0, most=3_600.0)
    provider = scripted(Stopping, submits=[Ticket(("r1",))])
    provider.pace = slow
    waiting = threading.Event()
    ended: list[BaseException] = []

    def run():
        try:
            office.job(task)(token, lambda _share, words: words.startswith("Sent") and waiting.set())
        except Cancelled as error:
            ended.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    assert waiting.wait(10)
    token.cancel()
    thread.join(10)
    assert len(ended) == 1
    assert office.task(task)[0].state is TaskState.CANCELLED
    assert provider.calls == [("submit", ()), ("cancel", ("r1",))]


def test_closing_leaves_it_submitted(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    token = CancelToken()

    def close():
        office.bench.desk.closing = True
        token.cancel()
        return Pending()

    scripted(submits=[Ticket(("r1",))], polls=[close])
    with pytest.raises(Cancelled):
        office.run(task, token)
    assert office.task(task)[0].state is TaskState.SUBMITTED


def test_a_nudge_ends_the_wait(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    provider = scripted(submits=[Ticket(("r1",))], polls=[Answer((b"1.00",))])
    provider.pace = Pace(first=3_600.0, growth=1.0, most=3_600.0)
    office.bench.desk.nudges.nudge(task.id)
    office.run(task)
    assert office.task(task)[0].state is TaskState.DONE


def test_parts_that_are_sent_after_a_restart_belong_to_those_before(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    token = CancelToken()

    def close():
        office.bench.desk.closing = True
        token.cancel()
        return Ticket(("p1",), 2)

    scripted(submits=[close])
    with pytest.raises(Cancelled):
        office.run(task, token)
    office.bench.desk.closing = False
    kept, before = office.task(task)
    assert kept.state is TaskState.QUEUED

    def other(document, task, token):
        upload = quick()(document, task, token)
        return replace(upload, sent=replace(upload.sent, document_type="invoice", pages=()))

    provider = scripted(submits=[Ticket(("p1", "p2"), 2)], polls=[Answer((b"1.00",))])
    dataclasses.replace(office.job(kept), upload=other)(CancelToken(), silent)
    assert provider.calls == [("submit", ("p1",)), ("poll", ("p1", "p2"))]
    assert office.task(task)[1]["sent"] == before["sent"]


def test_parts_are_kept_one_by_one(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("p1",), 2), KeyboardInterrupt()])
    with pytest.raises(KeyboardInterrupt):
        office.run(task)
    _, ticket = office.task(task)
    assert ticket["ticket"]["ids"] == ["p1"]
    assert ticket["sending"] is True
