"""Ways to review: one document at a time, or one thing over many documents; and which documents those are."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.queue import Filter
from reviewer.ui.viewmodels.queue import QueueViewModel


class Mode(StrEnum):
    """A way to review."""

    DOCUMENT = "document"
    FIELD = "field"
    YES_NO = "yes_no"
    CHARACTERS = "characters"
    ADJUDICATE = "adjudicate"


@dataclass(frozen=True)
class Scope:
    """The documents that a mode works on.

    Attributes:
        wanted: those that the queue listed when the mode was entered.
        chosen: sequences, where the operator had chosen several; then only these.
    """

    wanted: Filter = field(default_factory=Filter)
    chosen: tuple[int, ...] = ()


class Worker(Protocol):
    """Does the work of a mode: in it, Ctrl+Z takes back what was done there."""

    @property
    def can_undo(self) -> bool: ...

    @property
    def can_redo(self) -> bool: ...

    def undo(self) -> None: ...

    def redo(self) -> None: ...


def _none() -> tuple[int, ...]:
    return ()


class Modes(QObject):
    """Which mode is on.

    Attributes:
        mode: see Mode; all but DOCUMENT have a page of their own in the middle of the window.
        scope: what the mode that is on works on.
        chosen: gives the sequences of the documents that are chosen in the queue, read or not.
        workers: what undoes and redoes in each mode; in the others that is what does it for documents.

    Signals:
        changed: another mode is on.
    """

    changed = Signal()

    def __init__(self, queue: QueueViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self.mode = Mode.DOCUMENT
        self.scope = Scope()
        self.workers: dict[Mode, Worker] = {}
        self.chosen: Callable[[], tuple[int, ...]] = _none

    @property
    def on(self) -> bool:
        """Whether another mode than that of one document is on."""
        return self.mode is not Mode.DOCUMENT

    @property
    def worker(self) -> Worker | None:
        """What undoes and redoes in the mode that is on, None where that is not its own."""
        return self.workers.get(self.mode)

    def enter(self, mode: Mode) -> None:
        """Change to a mode; the key of the mode that is on leads back to the document."""
        if mode is self.mode:
            mode = Mode.DOCUMENT
        elif mode is not Mode.DOCUMENT and not self.on:
            self.scope = self._scope()  # from one mode to another the documents stay the same
        if mode is not self.mode:
            self.mode = mode
            self.changed.emit()

    @Slot()
    def leave(self) -> None:
        """Go back to the document."""
        if self.on:
            self.enter(Mode.DOCUMENT)

    def _scope(self) -> Scope:
        chosen = self.chosen()
        return Scope(self._queue.wanted, chosen if len(chosen) > 1 else ())
