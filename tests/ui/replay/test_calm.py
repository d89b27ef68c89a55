"""What counts as an answer, and what goes on without being waited for."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from reviewer.lanes import LOAD
from reviewer.ui.replay.calm import Calm
from reviewer.ui.workers.runner import Runner


class Reading:
    """A job that is done at once."""

    kind = "open"

    def __call__(self, _token, _report) -> None:
        return


@pytest.mark.parametrize(
    ("kind", "told", "answered"), [("open", False, False), ("open", True, True), ("x", False, True)]
)
def test_a_document_is_waited_for_until_it_was_told(kind, told, answered):
    run = SimpleNamespace(job=SimpleNamespace(kind=kind), told=told)
    session = SimpleNamespace(opening=SimpleNamespace(wanted="", here=""), document=None)
    runner = SimpleNamespace(runs=lambda lane: [run] if lane is LOAD else [], drawing=False)
    assert Calm(SimpleNamespace(session=session, runner=runner)).answered() is answered


@pytest.fixture
def runner() -> Iterator[Runner]:
    made = Runner()
    yield made
    made.close(1)


def test_a_run_has_told_before_its_thread_has_ended(runner, qtbot):
    seen = []
    run = runner.start(LOAD, Reading())
    assert not run.told
    run.succeeded.connect(lambda _result: seen.append((run.told, run in runner.runs(LOAD))))
    with qtbot.waitSignal(run.ended):
        pass
    assert seen == [(True, True)]
