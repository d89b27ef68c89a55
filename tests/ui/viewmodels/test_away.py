"""Documents that services read: given to their lane at once, cancelled at once, decided by the operator."""

from types import SimpleNamespace

import pytest

from quiet import QuietRunner, done
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.errors import Forgotten, NotSent, ProviderError, ReplyLost, StoreError
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.rereading import Rereading


class Desk:
    """Has what is asked of a desk and of its tasks."""

    closing = False

    def __init__(self) -> None:
        self.tasks = self
        self.dropped: list[str] = []
        self.wished: list[tuple[str, str]] = []
        self.decided: list[tuple[str, str]] = []
        self.answer: object = None
        self.can = True

    def remote(self, task):
        return 0 if task.source == "auto" else 2

    def recognize(self, task, *_others):
        return task

    recognize_remotely = recognize

    def drop(self, task):
        self.dropped.append(task.id)

    def wish(self, document, *, read_anyway=False, source="", pages=()):
        self.wished.append((document, source))
        return done(self.answer)

    def can_ask(self, _task):
        return done(self.can)

    def _decide(self, what, task):
        self.decided.append((what, task.id))
        return done(task)

    def send_again(self, task):
        return self._decide("send", RecognitionTask(task.id, task.document, task.source))

    def ask_again(self, task):
        return self._decide("ask", RecognitionTask(task.id, task.document, task.source, state=TaskState.SUBMITTED))

    def let_be(self, task):
        return self._decide("leave", task)


@pytest.fixture
def bench(qapp):
    runner, desk = QuietRunner(), Desk()
    reading, queue = ReadingViewModel(runner), QueueViewModel(runner)
    reading.use(desk, [object()])
    rereading = Rereading(reading, queue)
    rereading.use(desk)
    told, progress, asked = [], [], []
    rereading.told.connect(told.append)
    reading.progressed.connect(lambda *what: progress.append(what))
    rereading.undecided.connect(lambda *what: asked.append(what))
    reading.failed.connect(rereading.fail)
    return SimpleNamespace(
        runner=runner, desk=desk, reading=reading, it=rereading, told=told, progress=progress, asked=asked
    )


def task(number: int, source: str = "handl", **more) -> RecognitionTask:
    return RecognitionTask(f"task-{number}", f"document-{number}", source, **more)


# Reading


def test_what_a_service_reads_waits_for_no_place_of_this_computer(bench):
    bench.reading.add([task(1, "auto"), task(2, "auto"), task(3), task(4)])
    assert [run.job.id for run in bench.runner.started] == ["task-3", "task-4", "task-1"]
    assert bench.reading.running == 3
    assert [each.id for each in bench.reading.in_line] == ["task-2"]
    assert {run.lane.name for run in bench.runner.started} == {"read", "remote handl"}
    assert {run.lane.places for run in bench.runner.started if run.lane.name == "remote handl"} == {2}


def test_a_task_is_not_begun_twice(bench):
    bench.reading.add([task(1), task(2, "auto")])
    bench.reading.add([task(1), task(2, "auto")])
    assert len(bench.runner.started) == 2
    for run in list(bench.runner.started):
        run.tell("succeeded", None)
    bench.reading.add([task(1, state=TaskState.SUBMITTED)])
    assert len(bench.runner.started) == 3


def test_how_long_a_service_takes_is_counted_from_the_wish_after_a_restart(bench):
    old = task(1, state=TaskState.SUBMITTED, created_at="2020-01-01T00:00:00.000Z")
    bench.reading.add([old, task(2)])
    shown = {document: progress for document, progress in bench.progress if progress is not None}
    assert shown["document-1"].shown.startswith("Sending, ")
    assert " h " in shown["document-1"].shown
    assert shown["document-2"].shown == "Sending, 0 s"
    assert all(progress.away for progress in shown.values())


def test_cancelling_says_so_at_once(bench):
    bench.reading.add([task(1)])
    bench.reading.cancel("document-1")
    assert bench.runner.started[0].token.cancelled
    assert bench.progress[-1] == ("document-1", None)
    bench.runner.started[0].tell("progressed", 0.0, "Sent to Handl")
    assert bench.progress[-1] == ("document-1", None)


def test_what_waits_in_the_lane_is_dropped_and_never_sent(bench):
    bench.reading.add([task(1)])
    bench.runner.started[0].begun = False
    assert bench.reading.waiting == 1
    bench.reading.cancel("document-1")
    assert bench.desk.dropped == ["task-1"]
    assert bench.reading.waiting == 0


# Reading again


@pytest.mark.parametrize("state", [TaskState.UNCERTAIN, TaskState.LOST])
@pytest.mark.parametrize("can", [True, False])
def test_what_is_uncertain_or_lost_is_not_sent_without_the_operators_word(bench, state, can):
    bench.desk.answer, bench.desk.can = task(1, state=state), can
    bench.it.read("document-1")
    assert bench.asked == [(bench.desk.answer, can)]
    assert bench.runner.started == []
    assert bench.progress[-1] == ("document-1", None)


@pytest.mark.parametrize("what", ["send", "ask"])
def test_as_decided_it_is_sent_or_asked_for(bench, what):
    stuck = task(1, state=TaskState.LOST)
    {"send": bench.it.send_again, "ask": bench.it.ask_again}[what](stuck)
    assert bench.desk.decided == [(what, "task-1")]
    assert [run.job.id for run in bench.runner.started] == ["task-1"]


def test_what_is_given_up_is_not_begun(bench):
    bench.it.let_be(task(1, state=TaskState.LOST))
    assert bench.desk.decided == [("leave", "task-1")]
    assert bench.runner.started == []


def test_a_source_is_passed_on(bench):
    bench.desk.answer = task(1)
    bench.it.read("document-1", source="handl")
    assert bench.desk.wished == [("document-1", "handl")]
    assert len(bench.runner.started) == 1


def test_what_is_read_already_is_not_read_twice(bench):
    bench.reading.add([task(1)])
    bench.it.read("document-1")
    assert bench.desk.wished == []
    assert bench.told[0].text == "This document is being read already."


@pytest.mark.parametrize(
    ("error", "verb"),
    [
        (ReplyLost("It may have arrived."), "Decide…"),
        (Forgotten("It is gone."), "Decide…"),
        (NotSent("No network."), "Try again"),
        (ProviderError("It is too large.", code="request"), ""),
        (StoreError("The disk is full."), "Try again"),
    ],
)
def test_a_failure_is_told_with_what_can_be_done(bench, error, verb):
    bench.reading.add([task(1)])
    bench.runner.started[0].tell("failed", error)
    (notice,) = bench.told
    assert notice.action == verb
    assert (notice.act is not None) == bool(verb)


def test_a_wish_that_could_not_be_noted_is_a_failure(bench):
    bench.desk.answer = StoreError("The disk is full.")
    bench.it.read("document-1")
    assert bench.told[0].text == "The disk is full."
    assert bench.progress[-1] == ("document-1", None)
