"""The list of tasks: what is being read, what failed, what waits."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from itertools import islice
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from reviewer.domain.hidden import visible
from reviewer.domain.queue import QueueRow
from reviewer.domain.recognition import OPEN_STATES, TaskState
from reviewer.errors import Forgotten, ReplyLost
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.queue_state import Progress
from reviewer.ui.viewmodels.reading import ReadingViewModel

Index = QModelIndex | QPersistentModelIndex
MOST_WAITING = 100
SOON_MS = 60
_FAILED = frozenset({TaskState.FAILED, TaskState.LOST, TaskState.UNCERTAIN})
_UNDECIDED = frozenset({TaskState.LOST, TaskState.UNCERTAIN})


class Going(StrEnum):
    """How a task is going."""

    READING = "reading"
    FAILED = "failed"
    WAITING = "waiting"


class Role(IntEnum):
    """What a delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class TaskRow:
    """One document that is read, failed or waits.

    Attributes:
        document: its id.
        name: of its file, or empty while it is not known.
        going: see Going.
        words: how far it is, or why it failed; empty for one that waits.
        share: done, 0 to 1.
        undecided: the operator has to decide what becomes of it.
        icon: of the set.
        away: a service does it.
    """

    document: str
    name: str
    going: Going
    words: str = ""
    share: float = 0.0
    undecided: bool = False
    icon: str = "hourglass"
    away: bool = False


