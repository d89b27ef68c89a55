"""Steps on their way to the disk: none is called saved before the store says so, and none is lost when it fails.

A step is painted first and sent to the store right after: while the store's thread works, Python lets the window's
thread do half as much, and the operator would wait for the disk after all.
"""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.step import Step
from reviewer.errors import ReviewerError, StoreError

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk

Steps = tuple[Step, ...]


class Saving(QObject):
    """Appends steps in order. What failed is tried again when the operator says so, and with each later step.

    Signals:
        saved: a Step is on the disk.
        failed: the ReviewerError of the first step that is not.
        refused: steps that the store can never take (a tuple of Steps), and the ReviewerError that says why.
        changed: the number of steps on their way changed.
    """

    saved = Signal(object)
    failed = Signal(object)
    refused = Signal(object, object)
    changed = Signal()
    _settled = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._waiting: list[Steps] = []
        self._sent: set[str] = set()
        self._failed = ""
        self._painted = QTimer(self, singleShot=True, interval=0)
        self._painted.timeout.connect(self.send)
        self._settled.connect(self._on_settled)

    def use(self, desk: "Desk | None") -> None:
        self._desk = desk

    @property
    def pending(self) -> int:
        """Steps that are not on the disk yet."""
        return sum(map(len, self._waiting))

    @property
    def held(self) -> bool:
        """Whether a step failed: nothing may be called finished until it is written."""
        return bool(self._failed)

    def keep(self, *steps: Step) -> None:
        """Append steps, all of them or none; never waits."""
        self._waiting.append(steps)
        self._painted.start()
        self.changed.emit()

    @Slot()
    def send(self) -> None:
        """Give the store now what it has not got yet: before anything that reads it there, and to try again."""
        for steps in self._waiting:
            if self._desk is not None and steps[0].id not in self._sent:
                self._sent.add(steps[0].id)
                self._submit(self._desk, steps)

    def _submit(self, desk: "Desk", steps: Steps) -> None:
        future = desk.append(*steps)

        def settled(done: "Future[Steps]") -> None:
            # In the thread of the lane: only the signal crosses.
            self._settled.emit(steps, done.exception())

        future.add_done_callback(settled)

    @Slot(object, object)
    def _on_settled(self, steps: Steps, error: BaseException | None) -> None:
        first = steps[0].id
        self._sent.discard(first)
        if error is None:
            self._forget(first)
            for step in steps:
                self.saved.emit(step)
        elif isinstance(error, ReviewerError) and not error.retryable:
            self._forget(first)
            self.refused.emit(steps, error)
        elif self._failed in ("", first):
            self._failed = first
            self.failed.emit(error if isinstance(error, ReviewerError) else StoreError("A change could not be saved."))
        self.changed.emit()

    def _forget(self, first: str) -> None:
        self._waiting = [steps for steps in self._waiting if steps[0].id != first]
        if self._failed == first:
            self._failed = ""
