"""Recognition in the background: which documents wait, which are being read, how far they are."""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime
from time import monotonic
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.errors import ReviewerError
from reviewer.lanes import READ, Lane
from reviewer.ui.viewmodels.queue_state import Progress
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind it takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.tools import Tools


TICK_MS = 1_000


@dataclass
class _Place:
    """One of the places that read, with its children."""

    tools: "Tools"
    task: RecognitionTask | None = None
    run: Run | None = None
    lane: Lane = READ
    since: float | None = None
    """`monotonic` seconds when a service got its task."""

    @property
    def begun(self) -> bool:
        return self.run is not None and self.run.begun


class _Ear(QObject):
    """Hears one run in the GUI thread, and knows which place it belongs to."""

    def __init__(self, owner: "ReadingViewModel", place: _Place) -> None:
        super().__init__(owner)
        self._owner = owner
        self._place = place

    @Slot(float, str)
    def on_progressed(self, share: float, words: str) -> None:
        self._owner.note(self._place, share, words)

    @Slot(object)
    def on_failed(self, error: object) -> None:
        if isinstance(error, ReviewerError) and self._place.task is not None:
            self._owner.failed.emit(self._place.task.document, error)

    @Slot()
    def on_ended(self) -> None:
        self._owner.free(self._place)
        self.deleteLater()


