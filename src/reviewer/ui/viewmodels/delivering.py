"""What services are told of reviews: looked at when something may be due, told in the background."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.errors import ReviewerError
from reviewer.lanes import DELIVER
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel, of_error
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.deliver import Delivered
    from reviewer.services.desk import Desk

LONGEST_MS = 3_600_000
"""A computer that slept looks again by then."""
_MARGIN_MS = 200


class Delivering(QObject):
    """One run at a time.

    Signals:
        told: a Notice.
        changed: what waits may have changed.
        list_asked: the operator wants to see what is not sent.
    """

    told = Signal(object)
    changed = Signal()
    list_asked = Signal()
    _hurried = Signal()

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._desk: Desk | None = None
        self.offline = False
        """Whether no service could be reached the last time."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.look)
        self._hurried.connect(self.look)

    def use(self, desk: "Desk") -> None:
        """Deliver what a workspace has."""
        self._desk = desk

    @Slot()
    def look(self) -> None:
        """See what is due, and deliver it."""
        if self._desk is None or self._desk.closing or self._desk.workspace.read_only:
            return
        if self._runner.runs(DELIVER):
            self._timer.start(_MARGIN_MS)
        else:
            self._runner.start(DELIVER, self._desk.deliveries.due(), succeeded=self._on_due, failed=self._on_failed)

    @Slot(object)
    def _on_due(self, seconds: object) -> None:
        if self._desk is None or self._desk.closing or not isinstance(seconds, int | float):
            return  # nothing waits
        if seconds > 0:
            self._timer.start(min(LONGEST_MS, int(seconds * 1_000) + _MARGIN_MS))
            return
        self._runner.start(
            DELIVER, self._desk.deliveries.deliver(), succeeded=self._on_delivered, failed=self._on_failed
        )

    @Slot(object)
    def _on_delivered(self, done: "Delivered") -> None:
        self.offline = done.offline
        self.changed.emit()
        if done.given_up:
            words = self.tr(
                "A service does not take the feedback on %n document(s). It is kept here.", "", done.given_up
            )
            show = self.tr("Show")
            self.told.emit(Notice(words, NoticeLevel.WARNING, show, self.list_asked.emit, key="feedback"))
        elif done.offline:
            words = self.tr(
                "No service can be reached. Kept here to be sent later: %n correction(s).", "", done.waiting
            )
            now = self.tr("Try now")
            self.told.emit(Notice(words, NoticeLevel.WARNING, now, self.look_now, key="feedback"))
        elif done.waiting and done.trouble:
            self.told.emit(Notice(done.trouble, NoticeLevel.WARNING, self.tr("Try now"), self.look_now, key="feedback"))
        self._timer.start(_MARGIN_MS)

    @Slot()
    def look_now(self) -> None:
        """Try everything that waits, at once."""
        if self._desk is not None:
            self._desk.deliveries.hurry().add_done_callback(lambda _done: self._hurried.emit())

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))
        self._timer.start(LONGEST_MS // 60)
