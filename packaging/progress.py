"""Long commands with their output kept back and one moving line in its place."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    Status = Callable[[list[str]], str]

_LINE_EVERY = 10.0  # seconds, where the output is a file and a line cannot be drawn over


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


def watch(
    command: list[str],
    label: str,
    status: Status | None = None,
    environment: dict[str, str] | None = None,
) -> tuple[int, list[str]]:
    """Run a command, show that it is alive, and return its exit code and output lines.

    ``status`` makes a few words out of the lines so far ("12 of 80 fetched").
    """
    lines: list[str] = []
    started = time.monotonic()
    say(f"{label} ...")
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env=environment,
    )
    reader = threading.Thread(target=_collect, args=(process, lines), daemon=True)
    reader.start()
    try:
        _show(reader, lines, started, status)
        code = process.wait()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    _draw(f"  {'done' if code == 0 else 'failed'}, {time.monotonic() - started:.0f} s", last=True)
    return code, lines


def last_error(lines: list[str]) -> str:
    """The one line of a failed command's output that says most."""
    told = [line.strip() for line in lines if line.strip()]
    errors = [line for line in told if line.startswith(("ERROR:", "E:", "error:", "Error:", "OSError"))]
    return (errors or told or ["it gave no reason"])[-1]


def _collect(process: subprocess.Popen[str], lines: list[str]) -> None:
    assert process.stdout is not None
    for line in process.stdout:
        lines.append(line.rstrip("\n"))


def _show(reader: threading.Thread, lines: list[str], started: float, status: Status | None) -> None:
    """Draw until the command has closed its output: often on a terminal, seldom into a file."""
    pause = 0.5 if sys.stdout.isatty() else _LINE_EVERY
    while True:
        reader.join(pause)
        if not reader.is_alive():
            return
        words = status(list(lines)) if status else ""
        _draw(f"  {words}{', ' if words else ''}{time.monotonic() - started:.0f} s")


def _draw(text: str, last: bool = False) -> None:
    if sys.stdout.isatty():
        print(f"\r{text:<70}", end="\n" if last else "", flush=True)
    else:
        say(text)
