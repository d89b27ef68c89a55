"""Bringing the tables of an older workspace up to date. Imported only then: it needs alembic."""

import sqlite3
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from reviewer.errors import StoreError
from reviewer.store.schema import VERSION

FOLDER = Path(__file__).parent


def upgrade(connection: Connection, path: Path, found: str) -> Path:
    """Copy the database, then bring it up to date in one transaction.

    Args:
        connection: the only writing one.
        path: of the database.
        found: the version it has.

    Returns:
        Where the copy lies.

    Raises:
        StoreError: the result is not sound; the database is as it was.
    """
    copy = path.parent / "backups" / f"{path.stem}-{found}.db"
    back_up(connection, copy)
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.execute("PRAGMA foreign_keys=OFF")  # tables are rebuilt; a transaction cannot switch it
    try:
        with connection.begin():
            run(connection)
            if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                raise StoreError(
                    "The workspace could not be brought up to date.", "It was left as it is.", code="migration"
                )
    finally:
        raw.execute("PRAGMA foreign_keys=ON")
    return copy


def run(connection: Connection, target: str = VERSION) -> None:
    """Run the migrations that are missing, in the transaction of the caller."""
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, target)


def back_up(connection: Connection, copy: Path) -> None:
    """Copy the database as it is now; by SQLite itself, since a copied file would miss what lies in the log."""
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    copy.parent.mkdir(mode=0o700, exist_ok=True)
    temporary = copy.with_suffix(".part")
    temporary.unlink(missing_ok=True)
    temporary.touch(mode=0o600)
    target = sqlite3.connect(temporary)
    try:
        raw.backup(target)
    finally:
        target.close()
    temporary.replace(copy)
