"""What is done to many documents at once: in the background, told with one notice, taken back as one."""

import uuid
from collections.abc import Sequence
from functools import partial
from time import monotonic
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.lanes import BULK
from reviewer.ui.viewmodels.drafts import Drafts
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.saving import Saving
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.bulk import Deed, Done
    from reviewer.services.desk import Desk

TELL_AFTER = 0.5
"""Seconds after which it is told how far it is, and between two of these."""
_KEY = "bulk"


class Bulk(QObject):
    """Does one deed after the other.

    Args:
        runner: runs them.
        saving: has what was done before.
        drafts: has what is typed.

    Signals:
        begun: bulk id of steps that are about to be made.
        undo_asked: the bulk id of what is to be taken back.
        done: a Done.
        broken: it failed; a part of it may be done.
        told: a Notice.
        outdated: what the notices of a key told is over.
    """

    begun = Signal(str)
    undo_asked = Signal(str)
    done = Signal(object)
    broken = Signal()
    told = Signal(object)
    outdated = Signal(str)

    def __init__(self, runner: Runner, saving: Saving, drafts: Drafts, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._saving = saving
        self._drafts = drafts
        self._desk: Desk | None = None
        self._own: dict[str, Run] = {}
        self._told_at = 0.0
        self._total = 0

    def use(self, desk: "Desk") -> None:
        """Work on a workspace."""
        self._desk = desk

    # Asked for

    def do(self, deed: "Deed", sequences: Sequence[int], **how: Any) -> None:
        """Do something to documents, see `Desk.bulk` for what belongs to it."""
        if self._desk is None or not sequences or not self._ready():
            return
        bulk = str(uuid.uuid4())
        self._total = len(sequences)
        self._own[bulk] = self._start(self._desk.bulk(deed, bulk, sequences, **how))
        if deed.value != "export":
            self.begun.emit(bulk)

    def take_back(self, bulk: str) -> None:
        """Take back what was done under an id; what was not begun of it is not begun any more."""
        run = self._own.get(bulk)
        if run is not None and run in self._runner.runs(BULK):
            run.cancel()
        self.outdated.emit(bulk)
        self._again(bulk, undo=True)

    def redo(self, undos: str) -> None:
        """Do again what was taken back under an id."""
        self.outdated.emit(undos)
        self._again(undos, undo=False)

    @Slot()
    def stop(self) -> None:
        """Leave what was not done yet."""
        for run in self._runner.runs(BULK):
            run.cancel()

    # Within

    def _again(self, bulk: str, *, undo: bool) -> None:
        if self._desk is not None and self._ready():
            self._total = 0
            self._start(self._desk.take_back(bulk, str(uuid.uuid4()), undo=undo))

    def _ready(self) -> bool:
        if self._saving.held:
            self.told.emit(Notice(self.tr("A change is not saved yet. Nothing else is done before it is."), key=_KEY))
            return False
        self._drafts.flush()
        self._saving.send()
        return True

    def _start(self, job: Any) -> Run:
        self._told_at = monotonic()
        return self._runner.start(
            BULK,
            job,
            succeeded=self._on_done,
            failed=self._on_failed,
            cancelled=self._on_cancelled,
            progressed=self._on_progressed,
        )

    @Slot(float, str)
    def _on_progressed(self, share: float, _words: str) -> None:
        now = monotonic()
        if now - self._told_at < TELL_AFTER:
            return
        self._told_at = now
        text = self.tr("{percent} % done.").format(percent=int(share * 100))
        if self._total:
            count, total = (QLocale().toString(number) for number in (round(share * self._total), self._total))
            text = self.tr("{count} of {total} documents done.").format(count=count, total=total)
        self.told.emit(Notice(text, action=self.tr("Stop"), act=self.stop, key=_KEY))

    @Slot(object)
    def _on_done(self, done: "Done") -> None:
        self._own.pop(done.bulk, None)
        self.outdated.emit(_KEY)
        self.done.emit(done)
        text = self._words(done)
        if done.left_out:
            text = f"{text} {self._left_out(done)}"
        if done.stopped:
            text = self.tr("Stopped. {}").format(text)
        undoable = done.deed.value not in ("export", "undo") and done.documents
        act = partial(self.undo_asked.emit, done.bulk) if undoable else None
        undo = self.tr("Undo") if undoable else ""
        self.told.emit(Notice(text, action=undo, act=act, key=done.undos or done.bulk))

    def _words(self, done: "Done") -> str:
        count = len(done.documents)
        if done.deed.value == "delete":
            return self.tr("%n document(s) deleted.", "", count)
        if done.deed.value == "postpone":
            return self.tr("%n document(s) postponed.", "", count)
        if done.deed.value == "reject":
            return self.tr("%n document(s) rejected.", "", count)
        if done.deed.value == "reopen":
            return self.tr("%n document(s) reopened.", "", count)
        if done.deed.value == "retype":
            return self.tr("%n document(s) given another type.", "", count)
        if done.deed.value == "read":
            return self.tr("%n document(s) to be read again.", "", count)
        if done.deed.value == "export":
            return self.tr("%n document(s) exported.", "", count)
        if done.deed.value == "undo":
            return self.tr("Taken back in %n document(s).", "", count)
        return self.tr("Done again in %n document(s).", "", count)

    def _left_out(self, done: "Done") -> str:
        if done.deed.value in ("undo", "redo"):
            return self.tr("Changed since, and not taken back: %n.", "", done.left_out)
        if done.deed.value == "read":
            return self.tr("Being read, or waiting for your decision: %n.", "", done.left_out)
        return self.tr("Left as it was: %n.", "", done.left_out)

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.outdated.emit(_KEY)
        self.broken.emit()
        self.told.emit(of_error(error))

    @Slot()
    def _on_cancelled(self) -> None:
        self.outdated.emit(_KEY)
