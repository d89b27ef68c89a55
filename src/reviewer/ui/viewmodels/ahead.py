"""The documents that come next, read before they are asked for."""

from collections.abc import Callable, Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.document import Document
from reviewer.lanes import LOAD
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.opening import Opened

Line = Callable[[str], Sequence[int] | None]
MOST = 3
SOON_MS = 40
"""What is shown now is painted first; many changes at once (a folder was dropped) make one look."""


class Ahead(QObject):
    """Knows which documents to review come after the shown one, and has them ready.

    Args:
        runner: reads documents.
        line: gives what follows a document in the list that the operator works through.

    Signals:
        changed: another document is ready, or others come next.
        failed: they could not be read (a ReviewerError).
    """

    changed = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, line: Line, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._line = line
        self._desk: Desk | None = None
        self._shown = ""
        self._ids: tuple[str, ...] = ()
        self._ready: dict[str, Opened] = {}
        self._coming: set[str] = set()
        self._stale: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._look)

    def use(self, desk: "Desk") -> None:
        """Read from a workspace."""
        self._desk = desk

    @property
    def waiting(self) -> bool:
        """Whether it is about to look for what comes next."""
        return self._soon.isActive()

    def next(self, but: Collection[str] = ()) -> str:
        """Id of the document that comes next, leaving some out; empty when none is known."""
        return next((document for document in self._ids if document != self._shown and document not in but), "")

    @property
    def next_name(self) -> str:
        """Name of the document that comes next, or empty when there is none or it is not read yet."""
        opened = self._ready.get(self.next())
        return "" if opened is None else opened.document.name

    @property
    def pages(self) -> tuple[tuple[Document, int], ...]:
        """The documents that are ready, the next one first, each with the page that is to be shown first."""
        opened = [self._ready[document] for document in self._ids if document in self._ready]
        return tuple((each.document, each.page) for each in opened if each.document.pages)

    def take(self, document: str) -> "Opened | None":
        """What was read ahead of a document, for whoever shows it now."""
        return self._ready.pop(document, None)

    def forget(self, document: str) -> None:
        """A document was changed: what was read of it is not so any more."""
        self._ready.pop(document, None)
        self._stale.add(document)
        self.refresh()

    def forget_all(self) -> None:
        """Very many documents were changed: nothing that was read of any is so for sure."""
        self._stale.update(self._coming)
        self._ready.clear()
        self._ids = ()
        self.refresh()

    def look(self, shown: str) -> None:
        """Another document is shown: soon find what comes after it, and read that."""
        self._shown = shown
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again soon: documents came, went or were changed."""
        if not self._soon.isActive():
            self._soon.start()

    @Slot()
    def _look(self) -> None:
        if self._desk is not None and not self._desk.closing:
            job = self._desk.following(self._shown, MOST, self._line(self._shown))
            self._runner.start(LOAD, job, succeeded=self._on_found, failed=self.failed.emit)

    @Slot(object)
    def _on_found(self, ids: tuple[str, ...]) -> None:
        before = self._ids
        self._ids = tuple(document for document in ids if document != self._shown)
        self._ready = {document: opened for document, opened in self._ready.items() if document in self._ids}
        self._stale.clear()
        for document in self._ids:
            if self._desk is not None and document not in self._ready and document not in self._coming:
                self._coming.add(document)
                self._runner.start(LOAD, self._desk.open(document), succeeded=self._on_read, failed=self._on_not_read)
        if self._ids != before:
            self.changed.emit()

    @Slot(object)
    def _on_not_read(self, _error: object) -> None:
        self._coming.clear()  # told when it is asked for

    @Slot(object)
    def _on_read(self, opened: "Opened") -> None:
        document = opened.document.id
        self._coming.discard(document)
        if document in self._ids and document not in self._stale:
            self._ready[document] = opened
            self.changed.emit()
