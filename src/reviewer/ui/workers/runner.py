"""Runs jobs in QThreads, by lanes. The only file of the window that starts a thread."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from PySide6.QtCore import QObject, Qt, QThread, Signal, Slot

from reviewer.jobs import CancelToken, Job
from reviewer.lanes import VIEW, Lane
from reviewer.ui.workers.type_table import make_room
from reviewer.ui.workers.worker import Worker

Answer = Callable[[Any], object]


class Run(QObject):
    """One execution of a job. Lives in the GUI thread, so its slots run there.

    Attributes:
        told: whether the outcome was told; the thread may still be about to end.

    Signals:
        progressed: share done and words.
        succeeded, failed, crashed, cancelled: the outcome, exactly one of them.
        ended: the thread is gone; always last.
    """

    progressed = Signal(float, str)
    succeeded = Signal(object)
    failed = Signal(object)
    crashed = Signal(object)
    cancelled = Signal()
    ended = Signal()

    def __init__(self, lane: Lane, job: Job[object], parent: QObject) -> None:
        super().__init__(parent)
        self.lane = lane
        self.job = job
        self.token = CancelToken()
        self.told = False
        self._thread: QThread | None = None
        self._worker: Worker | None = None

    @property
    def begun(self) -> bool:
        return self._thread is not None

    def begin(self) -> None:
        """Start the thread. Called by the runner when the lane has a place."""
        self._thread = QThread()
        self._thread.setObjectName(f"{self.lane.name}: {self.job.kind}")
        self._worker = Worker(self.job, self.token)
        worker = self._worker
        worker.moveToThread(self._thread)
        self._thread.started.connect(worker.run)
        worker.progressed.connect(self._on_progressed)
        worker.succeeded.connect(self._on_succeeded)
        worker.failed.connect(self._on_failed)
        worker.crashed.connect(self._on_crashed)
        worker.cancelled.connect(self._on_cancelled)
        # Direct: `quit` must not wait for the main loop, which may be in `wait`.
        worker.ended.connect(self._thread.quit, Qt.ConnectionType.DirectConnection)
        self._thread.finished.connect(self._on_finished)
        self._thread.start()

    def cancel(self) -> None:
        """Ask the job to stop; one that has not begun ends at once when its turn comes."""
        self.token.cancel()

    def wait(self, milliseconds: int) -> bool:
        """Wait for the thread. True when it has ended."""
        return self._thread is None or self._thread.wait(milliseconds)

    @Slot(float, str)
    def _on_progressed(self, share: float, words: str) -> None:
        self.progressed.emit(share, words)

    @Slot(object)
    def _on_succeeded(self, result: object) -> None:
        self.told = True
        self.succeeded.emit(result)

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self.told = True
        self.failed.emit(error)

    @Slot(object)
    def _on_crashed(self, error: object) -> None:
        self.told = True
        self.crashed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self.told = True
        self.cancelled.emit()

    @Slot()
    def _on_finished(self) -> None:
        self.ended.emit()


@dataclass
class _Places:
    waiting: deque[Run] = field(default_factory=deque)
    running: list[Run] = field(default_factory=list)


class Runner(QObject):
    """Starts jobs when their lane has a place, keeps every reference until the thread has finished, joins all at close.

    Signals:
        changed: a run was added, begun or ended.
        crashed: a job failed with something that is not a ReviewerError.
    """

    changed = Signal()
    crashed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        make_room()
        self._lanes: dict[str, _Places] = {}
        self._closed = False

    def start(
        self,
        lane: Lane,
        job: Job[object],
        *,
        succeeded: Answer | None = None,
        failed: Answer | None = None,
        cancelled: Callable[[], None] | None = None,
        progressed: Callable[[float, str], None] | None = None,
    ) -> Run:
        """Run a job in a lane.

        The answers must be bound methods of QObjects that live in the GUI thread; they are called there.
        """
        run = Run(lane, job, self)
        if succeeded is not None:
            run.succeeded.connect(succeeded)
        if failed is not None:
            run.failed.connect(failed)
        if cancelled is not None:
            run.cancelled.connect(cancelled)
        if progressed is not None:
            run.progressed.connect(progressed)
        run.crashed.connect(self.crashed)
        run.ended.connect(self._on_ended)
        places = self._lanes.setdefault(lane.name, _Places())
        if lane.last_first:
            places.waiting.appendleft(run)
        else:
            places.waiting.append(run)
        self._fill(places, lane)
        return run

    def drop(self, lane: Lane) -> None:
        """Forget the jobs of a lane that have not begun; they end as cancelled."""
        places = self._lanes.get(lane.name)
        if places is None:
            return
        waiting, places.waiting = list(places.waiting), deque()
        for run in waiting:
            run.cancelled.emit()
            run.deleteLater()
        self.changed.emit()

    def runs(self, lane: Lane) -> tuple[Run, ...]:
        """The runs of a lane, running ones first."""
        places = self._lanes.get(lane.name, _Places())
        return (*places.running, *places.waiting)

    @property
    def drawing(self) -> bool:
        """Whether pages are being drawn, or wait for it."""
        return bool(self.runs(VIEW))

    def close(
        self,
        seconds: float,
        *,
        last: Lane | None = None,
        before_last: Callable[[], None] | None = None,
        patience: float = 0.0,
    ) -> bool:
        """Ask every run to stop and join the threads. True when all ended in time.

        Args:
            seconds: how long to wait in all.
            last: the lane that is asked to stop when the others have ended (the store's).
            before_last: called between the two.
            patience: how much longer to wait for that lane: it has what the operator did.
        """
        self._closed = True
        until = monotonic() + seconds
        others = [run for name, p in self._lanes.items() if last is None or name != last.name for run in p.running]
        for run in others:
            run.cancel()
        ended = all([run.wait(_left(until)) for run in others])
        if before_last is not None:
            before_last()
        if last is not None:
            final = list(self._lanes.get(last.name, _Places()).running)
            ended = all([run.wait(_left(until + patience)) for run in final]) and ended
        return ended

    @Slot()
    def _on_ended(self) -> None:
        run = self.sender()
        if not isinstance(run, Run):
            return
        places = self._lanes[run.lane.name]
        if run in places.running:
            places.running.remove(run)
        run.deleteLater()
        self._fill(places, run.lane)

    def _fill(self, places: _Places, lane: Lane) -> None:
        while not self._closed and places.waiting and len(places.running) < lane.places:
            run = places.waiting.popleft()
            places.running.append(run)
            run.begin()
        self.changed.emit()


def _left(until: float) -> int:
    return max(1, int((until - monotonic()) * 1000))
