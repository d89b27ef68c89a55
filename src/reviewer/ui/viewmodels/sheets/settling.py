"""Takes what the operator says of values over many documents to the store, in the order it is said."""

import uuid
from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.jobs import Job
from reviewer.lanes import SETTLE
from reviewer.ui.viewmodels.acting import Acting
from reviewer.ui.viewmodels.drafts import Drafts
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.saving import Saving
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.sheets.settling import Settled
    from reviewer.services.sheets.verdicts import Verdict


@runtime_checkable
class Leaving(Protocol):
    """A job that can leave with the store what it is to do."""

    def leave(self) -> None: ...


class Settling(QObject):
    """What is said at once is one act, undone as one.

    Args:
        runner: for the jobs.
        acting: keeps what was done, for undoing.
        saving, drafts: what is on its way comes first.

    Signals:
        settled: a Settled.
        kept: what can be undone is otherwise now.
        lost: what was said could not be kept at all.
        told: a Notice.
    """

    settled = Signal(object)
    kept = Signal()
    lost = Signal()
    told = Signal(object)

    def __init__(
        self, runner: Runner, acting: Acting, saving: Saving, drafts: Drafts, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._acting = acting
        self._saving = saving
        self._drafts = drafts
        self._desk: Desk | None = None
        self._waiting: list[Job[Settled]] = []
        # As with steps: while another thread works, this one would take twice as long to paint what was said.
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self.send)

    def use(self, desk: "Desk") -> None:
        """Settle values of a workspace."""
        self._desk = desk

    @property
    def writable(self) -> bool:
        """Whether anything can be settled."""
        return self._desk is not None and not self._desk.workspace.read_only

    @property
    def waiting(self) -> bool:
        """Whether something was said that the store has not been given yet."""
        return bool(self._waiting)

    def say(self, verdicts: "Sequence[Verdict]") -> bool:
        """Keep verdicts as one act; never waits. False when nothing can be kept."""
        if self._desk is None or not verdicts:
            return False
        if not self.writable:
            self.told.emit(Notice(self.tr("This workspace can only be read here."), key="settle"))
            return False
        self._drafts.flush()
        self._saving.send()
        self._acting.hold()
        self.kept.emit()
        self._waiting.append(self._desk.settle(str(uuid.uuid4()), tuple(verdicts)))
        self._painted.start()
        return True

    @Slot()
    def send(self) -> None:
        """Give the store now what it has not got yet."""
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            run = self._runner.start(
                SETTLE, job, succeeded=self._on_settled, failed=self._on_failed, cancelled=self._on_ended
            )
            run.crashed.connect(self._on_ended)

    def close(self) -> None:
        """The program ends: what was said is left with the store, whether it was begun or not."""
        self.send()
        for run in self._runner.runs(SETTLE):
            if isinstance(run.job, Leaving):
                run.job.leave()

    @Slot(object)
    def _on_settled(self, done: "Settled") -> None:
        self._acting.release(*done.steps)
        self.kept.emit()
        self.settled.emit(done)
        if done.error is not None:
            self.told.emit(of_error(done.error))

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self._on_ended()
        self.told.emit(of_error(error))

    @Slot()
    def _on_ended(self) -> None:
        self._acting.release()
        self.lost.emit()
