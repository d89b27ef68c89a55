"""Around every command: one sentence instead of a traceback, a clean end when it is stopped, and the exit code."""

import logging
import os
import signal
import sys
import threading
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from reviewer.cli import streams
from reviewer.cli.wording import sentence
from reviewer.errors import ReviewerError

FAILED = 1
MISUSED = 2
SIGNALLED = 128
"""Added to the number of the signal that ended a command, as shells do."""


class Terminated(KeyboardInterrupt):
    """The system asked us to end; everything that ends for Ctrl+C ends for it.

    Attributes:
        number: of the signal.
    """

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number


class UsageError(ReviewerError):
    """The command does not say what is wanted."""

    code = "usage"


def guarded(command: Callable[[], int]) -> int:
    """Run a command. Returns the exit code: its own, or that of how it ended."""
    streams.prepare()
    _quiet_logs()
    try:
        with _stopped_by_signals():
            return command()
    except Terminated as asked:
        return SIGNALLED + asked.number
    except KeyboardInterrupt:
        streams.say("Stopped.")
        return SIGNALLED + signal.SIGINT
    except BrokenPipeError:
        streams.let_go()
        return FAILED
    except streams.OutputError as error:
        streams.say(str(error))
        return FAILED
    except ReviewerError as error:
        streams.say(sentence(error))
        return MISUSED if isinstance(error, UsageError) else FAILED
    except Exception as error:
        streams.say(str(bug(error)))
        return FAILED


def bug(error: BaseException) -> ReviewerError:
    """A mistake of Reviewer itself, in a sentence without anything of the document in it."""
    if debugging():
        traceback.print_exception(error)
    return ReviewerError(
        f"Reviewer failed: {type(error).__name__} at {_place(error)}.",
        "Please report it; with REVIEWER_DEBUG=1 it says more.",
        code="bug",
    )


def debugging() -> bool:
    """Whether the one who runs the command wants to see everything."""
    return os.environ.get("REVIEWER_DEBUG", "") not in ("", "0")


def end_in_peace() -> None:
    """From here on until the command ends, requests to stop are not heard: what was begun is being put away."""
    if threading.current_thread() is threading.main_thread():
        for each in _requests():
            signal.signal(each, signal.SIG_IGN)


@contextmanager
def _stopped_by_signals() -> Iterator[None]:
    """SIGTERM, and SIGHUP when the terminal is closed, as an exception, so that children and temporary files go too."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {each: signal.getsignal(each) for each in _requests()}
    for each in before:
        if each is not signal.SIGINT and before[each] is signal.SIG_DFL:
            signal.signal(each, _terminate)
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def _requests() -> list[signal.Signals]:
    """The signals that ask a program to end."""
    return [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _terminate(number: int, _frame: FrameType | None) -> None:
    raise Terminated(number)


def _quiet_logs() -> None:
    """Each failure is told once, as a sentence; the log says it again only to who wants to see everything."""
    if debugging():
        logging.basicConfig(level=logging.DEBUG, stream=sys.stderr)
    elif not logging.root.handlers:
        logging.root.addHandler(logging.NullHandler())


def _place(error: BaseException) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_globals.get('__name__', '?')}:{trace.tb_lineno}"
