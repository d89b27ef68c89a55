"""One running child: its command, environment, process group and temporary folder."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import BinaryIO

from reviewer.processes import memory

_KEPT = ("PATH", "LANG", "LANGUAGE", "SYSTEMROOT", "WINDIR", "REVIEWER_TESSERACT", "TESSDATA_PREFIX", "TZ")
_SOURCE = Path(__file__).resolve().parents[2]


def command(module: str) -> list[str]:
    """How a module is run as a child. A bundle has no ``-m``: its `__main__` answers ``--child`` first of all."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--child", module]
    return [sys.executable, "-m", module]


def environment(folder: Path) -> dict[str, str]:
    """Everything that a child gets to know: no keys, no home, its own temporary folder."""
    kept = {name: value for name, value in os.environ.items() if name.upper() in _KEPT or name.startswith("LC_")}
    own = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(folder))
    python_path = os.pathsep.join(filter(None, (str(_SOURCE), os.environ.get("PYTHONPATH", ""))))
    return {
        **kept,
        **own,
        "PYTHONPATH": python_path,
        "PYTHONSAFEPATH": "1",
        "PYTHONUTF8": "1",
        "OMP_THREAD_LIMIT": "1",
        # glibc gives large blocks back when they are freed; else one large page is kept for good.
        "MALLOC_MMAP_THRESHOLD_": "4194304",
    }


class Spawned:
    """A child that was started. `bury` it in the end; nothing else removes it.

    Attributes:
        stdin, stdout: pipes to and from it.
        calls: how many it was given.
        greeted: whether it has said that it is ready.
    """

    def __init__(self, module: str) -> None:
        self._folder = memory.private_folder()
        try:
            self._process = _start(module, self._folder)
        except BaseException:
            shutil.rmtree(self._folder, ignore_errors=True)
            raise
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self.stdin: BinaryIO = self._process.stdin  # type: ignore[assignment]  # typeshed: IO[bytes]
        self.stdout: BinaryIO = self._process.stdout  # type: ignore[assignment]
        self.calls = 0
        self.greeted = False
        self._buried = False

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def runs(self) -> bool:
        return self._process.poll() is None

    def kill(self) -> None:
        """End it and all that it started, at once. From any thread."""
        if self._buried:  # its number may be another's by now
            return
        if sys.platform == "win32":
            subprocess.run(["taskkill", "/F", "/T", "/PID", str(self.pid)], capture_output=True, check=False)
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)

    def bury(self) -> None:
        """End it, wait until it is gone, and remove what it left."""
        self.kill()
        self._process.wait()
        self._buried = True
        for pipe in (self.stdin, self.stdout):
            with contextlib.suppress(OSError):
                pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)


def _start(module: str, folder: Path) -> "subprocess.Popen[bytes]":
    flags = 0
    if sys.platform == "win32":
        flags = (
            subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.BELOW_NORMAL_PRIORITY_CLASS | subprocess.CREATE_NO_WINDOW
        )
    return subprocess.Popen(
        command(module),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # libraries print there what documents say
        cwd=folder,
        env=environment(folder),
        start_new_session=sys.platform != "win32",
        creationflags=flags,
    )
