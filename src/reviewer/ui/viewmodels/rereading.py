"""Reading documents again, because somebody asks for it or because it went wrong."""

from concurrent.futures import Future
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.errors import Forgotten, ReplyLost, ReviewerError, StoreError
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.reading import ReadingViewModel

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk


class Rereading(QObject):
    """Knows what could not be read, also where the disk was too full to note it there.

    Args:
        reading: reads.
        queue: shows what failed.

    Signals:
        told: a Notice.
        undecided: a task that is uncertain or lost, and whether its service can be asked again for it.
    """

    told = Signal(object)
    undecided = Signal(object, bool)
    _asked = Signal(object, object)
    _let = Signal()
    _wished = Signal(str, object)

    def __init__(self, reading: ReadingViewModel, queue: QueueViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._queue = queue
        self._desk: Desk | None = None
        self._kept_out: dict[str, None] = {}
        self._wished.connect(self._on_wished)
        self._asked.connect(self._on_asked)
        self._let.connect(self._queue.reload)

    def use(self, desk: "Desk") -> None:
        """Read for a workspace."""
        self._desk = desk

    def read(self, document: str, *, read_anyway: bool = False, source: str = "", pages: tuple[int, ...] = ()) -> None:
        """Read a document again, by a source when one is named, or only some of its pages; the row says so at once."""
        if self._desk is None or not document:
            return
        if self._reading.is_reading(document):
            self.told.emit(Notice(self.tr("This document is being read already."), key="reading"))
            return
        self._reading.expect(document)
        future = self._desk.tasks.wish(document, read_anyway=read_anyway, source=source, pages=pages)

        def wished(done: "Future[RecognitionTask]") -> None:
            # In the thread of the lane: only the signal crosses.
            self._wished.emit(document, done)

        future.add_done_callback(wished)

    def send_again(self, task: RecognitionTask) -> None:
        """Send it to the service once more, as the operator decided."""
        if self._desk is not None:
            self._take_up(task, self._desk.tasks.send_again(task))

    def ask_again(self, task: RecognitionTask) -> None:
        """Ask the service again for what it has taken."""
        if self._desk is not None:
            self._take_up(task, self._desk.tasks.ask_again(task))

    def let_be(self, task: RecognitionTask) -> None:
        """Leave it; the document stays as it is."""
        self._queue.set_failed(task.document, False)
        if self._desk is not None:
            self._desk.tasks.let_be(task).add_done_callback(lambda _done: self._let.emit())

    def _take_up(self, task: RecognitionTask, future: "Future[RecognitionTask]") -> None:
        self._reading.expect(task.document)
        future.add_done_callback(lambda done: self._wished.emit(task.document, done))

    def go_on(self, task: RecognitionTask) -> None:
        """Read as wished; or let the operator decide first."""
        if task.state not in (TaskState.UNCERTAIN, TaskState.LOST):
            self._reading.add([task])
            return
        self._reading.dismiss(task.document)
        if self._desk is not None:
            self._desk.tasks.can_ask(task).add_done_callback(lambda done: self._asked.emit(task, done))

    @Slot(object, object)
    def _on_asked(self, task: RecognitionTask, done: "Future[bool]") -> None:
        self.undecided.emit(task, done.exception() is None and done.result())

    def fail(self, document: str, error: ReviewerError) -> None:
        """A document could not be read: its row says so until it is read again."""
        self._reading.dismiss(document)
        self._queue.set_failed(document)
        if isinstance(error, StoreError):
            # Of the workspace, not of the document: told once for all that wait for it.
            self._kept_out[document] = None
            again = self.tr("Try again")
            self.told.emit(
                Notice(str(error), NoticeLevel.ERROR, again, self._read_kept_out, key=f"reading {error.code}")
            )
            return
        row = self._queue.row(document)
        name = row.name if row is not None else self.tr("A document")
        again = self.tr("Try again") if error.retryable else self._decision(error)
        act = partial(self.read, document) if again else None
        self.told.emit(Notice(f"“{name}”: {error}", NoticeLevel.ERROR, again, act, key=document))

    def _decision(self, error: ReviewerError) -> str:
        """The verb of what only the operator can decide."""
        return self.tr("Decide…") if isinstance(error, ReplyLost | Forgotten) else ""

    def _read_kept_out(self) -> None:
        documents, self._kept_out = tuple(self._kept_out), {}
        for document in documents:
            self.read(document)

    @Slot(str, object)
    def _on_wished(self, document: str, done: "Future[RecognitionTask]") -> None:
        error = done.exception()
        if error is None:
            self._kept_out.pop(document, None)
            self.go_on(done.result())
        else:
            self.fail(document, error if isinstance(error, ReviewerError) else StoreError("It could not be noted."))
