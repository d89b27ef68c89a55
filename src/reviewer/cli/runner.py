"""Runs the jobs of the services in threads, by lanes."""

import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from types import TracebackType
from typing import Self, TypeVar

from reviewer.cli.guard import end_in_peace
from reviewer.errors import Cancelled, StoreError
from reviewer.jobs import CancelToken, Job, Report, silent
from reviewer.lanes import Lane
from reviewer.services.desk import Desk

Result = TypeVar("Result")

POLL_SECONDS = 0.5
"""A thread that waits without end hears no Ctrl+C on Windows."""


class Runner:
    """Runs jobs for a desk whose workspace is open for writing. A context: at its end every thread has ended.

    Args:
        desk: gets its store lane run.
        closed_first: called when the end begins, to end what jobs wait for.
    """

    def __init__(self, desk: Desk, closed_first: Callable[[], None] = lambda: None) -> None:
        self._desk = desk
        self._closed_first = closed_first
        self._executors: dict[str, ThreadPoolExecutor] = {}
        self.token = CancelToken()
        self._lane = threading.Thread(target=desk.workspace.lane.run, args=(CancelToken(),), name="store")

    def start(self, lane: Lane, job: Job[Result], report: Report = silent) -> "Future[Result]":
        """Run a job as soon as the lane has a place."""
        executor = self._executors.get(lane.name)
        if executor is None:
            executor = self._executors[lane.name] = ThreadPoolExecutor(lane.places, thread_name_prefix=lane.name)
        return executor.submit(self._run, job, report)

    def _run(self, job: Job[Result], report: Report) -> Result:
        self.token.check()
        return job(self.token, report)

    def __enter__(self) -> Self:
        self._lane.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        end_in_peace()
        self._desk.closing = True
        self.token.cancel()
        self._closed_first()
        for executor in self._executors.values():
            executor.shutdown(wait=True, cancel_futures=True)
        self._desk.workspace.lane.close()
        self._lane.join()


def result_of(future: "Future[Result]") -> Result:
    """Wait for a job; Ctrl+C is heard meanwhile, on Windows too."""
    while True:
        with suppress(TimeoutError):
            return future.result(timeout=POLL_SECONDS)
        if future.done():  # the job itself ran out of time somewhere
            return future.result()


def outcome(future: "Future[Result]") -> BaseException | None:
    """Why a job did not succeed; a cancelled one, however it was cancelled, gives `Cancelled`."""
    if future.cancelled():
        return Cancelled()
    error = future.exception()
    if isinstance(error, StoreError) and error.code == "closed":
        return Cancelled()
    return error