class TasksViewModel(QAbstractListModel):
    """Running tasks first, then failed ones, then those that wait; of many that wait, the next ones.

    Args:
        reading: tells what runs and waits, how far it is, and what failed.
        queue: knows names, and what failed before this start.

    Signals:
        counted: one of the numbers changed.
        retry_asked: id of a document that the operator wants to be read again.
    """

    counted = Signal()
    retry_asked = Signal(str)

    def __init__(self, reading: ReadingViewModel, queue: QueueViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reading = reading
        self._queue = queue
        self._rows: list[TaskRow] = []
        self._names: dict[str, str] = {}
        self._errors: dict[str, str] = {}
        self._undecided: dict[str, TaskState] = {}
        self._progress: dict[str, Progress] = {}
        self._left = self._burst = 0
        # Many changes at once (a folder was dropped, or all cancelled) make one new list.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self.refresh)
        reading.changed.connect(self._soon.start)
        reading.failed.connect(self._on_failed)
        reading.progressed.connect(self._on_progressed)
        reading.ticked.connect(self._on_ticked)
        queue.loaded.connect(self._soon.start)
        self.refresh()

    # Looking

    @property
    def open(self) -> int:
        """How many tasks run or wait."""
        return self._reading.running + self._reading.waiting

    @property
    def share(self) -> float | None:
        """How much is done of all that came since nothing was left, 0 to 1; None where that is one task, or none."""
        return (self._burst - self._left) / self._burst if self._burst > 1 else None

    @property
    def failed(self) -> int:
        """How many failed and are not tried again."""
        return sum(row.going is Going.FAILED for row in self._rows)

    @property
    def unlisted(self) -> int:
        """How many more wait than are listed."""
        return max(0, self._reading.waiting - MOST_WAITING)

    def at(self, number: int) -> TaskRow | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def key_of(self, row: TaskRow) -> str:
        """What a row is found again by."""
        return row.document

    def row_of(self, document: str) -> int:
        return next((number for number, row in enumerate(self._rows) if row.document == document), -1)

    # Changing

    def act(self, number: int) -> None:
        """Do what a row's verb says."""
        row = self.at(number)
        if row is not None and row.going is Going.FAILED:
            self.retry(row.document)
        elif row is not None:
            self.cancel(row.document)

    def drop(self, number: int) -> None:
        """Cancel a task that runs or waits."""
        row = self.at(number)
        if row is not None and row.going is not Going.FAILED:
            self.cancel(row.document)

    def cancel(self, document: str) -> None:
        """Stop reading a document, or let it not begin."""
        self._reading.cancel(document)

    def cancel_all(self) -> None:
        """Stop everything that runs or waits. What failed stays listed."""
        # Those that wait first, so that none of them begins in a place that gets free.
        for task in (*self._reading.in_line, *self._reading.being_read):
            self._reading.cancel(task.document)

    def retry(self, document: str) -> None:
        """Read a document again that failed."""
        self.retry_asked.emit(document)

    # QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return self.name_of(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.name_of(row)}, {self.words_of(row)}"
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.tr("Enter: {verb}").format(verb=self.verb_of(row))
        return None

    def name_of(self, row: TaskRow) -> str:
        """What a row is called."""
        return visible(row.name) or self.tr("A document")

    def words_of(self, row: TaskRow) -> str:
        """How a row is going, in words."""
        if row.going is Going.READING:
            return row.words or self.tr("Reading")
        return row.words if row.going is Going.FAILED else self.tr("Waiting")

    def verb_of(self, row: TaskRow) -> str:
        """What can be done with a row."""
        if row.undecided:
            return self.tr("Decide…")
        return self.tr("Try again") if row.going is Going.FAILED else self.tr("Cancel")

    def icon_of(self, row: TaskRow) -> str:
        """The icon before a row."""
        return row.icon

    def tone_of(self, row: TaskRow) -> str:
        """The color of its icon and its words."""
        return "text2" if row.going is not Going.FAILED else "doubt" if row.icon == "ring-question" else "error"

    def share_of(self, row: TaskRow) -> float | None:
        """How much of a row is done, None where nobody knows: a service does not tell."""
        return row.share if row.going is Going.READING and not row.away else None

    # Within

    @Slot()
    def refresh(self) -> None:
        """Look again at what runs, waits and failed."""
        self._soon.stop()
        known = self._look_at_queue()
        rows = list(self._made())
        self._names = {row.document: row.name for row in rows if row.name} | known
        if [row.document for row in rows] == [row.document for row in self._rows]:
            self._rows = rows
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()
        self._count()
        self.counted.emit()

    def _count(self) -> None:
        came = max(0, self.open - self._left)
        self._left = self.open
        self._burst = self._burst + came if self._left else 0

    def _look_at_queue(self) -> dict[str, str]:
        """Take names and failures from the queue. Returns the names of all its rows."""
        rows = self._queue.at_hand()
        for row in rows:
            self._take_failure(row)
        names = {row.id: row.name for row in rows}
        self._names.update(names)
        return names

    def _take_failure(self, row: QueueRow) -> None:
        if row.task in _UNDECIDED:
            self._undecided[row.id] = row.task
        elif row.task is not None and row.task not in OPEN_STATES:
            self._undecided.pop(row.id, None)
        if row.task in _FAILED and row.task_error:
            self._errors.setdefault(row.id, row.task_error)
        elif row.task is not None and row.task not in OPEN_STATES and row.task not in _FAILED:
            self._errors.pop(row.id, None)

    def _made(self) -> Iterator[TaskRow]:
        running = [task.document for task in self._reading.being_read]
        waiting = [task.document for task in self._reading.in_line]
        for document in dict.fromkeys(running):
            yield self._running_row(document)
        for document, error in self._errors.items():
            if document not in running and document not in waiting:
                state = self._undecided.get(document)
                icon = "ring-question" if state is TaskState.UNCERTAIN else "error"
                yield TaskRow(
                    document, self._name(document), Going.FAILED, error, undecided=state is not None, icon=icon
                )
        once = (document for document in dict.fromkeys(waiting) if document not in running)
        for document in islice(once, MOST_WAITING):
            yield TaskRow(document, self._name(document), Going.WAITING)

    def _running_row(self, document: str) -> TaskRow:
        progress = self._progress.get(document, Progress(0.0, ""))
        return TaskRow(
            document,
            self._name(document),
            Going.READING,
            progress.shown,
            progress.share,
            icon="cloud" if progress.away else "arc",
            away=progress.away,
        )

    def _name(self, document: str) -> str:
        return self._names.get(document, "")

    @Slot(str, object)
    def _on_failed(self, document: str, error: object) -> None:
        self._errors[document] = str(error)
        if isinstance(error, ReplyLost | Forgotten):
            self._undecided[document] = TaskState.UNCERTAIN if isinstance(error, ReplyLost) else TaskState.LOST
        self._soon.start()

    @Slot(str, object)
    def _on_progressed(self, document: str, progress: Progress | None) -> None:
        if progress is None:
            self._progress.pop(document, None)
            return
        self._errors.pop(document, None)  # it is tried again
        self._undecided.pop(document, None)
        self._progress[document] = progress
        self._show_again(document)

    @Slot()
    def _on_ticked(self) -> None:
        for document, progress in self._progress.items():
            if progress.since is not None:
                self._show_again(document)

    def _show_again(self, document: str) -> None:
        """Show how far a task is that runs."""
        number = self.row_of(document)
        if number >= 0 and self._rows[number].going is Going.READING:
            self._rows[number] = self._running_row(document)
            self.dataChanged.emit(self.index(number), self.index(number))
