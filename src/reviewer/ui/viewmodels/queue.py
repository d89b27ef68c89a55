"""The queue: the documents of one tab that are searched for, in their order; rows are read as they are looked at."""

from array import array
from collections.abc import Iterable
from enum import IntEnum
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace
from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from reviewer.domain.hidden import visible
from reviewer.domain.queue import Filter, QueueRow, Sort, Span
from reviewer.domain.revision import TO_REVIEW, RevisionStatus
from reviewer.ui.look.plain import tip
from reviewer.ui.viewmodels.differences import Differences, differences
from reviewer.ui.viewmodels.queue_fetching import Fetching
from reviewer.ui.viewmodels.queue_rows import Rows
from reviewer.ui.viewmodels.queue_state import Progress, State, state_of
from reviewer.ui.viewmodels.tab import STATUSES, Tab
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.listing import First, Outline

Index = QModelIndex | QPersistentModelIndex
AHEAD = 3
NO_FILTER = Filter()
_NONE = Span(1, 0)
"""A filter that no document meets: the tab has none of the statuses that are asked for."""


class Role(IntEnum):
    """What a delegate asks for: the QueueRow, its State, and the Progress of its reading or None."""

    ROW = Qt.ItemDataRole.UserRole
    STATE = Qt.ItemDataRole.UserRole + 1
    PROGRESS = Qt.ItemDataRole.UserRole + 2


