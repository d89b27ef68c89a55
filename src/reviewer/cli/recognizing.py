"""Many documents at once: the next files are taken in while two are read; one thread decides and tells."""

from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Semaphore
from time import monotonic
from typing import ClassVar

from sqlalchemy import Connection

from reviewer.cli.guard import bug
from reviewer.cli.runner import POLL_SECONDS, Runner, outcome
from reviewer.cli.tally import Outcome, Tally
from reviewer.domain.document import Document
from reviewer.domain.recognition import RecognitionTask
from reviewer.errors import Cancelled, InputError, ReviewerError
from reviewer.jobs import CancelToken, Report
from reviewer.lanes import INTAKE, Lane
from reviewer.services import errands
from reviewer.services.desk import Desk
from reviewer.services.finding import Found
from reviewer.services.intake import Taken
from reviewer.services.sources import is_provider
from reviewer.services.tools import Tools
from reviewer.services.wishes import Wish, needed
from reviewer.store.originals import Originals

DRAWN_AHEAD = 1
"""Documents that are drawn, or written, while every reader reads: so that none waits for the next page."""
AHEAD = 8
"""Documents that are taken in before their turn to be read; each may take some room on the disk."""


@dataclass(frozen=True)
class Asked:
    """What the command asks for.

    Attributes:
        files: in the order in which they were named.
        wish: how they are to be recognized.
        again: also those that were recognized before.
        keep: the documents stay in the workspace afterwards.
        send_again: what may have arrived at a service, or is lost there, is sent once more.
    """

    files: list[Found]
    wish: Wish
    again: bool
    keep: bool
    send_again: bool = False


@dataclass(frozen=True)
class ReadJob:
    """Read one document. Returns the seconds that took."""

    kind: ClassVar[str] = "recognize"
    desk: Desk
    task: RecognitionTask
    tools: Tools

    def __call__(self, token: CancelToken, report: Report) -> float:
        began = monotonic()
        if is_provider(self.task.source):
            patience = 60.0 * self.desk.connections.options(self.task.source).give_up_after
            self.desk.recognize_remotely(self.task, self.tools, _unheard, _unheard, patience=patience)(token, report)
        else:
            self.desk.recognize(self.task, self.tools, _unheard, _unheard)(token, report)
        return monotonic() - began


@dataclass
class _Reading:
    """A document of this run, the paths that are it and wait for it, and what became of it."""

    path: Path
    numbers: list[int]
    result: Outcome | None = None


