"""Tasks in memory: pending until the latency has passed and the file was read; forgotten after the retention."""

import asyncio
import hashlib
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from reviewer.emulators._faults import Faults
from reviewer.emulators._journal import Journal
from reviewer.emulators._reading import Reader, Reading, Unreadable
from reviewer.errors import Cancelled

AT_ONCE = 4
"""Files that wait in a thread for the reader; the others wait without one."""


class State(StrEnum):
    """Where a task is."""

    WAITING = "waiting"
    PROCESSING = "processing"
    DONE = "done"
    FAILED = "failed"


@dataclass
class Task:
    """A file that was accepted.

    Attributes:
        id: as the client knows it.
        name: of the file, may be empty.
        sha256: of the file.
        facts: what the service keeps with it.
        born: when it was accepted, seconds of the clock.
        fate: never, lost or nothing.
        reading: what was read.
        error: why it could not be.
        cancelled: whether the client took it back.
    """

    id: str
    name: str
    sha256: str
    facts: dict[str, Any]
    born: float
    fate: str = ""
    reading: Reading | None = None
    error: str = ""
    cancelled: bool = False
    work: "asyncio.Task[None] | None" = field(default=None, repr=False)

    @property
    def read(self) -> bool:
        """Whether its file was read, or cannot be."""
        return self.reading is not None or bool(self.error)

    @property
    def answer(self) -> Reading:
        """What was read, of a task that is done."""
        if self.reading is None:
            raise LookupError(self.id)
        return self.reading


Done = Callable[[Task], Awaitable[None]]


class Tasks:
    """The tasks of one server. To be used in its event loop.

    Args:
        reader: reads the files, in threads.
        journal: is told of each.
        faults: choose the fate of some.
        latency: seconds until a task may be done, however soon its file was read.
        retention: seconds until it is forgotten; None: never.
        clock: seconds.
    """

    def __init__(
        self,
        reader: Reader,
        journal: Journal,
        faults: Faults,
        *,
        latency: float = 0.0,
        retention: float | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._reader = reader
        self._journal = journal
        self._faults = faults
        self._latency = latency
        self._retention = retention
        self._clock = clock
        self._tasks: dict[str, Task] = {}
        self._places: asyncio.Semaphore | None = None

    def submit(
        self,
        task_id: str,
        content: bytes,
        name: str = "",
        kinds: tuple[str, ...] = (),
        *,
        reference: str = "",
        done: Done | None = None,
        **facts: Any,
    ) -> Task:
        """Accept a file and begin to read it.

        Args:
            task_id: that the client will ask for.
            content: the file.
            name: of it.
            kinds: document types that it may be.
            reference: the client's own id.
            done: awaited once it is done or failed.
            facts: what the service keeps with it.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        task = Task(task_id, name, sha256, facts, self._clock(), self._faults.of_task())
        self._tasks[task_id] = task
        self._journal.submission(task_id, sha256, reference)
        task.work = asyncio.create_task(self._work(task, content, kinds, done))
        return task

    def find(self, task_id: str) -> Task | None:
        """A task; None when it never was, is lost, or was forgotten."""
        task = self._tasks.get(task_id)
        if task is None or task.fate == "lost":
            return None
        if self._retention is not None and self._clock() - task.born > self._retention:
            return None
        return task

    def taken(self, task_id: str) -> bool:
        """Whether there is or was a task of this id."""
        return task_id in self._tasks

    def forget(self, task_id: str) -> None:
        """Delete a task."""
        self._tasks.pop(task_id, None)

    def state(self, task: Task) -> State:
        """Where a task is now."""
        passed = self._clock() - task.born
        if task.fate == "never" or passed < self._latency or not task.read:
            return State.WAITING if passed < self._latency / 2 else State.PROCESSING
        return State.FAILED if task.error else State.DONE

    async def end(self, task: Task) -> State:
        """Wait until a task is done or failed, for services that answer at once; a task that never is stays so."""
        if task.work is not None:
            await asyncio.wait([task.work])
        return self.state(task)

    def close(self) -> None:
        """Stop reading."""
        for task in self._tasks.values():
            if task.work is not None:
                task.work.cancel()

    async def _work(self, task: Task, content: bytes, kinds: tuple[str, ...], done: Done | None) -> None:
        if self._places is None:
            self._places = asyncio.Semaphore(AT_ONCE)
        try:
            async with self._places:
                task.reading = await asyncio.to_thread(self._reader.read, content, task.name, kinds)
        except (Unreadable, Cancelled) as error:
            task.error = str(error) or "The server is closing."
        except Exception as error:  # a mistake of ours must not look like a task that waits for ever
            task.error = f"The file could not be read: {type(error).__name__}."
        await asyncio.sleep(max(0.0, task.born + self._latency - self._clock()))
        if done is not None and not task.fate and not task.cancelled:
            await done(task)
