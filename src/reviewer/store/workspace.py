"""The folder that holds everything: one database and the originals."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from reviewer.errors import StoreError
from reviewer.store import database, layout
from reviewer.store.lane import RefusingLane, WriteLane
from reviewer.store.lock import LOCK, Lock
from reviewer.store.originals import Originals
from reviewer.store.place import is_remote
from reviewer.store.problems import told, unsafe
from reviewer.store.readers import Readers, beside_writer, open_readers

CLOSING_SECONDS = 30.0
"""How long `close` waits for the loop of the lane to write what is queued."""


class Workspace:
    """An open workspace. Make one with `Workspace.open`; close it, or use it in a `with`.

    Attributes:
        folder: where it lies.
        lane: the one writer; its loop must run in a thread of the runner. One that was opened for reading refuses.
        originals: the files as they were taken in.
        incoming: files handed over by `reviewer add` while a window is open.
        inbox: callbacks as they came.
        export: where corrected JSON goes by default.
        temporary: for files that are not yet whole; emptied by the owner when it opens.
    """

    def __init__(self, folder: Path, lane: WriteLane, readers: Readers, lock: Lock | None) -> None:
        self.folder = folder
        self.incoming = folder / "incoming"
        self.inbox = folder / "inbox"
        self.export = folder / "export"
        self.temporary = folder / "tmp"
        self.originals = Originals(folder / "originals", self.temporary)
        self.lane = lane
        self._readers = readers
        self._lock = lock

    @classmethod
    def open(cls, folder: Path, *, write: bool = True, create: bool = True) -> "Workspace":
        """Open a workspace.

        Args:
            folder: of the workspace.
            write: become its owner; readers may come beside the owner, and need no lock.
            create: make it when there is none. Never made for reading.

        Raises:
            WorkspaceBusy: somebody else owns it.
            StoreError: there is none, it is of a newer Reviewer, damaged, or its disk is full or read-only.
        """
        folder = folder.absolute()
        try:
            return cls._open_to_write(folder, create=create) if write else cls._open_to_read(folder)
        except StoreError:
            raise
        except Exception as error:
            raise told(error) from error

    @classmethod
    def _open_to_write(cls, folder: Path, *, create: bool) -> "Workspace":
        path = folder / layout.DATABASE
        if not create and not path.exists():
            raise layout.absent(folder)
        if is_remote(folder.resolve()):
            raise unsafe()
        layout.make_folders(folder)
        lock = Lock(folder / LOCK)
        lock.take()
        try:
            layout.empty(folder / "tmp")
            database.make_file(path)
            engine = database.writer(path)
            layout.ensure(engine, path)
            return cls(folder, WriteLane(engine), beside_writer(path), lock)
        except BaseException:
            lock.release()
            raise

    @classmethod
    def _open_to_read(cls, folder: Path) -> "Workspace":
        path = folder / layout.DATABASE
        if not path.exists():
            raise layout.absent(folder)
        readers = open_readers(path)
        return cls(folder, RefusingLane(readers.engine), readers, None)

    @property
    def read_only(self) -> bool:
        """Whether it was opened for reading."""
        return self._lock is None

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading in the calling thread, in one transaction: all it reads is of one moment.

        Raises:
            StoreError: the database cannot be read.
        """
        try:
            with self._readers.engine.connect() as connection, connection.begin():
                yield connection
        except SQLAlchemyError as error:
            raise told(error) from error

    def close(self) -> None:
        """Write what is queued, then let others open the workspace.

        Raises:
            StoreError: the loop of the lane did not end; the workspace stays locked until the process ends.
        """
        if not self.lane.finished(CLOSING_SECONDS):
            raise StoreError("The workspace is still writing.", "Wait a moment, then close again.", code="closing")
        self._readers.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> "Workspace":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()