class Recognizing:
    """One run of `reviewer recognize`. All but the jobs happens in the thread that calls `run`.

    Args:
        asked: what the command asks for.
        desk, runner: where and by what.
        tools: look into the files, and read them.
        tally: is told what became of each.
    """

    def __init__(self, asked: Asked, desk: Desk, runner: Runner, tools: Tools, tally: Tally) -> None:
        self._asked = asked
        self._desk = desk
        self._runner = runner
        self._tools = tools
        self._tally = tally
        source = asked.wish.source
        remote = is_provider(source)
        places = desk.connections.options(source).at_once if remote else tools.readers + DRAWN_AHEAD
        self._lane = Lane("read", places=places)
        self._events: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._room = Semaphore(AHEAD + (places if remote else 0))
        self._readings: dict[str, _Reading] = {}
        self._numbers: defaultdict[Path, deque[int]] = defaultdict(deque)

    def begin(self) -> None:
        """Begin to take the files in."""
        for number, file in enumerate(self._asked.files):
            if file.error is not None:
                self._tally.settle(number, Outcome(error=file.error))
            else:
                self._numbers[file.path].append(number)
        paths = tuple(file.path for file in self._asked.files if file.error is None)
        intake = self._desk.arrivals.intake(paths, self._tools.pages, self._hear, self._asked.wish)
        self._runner.start(INTAKE, intake).add_done_callback(self._hear_end)

    def run(self) -> None:
        """Read everything.

        Raises:
            ReviewerError: the workspace cannot be written.
        """
        while self._tally.open:
            try:
                event = self._events.get(timeout=POLL_SECONDS)
            except Empty:
                continue
            event()

    # In other threads

    def _hear(self, taken: Taken) -> None:
        while not self._room.acquire(timeout=POLL_SECONDS):
            if self._desk.closing:
                raise Cancelled
        self._events.put(lambda: self._on_taken(taken))

    def _hear_end(self, future: "Future[tuple[Taken, ...]]") -> None:
        error = outcome(future)
        if error is not None and not isinstance(error, Cancelled):
            self._events.put(lambda: _raise(error))

    # In the thread of `run`

    def _on_taken(self, taken: Taken) -> None:
        number = self._numbers[taken.path].popleft()
        if taken.document is None:
            self._room.release()
            self._tally.settle(number, Outcome(error=taken.error))
            return
        if taken.parts:
            self._room.release()
            self._tally.settle(number, Outcome(error=_is_split()))
            return
        reading = self._readings.get(taken.document.id)
        if reading is not None:
            self._room.release()
            self._add(reading, number)
            return
        reading = self._readings[taken.document.id] = _Reading(taken.path, [number])
        self._begin(reading, taken, taken.document)

    def _begin(self, reading: _Reading, taken: Taken, document: Document) -> None:
        try:
            task = self._task(document, taken)
        except ReviewerError as error:
            self._end(reading, document, Outcome(error=error))
            return
        if task is None:
            self._end(reading, document, Outcome(document.id))
            return
        future = self._runner.start(self._lane, ReadJob(self._desk, task, self._tools))
        future.add_done_callback(
            lambda done: self._events.put(lambda: self._end(reading, document, _result(document, done)))
        )

    def _task(self, document: Document, taken: Taken) -> RecognitionTask | None:
        if not taken.known:
            return taken.task
        wish, again, send_again = self._asked.wish, self._asked.again, self._asked.send_again

        def find(connection: Connection) -> RecognitionTask | None:
            left = errands.left(connection, document.id, wish, send_again=send_again)
            return left or needed(connection, document.id, wish, again=again)

        return self._desk.workspace.lane.call(find)

    def _end(self, reading: _Reading, document: Document, result: Outcome) -> None:
        self._room.release()
        reading.result = result
        numbers, reading.numbers = reading.numbers, []
        self._tally.settle(numbers[0], result)
        for number in numbers[1:]:
            self._add(reading, number)
        if not self._asked.keep:
            self._forget(document)

    def _add(self, reading: _Reading, number: int) -> None:
        """Another path with the same bytes."""
        result = reading.result
        if result is None:
            reading.numbers.append(number)
        elif result.error is not None:
            self._tally.settle(number, Outcome(error=result.error))
        else:
            self._tally.settle(number, Outcome(result.document, twin=reading.path))

    def _forget(self, document: Document) -> None:
        """The original is not needed any more: a long run must not fill the disk."""
        originals = self._desk.workspace.originals
        for original in document.originals:
            self._desk.workspace.lane.submit(partial(_remove, originals, original.sha256))


def _is_split() -> ReviewerError:
    """The file is several documents of the workspace: none of them is what was asked for."""
    return InputError("This file was split in the workspace.", "`reviewer export` writes its documents.", code="split")


def _result(document: Document, done: "Future[float]") -> Outcome:
    error = outcome(done)
    if error is None:
        return Outcome(document.id, seconds=done.result())
    if isinstance(error, Cancelled):
        return Outcome(error=ReviewerError("Reading was stopped.", "Read it again."))
    return Outcome(error=error if isinstance(error, ReviewerError) else bug(error))


def _remove(originals: Originals, sha256: str, _connection: Connection) -> None:
    originals.remove(sha256)


def _unheard(*_: object) -> None:
    """Nobody looks on."""


def _raise(error: BaseException) -> None:
    raise error
