"""The child's side: answers calls from the pipe until the program is gone."""

import contextlib
import os
import signal
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from reviewer.errors import ReviewerError, TooLarge
from reviewer.jobs import Report
from reviewer.processes import limits, sandbox, wire

if sys.platform != "win32":
    import fcntl
    import resource

Handler = Callable[[Any, Report], msgspec.Struct]
"""Called with the request's struct and a way to report progress; returns the answer's struct."""

_NICE = 12


def serve(
    handlers: Mapping[str, tuple[type[msgspec.Struct], Handler]],
    *,
    setup: Callable[[], object] | None = None,
    address_space: int | None = limits.ADDRESS_SPACE,
) -> None:
    """Answer calls until the program closes the pipe. The whole life of a child.

    Args:
        handlers: by name: the struct of the request, and what answers it.
        setup: imports and warms up, before the sandbox closes.
        address_space: see `sandbox.enter`.
    """
    incoming, outgoing = _take_pipes()
    _step_back()
    if setup is not None:
        setup()
    wire.write(outgoing, wire.Hello(sandbox.enter(address_space)))
    while (request := wire.read(incoming, wire.Request)) is not None:
        with _ends_with_the_program(incoming):
            reply = _reply(handlers, request, outgoing)
        wire.write(outgoing, reply)


def _take_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes for this module alone: what a library prints goes to stderr, what it reads is empty."""
    incoming = os.fdopen(os.dup(0), "rb")
    outgoing = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    return incoming, outgoing


def _step_back() -> None:
    """The window goes first. Windows: the program starts its children with a lower priority."""
    if sys.platform != "win32":
        os.umask(0o077)
        with contextlib.suppress(OSError):
            os.nice(_NICE)


@contextlib.contextmanager
def _ends_with_the_program(incoming: BinaryIO) -> Iterator[None]:
    """During a call the kernel ends this process group when the program's end of the pipe goes away.

    A thread could not: MuPDF holds the interpreter for the whole of a render. PR_SET_PDEATHSIG neither: it goes by the
    thread that started the child, and jobs have threads of their own.
    """
    if sys.platform != "linux":
        yield
        return
    descriptor = incoming.fileno()
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    signal.signal(signal.SIGIO, signal.SIG_DFL)
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, -os.getpgrp())
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)
    try:
        yield
    finally:
        fcntl.fcntl(descriptor, fcntl.F_SETFL, flags)


def _reply(
    handlers: Mapping[str, tuple[type[msgspec.Struct], Handler]], request: wire.Request, outgoing: BinaryIO
) -> wire.Answer | wire.Failure:
    def report(share: float, words: str) -> None:
        wire.write(outgoing, wire.Progress(share, words))

    try:
        kind, handler = handlers[request.name]
        body = wire.encode(handler(wire.decode(request.body, kind), report))
        if len(body) > limits.FRAME_BYTES // 2:
            raise TooLarge("This page holds more text than can be shown.", "Split the page, or leave it out.")
        return wire.Answer(body, resident())
    except ReviewerError as error:
        return _failure(error)
    except MemoryError:
        return _failure(
            TooLarge(
                "This page needs more memory than a page may take.",
                "Scan it again with fewer dots per inch, or split it.",
            )
        )
    except Exception as error:
        return wire.Failure("bug", text=_place(error), resident=resident())


def _failure(error: ReviewerError) -> wire.Failure:
    return wire.Failure(type(error).__name__, error.code, error.text, error.advice, error.retryable, resident())


def _place(error: Exception) -> str:
    """Type and place, never the text: it may quote the document."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(f"{Path(frame.filename).name}:{frame.lineno}" for frame in reversed(frames[-3:]))
    return f"{type(error).__name__} at {places}"


def resident() -> int:
    """Memory that this process has in RAM, in bytes; 0 when unknown."""
    if sys.platform == "linux":
        with contextlib.suppress(OSError, ValueError):
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[1])
            return pages * resource.getpagesize()
    return 0
