"""The queue: the documents of one tab, a screenful at a time."""

from enum import IntEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from reviewer.domain.queue import Filter, QueueRow
from reviewer.domain.revision import RevisionStatus
from reviewer.lanes import LOAD
from reviewer.ui.look.plain import tip
from reviewer.ui.viewmodels.differences import Differences, differences
from reviewer.ui.viewmodels.queue_state import Progress, State, state_of
from reviewer.ui.viewmodels.tab import STATUSES, Tab
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.listing import Listing

Index = QModelIndex | QPersistentModelIndex
STEP = 200


class Role(IntEnum):
    """What a delegate asks for: the QueueRow, its State, and the Progress of its reading or None."""

    ROW = Qt.ItemDataRole.UserRole
    STATE = Qt.ItemDataRole.UserRole + 1
    PROGRESS = Qt.ItemDataRole.UserRole + 2


class QueueViewModel(QAbstractListModel):
    """Rows of the chosen tab that match the search.

    Signals:
        counted: the numbers on the tabs changed.
        current_changed: another document is the current one (its id, or empty).
        loaded: rows arrived.
        failed: the queue could not be read (a ReviewerError).
    """

    counted = Signal()
    current_changed = Signal(str)
    loaded = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._rows: list[QueueRow] = []
        self._progress: dict[str, Progress] = {}
        self._failed: set[str] = set()
        self._limit = STEP
        self._more = False
        self._again = False
        self._busy = False
        self.tab = Tab.TO_REVIEW
        self.words = ""
        self.current = ""
        self.counts: dict[RevisionStatus, int] = {}
        self.reviewed_today = 0
        # Many changes at once (a folder was dropped) make one reload.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(60)
        self._soon.timeout.connect(self._load)

    # Looking

    def count(self, tab: Tab) -> int:
        """How many documents a tab has."""
        statuses = STATUSES[tab] or frozenset(RevisionStatus)
        return sum(self.counts.get(status, 0) for status in statuses)

    @property
    def empty(self) -> bool:
        """Whether the workspace has no document at all."""
        return self.count(Tab.ALL) == 0

    @property
    def wanted(self) -> Filter:
        """Which documents are listed."""
        return Filter(statuses=STATUSES[self.tab], words=self.words)

    def row_of(self, document: str) -> int:
        return next((number for number, row in enumerate(self._rows) if row.id == document), -1)

    def at(self, number: int) -> QueueRow | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def row(self, document: str) -> QueueRow | None:
        return self.at(self.row_of(document))

    def neighbor(self, document: str, by: int) -> QueueRow | None:
        """The row `by` places below (or above) a document's; None at the ends."""
        here = self.row_of(document)
        if here < 0:
            return self.at(0 if by > 0 else len(self._rows) - 1)
        return self.at(here + by)

    # Changing

    def use(self, desk: "Desk | None") -> None:
        """Show a workspace."""
        self._desk = desk
        self._limit = STEP
        self.reload(now=True)

    def show_tab(self, tab: Tab) -> None:
        if tab is not self.tab:
            self.tab = tab
            self._limit = STEP
            self.reload(now=True)

    def search(self, words: str) -> None:
        if words != self.words:
            self.words = words
            self._limit = STEP
            self.reload(now=True)

    def set_current(self, document: str) -> None:
        if document == self.current:
            return
        before, self.current = self.current, document
        for entry in (before, document):
            self._repaint(entry)
        self.current_changed.emit(document)

    def progress(self, document: str) -> Progress | None:
        """How far the reading of a document is; None when it is not read."""
        return self._progress.get(document)

    def set_progress(self, document: str, progress: Progress | None) -> None:
        """Tell how far the reading of a document is; None when it ended."""
        if progress is None:
            self._progress.pop(document, None)
        else:
            self._failed.discard(document)
            self._progress[document] = progress
        self._repaint(document)

    @Slot()
    def tick(self) -> None:
        """Show anew how long services take."""
        for document, progress in self._progress.items():
            if progress.since is not None:
                self._repaint(document)

    def set_failed(self, document: str, failed: bool = True) -> None:
        """Tell that a document could not be read, whatever the store says, which may be full; or that this is over."""
        if failed:
            self._failed.add(document)
        else:
            self._failed.discard(document)
        self._repaint(document)

    def reload(self, *, now: bool = False) -> None:
        """Read the rows again, soon or at once."""
        if now:
            self._soon.stop()
            self._load()
        elif not self._soon.isActive():
            self._soon.start()

    # QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Role.STATE:
            return self._state(row)
        if role == Role.PROGRESS:
            return self._progress.get(row.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.name
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{row.name}\n{self._spoken(row)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.name}, {self._spoken(row)}"
        return None

    def _state(self, row: QueueRow) -> State:
        return state_of(row, self._progress.get(row.id), failed=row.id in self._failed)

    def _spoken(self, row: QueueRow) -> str:
        """How it is with a document, in words: "3 to check, Pending"."""
        unsure = self.tr("%n to check", "", row.unsure) if row.unsure else ""
        return ", ".join(part for part in (unsure, self._state(row).words) if part)

    def canFetchMore(self, parent: Index) -> bool:
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        if self._more and not self._busy:
            self._limit += STEP
            self._load()

    # Within

    @Slot()
    def _load(self) -> None:
        if self._desk is None:
            return
        if self._busy:
            self._again = True
            return
        self._busy = True
        job = self._desk.listing(self.wanted, self._limit)
        self._runner.start(LOAD, job, succeeded=self._on_listed, failed=self._on_failed, cancelled=self._on_cancelled)

    @Slot(object)
    def _on_listed(self, listing: "Listing") -> None:
        self._busy = False
        if listing.wanted == self.wanted:
            self._take(listing)
        if self._again:
            self._again = False
            self._load()

    @Slot(object)
    def _on_failed(self, error: object) -> None:
        self._busy = False
        self.failed.emit(error)

    @Slot()
    def _on_cancelled(self) -> None:
        self._busy = False

    def _take(self, listing: "Listing") -> None:
        rows = list(listing.rows)
        self._more = listing.more
        self.reviewed_today = listing.reviewed_today
        found = differences([row.id for row in self._rows], [row.id for row in rows])
        if found is None:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        else:
            self._change(rows, found)
        self.counts = listing.counts
        self.counted.emit()
        self.loaded.emit()

    def _change(self, rows: list[QueueRow], found: Differences) -> None:
        """Take out what went and put in what came: what is chosen stays chosen, and nothing jumps."""
        for gone in found.removed:
            self.beginRemoveRows(QModelIndex(), gone.start, gone.stop - 1)
            del self._rows[gone.start : gone.stop]
            self.endRemoveRows()
        for came in found.inserted:
            self.beginInsertRows(QModelIndex(), came.start, came.stop - 1)
            self._rows[came.start : came.start] = rows[came.start : came.stop]
            self.endInsertRows()
        for number, row in enumerate(rows):
            if row != self._rows[number]:
                self._rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))

    def _repaint(self, document: str) -> None:
        number = self.row_of(document)
        if number >= 0:
            self.dataChanged.emit(self.index(number), self.index(number))
