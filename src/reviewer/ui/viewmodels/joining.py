"""Making one document of several that were chosen in the queue."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.queue import QueueRow
from reviewer.domain.step import Step
from reviewer.errors import ReviewerError
from reviewer.lanes import LOAD
from reviewer.ui.viewmodels.acting import Acting
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.saving import Saving
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.joining import Joined


class Joining(QObject):
    """Has documents merged, and tells what became of them.

    Args:
        runner: does it.
        acting: undoes it.
        saving: what was done before comes first.
        reading: reads none of the documents any more.

    Signals:
        joined: a Joined: there is one document instead of several.
        told: a Notice.
    """

    joined = Signal(object)
    told = Signal(object)

    def __init__(
        self,
        runner: Runner,
        acting: Acting,
        saving: Saving,
        reading: ReadingViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._acting = acting
        self._saving = saving
        self._reading = reading
        self._desk: Desk | None = None
        self._busy = False
        acting.join_redo_asked.connect(self.redo)

    def use(self, desk: "Desk") -> None:
        """Merge documents of a workspace."""
        self._desk = desk

    def find(self, sequences: Sequence[int]) -> None:
        """Merge the documents of some sequences, in this order."""
        if self._desk is not None and not self._busy:
            job = self._desk.rows(tuple(sequences))
            self._runner.start(LOAD, job, succeeded=self._on_rows, failed=self._on_failed)

    def begin(self, documents: Sequence[str]) -> None:
        """Merge documents, in this order; one merge at a time."""
        if self._desk is None or self._busy:
            return
        why_not = self._why_not(documents)
        if why_not:
            self.told.emit(Notice(why_not, key="join"))
            return
        self._saving.send()
        self._busy = True
        job = self._desk.join(tuple(documents))
        run = self._runner.start(LOAD, job, succeeded=self._on_joined, failed=self._on_failed)
        run.ended.connect(self._on_ended)

    @Slot(object)
    def redo(self, step: Step) -> None:
        """Do a merge again. It is shown once it is done: a document that was changed since keeps what it has."""
        if self._desk is None or self._busy:
            return
        if self._saving.held:
            self.told.emit(Notice(self.tr("A change is not saved yet. Nothing is merged before it is."), key="join"))
            return
        self._saving.send()
        self._busy = True
        self._acting.hold()
        job = self._desk.join_again(step)
        run = self._runner.start(LOAD, job, succeeded=self._on_joined_again, failed=self._on_failed)
        run.ended.connect(self._on_joined_again_ended)

    def _why_not(self, documents: Sequence[str]) -> str:
        if len(documents) < 2:
            return self.tr("Choose two or more documents in the queue first: Shift+Down, or Ctrl+click.")
        if self._saving.held:
            return self.tr("A change is not saved yet. Nothing is merged before it is.")
        if any(self._reading.has_begun(document) for document in documents):
            return self.tr("One of these documents is still being read. They can be merged when that is done.")
        return ""

    @Slot(object)
    def _on_rows(self, rows: tuple[QueueRow, ...]) -> None:
        self.begin([row.id for row in rows])

    @Slot(object)
    def _on_joined(self, joined: "Joined") -> None:
        for step in joined.steps:
            if self._reading.is_reading(step.document):
                self._reading.cancel(step.document, drop=False)
        self._acting.remember(*joined.steps)
        self._tell(joined)

    @Slot(object)
    def _on_joined_again(self, joined: "Joined") -> None:
        self._tell(joined)
        self._acting.redone(*joined.steps)

    def _tell(self, joined: "Joined") -> None:
        self.joined.emit(joined)
        text = self.tr("%n document(s) merged into one.", "", len(joined.steps))
        undo = partial(self._acting.take_back, joined.steps[0].id)
        self.told.emit(Notice(text, action=self.tr("Undo"), act=undo, key=joined.steps[0].id))

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))

    @Slot()
    def _on_ended(self) -> None:
        self._busy = False

    @Slot()
    def _on_joined_again_ended(self) -> None:
        self._on_ended()
        self._acting.release()
