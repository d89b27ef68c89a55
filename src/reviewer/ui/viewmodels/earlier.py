"""What other documents have had: looked up beside the window, kept while a document lies on the desk."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.earlier import Earlier, sender_of
from reviewer.lanes import EARLIER
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.earlier import Before

SOON_MS = 60
"""Who walks on with a held key does not wait for what is looked up of each field."""

_Key = tuple[str, str]


class EarlierValues(QObject):
    """Knows earlier values of the fields that were active, and what the sender has had before.

    Args:
        runner: looks them up.
        review: the document.

    Signals:
        changed: earlier values of the active field came.
    """

    changed = Signal()

    def __init__(self, runner: Runner, review: ReviewViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._review = review
        self._desk: Desk | None = None
        self._known: dict[_Key, tuple[Before, ...]] = {}
        self._asked: _Key = ("", "")
        self._run: Run | None = None
        self._sender = ""
        self._steady: Run | None = None
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._ask)
        review.opened.connect(self._on_opened)
        review.changed.connect(self._on_changed)
        review.selected.connect(self._on_selected)

    def use(self, desk: "Desk") -> None:
        """Look into a workspace."""
        self._desk = desk

    def of(self, entry_id: str) -> "tuple[Before, ...]":
        """Earlier values for an entry, as far as they are known."""
        return self._known.get(self._key(entry_id), ())

    def _key(self, entry_id: str) -> _Key:
        """An entry by itself; other senders have had other values."""
        return (self._sender, entry_id)

    @Slot()
    def _on_opened(self) -> None:
        self._known.clear()
        self._sender = ""
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        """Another document, or another sender: look what that one has had in the fields that seldom change."""
        review = self._review.review
        sender = "" if review is None else sender_of(review.revision, review.kind)
        if sender == self._sender or review is None or self._desk is None:
            return
        self._sender = sender
        job = self._desk.senders.steady_values(review)
        self._steady = None
        if job is not None:
            self._steady = self._runner.start(EARLIER, job, succeeded=self._on_steady)
        self._soon.start()

    @Slot(object)
    def _on_steady(self, found: Earlier) -> None:
        review = self._review.review
        if self.sender() is not self._steady or review is None or self._desk is None or found.sender != self._sender:
            return
        self._desk.senders.known = {found.sender: found}
        before = review.issues
        review.recheck()
        if review.issues != before:
            self._review.refresh(unasked=True)

    @Slot(str)
    def _on_selected(self, _entry_id: str) -> None:
        self._soon.start()

    @Slot()
    def _ask(self) -> None:
        review, entry = self._review.review, self._review.entry(self._review.current)
        if review is None or entry is None or self._desk is None or self._desk.closing:
            return
        key = self._key(entry.id)
        job = self._desk.senders.values_before(review, entry) if key not in self._known else None
        if job is None:
            return
        if self._run is not None:
            self._run.cancel()
        self._asked = key
        self._run = self._runner.start(EARLIER, job, succeeded=self._on_found)

    @Slot(object)
    def _on_found(self, found: "tuple[Before, ...]") -> None:
        if self.sender() is not self._run:
            return
        self._run = None
        self._known[self._asked] = found
        if found and self._asked == self._key(self._review.current):
            self.changed.emit()
