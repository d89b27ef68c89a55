"""Writing a file whole or not at all."""

import errno
import os
import uuid
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from reviewer.errors import StoreError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_NO_FOLDER = {errno.ENOENT, errno.ENOTDIR}
_CANNOT_SYNC = {errno.EINVAL, errno.ENOTSUP, errno.EACCES}


def write(path: Path, chunks: Iterable[bytes]) -> None:
    """Write a file in place of an older one of that name, which stays as it is when anything goes wrong.

    Raises:
        StoreError: the disk is full, the folder is missing or read-only.
    """
    temporary = path.parent / f".{uuid.uuid4().hex}.part"
    try:
        _write(temporary, chunks)
        temporary.replace(path)
        _sync_folder(path.parent)
    except OSError as error:
        raise _told(error, path) from None
    finally:
        _remove(temporary)


def _write(temporary: Path, chunks: Iterable[bytes]) -> None:
    # 0o666, so that the file gets the permissions that other programs' files get: others are to read it.
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    try:
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
    except OSError as error:
        if error.errno not in _CANNOT_SYNC:  # network folders cannot; the file itself is on the disk
            raise


def _remove(temporary: Path) -> None:
    with suppress(OSError):  # what went wrong with the folder is told already
        temporary.unlink(missing_ok=True)


def _told(error: OSError, path: Path) -> StoreError:
    if error.errno in _FULL:
        return StoreError(f"The disk is full: {path.name} was not written.", "Free some space.", code="full")
    if error.errno in _NO_FOLDER:
        return StoreError(f"The folder {path.parent} does not exist.", "Make it, or choose another.", code="no_folder")
    if error.errno in _FORBIDDEN:
        return StoreError(
            f"{path.name} cannot be written in {path.parent}.",
            "Check the permissions of the folder, and whether another program has the file open.",
            code="read_only",
        )
    return StoreError(f"{path} cannot be written.", "Check the folder and its disk.", code="unreachable")
