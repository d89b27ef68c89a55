"""What is being typed, kept on the disk within half a second."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.errors import ReviewerError, StoreError
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk

DRAFT_MS = 500


class Drafts(QObject):
    """Keeps the text of one entry at a time.

    Signals:
        told: a Notice: the disk does not take what is typed, said once until it does.
    """

    told = Signal(object)
    _settled = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._draft: tuple[str, str, str | None] | None = None
        self._failing = False
        self._soon = QTimer(self, singleShot=True, interval=DRAFT_MS)
        self._soon.timeout.connect(self.flush)
        self._settled.connect(self._on_settled)

    def use(self, desk: "Desk") -> None:
        """Keep in a workspace."""
        self._desk = desk

    def put(self, document: str, entry: str, text: str | None) -> None:
        """This is what stands in an entry's editor now; None when that is its value."""
        if self._draft is not None and self._draft[:2] != (document, entry):
            self.flush()
        self._draft = (document, entry, text)
        if not self._soon.isActive():  # who types on and on is kept too
            self._soon.start()

    @Slot()
    def flush(self) -> None:
        """Keep it now."""
        self._soon.stop()
        if self._draft is not None and self._desk is not None:
            self._desk.keep_draft(*self._draft).add_done_callback(self._tell_outcome)
        self._draft = None

    def _tell_outcome(self, done: "Future[None]") -> None:
        """In the thread of the lane: only the signal crosses."""
        self._settled.emit(done.exception())

    @Slot(object)
    def _on_settled(self, error: BaseException | None) -> None:
        if error is not None and not self._failing:
            why = error if isinstance(error, ReviewerError) else StoreError("The workspace did not take it.")
            text = self.tr("What you are typing is in this window only, not on the disk. {0}").format(why)
            self.told.emit(Notice(text, NoticeLevel.WARNING, key="draft"))
        self._failing = error is not None
