"""Splitting the shown document where it seems to be several, or where the operator says."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.recognition import RecognitionTask
from reviewer.errors import ReviewerError
from reviewer.lanes import LOAD
from reviewer.ui.viewmodels.acting import Acting
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.saving import Saving
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.splitting import Split


class Splitting(QObject):
    """Has a document split, and tells what became of it.

    Args:
        runner: does it.
        acting: undoes it.
        saving: what was done before comes first.
        reading: reads the parts, unless the split is undone.

    Signals:
        split: a Split: there are other documents now.
        told: a Notice.
    """

    split = Signal(object)
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
        self._desk: Desk | None = None
        self._reading = reading
        self._document = ""
        self._stopping: set[str] = set()
        """Parts that are there again, while their reading of before is being stopped."""
        acting.withdrawn.connect(self._on_withdrawn)
        acting.returned.connect(self._on_returned)
        reading.changed.connect(self._look)

    def use(self, desk: "Desk") -> None:
        """Split documents of a workspace."""
        self._desk = desk

    def begin(self, document: str, pages: tuple[tuple[int, ...], ...] = ()) -> None:
        """Split a document, one at a time: into parts of these pages, or else as it seems to be several."""
        if self._desk is None or not document or self._document:
            return
        if self._saving.held:
            self.told.emit(Notice(self.tr("A change is not saved yet. Nothing is split before it is."), key="split"))
            return
        self._saving.send()
        self._document = document
        run = self._runner.start(
            LOAD, self._desk.split(document, pages), succeeded=self._on_split, failed=self._on_failed
        )
        run.ended.connect(self._on_ended)

    @Slot(object)
    def _on_split(self, split: "Split") -> None:
        self._acting.remember(split.step)
        self.split.emit(split)
        text = self.tr("Split into %n document(s).", "", len(split.parts))
        if split.left:
            text += " " + self.tr("%n confirmed value(s) stayed with the whole.", "", split.left)
        elif split.carried:
            text += " " + self.tr("%n confirmed value(s) went along.", "", split.carried)
        undo = partial(self._acting.take_back, split.step.id)
        self.told.emit(Notice(text, action=self.tr("Undo"), act=undo, key=split.step.id))

    @Slot(object)
    def _on_withdrawn(self, parts: tuple[str, ...]) -> None:
        """They are gone, since a split or a merge was undone or redone: they are read no more."""
        self._stopping -= set(parts)
        for part in parts:
            if self._reading.is_reading(part):
                self._reading.cancel(part, drop=False)

    @Slot(object)
    def _on_returned(self, parts: tuple[str, ...]) -> None:
        """They are there again: what was not read to the end is read again."""
        self._stopping |= {part for part in parts if self._reading.is_reading(part)}
        self._go_on(tuple(part for part in parts if part not in self._stopping))

    @Slot()
    def _look(self) -> None:
        stopped = tuple(part for part in self._stopping if not self._reading.is_reading(part))
        self._stopping -= set(stopped)
        self._go_on(stopped)

    def _go_on(self, parts: tuple[str, ...]) -> None:
        if parts and self._desk is not None:
            self._runner.start(LOAD, self._desk.go_on(parts), succeeded=self._on_waiting, failed=self._on_failed)

    @Slot(object)
    def _on_waiting(self, tasks: tuple[RecognitionTask, ...]) -> None:
        self._reading.add([task for task in tasks if not self._reading.is_reading(task.document)])

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))

    @Slot()
    def _on_ended(self) -> None:
        self._document = ""
