"""The spool folder ``inbox``: a file each callback, put there by a receiver, taken out by the workspace's owner.

A file has its name from the provider and the hash of the body, so that the same body twice is the same file. The hash
is of the body without line breaks: a signature may hold for any number of them, and a copy with one more of them says
nothing new.
"""

import hashlib
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from reviewer.disk import sync_folder
from reviewer.errors import UnreadableFile
from reviewer.receiver import PROVIDERS, limits
from reviewer.receiver.checks import unbroken
from reviewer.receiver.remote import ids

FOLDER = "inbox"
"""Of a workspace."""

REFUSED = "refused"
"""Within it: what is no callback."""

_UNFINISHED = ".part"
_STALE_SECONDS = 24 * 3600.0
_FILE_BYTES = 2 * limits.BODY_BYTES
"""The body is Base64 in it, which makes four bytes of three."""


class Callback(msgspec.Struct, frozen=True, kw_only=True):
    """What a service called back.

    Attributes:
        provider: that proved to have sent it.
        received_at: ISO 8601 in UTC.
        remote: ids of the remote task, that of the job first; may be empty.
        body_hash: SHA-256 of the body without line breaks.
        body: as it came.
        form: of the file.
    """

    provider: str
    received_at: str
    remote: tuple[str, ...]
    body_hash: str
    body: bytes
    form: int = 1


def received(provider: str, body: bytes) -> Callback:
    """A callback that came now."""
    return Callback(
        provider=provider,
        received_at=datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        remote=ids(provider, body),
        body_hash=_hash(body),
        body=body,
    )


def put(inbox: Path, callback: Callback) -> Path:
    """Put a callback into the spool. When this returns, it is on the disk, whole; else there is nothing of it.

    Raises:
        OSError: it cannot be written.
    """
    path = inbox / f"{callback.provider}-{callback.body_hash}.json"
    if not path.exists():
        _write(path, msgspec.json.encode(callback))
    sync_folder(inbox)  # for one that was there too: its receiver may have died before
    return path


def waiting(inbox: Path) -> tuple[Path, ...]:
    """The files in the spool, the oldest first."""
    found = []
    for path in _files(inbox):
        with suppress(OSError):  # it was taken out meanwhile
            found.append((path.lstat().st_mtime_ns, path.name, path))
    return tuple(path for _, _, path in sorted(found))


def read(path: Path) -> Callback:
    """What a file of the spool says.

    Raises:
        UnreadableFile: it is no callback.
        OSError: it cannot be read now.
    """
    if path.is_symlink() or path.stat().st_size > _FILE_BYTES:
        raise _no_callback()
    try:
        callback = msgspec.json.decode(path.read_bytes(), type=Callback)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _no_callback() from None
    if callback.form != 1 or callback.provider not in PROVIDERS or callback.body_hash != _hash(callback.body):
        raise _no_callback()
    return callback


def remove(path: Path) -> None:
    """Take a file out of the spool, when its effect is on the disk."""
    path.unlink(missing_ok=True)


def refuse(path: Path) -> Path:
    """Put a file aside. Returns where it lies."""
    folder = path.parent / REFUSED
    folder.mkdir(mode=0o700, exist_ok=True)
    return path.replace(folder / path.name)


def tidy(inbox: Path) -> None:
    """Remove what was never whole and is old."""
    with suppress(OSError):
        for path in inbox.iterdir():
            if path.suffix == _UNFINISHED and time.time() - path.lstat().st_mtime > _STALE_SECONDS:
                path.unlink(missing_ok=True)


def _files(inbox: Path) -> Iterator[Path]:
    with suppress(OSError):
        for path in inbox.iterdir():
            hidden = path.name.startswith(".") or path.suffix == _UNFINISHED
            if not hidden and (path.is_symlink() or path.is_file()):
                yield path


def _write(path: Path, content: bytes) -> None:
    descriptor, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=_UNFINISHED)  # 0600
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


def _hash(body: bytes) -> str:
    return hashlib.sha256(unbroken(body)).hexdigest()


def _no_callback() -> UnreadableFile:
    return UnreadableFile("This file of the inbox is no callback.", "Look where it comes from.")
