"""The files as they were taken in: content-addressed, never changed."""

import hashlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import msgspec

from reviewer.disk import sync_folder
from reviewer.errors import StoreError, UnreadableFile
from reviewer.jobs import CancelToken
from reviewer.store.problems import told

_CHUNK = 1 << 20


class Kept(msgspec.Struct, frozen=True):
    """What `Originals.keep` found.

    Attributes:
        sha256: lower-case hex.
        size: bytes.
        fresh: whether the workspace did not have it before.
    """

    sha256: str
    size: int
    fresh: bool


class Originals:
    """The folder ``originals/ab/<sha256>``.

    Args:
        folder: of the originals.
        temporary: a folder on the same disk, for what is not yet whole.
    """

    def __init__(self, folder: Path, temporary: Path) -> None:
        self._folder = folder
        self._temporary = temporary

    def path_of(self, sha256: str) -> Path:
        """Where the file of that hash lies, or would lie."""
        return self._folder / sha256[:2] / sha256

    def has(self, sha256: str) -> bool:
        return self.path_of(sha256).is_file()

    def read(self, sha256: str, *, verify: bool = False) -> bytes:
        """The bytes of an original.

        Raises:
            StoreError: it is missing, cannot be read or, when asked to verify, is not what was taken in.
        """
        try:
            content = self.path_of(sha256).read_bytes()
        except FileNotFoundError:
            raise missing() from None
        except OSError as error:
            raise told(error) from None
        if verify and hashlib.sha256(content).hexdigest() != sha256:
            raise StoreError(
                "The original of this document is damaged.", "Add the file again.", code="damaged", retryable=False
            )
        return content

    def keep(self, source: BinaryIO | Path, token: CancelToken | None = None) -> Kept:
        """Copy a file into the workspace; it is there whole, and on the disk, or not at all.

        Raises:
            UnreadableFile: the source cannot be read.
            StoreError: the workspace cannot be written.
            Cancelled: the token asks to stop.
        """
        if isinstance(source, Path):
            with _opened(source) as stream:
                return self._keep(stream, token)
        return self._keep(source, token)

    def remove(self, sha256: str) -> None:
        """Delete the file. For the writer only, when no page names it; see `trash.purge`."""
        self.path_of(sha256).unlink(missing_ok=True)

    def _keep(self, stream: BinaryIO, token: CancelToken | None) -> Kept:
        try:
            descriptor, name = tempfile.mkstemp(dir=self._temporary, prefix="original-")
        except OSError as error:
            raise told(error) from None
        temporary = Path(name)
        try:
            with os.fdopen(descriptor, "wb") as copy:
                sha256, size = _copied(stream, copy, token)
            return Kept(sha256, size, self._moved(temporary, sha256, size))
        except OSError as error:
            raise told(error) from None
        finally:
            temporary.unlink(missing_ok=True)

    def _moved(self, temporary: Path, sha256: str, size: int) -> bool:
        path = self.path_of(sha256)
        if path.is_file() and path.stat().st_size == size:
            return False
        if not path.parent.is_dir():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            sync_folder(self._folder)
        temporary.replace(path)
        sync_folder(path.parent)
        return True


def missing() -> StoreError:
    """The file of an original is not there."""
    return StoreError(
        "The original of this document is missing.", "Add the file again.", code="original_missing", retryable=False
    )


def _opened(path: Path) -> BinaryIO:
    try:
        return path.open("rb")
    except OSError as error:
        raise unreadable(error) from None


def unreadable(error: OSError) -> UnreadableFile:
    """Why a file given by the operator cannot be read."""
    if isinstance(error, FileNotFoundError):
        return UnreadableFile("The file is not there any more.", "Check whether it was moved or renamed.")
    if isinstance(error, PermissionError):
        return UnreadableFile("You are not allowed to read this file.", "Ask its owner for permission.")
    if isinstance(error, IsADirectoryError):
        return UnreadableFile("This is a folder, not a file.")
    return UnreadableFile("The file cannot be read.", "Check that its disk is connected.")


def _chunks(stream: BinaryIO, token: CancelToken | None) -> Iterator[bytes]:
    while True:
        if token is not None:
            token.check()
        try:
            chunk = stream.read(_CHUNK)
        except OSError as error:
            raise unreadable(error) from None
        if not chunk:
            return
        yield chunk


def _copied(stream: BinaryIO, copy: BinaryIO, token: CancelToken | None) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in _chunks(stream, token):
        digest.update(chunk)
        copy.write(chunk)
        size += len(chunk)
    copy.flush()
    os.fsync(copy.fileno())
    return digest.hexdigest(), size
