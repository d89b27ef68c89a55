"""Why the active value is what it is: weighed again beside the window, and kept while the document lies there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.lanes import EXPLAIN
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.extraction.explain import Explained
    from reviewer.services.desk import Desk
    from reviewer.services.explaining import Explanation

MOST = 9
"""Candidates of a field: as many as there are keys to take them by."""

_Key = tuple[str, str]


class Explaining(QObject):
    """Has the fields of one document explained at a time.

    Signals:
        changed: the explanation that was asked for is there, or does not come.
        told: a Notice.
    """

    changed = Signal()
    told = Signal(object)

    def __init__(self, runner: Runner, review: ReviewViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._review = review
        self._desk: Desk | None = None
        self._run: Run | None = None
        self._asked: _Key | None = None
        self._known: tuple[_Key, Explanation] | None = None
        review.opened.connect(self._forget)
        review.text_changed.connect(self._forget)

    def use(self, desk: "Desk") -> None:
        """Explain documents of a workspace."""
        self._desk = desk

    @property
    def waiting(self) -> bool:
        """Whether an explanation is on its way."""
        return self._run is not None

    @property
    def explanation(self) -> "Explanation | None":
        """The explanation of the document under review as it is now, or None."""
        key = self._key()
        return self._known[1] if self._known is not None and self._known[0] == key else None

    def field(self, name: str) -> "Explained | None":
        """What was considered for a field; None when nothing was, or the explanation is not there."""
        explanation = self.explanation
        fields = () if explanation is None else explanation.fields
        return next((each for each in fields if each.field == name), None)

    def ask(self) -> None:
        """Have the document under review explained; `changed` tells when it is, unless it is already."""
        key = self._key()
        if self._desk is None or key is None or self.explanation is not None or (self.waiting and self._asked == key):
            return
        self.cancel()
        self._asked = key
        job = self._desk.explain(key[0], MOST)
        self._run = self._runner.start(EXPLAIN, job, succeeded=self._on_explained, failed=self._on_failed)
        self._run.ended.connect(self._on_ended)

    def cancel(self) -> None:
        """Nobody wants to know any more."""
        if self._run is not None:
            self._run.cancel()
            self._run = None
            self._asked = None

    def _key(self) -> _Key | None:
        review = self._review.review
        return None if review is None else (review.document.id, review.revision.document_type)

    @Slot()
    def _forget(self) -> None:
        """Another document lies there, or other words of it."""
        self._known = None

    @Slot(object)
    def _on_explained(self, explanation: "Explanation") -> None:
        if self.sender() is self._run and self._asked is not None:
            self._known = self._asked, explanation
            self._run = None
            self.changed.emit()

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        if self.sender() is self._run:
            self._run = None
            self.told.emit(of_error(error))
            self.changed.emit()

    @Slot()
    def _on_ended(self) -> None:
        """Also when it crashed, which is told elsewhere."""
        if self.sender() is self._run:
            self._run = None
            self.changed.emit()
