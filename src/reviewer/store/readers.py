"""Reading a workspace: beside whoever writes, and also where nothing can be written."""

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from reviewer.store import database, layout

_NOT_MADE = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY})


class Readers:
    """Connections for reading, in any thread.

    Attributes:
        engine: gives them.
    """

    def __init__(self, engine: Engine, after: Callable[[], None]) -> None:
        self.engine = engine
        self._after = after

    def close(self) -> None:
        """Close those that are not in use, and put away what they needed."""
        self.engine.dispose()
        self._after()


def beside_writer(path: Path) -> Readers:
    """Readers of a database that may be written meanwhile; the last to close leaves one file, without a log."""
    return Readers(database.reader(path), lambda: database.fold(path))


def open_readers(path: Path) -> Readers:
    """Readers of a database that is there, and is one of ours.

    Raises:
        StoreError: it is of another version, or not a workspace.
        DBAPIError, OSError: it cannot be read.
    """
    try:
        return _checked(beside_writer(path))
    except OperationalError as error:
        # SQLite makes two files beside a database to read it. Where it cannot, nobody else can write there either.
        code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
        if code not in _NOT_MADE or _can_be_written(path.parent):
            raise
    if _has_content(_log(path)):
        return _checked(_of_copy(path))
    return _checked(Readers(database.reader(path, immutable=True), lambda: None))


def _of_copy(path: Path) -> Readers:
    """Readers of a copy: what a crash left in the log counts, and only a place that can be written puts it in."""
    # Named so that the next start removes it when this one dies.
    folder = Path(tempfile.mkdtemp(prefix=f"reviewer-{os.getpid()}-"))

    def remove() -> None:
        shutil.rmtree(folder, ignore_errors=True)

    try:
        copy = folder / path.name
        shutil.copyfile(path, copy)
        shutil.copyfile(_log(path), _log(copy))
    except BaseException:
        remove()
        raise
    return Readers(database.reader(copy), remove)


def _checked(readers: Readers) -> Readers:
    try:
        with readers.engine.connect() as connection, connection.begin():
            layout.check(connection)
    except BaseException:
        readers.close()
        raise
    return readers


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")


def _has_content(path: Path) -> bool:
    with suppress(FileNotFoundError):
        return path.stat().st_size > 0
    return False


def _can_be_written(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
