"""Recognition by a service: a scripted provider in place of one that has a network."""

import dataclasses
import threading

import pytest
from msgspec.structs import replace
from sqlalchemy import update

from reviewer.domain.field import Field, Region, Row, Value
from reviewer.domain.geometry import turned
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.domain.step import StepKind
from reviewer.errors import Busy, Cancelled, Forgotten, InputError, NotSent, ProviderError, ReplyLost
from reviewer.jobs import CancelToken, silent
from reviewer.providers.base import Answer, Mapped, Pace, Pending, Ticket
from reviewer.services import desk, errands
from reviewer.services.remote import asking, errand
from reviewer.services.remote import connection as connections
from reviewer.store import recognitions, schema, tasks, trash
from scripted import BOX, Looking, Office, Scripted, Stopping, quick


@pytest.fixture
def scripted(monkeypatch):
    """A provider with the scripts of one test."""

    def use(kind=Scripted, submits=(), polls=()):
        made = type("Provider", (kind,), {"submits": list(submits), "polls": list(polls), "calls": []})
        monkeypatch.setattr(connections, "kind", lambda _name: made)
        monkeypatch.setattr(errands, "is_provider", lambda name: name == "scripted")
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


def test_what_is_neither_there_nor_expected_is_left_out(office, scripted, tmp_path, monkeypatch):
    provider = scripted(submits=[Ticket(("r1",))], polls=[Answer((b"1.00",))])
    place = Value("", confidence=0.0, regions=(Region(0, BOX.polygon()),))
    row = Row((Field("description", (Value("Rope"),)), Field("odd", (Value(""),)), Field("more", (Value("x"),))))
    fields = (
        Field("category", (Value(""),)),
        Field("rejected", (place,)),
        Field("total", (Value(""),)),
        Field("line_items", rows=(row,)),
    )
    monkeypatch.setattr(provider, "mapped", staticmethod(lambda answer, sent: Mapped(fields, document_type="receipt")))
    task = office.wish(tmp_path / "a.png")

    found = {field.name: field for field in office.run(task).fields}

    assert "category" not in found
    assert {"rejected", "total", "date"} < found.keys()
    assert [cell.name for cell in found["line_items"].rows[0].fields] == ["description", "more"]


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


def restarted(office):
    """What the next start of the program does."""
    was = office.bench.desk
    desk.Desk(was.workspace, was.types, was.settings).tasks.recover()


def test_after_a_crash_it_is_asked_again_and_not_sent_again(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[KeyboardInterrupt()])
    with pytest.raises(KeyboardInterrupt):
        office.run(task)
    restarted(office)
    assert office.task(task)[0].state is TaskState.SUBMITTED

    provider = scripted(polls=[Answer((b"1.00",))])
    office.run(task)
    assert provider.calls == [("poll", ("r1",))]


def test_a_crash_while_sending_is_uncertain(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[KeyboardInterrupt()])
    with pytest.raises(KeyboardInterrupt):
        office.run(task)
    restarted(office)
    kept, _ = office.task(task)
    assert (kept.state, kept.error) == (TaskState.UNCERTAIN, tasks.CUT_OFF[0])


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
    assert office.bodies(task) == (b"garbage",)

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


def test_an_answer_that_cannot_be_mapped_is_asked_for_once_more_when_the_operator_tries_again(
    office, scripted, tmp_path
):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[Answer((b"garbage",)), Answer((b"1.00",))])
    with pytest.raises(ProviderError, match="not as the service describes"):
        office.run(task)
    office.run(office.bench.desk.tasks.wish(task.document).result())
    assert office.task(task)[0].state is TaskState.DONE


