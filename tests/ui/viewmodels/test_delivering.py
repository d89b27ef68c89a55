"""Services are told in the background, one run at a time; what cannot be told is said, and can be tried now."""

from types import SimpleNamespace

import pytest

from quiet import QuietRunner, done
from reviewer.errors import StoreError
from reviewer.lanes import DELIVER
from reviewer.services.deliver import Delivered
from reviewer.ui.viewmodels.delivering import Delivering
from reviewer.ui.viewmodels.notice import NoticeLevel


class Desk:
    """Has what is asked of a desk and of its deliveries."""

    closing = False
    workspace = SimpleNamespace(read_only=False)

    def __init__(self) -> None:
        self.deliveries = self
        self.hurried = 0

    def due(self):
        return "due"

    def deliver(self):
        return "deliver"

    def hurry(self):
        self.hurried += 1
        return done(None)


@pytest.fixture
def bench(qapp):
    runner, desk = QuietRunner(), Desk()
    delivering = Delivering(runner)
    delivering.use(desk)
    told, changes = [], []
    delivering.told.connect(told.append)
    delivering.changed.connect(lambda: changes.append(1))
    return SimpleNamespace(runner=runner, desk=desk, it=delivering, told=told, changes=changes)


def jobs(bench) -> list[str]:
    return [run.job for run in bench.runner.started]


def deliver(bench, delivered: Delivered) -> None:
    bench.it.look()
    bench.runner.started[-1].tell("succeeded", 0.0)
    bench.runner.started[-1].tell("succeeded", delivered)


def test_what_is_due_is_delivered_and_what_is_not_waits_for_its_time(bench):
    bench.it.look()
    bench.runner.started[0].tell("succeeded", 7.5)
    assert jobs(bench) == ["due"]
    assert 7_500 <= bench.it._timer.interval() <= 8_000
    bench.it.look()
    bench.runner.started[1].tell("succeeded", 0.0)
    assert jobs(bench) == ["due", "due", "deliver"]


def test_when_nothing_waits_nobody_looks_again(bench):
    bench.it.look()
    bench.runner.started[0].tell("succeeded", None)
    assert not bench.it._timer.isActive()


def test_a_computer_that_slept_looks_within_the_hour(bench):
    bench.it.look()
    bench.runner.started[0].tell("succeeded", 1e9)
    assert bench.it._timer.interval() <= 3_600_000


def test_there_is_one_run_at_a_time(bench):
    bench.it.look()
    bench.it.look()
    assert jobs(bench) == ["due"]
    assert bench.it._timer.isActive()
    assert len(bench.runner.runs(DELIVER)) == 1


@pytest.mark.parametrize("why", ["closing", "read only", "no workspace"])
def test_nothing_is_sent_where_it_cannot_be_noted(bench, monkeypatch, why):
    if why == "no workspace":
        bench.it.use(None)
    elif why == "closing":
        monkeypatch.setattr(bench.desk, "closing", True, raising=False)
    else:
        monkeypatch.setattr(bench.desk, "workspace", SimpleNamespace(read_only=True), raising=False)
    bench.it.look()
    assert jobs(bench) == []


def test_every_run_tells_that_what_waits_may_have_changed(bench):
    deliver(bench, Delivered(delivered=2))
    assert bench.changes == [1]
    assert bench.told == []
    assert bench.it._timer.isActive()


def test_trouble_is_told_with_a_way_to_try_now(bench):
    deliver(bench, Delivered(waiting=1, trouble="Mindee did not answer."))
    (notice,) = bench.told
    assert (notice.text, notice.action, notice.level) == ("Mindee did not answer.", "Try now", NoticeLevel.WARNING)
    notice.act()
    assert bench.desk.hurried == 1
    assert jobs(bench) == ["due", "deliver", "due"]
    bench.runner.started[-1].tell("failed", StoreError("The disk is full."))
    assert bench.told[-1].text == "The disk is full."
    assert bench.it._timer.isActive()


def test_without_a_network_the_number_that_is_kept_is_told(bench):
    deliver(bench, Delivered(waiting=3, trouble="a.example is not known.", offline=True))
    assert bench.it.offline
    assert bench.told[0].text.startswith("No service can be reached. Kept here to be sent later: 3 correction")
    deliver(bench, Delivered(delivered=3))
    assert not bench.it.offline


def test_what_was_given_up_is_told_with_a_way_to_see_it(bench, qtbot):
    deliver(bench, Delivered(given_up=1))
    (notice,) = bench.told
    assert notice.action == "Show"
    with qtbot.waitSignal(bench.it.list_asked):
        notice.act()
