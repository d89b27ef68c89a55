"""The one writer: a loop that runs operations, each in a transaction of its own, in the order they came."""

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

from reviewer.errors import StoreError
from reviewer.jobs import CancelToken, Report, silent
from reviewer.store.problems import only_read, told

T = TypeVar("T")

Operation = Callable[[Connection], T]
"""Reads and writes through the connection; is committed when it returns, rolled back when it raises."""

_Entry = tuple[Operation[Any], "Future[Any]"]


class WriteLane:
    """Holds the only writing connection. Starts no thread: whoever owns threads runs `run` in one.

    Args:
        engine: for the writing connection, which is made in the thread of the loop.
    """

    kind = "store"

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._queue: queue.SimpleQueue[_Entry | None] = queue.SimpleQueue()
        self._lock = threading.Lock()  # what is submitted before `close` is queued before the end mark
        self._closed = False
        self._connection: Connection | None = None
        self._thread: int | None = None
        self._begun = False
        self.ended = threading.Event()

    def submit(self, operation: Operation[T]) -> "Future[T]":
        """Queue an operation from any thread; never waits.

        The future has the operation's result once that is on the disk, or the error: a StoreError for what the disk
        or the database did, `reviewer.store.problems.Conflict` among them, anything else as it was raised.
        """
        future: Future[T] = Future()
        with self._lock:
            if not self._closed:
                self._queue.put((operation, future))
                return future
        future.set_exception(StoreError("The workspace is closed.", "Open it again.", code="closed"))
        return future

    def call(self, operation: Operation[T]) -> T:
        """Run an operation and wait for it: for jobs, never for the GUI thread.

        Raises:
            StoreError: it was not written.
        """
        if threading.get_ident() == self._thread:
            raise RuntimeError("an operation cannot wait for another one")
        return self.submit(operation).result()

    def close(self) -> None:
        """Take nothing more, and let the loop end when all that is queued is done. Does not wait: see `ended`."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)

    def finished(self, seconds: float) -> bool:
        """Close, and wait until all that was queued is done; a loop that nobody began is run here and now.

        Returns:
            Whether it came to its end in that time.
        """
        self.close()
        self.run(CancelToken())
        return self.ended.wait(seconds)

    def run(self, token: CancelToken) -> None:
        """The loop, until `close`. A cancelled token closes; nothing that is queued is dropped."""
        with self._lock:
            if self._begun:
                return
            self._begun = True
        self._thread = threading.get_ident()
        forget = token.on_cancel(self.close)
        try:
            while (entry := self._queue.get()) is not None:
                self._settle(*entry)
        finally:
            forget()
            self._disconnect()
            self._thread = None
            self.ended.set()

    def __call__(self, token: CancelToken, report: Report = silent) -> None:
        """The loop as a job."""
        self.run(token)

    def _settle(self, operation: Operation[Any], future: "Future[Any]") -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            result = self._committed(operation)
        except BaseException as error:  # the loop outlives every operation
            if isinstance(error, DBAPIError):
                self._disconnect()  # the disk may be another one by now; begin afresh with the next operation
            future.set_exception(told(error))
        else:
            future.set_result(result)

    def _committed(self, operation: Operation[T]) -> T:
        if self._connection is None:
            self._connection = self._engine.connect()
        with self._connection.begin():
            return operation(self._connection)

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.close()


class RefusingLane(WriteLane):
    """Of a workspace that is open for reading: it takes no operation."""

    def submit(self, operation: Operation[T]) -> "Future[T]":
        del operation
        future: Future[T] = Future()
        future.set_exception(only_read())
        return future
