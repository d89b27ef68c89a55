"""What lies in a workspace's folder, and which version its tables are of."""

import shutil
import uuid
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from reviewer.errors import StoreError
from reviewer.store import database, meta
from reviewer.store.problems import NOT_OURS
from reviewer.store.schema import VERSION, metadata

DATABASE = "workspace.db"
_VERSION_TABLE = (  # word for word what alembic makes, which is not imported for a new workspace
    "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
    " CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num))"
)
FOLDERS = ("originals", "incoming", "inbox", "export", "tmp", "backups")


def make_folders(folder: Path) -> None:
    """Make what is missing, for the owner only. A folder that was there before keeps its permissions.

    Raises:
        StoreError: it is a file.
        OSError: it cannot be made.
    """
    if folder.is_file():
        raise StoreError(f"{folder} is not a folder.", "Choose another one.", code="folder", retryable=False)
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(mode=0o700)
    for name in FOLDERS:
        (folder / name).mkdir(mode=0o700, exist_ok=True)


def empty(folder: Path) -> None:
    """Remove what a crash left in a folder of temporary files."""
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path, ignore_errors=True)
        else:
            path.unlink(missing_ok=True)


def ensure(engine: Engine, path: Path) -> None:
    """Make the tables of a new workspace, or bring those of an older one up to date.

    Raises:
        StoreError: it is of a newer Reviewer, or not a workspace.
    """
    with engine.connect() as connection:
        with connection.begin():
            found = version(connection)
            if found is None:
                _make(connection)
                return
        _refuse_newer(found)
        if found < VERSION:
            # alembic takes 0.15 s to import, and is needed once in many months
            from reviewer.store.migrations import upgrade

            upgrade(connection, path, found)


def check(connection: Connection) -> None:
    """Refuse to read what we do not understand.

    Raises:
        StoreError: it is of another version, or not a workspace.
    """
    found = version(connection)
    if found is None:
        raise _not_ours()
    _refuse_newer(found)
    if found < VERSION:
        raise StoreError(
            "This workspace was made by an older Reviewer.",
            "Open it once in the Reviewer window to bring it up to date.",
            code="older",
            retryable=False,
        )


def version(connection: Connection) -> str | None:
    """Which migration the tables are of, None for a database without any table.

    Raises:
        StoreError: the database is of another program.
    """
    tables = set(connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars())
    if not tables:
        return None
    if "alembic_version" not in tables or "documents" not in tables:
        raise _not_ours()
    found: str = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return found


def absent(folder: Path) -> StoreError:
    """There is no workspace in a folder."""
    return StoreError(f"There is no workspace in {folder}.", "Choose another folder.", code="absent", retryable=False)


def _not_ours() -> StoreError:
    text, advice, code = NOT_OURS
    return StoreError(text, advice, code=code, retryable=False)


def _refuse_newer(found: str) -> None:
    if found > VERSION:
        raise StoreError(
            "This workspace was made by a newer Reviewer.", "Update Reviewer to open it.", code="newer", retryable=False
        )


def _make(connection: Connection) -> None:
    metadata.create_all(connection, checkfirst=False)
    connection.execute(text(_VERSION_TABLE))
    connection.execute(text("INSERT INTO alembic_version VALUES (:version)"), {"version": VERSION})
    connection.exec_driver_sql(f"PRAGMA application_id={database.APPLICATION_ID}")
    meta.put(connection, "workspace", str(uuid.uuid4()))
