"""Reads the list of the queue in the background: its beginning, its whole order, and rows as they are looked at."""

from collections.abc import Callable
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.queue import Filter, QueueRow, Sort
from reviewer.lanes import LIST, OUTLINE
from reviewer.ui.viewmodels.queue_rows import Rows, block
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.listing import First, Outline

SCREENFUL = 50
BLOCK = 100
REFRESHED = 200
"""Rows that are read again with the order of the list; others when they are looked at."""
SOON_MS = 60
LATER_MS = 1_500
PATIENCE = 8
"""The order of a list is read again after so many times as long as that took: a long one is not read all the time."""
BLOCKS_AT_ONCE = 3


class Fetching(QObject):
    """Knows what is being read of the list, and what is to be read next.

    Args:
        runner: reads.
        rows: what is at hand.
        asked: says which list is wanted, in which order, and which document is the current one.

    Signals:
        begun: the First rows of the list that is wanted.
        outlined: the Outline of the list that is wanted.
        read: rows, as they are now.
        failed: the queue could not be read (a ReviewerError).
    """

    begun = Signal(object)
    outlined = Signal(object)
    read = Signal(object)
    failed = Signal(object)

    def __init__(
        self, runner: Runner, rows: Rows, asked: Callable[[], tuple[Filter, Sort, str]], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._rows = rows
        self._asked = asked
        self._desk: Desk | None = None
        self._again = False
        self._busy = False
        self._wanted_rows: dict[int, None] = {}
        self._begun = 0.0
        self._seeking: Run | None = None
        self._fetching = False
        # Many changes at once (a folder was dropped) make one reload.
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self.outline)
        self._later = QTimer(self, singleShot=True, interval=LATER_MS)
        self._later.timeout.connect(self.reload)
        # What is painted asks for its rows one by one; they are read together.
        self._read_soon = QTimer(self, singleShot=True, interval=0)
        self._read_soon.timeout.connect(self._read_blocks)

    def use(self, desk: "Desk | None") -> None:
        """Read the list of a workspace."""
        self._desk = desk

    @property
    def waiting(self) -> bool:
        """Whether something is about to be read."""
        return any(timer.isActive() for timer in (self._soon, self._later, self._read_soon))

    @property
    def stale(self) -> bool:
        """Whether documents changed since what is shown was asked for."""
        return self._again or self._soon.isActive()

    def first(self) -> None:
        """Another list is wanted: its first rows at once, the rest after them."""
        if self._desk is not None:
            self._soon.stop()
            if self._seeking is not None:
                self._seeking.cancel()
            wanted, sort, _ = self._asked()
            job = self._desk.listing(wanted, sort, SCREENFUL)
            run = self._seeking = self._runner.start(LIST, job, succeeded=self._on_first, failed=self.failed.emit)
            run.ended.connect(self._on_sought)

    @Slot()
    def outline(self) -> None:
        """Read the whole order; when that goes on already, once more after it."""
        if self._desk is None:
            return
        if self._busy:
            self._again = True
            return
        self._busy, self._begun = True, monotonic()
        shown = tuple(row.sequence for row in self._rows.at_hand()[-REFRESHED:])
        wanted, sort, current = self._asked()
        job = self._desk.outline(wanted, sort, SCREENFUL, shown, current)
        run = self._runner.start(
            OUTLINE, job, succeeded=self._on_outline, failed=self._on_failed, cancelled=self._on_cancelled
        )
        run.crashed.connect(self._on_cancelled)  # told elsewhere; the next reading may do better

    @Slot()
    def reload(self, *, now: bool = False) -> None:
        """Read the list again, soon or at once."""
        self._later.stop()
        if now:
            self._soon.stop()
            self.outline()
        elif not self._soon.isActive():
            self._soon.start()

    def touch(self, row: QueueRow | None) -> None:
        """A row is otherwise: read it soon; whether it still belongs to the list is seen later."""
        if row is None or self._desk is None:
            self.reload()
            return
        self._runner.start(LIST, self._desk.rows((row.sequence,)), succeeded=self.read.emit, failed=self.failed.emit)
        self._later.start()

    def want(self, number: int) -> None:
        """The row at a place is looked at: read it, with those around it."""
        self._wanted_rows.pop(number - number % BLOCK, None)
        self._wanted_rows[number - number % BLOCK] = None
        self._read_soon.start()

    # Within

    @Slot()
    def _on_sought(self) -> None:
        if self.sender() is self._seeking:
            self._seeking = None

    @Slot(object)
    def _on_first(self, first: "First") -> None:
        if (first.wanted, first.sort) == self._asked()[:2]:
            self.begun.emit(first)

    @Slot(object)
    def _on_outline(self, outline: "Outline") -> None:
        self._busy = False
        self._soon.setInterval(max(SOON_MS, int((monotonic() - self._begun) * 1000) * PATIENCE))
        if (outline.wanted, outline.sort) == self._asked()[:2]:
            self.outlined.emit(outline)
        else:
            self._again = True
        if self._again:
            self._again = False
            self.outline()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._busy = False
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._busy = False

    @Slot()
    def _read_blocks(self) -> None:
        """Read what was looked at last; what was scrolled past is left out."""
        if self._fetching or self._desk is None:
            return
        wanted, self._wanted_rows = list(self._wanted_rows)[-BLOCKS_AT_ONCE:], {}
        missing = tuple(sequence for number in wanted for sequence in block(self._rows, number, BLOCK))
        if missing:
            self._fetching = True
            run = self._runner.start(LIST, self._desk.rows(missing), succeeded=self.read.emit, failed=self.failed.emit)
            run.ended.connect(self._on_fetched)

    @Slot()
    def _on_fetched(self) -> None:
        self._fetching = False
        if self._wanted_rows:
            self._read_soon.start()
