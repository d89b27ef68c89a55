"""What follows in the window from what was done: rows are read again, documents shown, readings and exports begun."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.step import Step, StepKind
from reviewer.errors import ReviewerError
from reviewer.ui.viewmodels.acting import Acting
from reviewer.ui.viewmodels.ahead import Ahead
from reviewer.ui.viewmodels.delivering import Delivering
from reviewer.ui.viewmodels.exporting import Exporting
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.viewmodels.opening import Opening
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.unsent import UnsentViewModel

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.bulk import Done
    from reviewer.services.intake import Taken
    from reviewer.services.joining import Joined
    from reviewer.services.splitting import Split


class Following(QObject):
    """Hears what has become of documents in the store. Holds no state of its own.

    Args:
        queue, ahead: have rows and documents at hand that may be otherwise by now.
        opening: shows a document.
        reading: reads.
        acting: undoes.
        exporting, delivering, unsent: what leaves the workspace.

    Signals:
        told: a Notice.
    """

    told = Signal(object)

    def __init__(
        self,
        queue: QueueViewModel,
        ahead: Ahead,
        opening: Opening,
        reading: ReadingViewModel,
        acting: Acting,
        exporting: Exporting,
        delivering: Delivering,
        unsent: UnsentViewModel,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._ahead = ahead
        self._opening = opening
        self._reading = reading
        self._acting = acting
        self._exporting = exporting
        self._delivering = delivering
        self._unsent = unsent

    @Slot(object)
    def on_saved(self, step: Step) -> None:
        self._ahead.forget(step.document)
        if step.kind is StepKind.EDIT:
            self._queue.touch(step.document)
        else:
            self._queue.reload()
        if step.status is not None or step.kind in (StepKind.UNDO, StepKind.REDO):
            self._send()

    @Slot(object, object)
    def on_refused(self, steps: tuple[Step, ...], error: ReviewerError) -> None:
        """The store knows better: show what it has."""
        self.told.emit(of_error(error))
        if any(step.document == self._opening.here for step in steps):
            self._opening.again(self._opening.here)

    @Slot(str)
    def on_outdated(self, document: str) -> None:
        if document == self._opening.here:
            self._opening.again(document)

    @Slot(object)
    def on_left(self, documents: tuple[str, ...]) -> None:
        if self._opening.here in documents:
            self._opening.go_on(but=documents)

    @Slot(object)
    def on_taken(self, taken: "Taken") -> None:
        if taken.task is not None:
            self._reading.add([taken.task])
        if taken.known:
            self._opening.wanted = ""
        self._queue.reload()

    @Slot(object)
    def on_merged(self, step: Step) -> None:
        self._ahead.forget(step.document)
        self._queue.reload()
        if step.document == self._opening.here:
            if step.undoable:
                self._acting.remember(step)
            self._opening.absorb(step)
        elif step.document == self._opening.wanted:
            self._opening.again(step.document)  # what is on its way may lack it

    @Slot(object)
    def on_split(self, split: "Split") -> None:
        self._ahead.forget(split.step.document)
        self._queue.reload()
        if self._opening.here == split.step.document:
            self._opening.open(split.parts[0])
        self._reading.add(list(split.tasks))

    @Slot(object)
    def on_joined(self, joined: "Joined") -> None:
        for step in joined.steps:
            self._ahead.forget(step.document)
        self._ahead.forget(joined.document)  # of a merge that is done again, as it was before
        self._queue.reload()
        self._opening.open(joined.document)
        if joined.task is not None:
            self._reading.add([joined.task])

    @Slot(object)
    def on_bulk_done(self, done: "Done") -> None:
        """Very many documents are otherwise in the store: show what it has."""
        here, first = self._opening.here, next(iter(done.documents), "")
        if done.deed.value == "undo" or not done.documents:
            self._acting.forget_bulk(done.bulk)
        elif done.deed.value == "redo":
            self._acting.remember_bulk(done.bulk)
        elif done.deed.value == "read":
            self._reading.add(list(reversed(done.tasks)))
        self._ahead.forget_all()
        self._queue.reload(now=True)
        if here in set(done.documents) and done.deed.value != "export":
            leaving = done.deed.value in ("delete", "postpone", "reject")
            self._opening.leave() if leaving else self._opening.again(here)
        elif done.deed.value == "undo" and first:
            self._opening.again(first)
        self._send()

    @Slot()
    def on_bulk_broken(self) -> None:
        """Nobody knows of how many documents it was done: show what the store has."""
        self._ahead.forget_all()
        self._queue.reload(now=True)
        if self._opening.here:
            self._opening.again(self._opening.here)

    def _send(self) -> None:
        """Something may be to leave the workspace."""
        self._exporting.begin_soon()
        self._delivering.look()
        self._unsent.refresh()