class QueueViewModel(QAbstractListModel):
    """Rows of the chosen tab that match filter and search, in the chosen order.

    Signals:
        counted: the numbers on the tabs changed.
        current_changed: another document is the current one (its id, or empty).
        loaded: rows arrived.
        sought: another filter, tab or order was chosen.
        failed: the queue could not be read (a ReviewerError).
    """

    counted = Signal()
    current_changed = Signal(str)
    loaded = Signal()
    sought = Signal()
    failed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows = Rows()
        self._fetching = Fetching(runner, self._rows, lambda: (self.wanted, self.sorting, self.current), self)
        self._fetching.begun.connect(self._on_begun)
        self._fetching.outlined.connect(self._on_outlined)
        self._fetching.read.connect(self._on_rows)
        self._fetching.failed.connect(self.failed)
        self._progress: dict[str, Progress] = {}
        self._failed: set[str] = set()
        self._place = 0
        self.empty = True
        self.whole = False
        self.tab = Tab.TO_REVIEW
        self._home: Tab | None = None  # that a filter led away from
        self.filter = NO_FILTER
        self.sorting = Sort()
        self.current = ""
        self.counts: dict[RevisionStatus, int] = {}
        self.reviewed_today = 0

    # Looking

    @property
    def wanted(self) -> Filter:
        """What is listed: the filter within the tab."""
        within, chosen = STATUSES[self.tab], self.filter.statuses
        if chosen and within and not chosen & within:
            return replace(self.filter, statuses=within, unsure=_NONE)
        return replace(self.filter, statuses=chosen & within if chosen and within else chosen or within)

    @property
    def words(self) -> str:
        """What is searched for."""
        return self.filter.words

    @property
    def filtered(self) -> bool:
        """Whether anything but the tab decides what is listed."""
        return self.filter != NO_FILTER

    @property
    def waiting(self) -> bool:
        """Whether something is about to be read."""
        return self._fetching.waiting

    def count(self, tab: Tab) -> int:
        """How many documents a tab has that meet the filter."""
        statuses = STATUSES[tab] or frozenset(RevisionStatus)
        if self.filter.statuses:
            statuses &= self.filter.statuses
        return sum(self.counts.get(status, 0) for status in statuses)

    def row_of(self, document: str) -> int:
        return self._rows.place(document)

    def at(self, number: int) -> QueueRow | None:
        """The row at a place; None when there is none, or it was not read yet."""
        return self._rows.get(number)

    def row(self, document: str) -> QueueRow | None:
        """The row of a document that was looked at."""
        return self._rows.of(document)

    def at_hand(self) -> list[QueueRow]:
        """The rows that were read, what was looked at last at the end."""
        return self._rows.at_hand()

    def sequences(self, ranges: Iterable[range]) -> tuple[int, ...]:
        """The sequences of the documents at some places."""
        return tuple(sequence for part in ranges for sequence in self._rows.sequences[part.start : part.stop])

    def places(self, sequences: Iterable[int]) -> list[range]:
        """Where documents are in the list, as ranges."""
        return self._rows.places(sequences)

    def neighbor(self, document: str, by: int) -> QueueRow | None:
        """The row `by` places below (or above) a document's; None at the ends.

        The current document may have left the list, or not be back in it: then those around its place are meant.
        """
        here = self.row_of(document)
        if here >= 0:
            return self.at(here + by)
        number = (self._place if document == self.current else 0) + (by - 1 if by > 0 else by)
        last = len(self._rows) - 1
        return self.at(number if 0 <= number <= last else 0 if by > 0 else last)

    def line(self, document: str) -> "array[int] | None":
        """The sequences of the list after a document, going round; None when nothing is reviewed from this list."""
        within = STATUSES[self.tab]
        if within and not within & TO_REVIEW:
            return None
        sequences, here = self._rows.sequences, self.row_of(document)
        start = here + 1 if here >= 0 else self._place if document == self.current else 0
        return sequences[start:] + sequences[: max(0, start - 1) if here >= 0 else start]

    # Changing

    def use(self, desk: "Desk | None") -> None:
        """Show a workspace."""
        self._fetching.use(desk)
        self._first()

    def show_tab(self, tab: Tab) -> None:
        if tab is not self.tab:
            self.tab, self._home = tab, None
            self._first()

    def search(self, words: str) -> None:
        self.seek(replace(self.filter, words=words))

    def seek(self, filter_: Filter) -> None:
        """List other documents. What the tab cannot have is looked for in another, until it is asked for no more."""
        if filter_ == self.filter:
            return
        self.filter = filter_
        home = self.tab if self._home is None else self._home
        self.tab = _led(home, filter_)
        self._home = None if self.tab is home else home
        self._first()

    def sort_by(self, sort: Sort) -> None:
        if sort != self.sorting:
            self.sorting = sort
            self._first()

    def set_current(self, document: str) -> None:
        if document == self.current:
            return
        before, self.current = self.current, document
        for entry in (before, document):
            self._repaint(entry)
        self._keep_place()
        if document and self.row(document) is None:
            self.reload()
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

    @property
    def stale(self) -> bool:
        """Whether documents changed since the list was asked for: it is about to be read again."""
        return self._fetching.stale

    @Slot()
    def reload(self, *, now: bool = False) -> None:
        """Read the list again, soon or at once."""
        self._fetching.reload(now=now)

    def touch(self, document: str) -> None:
        """The row of a document is otherwise: read it soon; whether it still belongs to the list is seen later."""
        self._fetching.touch(self.row(document))

    # QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        number = index.row()
        row = self._rows.look(number)
        if 0 <= number < len(self._rows) and self._rows.needs(self._rows.sequences[number]):
            self._fetching.want(number)
        if row is None:
            return self.tr("Being fetched") if role == Qt.ItemDataRole.AccessibleTextRole else None
        if role == Role.ROW:
            return row
        if role == Role.STATE:
            return self._state(row)
        if role == Role.PROGRESS:
            return self._progress.get(row.id)
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(row.name)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(f"{row.name}\n{self._spoken(row)}")
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{visible(row.name)}, {self._spoken(row)}"
        return None

    def _state(self, row: QueueRow) -> State:
        return state_of(row, self._progress.get(row.id), failed=row.id in self._failed)

    def _spoken(self, row: QueueRow) -> str:
        """How it is with a document, in words: "3 to check, Pending"."""
        unsure = self.tr("%n to check", "", row.unsure) if row.unsure else ""
        return visible(", ".join(part for part in (unsure, self._state(row).words) if part))

    # Reading

    def _first(self) -> None:
        """Another list: its first rows at once, the rest after them."""
        self._place = 0
        self.whole = False
        self.sought.emit()
        self._fetching.first()

    @Slot(object)
    def _on_begun(self, first: "First") -> None:
        self.empty = first.empty
        self._rows.put(first.rows)
        self._become(array("q", (row.sequence for row in first.rows)))
        self.whole = first.whole
        self._fetching.outline()
        self.loaded.emit()

    @Slot(object)
    def _on_outlined(self, outline: "Outline") -> None:
        self._rows.outdate()
        changed = self._rows.put(outline.rows)
        self._become(outline.sequences)
        self._changed(changed)
        self.whole = True
        self.empty, self.counts, self.reviewed_today = outline.empty, outline.counts, outline.reviewed_today
        self.counted.emit()
        self.loaded.emit()

    @Slot(object)
    def _on_rows(self, rows: tuple[QueueRow, ...]) -> None:
        self._changed(self._rows.put(rows))

    # Within

    def _become(self, sequences: "array[int]") -> None:
        """Take out what went and put in what came: what is chosen stays chosen, and nothing jumps."""
        found = differences(self._rows.sequences, sequences)
        if found is None:
            self.beginResetModel()
            self._rows.sequences = sequences
            self.endResetModel()
        else:
            self._change(sequences, found)
        self._keep_place()

    def _change(self, sequences: "array[int]", found: Differences) -> None:
        for gone in found.removed:
            self.beginRemoveRows(QModelIndex(), gone.start, gone.stop - 1)
            self._rows.sequences = self._rows.sequences[: gone.start] + self._rows.sequences[gone.stop :]
            self.endRemoveRows()
        for came in found.inserted:
            self.beginInsertRows(QModelIndex(), came.start, came.stop - 1)
            now = self._rows.sequences
            self._rows.sequences = now[: came.start] + sequences[came.start : came.stop] + now[came.start :]
            self.endInsertRows()

    def _changed(self, sequences: list[int]) -> None:
        places = self._rows.places(sequences)
        for part in places:
            self.dataChanged.emit(self.index(part.start), self.index(part.stop - 1))

    def _keep_place(self) -> None:
        """Remember where the current document is, for when it leaves the list; have those around it at hand."""
        here = self.row_of(self.current)
        if here < 0:
            return
        self._place = here
        for number in range(max(0, here - AHEAD), min(len(self._rows), here + AHEAD + 1)):
            if self._rows.get(number) is None:
                self._fetching.want(number)

    def _repaint(self, document: str) -> None:
        number = self.row_of(document)
        if number >= 0:
            self.dataChanged.emit(self.index(number), self.index(number))


def _led(tab: Tab, filter_: Filter) -> Tab:
    """The tab in which a filter can find anything: this one, or another."""
    within = STATUSES[tab]
    if filter_.statuses:
        return Tab.ALL if within and not filter_.statuses <= within else tab
    reviewed = filter_.reviewed != NO_FILTER.reviewed
    return Tab.REVIEWED if reviewed and tab in (Tab.TO_REVIEW, Tab.POSTPONED) else tab
