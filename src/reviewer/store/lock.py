"""One owner: the lock of a workspace, held by the operating system and released by it when the owner dies."""

import os
import sys
from pathlib import Path

from reviewer.errors import WorkspaceBusy

if sys.platform == "win32":
    import msvcrt

    _FAR = 0x7FFF0000  # locked bytes cannot be read by others, so lock one far behind the text

    def _take(descriptor: int) -> None:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _take(descriptor: int) -> None:
        # flock, not lockf: a POSIX record lock is lost as soon as the process closes any descriptor of the file.
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


LOCK = "workspace.lock"


class Lock:
    """Held from `take` to `release`, or until the process ends in any way."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._descriptor: int | None = None

    @property
    def held(self) -> bool:
        """Whether somebody owns it at this moment."""
        try:
            descriptor = os.open(self._path, os.O_RDWR | getattr(os, "O_NOFOLLOW", 0))
        except OSError:
            return False
        try:
            _take(descriptor)
        except OSError:
            return True
        finally:
            os.close(descriptor)
        return False

    def take(self) -> None:
        """Become the owner.

        Raises:
            WorkspaceBusy: another process, or another Lock of this one, holds it.
            OSError: the file cannot be made.
        """
        descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
        try:
            _take(descriptor)
        except (BlockingIOError, PermissionError):  # Windows says the second
            os.close(descriptor)
            raise WorkspaceBusy(
                "This workspace is open in the Reviewer window.", "Close it, or use --workspace."
            ) from None
        except OSError:
            os.close(descriptor)
            raise
        os.ftruncate(descriptor, 0)
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, f"{os.getpid()}\n".encode())
        self._descriptor = descriptor

    def release(self) -> None:
        """Stop being the owner; the file stays, since removing it would let two owners in."""
        if self._descriptor is not None:
            os.close(self._descriptor)
            self._descriptor = None
