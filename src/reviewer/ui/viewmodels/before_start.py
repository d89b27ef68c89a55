"""What the operator did before this start: the store knows it, the window asks when it needs it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.step import Step
from reviewer.errors import ReviewerError
from reviewer.jobs import Job
from reviewer.lanes import LOAD
from reviewer.ui.viewmodels.acting import Acting
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.viewmodels.saving import Saving
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk


class BeforeStart(QObject):
    """Finds the act before those that are known, and all documents of one that was taken back.

    Args:
        runner: looks them up.
        acting: asks, and waits for the answer.
        saving: what was done in the window comes first.

    Signals:
        told: a Notice.
    """

    told = Signal(object)

    def __init__(self, runner: Runner, acting: Acting, saving: Saving, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._acting = acting
        self._saving = saving
        self._desk: Desk | None = None
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self._find_last)
        acting.earlier_asked.connect(self.find_last)
        acting.undone_asked.connect(self.find_undone)

    def use(self, desk: "Desk") -> None:
        """Look into a workspace."""
        self._desk = desk

    @Slot()
    def find_last(self) -> None:
        """Find what was done last, now that all that the window knew is taken back; that is painted first."""
        if self._desk is not None and not self._painted.isActive():
            self._acting.look()
            self._painted.start()

    @Slot(object)
    def find_undone(self, step: Step) -> None:
        """Find the documents in which this was taken back together with a step of the open one, then do it again."""
        if self._desk is not None:
            self._acting.hold()
            self._start(self._desk.find_undone_with(step), self._acting.redo_found).ended.connect(self._on_found)

    @Slot()
    def _find_last(self) -> None:
        assert self._desk is not None
        self._start(self._desk.find_last_act(), self._acting.know).ended.connect(self._on_looked)

    def _start(self, job: Job[Any], answer: Callable[[Any], None]) -> Run:
        self._saving.send()
        return self._runner.start(LOAD, job, succeeded=answer, failed=self._on_failed)

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))

    @Slot()
    def _on_looked(self) -> None:
        self._acting.looked()

    @Slot()
    def _on_found(self) -> None:
        self._acting.release()
