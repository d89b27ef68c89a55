"""Running programs: with the right environment, on a display or on one of its own."""

from __future__ import annotations

import contextlib
import os
import re
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence

from environment import ROOT, SetupError


def call(command: Sequence[object], environment: dict[str, str] | None = None) -> int:
    """Run a command in the checkout and return its exit code; Ctrl+C is the command's to handle."""
    process = subprocess.Popen([str(part) for part in command], cwd=ROOT, env=environment)
    while True:
        try:
            code = process.wait()
            return 128 - code if code < 0 else code  # as a shell tells of a signal
        except KeyboardInterrupt:
            continue
        except SystemExit:
            process.terminate()
            process.wait()
            raise


def child_environment(**changes: str) -> dict[str, str]:
    """The environment for the program: this one, with UTF-8 even where no locale is set."""
    environment = {**os.environ, **changes}
    if os.name != "nt" and not any(environment.get(name) for name in ("LC_ALL", "LC_CTYPE", "LANG")):
        environment["LANG"] = "C.UTF-8"
    return environment


def has_display() -> bool:
    """Whether a window can be shown."""
    if not sys.platform.startswith("linux"):
        return True
    if os.environ.get("QT_QPA_PLATFORM", "").startswith(("offscreen", "minimal", "vnc")):
        return False
    if os.environ.get("WAYLAND_DISPLAY"):
        return True
    display = os.environ.get("DISPLAY", "")
    return bool(display) and answers(display)


def answers(display: str) -> bool:
    """Whether an X server listens at this name; one that is not of the usual form is believed."""
    match = re.fullmatch(r"(?:unix|localhost)?(?:/unix)?:(\d+)(?:\.\d+)?", display)
    if not match:
        return True
    number = int(match.group(1))
    if display.startswith("localhost"):
        with contextlib.suppress(OSError), socket.create_connection(("localhost", 6000 + number), timeout=2):
            return True
        return False
    for address in (f"/tmp/.X11-unix/X{number}", f"\0/tmp/.X11-unix/X{number}"):
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX) as connection:
            connection.connect(address)
            return True
    return False


@contextlib.contextmanager
def virtual_display() -> Iterator[str]:
    """A display of its own, without a screen."""
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"],
        pass_fds=(write,),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl+C ends pytest first
    )
    os.close(write)
    try:
        with os.fdopen(read) as answer:
            number = answer.readline().strip()
        if not number:
            raise SetupError("Xvfb did not start: run Xvfb by hand to see why.")
        yield f":{number}"
    finally:
        server.terminate()
        server.wait()
