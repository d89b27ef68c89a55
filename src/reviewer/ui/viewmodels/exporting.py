"""What follows a finish: the JSON is written, as the outbox asks for it, and what the review teaches is kept."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.lanes import EXPORT, LEARN
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk


SOON_MS = 150
"""The next document comes first; and what is finished one after the other makes one export."""


class Exporting(QObject):
    """One export at a time.

    Signals:
        exported: so many files were written.
        told: a Notice.
    """

    exported = Signal(int)
    told = Signal(object)
    _asked = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self.wanted = False
        """Whether the operator asked for an export just now."""
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.begin)
        self._asked.connect(self.begin)

    def use(self, desk: "Desk") -> None:
        """Export from a workspace."""
        self._desk = desk

    @property
    def waiting(self) -> bool:
        """Whether an export is about to begin."""
        return self._soon.isActive()

    @Slot()
    def begin_soon(self) -> None:
        """Write what the outbox asks for, in a moment."""
        self._soon.start()

    @Slot()
    def begin(self) -> None:
        """Write what the outbox asks for; when that is being done, again afterwards."""
        if self._runner.runs(EXPORT):
            self._soon.start()
        elif self._desk is not None and not self._desk.closing:
            self._runner.start(EXPORT, self._desk.export(), succeeded=self._on_exported, failed=self._on_failed)

    def ask(self, document: str) -> None:
        """Write the JSON of a document, whatever its status."""
        if self._desk is not None and document:
            self.wanted = True
            self._desk.ask_export(document).add_done_callback(lambda _done: self._asked.emit())

    @Slot(object)
    def _on_exported(self, count: object) -> None:
        if isinstance(count, int) and count:
            self.exported.emit(count)
            self.wanted = False
        if self._desk is not None and not self._desk.closing and not self._runner.runs(LEARN):
            self._runner.start(LEARN, self._desk.learn())

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error, self.tr("Try again"), self.begin))
