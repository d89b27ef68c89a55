"""What went wrong with the disk or the database, told once, in words."""

import errno
import sqlite3

from sqlalchemy.exc import DBAPIError, TimeoutError

from reviewer.errors import StoreError


class Conflict(StoreError):
    """Somebody else changed the row first, or it is gone; nothing was written."""

    code = "conflict"
    retryable = False


FULL = ("The disk is full.", "Free some space; nothing that is shown is lost while the window stays open.", "full")
READ_ONLY = ("The workspace cannot be written to.", "Check the permissions of its folder and disk.", "read_only")
LOCKED = ("The workspace is in use by another program.", "Close that program; it will be tried again.", "locked")
DAMAGED = ("The workspace is damaged.", "Close Reviewer and restore the workspace from a backup.", "damaged")
NOT_OURS = ("This folder does not hold a Reviewer workspace.", "Choose another folder.", "not_a_workspace")
UNREACHABLE = ("The workspace cannot be reached.", "Check that its disk is connected.", "unreachable")
FAILED = ("The workspace could not be read or written.", "Look into the log, then start Reviewer again.", "store")

_OF_SQLITE = {
    sqlite3.SQLITE_FULL: FULL,
    sqlite3.SQLITE_IOERR_SHMSIZE: FULL,  # there is no room for what it needs beside the database
    sqlite3.SQLITE_READONLY: READ_ONLY,
    sqlite3.SQLITE_PERM: READ_ONLY,
    sqlite3.SQLITE_AUTH: READ_ONLY,
    sqlite3.SQLITE_BUSY: LOCKED,
    sqlite3.SQLITE_LOCKED: LOCKED,
    sqlite3.SQLITE_CORRUPT: DAMAGED,
    sqlite3.SQLITE_NOTADB: NOT_OURS,
    sqlite3.SQLITE_CANTOPEN: UNREACHABLE,
    sqlite3.SQLITE_IOERR: UNREACHABLE,
}
_OF_SYSTEM = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: READ_ONLY,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
}


def told(error: BaseException) -> BaseException:
    """The error to hand on: a StoreError for what the disk or the database did, anything else as it is."""
    if isinstance(error, DBAPIError) and error.orig is not None:
        error = error.orig
    if isinstance(error, sqlite3.IntegrityError):
        return Conflict("This was changed by somebody else in the meantime.", "Open it again.")
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", 0)
        return _store_error(_OF_SQLITE.get(code) or _OF_SQLITE.get(code & 0xFF, FAILED))
    if isinstance(error, TimeoutError):
        return _store_error(LOCKED)
    if isinstance(error, OSError):
        return _store_error(_OF_SYSTEM.get(error.errno or 0, UNREACHABLE))
    return error


def _store_error(words: tuple[str, str, str]) -> StoreError:
    text, advice, code = words
    return StoreError(text, advice, code=code)


def only_read() -> StoreError:
    """A change to a workspace that is open for reading."""
    return StoreError(
        "This workspace can only be read here: nothing that is changed is kept.",
        "Make its folder writable, or copy it and open the copy.",
        code="only_read",
        retryable=False,
    )


def unsafe() -> StoreError:
    """A folder where what is confirmed could be lost."""
    return StoreError(
        "This folder cannot keep a workspace safe.",
        "Choose a folder on a disk of this computer.",
        code="unsafe_folder",
        retryable=False,
    )


def damaged() -> StoreError:
    """What is stored cannot be understood."""
    return _store_error(DAMAGED)
