"""The training set of what people settled: written in the background."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.lanes import DESCRIBE
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.pages.client import PageClient
    from reviewer.services.desk import Desk
    from reviewer.services.training import Trained


class Training(QObject):
    """Writes one file at a time.

    Signals:
        told: a Notice.
    """

    told = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._pages: PageClient | None = None

    def use(self, desk: "Desk", pages: "PageClient") -> None:
        """Write what a workspace has; `pages` draws the pictures."""
        self._desk, self._pages = desk, pages

    def write(self, file: Path) -> None:
        """Write the training set of all reviewed documents to a file."""
        if self._desk is None or self._pages is None:
            return
        job = self._desk.training_set(self._pages, file)
        self._runner.start(
            DESCRIBE, job, succeeded=self._on_written, failed=self._on_failed, progressed=self._on_progressed
        )

    @Slot(float, str)
    def _on_progressed(self, share: float, words: str) -> None:
        self.told.emit(Notice(f"{words}, {round(share * 100)} %", key="training"))

    @Slot(object)
    def _on_written(self, trained: "Trained") -> None:
        words = self.tr("%n value(s) that people settled written to {file}.", "", trained.values)
        self.told.emit(Notice(words.format(file=trained.file), key="training"))

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))
