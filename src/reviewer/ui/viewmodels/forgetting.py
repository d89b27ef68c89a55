"""Erasing what the review of a document taught, and letting it teach again."""

from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import ReviewerError, StoreError
from reviewer.ui.viewmodels.notice import Notice, of_error

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk


class Forgetting(QObject):
    """Done at once and told; the notice offers the way back.

    Signals:
        wanted_again: a document may teach again: what its review teaches is to be kept.
        told: a Notice.
    """

    wanted_again = Signal()
    told = Signal(object)
    _forgotten = Signal(str, object)
    _allowed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._forgotten.connect(self._on_forgotten)
        self._allowed.connect(self._on_allowed)

    def use(self, desk: "Desk") -> None:
        """Forget in a workspace."""
        self._desk = desk

    def forget(self, document: str) -> None:
        """Erase what a document taught."""
        if self._desk is not None and document:
            # In the thread of the lane: only the signal crosses.
            future = self._desk.forget_lesson(document)
            future.add_done_callback(lambda done: self._forgotten.emit(document, done))

    def learn_again(self, document: str) -> None:
        """Let a document teach again."""
        if self._desk is not None:
            self._desk.learn_again(document).add_done_callback(self._allowed.emit)

    @Slot(str, object)
    def _on_forgotten(self, document: str, done: "Future[bool]") -> None:
        if self._failed(done):
            return
        erased = self.tr("What this document taught is erased. Nothing is learned from it any more.")
        nothing = self.tr("Nothing is kept of what this document taught. Nothing is learned from it any more.")
        again = partial(self.learn_again, document)
        text = erased if done.result() else nothing
        self.told.emit(Notice(text, action=self.tr("Learn from it again"), act=again, key="lesson"))

    @Slot(object)
    def _on_allowed(self, done: "Future[None]") -> None:
        if not self._failed(done):
            self.wanted_again.emit()
            self.told.emit(Notice(self.tr("The review of this document teaches again."), key="lesson"))

    def _failed(self, done: "Future[bool] | Future[None]") -> bool:
        error = done.exception()
        if error is not None:
            known = error if isinstance(error, ReviewerError) else StoreError("It could not be noted.")
            self.told.emit(of_error(known))
        return error is not None
