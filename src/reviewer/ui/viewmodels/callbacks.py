"""What services called back, as the receiver put it into the inbox."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.lanes import CALLBACKS
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.callbacks import Heard
    from reviewer.services.desk import Desk


class Callbacks(QObject):
    """Applies callbacks; tasks that they are about are asked for at once.

    Signals:
        told: a Notice.
    """

    told = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None

    def use(self, desk: "Desk") -> None:
        """Work on a workspace."""
        self._desk = desk

    @Slot()
    def apply(self) -> None:
        """Apply what is in the inbox."""
        waits = any(not run.begun for run in self._runner.runs(CALLBACKS))
        if self._desk is None or self._desk.workspace.read_only or self._desk.closing or waits:
            return
        self._runner.start(CALLBACKS, self._desk.callbacks(), succeeded=self._on_applied, failed=self._on_failed)

    @Slot(object)
    def _on_applied(self, heard: "Heard") -> None:
        if heard.problem is not None:
            self._on_failed(heard.problem)

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))
