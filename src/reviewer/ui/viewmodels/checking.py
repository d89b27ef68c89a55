"""Corrections checked by the service that read the document: asked for, and the answer told."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.recognition import RecognitionTask
from reviewer.domain.step import Step
from reviewer.errors import ReviewerError, StoreError
from reviewer.services.sources import title_of
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel, of_error
from reviewer.ui.viewmodels.rereading import Rereading

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk

CHECK = "check"
"""As in `services.remote.checked`, which the window's thread does not wait for."""


class Checking(QObject):
    """Asks the service, and says with how many corrections it agrees. Where it does not, an issue says so in place.

    Signals:
        told: a Notice.
    """

    told = Signal(object)
    _begun = Signal(object)

    def __init__(self, rereading: Rereading, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rereading = rereading
        self._desk: Desk | None = None
        self._begun.connect(self._on_begun)

    def use(self, desk: "Desk") -> None:
        """Check for a workspace."""
        self._desk = desk

    def begin(self, document: str) -> None:
        """Have the corrections of a document checked."""
        if self._desk is not None and document:
            self._desk.tasks.check_corrections(document).add_done_callback(lambda done: self._begun.emit(done))

    @Slot(object)
    def hear(self, step: Step) -> None:
        """Tell what a service answered, when a step is about that."""
        if step.action != CHECK or step.origin is None or step.origin.after is None:
            return
        after = step.origin.after
        service, right = title_of(after.source), sum(each.agrees for each in after.checked)
        if not after.checked:
            text, level = self.tr("{service} says nothing of your corrections."), NoticeLevel.WARNING
        elif right == len(after.checked):
            text, level = self.tr("{service} agrees with all %n correction(s).", "", right), NoticeLevel.INFO
        else:
            text = self.tr(
                "{service} agrees with {right} of %n correction(s); the others are told under the fields.",
                "",
                len(after.checked),
            )
            level = NoticeLevel.WARNING
        self.told.emit(Notice(text.format(service=service, right=right), level, key=CHECK))

    @Slot(object)
    def _on_begun(self, done: "Future[RecognitionTask]") -> None:
        error = done.exception()
        if error is None:
            self._rereading.go_on(done.result())
        elif isinstance(error, ReviewerError):
            self.told.emit(Notice(str(error), key=CHECK))
        else:
            self.told.emit(of_error(StoreError("It could not be noted.")))
