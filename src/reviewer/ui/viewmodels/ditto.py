"""The same as in the document before: one field's value taken over by one key."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.field import Value
from reviewer.domain.revision import Entry, Revision
from reviewer.errors import ReviewerError
from reviewer.lanes import LOAD
from reviewer.services.review import Review
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.opening import Opened


class Ditto(QObject):
    """Knows the documents that were shown before, the last one of each type.

    Args:
        runner: reads the document before in the queue, when none of its type was shown.
        review: the document.
        queue: the others.

    Signals:
        told: a Notice.
    """

    told = Signal(object)

    def __init__(
        self, runner: Runner, review: ReviewViewModel, queue: QueueViewModel, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._review = review
        self._queue = queue
        self._desk: Desk | None = None
        self._here: Review | None = None
        self._before: dict[str, Review] = {}
        self._asked = ""
        self._run: Run | None = None
        review.opened.connect(self._on_opened)

    def use(self, desk: "Desk") -> None:
        """Look into a workspace."""
        self._desk = desk

    @Slot()
    def take(self) -> None:
        """Give the active value the text, or the mark, that the same field has in the document before."""
        review, entry = self._review.review, self._review.entry(self._review.current)
        if review is None or entry is None:
            return
        before = self._before.get(review.revision.document_type)
        if before is not None and before.document.id != review.document.id:
            self._take(review, entry, before.document.name, before.revision)
            return
        row = self._queue.neighbor(review.document.id, -1)
        if row is None or self._desk is None:
            self._tell_none()
            return
        self._asked = entry.id
        self._run = self._runner.start(LOAD, self._desk.open(row.id), succeeded=self._on_read, failed=self._on_failed)

    # Within

    @Slot()
    def _on_opened(self) -> None:
        left, self._here = self._here, self._review.review
        if left is not None and (self._here is None or left.document.id != self._here.document.id):
            self._before[left.revision.document_type] = left
        self._run = None

    @Slot(object)
    def _on_read(self, opened: "Opened") -> None:
        review, entry = self._review.review, self._review.entry(self._asked)
        if self.sender() is not self._run or review is None or entry is None or entry.id != self._review.current:
            return
        if opened.revision.document_type != review.revision.document_type:
            self._tell_none()
            return
        self._take(review, entry, opened.document.name, opened.revision)

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))

    def _take(self, review: Review, entry: Entry, name: str, before: Revision) -> None:
        value = _same(review.revision, entry, before)
        label = self._review.label(entry)
        if value is None or not (value.text or value.mark):
            self._tell(self.tr("“{document}” has nothing as {field}.").format(document=name, field=label))
            return
        if self._review.ditto(value):
            self._tell(self.tr("{field} as in “{document}”. Enter goes on.").format(field=label, document=name))

    def _tell_none(self) -> None:
        self._tell(self.tr("There is no document of this type before this one."))

    def _tell(self, text: str) -> None:
        self.told.emit(Notice(text, key="review"))


def _same(here: Revision, entry: Entry, before: Revision) -> Value | None:
    """The value at the same place of the same field: the same number among its values, or the same row."""
    mine, theirs = _alike(here, entry), _alike(before, entry)
    place = [one.id for one in mine].index(entry.id)
    return theirs[place].value if place < len(theirs) else None


def _alike(revision: Revision, entry: Entry) -> list[Entry]:
    return [one for one in revision.of_field(entry.field) if one.column == entry.column]
