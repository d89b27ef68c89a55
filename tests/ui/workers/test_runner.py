"""What is known of a run whose outcome was told."""

from collections.abc import Iterator

import pytest

from reviewer.lanes import LOAD
from reviewer.ui.workers.runner import Runner


class Reading:
    """A job that is done at once."""

    kind = "open"

    def __call__(self, _token, _report) -> None:
        return


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
