"""Steps on their way to the disk: none is called saved before the store says so, and none is lost when it fails."""

from concurrent.futures import Future
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.step import Step
from reviewer.errors import ReviewerError, StoreError

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk


class Saving(QObject):
    """Appends steps in order. After a failure the later ones wait, until the operator says: try again.

    Signals:
        saved: a Step is on the disk.
        failed: the ReviewerError of the first step that is not.
        changed: the number of steps on their way changed.
    """

    saved = Signal(object)
    failed = Signal(object)
    changed = Signal()
    _settled = Signal(object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk: Desk | None = None
        self._waiting: list[Step] = []
        self._held = False
        self._settled.connect(self._on_settled)

    def use(self, desk: "Desk | None") -> None:
        self._desk = desk

    @property
    def pending(self) -> int:
        """Steps that are not on the disk yet."""
        return len(self._waiting)

    @property
    def held(self) -> bool:
        """Whether a step failed: nothing may be called finished until it is written."""
        return self._held

    def keep(self, step: Step) -> None:
        """Append a step; never waits."""
        self._waiting.append(step)
        if not self._held:
            self._submit(step)
        self.changed.emit()

    @Slot()
    def retry(self) -> None:
        """Append what failed, and what waited for it, again."""
        self._held = False
        for step in self._waiting:
            self._submit(step)

    def _submit(self, step: Step) -> None:
        if self._desk is None:
            return
        future = self._desk.append(step)

        def settled(done: "Future[Step]") -> None:
            # In the thread of the lane: only the signal crosses.
            self._settled.emit(step, done.exception())

        future.add_done_callback(settled)

    @Slot(object, object)
    def _on_settled(self, step: Step, error: BaseException | None) -> None:
        if error is None:
            self._waiting = [waiting for waiting in self._waiting if waiting.id != step.id]
            self.saved.emit(step)
        elif not self._held:
            self._held = True
            self.failed.emit(error if isinstance(error, ReviewerError) else StoreError("A change could not be saved."))
        self.changed.emit()
