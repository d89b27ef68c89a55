"""The list of what services have not been told yet: what, where, why it waits, and when the next try is."""

from concurrent.futures import Future
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QDateTime,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
    Slot,
)

from reviewer.domain.hidden import visible
from reviewer.errors import ReviewerError
from reviewer.lanes import LOAD
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.viewmodels.tasks import Role
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.unsent import Unsent

Index = QModelIndex | QPersistentModelIndex
SOON_MS = 60
_NEAR_SECONDS = 60


class UnsentViewModel(QAbstractListModel):
    """What waits, and what was given up; each can be tried at once, or given up.

    Signals:
        counted: other things are listed.
        hurried: something is due now.
        told: a Notice.
    """

    counted = Signal()
    hurried = Signal()
    told = Signal(object)
    _done = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self._rows: list[Unsent] = []
        self._soon = QTimer(self, singleShot=True, interval=SOON_MS)
        self._soon.timeout.connect(self._look)
        self._done.connect(self._on_done)

    def use(self, desk: "Desk") -> None:
        """Look at a workspace."""
        self._desk = desk
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Look again, soon."""
        self._soon.start()

    # Looking

    @property
    def late(self) -> int:
        """How many were tried in vain and are tried again."""
        return sum(bool(row.error) and row.state != "given_up" for row in self._rows)

    @property
    def waiting(self) -> int:
        """How many are still to be sent."""
        return sum(row.state != "given_up" for row in self._rows)

    def at(self, number: int) -> "Unsent | None":
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def row_of(self, key: str) -> int:
        return next((number for number, row in enumerate(self._rows) if row.delivery == key), -1)

    # Rows, as the list paints them

    def key_of(self, row: "Unsent") -> str:
        return row.delivery

    def name_of(self, row: "Unsent") -> str:
        return visible(row.name) or self.tr("A document")

    def words_of(self, row: "Unsent") -> str:
        """What goes where, why it waits, and when it is tried."""
        what = self.tr("Corrected values for {service}.") if row.kind == "feedback" else self._status_words(row)
        return f"{what.format(service=row.service)} {self._how(row)}"

    def verb_of(self, row: "Unsent") -> str:
        if row.state == "given_up":
            return self.tr("Try again")
        return "" if row.state == "sent" else self.tr("Try now")

    def icon_of(self, row: "Unsent") -> str:
        if row.state == "given_up":
            return "reject"
        return "cloud" if row.state == "sent" else "warning" if row.error else "hourglass"

    def tone_of(self, row: "Unsent") -> str:
        return "doubt" if row.error and row.state != "given_up" else "text2"

    def share_of(self, row: "Unsent") -> float | None:
        return None

    # Changing

    def act(self, number: int) -> None:
        """Try it now, also when it was given up."""
        row = self.at(number)
        if row is not None and self._desk is not None and row.state != "sent":
            self._follow(self._desk.deliveries.deliver_again(row.delivery))

    def drop(self, number: int) -> None:
        """Do not try it any more; it is kept here."""
        row = self.at(number)
        if row is not None and self._desk is not None and row.state not in ("sent", "given_up"):
            self._follow(self._desk.deliveries.give_up(row.delivery))

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
        if role == Qt.ItemDataRole.AccessibleDescriptionRole and self.verb_of(row):
            return self.tr("Enter: {verb}").format(verb=self.verb_of(row))
        return None

    # Within

    def _status_words(self, row: "Unsent") -> str:
        told = {
            "reviewed": self.tr("That it is reviewed, for {service}."),
            "rejected": self.tr("That it is rejected, for {service}."),
            "postponed": self.tr("That it is postponed, for {service}."),
        }
        return told.get(row.status, self.tr("That it is reviewed again, for {service}."))

    def _how(self, row: "Unsent") -> str:
        if row.state == "given_up":
            return f"{row.error} {self.tr('Given up; it is kept here.')}".strip()
        if row.state == "sent":
            return self.tr("On its way.")
        return f"{row.error} {self._next(row.due_at)}".strip()

    def _next(self, due_at: str) -> str:
        due = datetime.fromisoformat(due_at)
        if (due - datetime.now(UTC)).total_seconds() < _NEAR_SECONDS:
            return self.tr("It is sent in a moment.")
        local = QDateTime.fromSecsSinceEpoch(int(due.timestamp()))
        return self.tr("Next try at {time}.").format(
            time=QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)
        )

    def _follow(self, future: "Future[bool]") -> None:
        future.add_done_callback(lambda _done: self._done.emit())

    @Slot()
    def _on_done(self) -> None:
        self.hurried.emit()
        self._look()

    @Slot()
    def _look(self) -> None:
        if self._desk is not None and not self._desk.closing:
            self._runner.start(LOAD, self._desk.deliveries.unsent(), succeeded=self._on_found, failed=self._on_failed)

    @Slot(object)
    def _on_found(self, rows: "tuple[Unsent, ...]") -> None:
        if [row.delivery for row in rows] == [row.delivery for row in self._rows]:
            self._rows = list(rows)
            if rows:
                self.dataChanged.emit(self.index(0), self.index(len(rows) - 1))
        else:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
        self.counted.emit()

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))
