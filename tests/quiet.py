"""A runner that starts nothing: tests end its runs as they like."""

from concurrent.futures import Future
from types import SimpleNamespace

from PySide6.QtCore import QObject, Signal


class QuietRun(QObject):
    """One run, with what wants to hear of it."""

    ended = Signal()

    def __init__(self, lane, job, answers) -> None:
        super().__init__()
        self.lane, self.job, self.begun = lane, job, True
        self.token = SimpleNamespace(cancelled=False)
        self._answers = answers
        self.over = False

    def cancel(self) -> None:
        self.token.cancelled = True

    def tell(self, what: str, *answer: object) -> None:
        """Answer: ``progressed``, or ``succeeded`` and ``failed``, with which it ends."""
        if self._answers.get(what) is not None:
            self._answers[what](*answer)
        if what != "progressed":
            self.over = True
            self.ended.emit()


class QuietRunner:
    """Remembers what it was given."""

    def __init__(self) -> None:
        self.started: list[QuietRun] = []

    def start(self, lane, job, **answers) -> QuietRun:
        self.started.append(QuietRun(lane, job, answers))
        return self.started[-1]

    def runs(self, lane) -> tuple[QuietRun, ...]:
        return tuple(run for run in self.started if run.lane is lane and not run.over)


def done(result: object) -> Future:
    """A future that has its result, or its exception."""
    future: Future = Future()
    if isinstance(result, Exception):
        future.set_exception(result)
    else:
        future.set_result(result)
    return future