def test_a_breaker_whose_trial_was_cancelled_lets_the_next_one_try(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    token = CancelToken()
    traffic = office.bench.desk.connections.traffic("scripted")
    traffic.refused(0.0)
    scripted(submits=[lambda: token.cancel() or token.check()])
    with pytest.raises(Cancelled):
        office.run(task, token)
    assert traffic.open
    assert traffic.turn() == 0.0


@pytest.mark.parametrize("error", [ProviderError("The key is not accepted.", code="key"), Forgotten("Not known.")])
def test_a_breaker_closes_when_the_trial_is_answered_with_an_error(office, scripted, tmp_path, error):
    task = office.wish(tmp_path / "a.png")
    traffic = office.bench.desk.connections.traffic("scripted")
    scripted(submits=[Ticket(("r1",))], polls=[Busy("Full.", after=0.0), error])
    with pytest.raises(ProviderError):
        office.run(task)
    assert not traffic.open


def test_a_page_that_cannot_be_drawn_leaves_the_breaker_to_others(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    traffic = office.bench.desk.connections.traffic("scripted")
    traffic.refused(0.0)
    scripted(submits=[InputError("This picture is too small.")])
    with pytest.raises(InputError):
        office.run(task)
    kept, ticket = office.task(task)
    assert (kept.state, ticket.get("sending", False)) == (TaskState.FAILED, False)
    assert traffic.turn() == 0.0


def test_a_document_that_was_deleted_is_not_sent_and_waits(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    lane = office.bench.desk.workspace.lane
    lane.call(lambda connection: trash.put(connection, task.document, "2026-01-01T00:00:00.000Z"))
    provider = scripted(submits=[Ticket(("r1",))], polls=[Answer((b"1.00",))])
    with pytest.raises(Cancelled):
        office.run(task)
    assert provider.calls == []
    assert office.task(task)[0].state is TaskState.QUEUED

    lane.call(lambda connection: trash.restore(connection, task.document))
    office.run(task)
    assert office.task(task)[0].state is TaskState.DONE


def test_a_document_that_is_deleted_while_it_waits_for_its_turn_is_not_sent(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    provider = scripted(submits=[Ticket(("r1",))])

    def deleted(document, task, token):
        lane = office.bench.desk.workspace.lane
        lane.call(lambda connection: trash.put(connection, task.document, "2026-01-01T00:00:00.000Z"))
        return quick()(document, task, token)

    with pytest.raises(Cancelled):
        dataclasses.replace(office.job(task), upload=deleted)(CancelToken(), silent)
    assert provider.calls == []
    assert office.task(task)[0].state is TaskState.QUEUED


def late(office, task):
    """As if the task had been sent long ago."""
    kept, ticket = office.task(task)
    old = {**ticket, "submitted_at": "2026-01-01T00:00:00.000Z"}
    office.bench.desk.workspace.lane.call(lambda connection: tasks.note(connection, kept, old))


def test_after_too_long_it_can_be_asked_for_anew_and_has_its_time_again(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[lambda: late(office, task) or ProviderError("x"), Pending()])
    with pytest.raises(ProviderError):
        office.run(task)
    scripted(polls=[Pending()])
    with pytest.raises(Forgotten, match="no answer within 10 minutes"):
        office.run(task)
    kept, _ = office.task(task)
    assert (kept.state, kept.code) == (TaskState.LOST, "late")

    scripted(polls=[Pending(), Pending(), Answer((b"1.00",))])
    office.run(office.bench.desk.tasks.ask_again(kept).result())
    assert office.task(task)[0].state is TaskState.DONE


def test_a_clock_that_was_set_back_ends_it_all_the_same(office, scripted, tmp_path, monkeypatch):
    task = office.wish(tmp_path / "a.png")
    monkeypatch.setattr(errand, "now", lambda: "2999-01-01T00:00:00.000Z")
    seconds = iter(range(0, 10_000, 400))
    monkeypatch.setattr(asking, "monotonic", lambda: next(seconds))
    scripted(submits=[Ticket(("r1",))], polls=[Pending()] * 5)
    with pytest.raises(Forgotten, match="no answer within 10 minutes"):
        office.run(task)


def test_a_type_that_a_person_chose_meanwhile_stays(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    desk = office.bench.desk
    scripted(
        submits=[Ticket(("r1",))],
        polls=[
            lambda: (
                desk.retype(task.document, "invoice", office.bench.merges.append)(CancelToken(), silent)
                and Answer((b"1.00",))
            )
        ],
    )
    office.run(task)
    assert office.bench.opened(task.document).revision.document_type == "invoice"


def test_a_status_that_came_with_the_answer_is_told_so_that_the_window_can_take_it_back(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    provider = scripted(submits=[Ticket(("r1",))], polls=[Answer((b"1.00",))])
    mapped = provider.mapped
    provider.mapped = staticmethod(lambda answer, sent: replace(mapped(answer, sent), status=RevisionStatus.REVIEWED))
    office.run(task)
    merge, status = office.bench.merges
    assert (merge.kind, status.kind) == (StepKind.MERGE, StepKind.STATUS)
    opened = office.bench.opened(task.document)
    assert (opened.revision.status, opened.revision.steps) == (RevisionStatus.REVIEWED, status.number)
    assert opened.history.done[-1] == status


def test_parts_of_pages_that_were_turned_meanwhile_are_sent_from_the_start(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("p1",), 2), ProviderError("The key is not accepted.", code="key")])
    with pytest.raises(ProviderError):
        office.run(task)
    again = office.bench.desk.tasks.wish(task.document).result()
    assert again.id == task.id

    def turned_over(document, task, token):
        upload = quick()(document, task, token)
        return replace(upload, sent=replace(upload.sent, turns=(180,)))

    provider = scripted(submits=[Ticket(("q1",), 2), Ticket(("q1", "q2"), 2)], polls=[Answer((b"1.00",))])
    dataclasses.replace(office.job(again), upload=turned_over)(CancelToken(), silent)
    assert provider.calls == [("submit", ()), ("submit", ("q1",)), ("poll", ("q1", "q2"))]


def test_parts_go_on_after_a_failure(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("p1",), 2), ProviderError("The key is not accepted.", code="key")])
    with pytest.raises(ProviderError):
        office.run(task)
    provider = scripted(submits=[Ticket(("p1", "p2"), 2)], polls=[Answer((b"1.00",))])
    office.run(office.bench.desk.tasks.wish(task.document).result())
    assert provider.calls == [("submit", ("p1",)), ("poll", ("p1", "p2"))]


def test_a_mistake_of_ours_ends_the_task_too(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[lambda: 1 / 0])
    with pytest.raises(ZeroDivisionError):
        office.run(task)
    assert (office.task(task)[0].state, office.task(task)[0].code) == (TaskState.FAILED, "bug")


def test_a_task_that_may_have_been_sent_is_not_sent_by_running_it(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[lambda: 1 / 0])
    with pytest.raises(ZeroDivisionError):
        office.run(task)
    assert office.task(task)[0].state is TaskState.UNCERTAIN
    provider = scripted(submits=[Ticket(("r1",))])
    with pytest.raises(ReplyLost):
        office.run(task)
    assert provider.calls == []
    assert office.task(task)[0].state is TaskState.UNCERTAIN


def test_bodies_that_are_too_large_together_are_no_answer(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[Answer((b"x" * 11_000_000, b"x" * 11_000_000))])
    with pytest.raises(ProviderError, match="20 MB"):
        office.run(task)
    assert office.task(task)[0].state is TaskState.FAILED


def test_a_command_does_not_wait_for_a_service_that_told_others_to_wait_long(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    office.bench.desk.connections.traffic("scripted").refused(3_600.0)
    provider = scripted(submits=[Ticket(("r1",))])
    with pytest.raises(Busy, match="takes nothing for now"):
        office.run(task, patience=600.0)
    assert provider.calls == []
    assert office.task(task)[0].state is TaskState.FAILED


def test_a_kept_answer_that_is_damaged_is_asked_for_again(office, scripted, tmp_path):
    task = office.wish(tmp_path / "a.png")
    scripted(submits=[Ticket(("r1",))], polls=[Answer((b"garbage",))])
    with pytest.raises(ProviderError):
        office.run(task)
    broken = update(schema.answers).values(body=b"x")
    office.bench.desk.workspace.lane.call(lambda connection: connection.execute(broken).rowcount)
    scripted(polls=[Answer((b"1.00",))])
    office.run(office.bench.desk.tasks.wish(task.document).result())
    assert office.task(task)[0].state is TaskState.DONE