class ReadingViewModel(QObject):
    """Gives waiting tasks to free places, oldest first, what the operator looks at before the others.

    Signals:
        progressed: a document's id and its Progress, or None when its reading ended.
        merged: a Step that was committed.
        text_read: a document's id and the PageText of one of its pages.
        failed: a document's id and the ReviewerError.
        changed: numbers of running and waiting tasks changed.
        ticked: a second has passed, and a service has something: how long it takes is to be shown.
    """

    progressed = Signal(str, object)
    merged = Signal(object)
    text_read = Signal(str, object)
    failed = Signal(str, object)
    changed = Signal()
    ticked = Signal()
    _followed = Signal(object)

    def __init__(self, runner: Runner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._followed.connect(self._on_followed)
        self._desk: Desk | None = None
        self._places: list[_Place] = []
        self._waiting: deque[RecognitionTask] = deque()
        self._away: list[_Place] = []
        """Tasks that a service does: as many as its lane lets go on, the others wait in it."""
        self._there: set[str] = set()
        """Ids of the tasks that wait or run."""
        self._clock = QTimer(self)
        self._clock.setInterval(TICK_MS)
        self._clock.timeout.connect(self.ticked)

    def use(self, desk: "Desk", tools: "list[Tools]") -> None:
        """Read for a workspace, with one place for each set of tools."""
        self._desk = desk
        self._places = [_Place(each) for each in tools]

    @property
    def running(self) -> int:
        return sum(place.task is not None for place in self._places) + sum(place.begun for place in self._away)

    @property
    def waiting(self) -> int:
        return len(self._waiting) + sum(not place.begun for place in self._away)

    @property
    def being_read(self) -> tuple[RecognitionTask, ...]:
        """The tasks of the places that read now, and those that services do."""
        away = (place.task for place in self._away if place.begun and place.task is not None)
        return (*(place.task for place in self._places if place.task is not None), *away)

    @property
    def in_line(self) -> tuple[RecognitionTask, ...]:
        """The tasks that wait, the next one first."""
        away = (place.task for place in self._away if not place.begun and place.task is not None)
        return (*self._waiting, *away)

    def is_reading(self, document: str) -> bool:
        """Whether a document is being read or waits for it."""
        places = (*self._places, *self._away)
        running = any(place.task is not None and place.task.document == document for place in places)
        return running or any(task.document == document for task in self._waiting)

    def has_begun(self, document: str) -> bool:
        """Whether somebody reads a document by now: its pages must stay as they are."""
        here = (place.task for place in self._places)
        away = (place.task for place in self._away if place.begun)
        return any(task is not None and task.document == document for task in (*here, *away))

    def add(self, tasks: list[RecognitionTask]) -> None:
        """Queue tasks; what a person asked for goes first. One that is there already is not queued twice."""
        for task in tasks:
            if task.id in self._there:
                continue  # taken in while what was left of the last run was looked for
            self._there.add(task.id)
            if self._desk is not None and (places := self._desk.tasks.remote(task)):
                self._begin_away(task, places)
            elif task.asked:
                self._waiting.appendleft(task)
            else:
                self._waiting.append(task)
        self._fill()

    def expect(self, document: str) -> None:
        """A task of a document is about to come: say so already."""
        free = any(place.task is None for place in self._places) and not self._waiting
        words = self.tr("Reading") if free else self.tr("Waiting")
        self.progressed.emit(document, Progress(0.0, words, waits=not free))

    def dismiss(self, document: str) -> None:
        """The task that was expected does not come."""
        if not self.is_reading(document):
            self.progressed.emit(document, None)

    def drop_bulk(self, bulk: str) -> None:
        """Do not begin what was asked for as one and waits; the store knows."""
        for task in [task for task in self.in_line if task.bulk == bulk]:
            self.cancel(task.document, drop=False)

    @property
    def busy(self) -> frozenset[str]:
        """Ids of the documents that are being read or wait for it."""
        return frozenset(task.document for task in (*self.being_read, *self.in_line))

    @Slot(str)
    def prefer(self, document: str) -> None:
        """Read a document before the others: the operator looks at it."""
        mine = [task for task in self._waiting if task.document == document]
        if mine:
            self._waiting = deque([*mine, *(task for task in self._waiting if task.document != document)])

    def cancel(self, document: str, *, drop: bool = True) -> None:
        """Stop reading a document; what was read so far is kept.

        Args:
            document: its id.
            drop: cancel what waits in the store, too; whoever undoes a split has it done with that.
        """
        dropped = [task for task in self._waiting if task.document == document]
        for place in (*self._places, *self._away):
            if place.task is not None and place.task.document == document and place.run is not None:
                if place.lane is not READ and not place.begun:
                    dropped.append(place.task)
                    self._away.remove(place)
                place.run.cancel()
        self._waiting = deque(task for task in self._waiting if task.document != document)
        self._there.difference_update(task.id for task in dropped)
        if self._desk is not None and drop:
            for task in dropped:
                self._desk.tasks.drop(task)
        self.progressed.emit(document, None)
        self.changed.emit()

    def note(self, place: _Place, share: float, words: str) -> None:
        """A run says how far it is."""
        if place.task is None or (place.run is not None and place.run.token.cancelled):
            return
        away = place.lane is not READ
        if away and place.since is None:
            place.since = _begun(place.task)
        self.progressed.emit(place.task.document, Progress(share, words, away=away, since=place.since))

    def free(self, place: _Place) -> None:
        """A run has ended: its place is free again."""
        document = place.task.document if place.task is not None else ""
        if place.task is not None:
            self._there.discard(place.task.id)
        place.task = None
        place.run = None
        if place in self._away:
            self._away.remove(place)
            if not self._away:
                self._clock.stop()
        if document:
            self.progressed.emit(document, None)
        self._fill()

    def _fill(self) -> None:
        for place in self._places:
            if place.task is None and self._waiting and self._desk is not None and not self._desk.closing:
                self._begin(place, self._waiting.popleft())
        self.changed.emit()

    def _begin(self, place: _Place, task: RecognitionTask) -> None:
        assert self._desk is not None
        place.task = task
        ear = _Ear(self, place)
        # The signals of this object carry what the worker thread tells into the GUI thread.
        job = self._desk.recognize(task, place.tools, self.merged.emit, self.text_read.emit, self._followed.emit)
        place.run = self._runner.start(READ, job, failed=ear.on_failed, progressed=ear.on_progressed)
        place.run.ended.connect(ear.on_ended)
        self.progressed.emit(task.document, Progress(0.0, self.tr("Reading")))

    def _begin_away(self, task: RecognitionTask, places: int) -> None:
        """Give a task to its service."""
        assert self._desk is not None
        place = _Place(self._places[0].tools, task, lane=Lane(f"remote {task.source}", places))
        self._away.append(place)
        self._clock.start()
        ear = _Ear(self, place)
        job = self._desk.recognize_remotely(task, place.tools, self.merged.emit, self.text_read.emit)
        place.run = self._runner.start(place.lane, job, failed=ear.on_failed, progressed=ear.on_progressed)
        place.run.ended.connect(ear.on_ended)
        begun = place.begun
        place.since = _begun(task) if begun else None
        words = self.tr("Sending") if begun else self.tr("Waiting")
        self.progressed.emit(task.document, Progress(0.0, words, waits=not begun, away=begun, since=place.since))

    @Slot(object)
    def _on_followed(self, task: RecognitionTask) -> None:
        """A document that was read here goes to the provider of its type."""
        self.add([task])


def _begun(task: RecognitionTask) -> float:
    """When a service got a task, as `monotonic` counts: now, or when it was wished for, before a restart."""
    if task.state is TaskState.QUEUED or not task.created_at:
        return monotonic()
    age = (datetime.now(UTC) - datetime.fromisoformat(task.created_at)).total_seconds()
    return monotonic() - max(0.0, age)
