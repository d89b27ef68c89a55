"""What commands print: results on stdout, sentences on stderr, a line each, whatever the names of files hold."""

import contextlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO


def prepare() -> None:
    """Make sure that no name and no terminal can make printing fail."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def shown(text: str | Path) -> str:
    """A text on one line, with nothing in it that moves the cursor or turns the direction of writing."""
    return "".join(letter if letter.isprintable() else _escaped(letter) for letter in str(text))


def say(text: str) -> None:
    """A line for the person who runs the command; one who cannot hear does not hinder the work."""
    try:
        _line(sys.stderr, shown(text))
    except OSError:
        _let_go(sys.stderr)


def put(text: str) -> None:
    """A line of the result, for people.

    Raises:
        BrokenPipeError: nobody reads it any more.
        OutputError: it cannot be written.
    """
    with _told():
        _line(sys.stdout, shown(text))


def put_bytes(content: bytes) -> None:
    """A part of the result, for programs: UTF-8 whatever the terminal has.

    Raises:
        BrokenPipeError: nobody reads it any more.
        OutputError: it cannot be written.
    """
    if sys.stdout is None:  # closed by who started us
        return
    buffer = getattr(sys.stdout, "buffer", None)
    with _told():
        if buffer is None:  # a stream of text only, as some test runners put there
            sys.stdout.write(content.decode("utf-8"))
        else:
            sys.stdout.flush()
            buffer.write(content)
        sys.stdout.flush()


def let_go() -> None:
    """Whoever read our output is gone: say nothing more, not even when Python ends."""
    _let_go(sys.stdout)


def _let_go(stream: TextIO) -> None:
    """Python writes what is left in a stream at its end, and fails when it cannot: let it go nowhere."""
    with contextlib.suppress(OSError, ValueError):
        place, nothing = stream.fileno(), os.open(os.devnull, os.O_WRONLY)
        if nothing != place:  # else it was closed, and is open again now
            os.dup2(nothing, place)
            os.close(nothing)


class OutputError(Exception):
    """What is printed goes nowhere: as with a broken pipe, going on makes no sense."""


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise
    except OSError as error:
        let_go()  # Python would write what is left at its end, and complain
        reason = error.strerror or type(error).__name__
        raise OutputError(f"The output cannot be written: {reason}.") from None


def _line(stream: TextIO | None, text: str) -> None:
    if stream is not None:  # a program without a console, on Windows
        print(text, file=stream, flush=True)


def _escaped(letter: str) -> str:
    return letter.encode("unicode_escape", "backslashreplace").decode("ascii")
