"""Connections to the database: one kind that writes, one that reads."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import NullPool, QueuePool

from reviewer.errors import StoreError
from reviewer.store.problems import unsafe

APPLICATION_ID = 0x52657677  # "Revw", in the header of the file
BUSY_SECONDS = 5.0
_FULL = 2
_WRITING = "mode=rw"


def writer(path: Path) -> Engine:
    """For the one writing connection.

    Every transaction is BEGIN IMMEDIATE: a deferred one that reads, then writes, fails at once when another process
    wrote between, whatever the timeout.
    """
    return _engine(path, _WRITING, "BEGIN IMMEDIATE", NullPool)


def reader(path: Path, *, immutable: bool = False) -> Engine:
    """For reading from any thread, also from another process while somebody writes. Never checkpoints.

    Args:
        path: of the database.
        immutable: nobody can write, and there is no log; what SQLite needs to read beside a writer is not made.
    """
    return _engine(path, "mode=ro&immutable=1" if immutable else "mode=ro", "BEGIN", QueuePool)


def fold(path: Path) -> None:
    """Put what is in the log into the database and remove the log, unless somebody else has it open.

    A writing connection does so when it is closed as the last one; one that only reads leaves the log there.
    """
    if not path.with_name(f"{path.name}-wal").exists():
        return
    with suppress(sqlite3.Error, StoreError):  # it is read from there all the same
        _connect(path, _WRITING).close()


def make_file(path: Path) -> None:
    """Make an empty database file that only its owner can read, if there is none."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))


def _engine(path: Path, options: str, begin: str, pool: type[NullPool] | type[QueuePool]) -> Engine:
    def connect() -> sqlite3.Connection:
        return _connect(path, options)

    # hide_parameters: an error's text must not hold what stands in a document.
    # isolation_level None in `_connect`: the driver of Python 3.11 would begin transactions by itself, too late.
    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=pool, hide_parameters=True)

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


def _connect(path: Path, options: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?{options}",
        uri=True,
        timeout=BUSY_SECONDS,
        isolation_level=None,
        check_same_thread=False,  # a pooled reader serves one thread after the other
    )
    try:
        _prepare(connection, writing=options == _WRITING)
    except BaseException:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, *, writing: bool) -> None:
    connection.execute("PRAGMA trusted_schema=OFF")
    connection.execute("PRAGMA cell_size_check=ON")
    connection.execute("PRAGMA foreign_keys=ON")
    if not writing:
        connection.execute("PRAGMA query_only=ON")
        connection.execute("PRAGMA wal_autocheckpoint=0")
        return
    connection.execute("PRAGMA secure_delete=ON")  # what is purged is not left in free pages
    connection.execute("PRAGMA fullfsync=ON")  # macOS: fsync alone does not reach the disk
    connection.execute("PRAGMA checkpoint_fullfsync=ON")
    journal = connection.execute("PRAGMA journal_mode=WAL").fetchone()[0]
    connection.execute("PRAGMA synchronous=FULL")
    # NORMAL loses confirmed work when the power fails, and neither pragma complains when it does not take.
    if journal != "wal" or connection.execute("PRAGMA synchronous").fetchone()[0] != _FULL:
        raise unsafe()


def wal_reset_bug() -> bool:
    """Whether this SQLite has the race of 3.7.0 to 3.51.2 between two checkpointing connections.

    Only our writer checkpoints, so it is a note for diagnostics.
    """
    version = sqlite3.sqlite_version_info
    backported = (3, 44, 6) <= version < (3, 45) or (3, 50, 7) <= version < (3, 51)
    return version < (3, 51, 3) and not backported
