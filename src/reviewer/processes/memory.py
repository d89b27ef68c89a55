"""Pictures cross by shared memory as BGRX: a private file that both sides map, made by the program.

On Linux the file loses its name as soon as it exists and is reached through ``/proc``, so nothing is left behind even
by ``kill -9``. Elsewhere it has a name until `SharedMemory.close`, and `sweep` removes what the dead left.
"""

import contextlib
import mmap
import os
import re
import secrets
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import Self

import msgspec

from reviewer.errors import TooLarge

BYTES_PER_PIXEL = 4
_PROC = sys.platform == "linux" and Path("/proc/self/fd").is_dir()
_OLD_SECONDS = 3 * 86_400
_FAST = Path("/dev/shm")
_NAME = re.compile(r"reviewer-(\d+)-[0-9a-z_]+(\.pixels)?$")


class Pixels(msgspec.Struct, frozen=True):
    """Where a picture lies: rows from top to bottom of `stride` bytes, 4 bytes a pixel: blue, green, red, unused.

    Attributes:
        path: of the shared memory; for `SharedMemory.attach`. Good while the program keeps it open.
        width, height: pixels.
        stride: bytes from one row to the next, at least 4 * width.
    """

    path: str
    width: int
    height: int
    stride: int

    @property
    def size(self) -> int:
        """Bytes it takes."""
        return self.stride * self.height


class SharedMemory:
    """Bytes that two processes see. The program creates, a child attaches."""

    def __init__(self, descriptor: int, path: str, *, writable: bool, owned: bool) -> None:
        self._descriptor = descriptor
        self._owned = owned
        self.path = path
        self.capacity = os.fstat(descriptor).st_size
        access = mmap.ACCESS_WRITE if writable else mmap.ACCESS_READ
        self._map = mmap.mmap(descriptor, self.capacity, access=access)
        self.view = memoryview(self._map)

    @classmethod
    def create(cls, capacity: int) -> Self:
        """Make memory of at least `capacity` bytes; what is never written takes no room.

        Raises:
            TooLarge: there is no room for so much.
        """
        folder = _folder(capacity)
        path = str(folder / f"reviewer-{os.getpid()}-{secrets.token_hex(8)}.pixels")
        flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(path, flags, 0o600)
        try:
            os.ftruncate(descriptor, max(capacity, mmap.PAGESIZE))
            if _PROC:
                Path(path).unlink()
                path = f"/proc/{os.getpid()}/fd/{descriptor}"
            return cls(descriptor, path, writable=True, owned=True)
        except BaseException:
            os.close(descriptor)
            with contextlib.suppress(OSError):
                Path(path).unlink()
            raise

    @classmethod
    def attach(cls, path: str, *, writable: bool = False) -> Self:
        """Map memory that the program made.

        Raises:
            FileNotFoundError: the program closed it meanwhile.
        """
        flags = (os.O_RDWR if writable else os.O_RDONLY) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
        descriptor = os.open(path, flags)
        try:
            return cls(descriptor, path, writable=writable, owned=False)
        except BaseException:
            os.close(descriptor)
            raise

    def reserve(self, size: int) -> None:
        """Make sure that the first `size` bytes can be written: a full disk would kill the writer instead.

        Raises:
            TooLarge: no room, or over the capacity.
        """
        if size > self.capacity:
            raise _no_room()
        if hasattr(os, "posix_fallocate"):
            try:
                os.posix_fallocate(self._descriptor, 0, size)
            except OSError:
                raise _no_room() from None

    def unlink(self) -> None:
        """Take the name away, where it has one still; both sides keep what they mapped."""
        if self._owned and not self.path.startswith("/proc/"):
            with contextlib.suppress(OSError):  # Windows: not while it is mapped; `close` tries again
                Path(self.path).unlink()

    def close(self) -> None:
        """Unmap. What still uses `view` keeps the memory until it lets go. May be called again."""
        if self._descriptor < 0:
            return
        with contextlib.suppress(BufferError):
            self.view.release()
            self._map.close()
        os.close(self._descriptor)
        self._descriptor = -1
        self.unlink()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __del__(self) -> None:
        if getattr(self, "_descriptor", -1) >= 0:
            self.close()


def private_folder() -> Path:
    """A new folder that only this user can enter, named so that `sweep` knows whose it is."""
    return Path(tempfile.mkdtemp(prefix=f"reviewer-{os.getpid()}-"))


def sweep() -> None:
    """Remove memory and folders of programs of this user that died without doing so. To be called at the start."""
    for folder in {_FAST, Path(tempfile.gettempdir())}:
        with contextlib.suppress(OSError):
            for path in folder.iterdir():
                if _stale(path):
                    _remove(path)


def _stale(path: Path) -> bool:
    match = _NAME.fullmatch(path.name)
    if match is None or path.is_symlink():
        return False
    if hasattr(os, "getuid") and path.lstat().st_uid != os.getuid():
        return False
    return _is_old(path) if sys.platform == "win32" else not _runs(int(match[1]))


def _is_old(path: Path) -> bool:
    """Windows does not say who lives without more ado; nothing of ours lives for days."""
    return time.time() - path.lstat().st_mtime > _OLD_SECONDS


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with contextlib.suppress(OSError):
            path.unlink()


def _folder(capacity: int) -> Path:
    """Where there is room; a container's /dev/shm may have 64 MB only."""
    for folder in (_FAST, Path(tempfile.gettempdir())):
        if folder.is_dir() and os.access(folder, os.W_OK | os.X_OK) and shutil.disk_usage(folder).free > capacity:
            return folder
    raise _no_room()


def _no_room() -> TooLarge:
    return TooLarge(
        "There is not enough memory to show this page.", "Close other programs, or free some disk space, and try again."
    )
