"""Where the program begins: arguments, then the window or a command."""

import argparse
import os
import runpy
import sys
from collections.abc import Sequence

from reviewer.cli import parser

_CHILDREN = ("reviewer.pages.worker", "reviewer.engines.worker")
_INTERRUPTED = 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run Reviewer. Returns the exit code."""
    arguments = sys.argv[1:] if argv is None else list(argv)
    if arguments[:1] == ["--child"] and arguments[1] in _CHILDREN:  # a bundle's way to say `python -m`
        runpy.run_module(arguments[1], run_name="__main__", alter_sys=True)
        return 0
    try:
        return _run(parser.parse(arguments))
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(options: argparse.Namespace) -> int:
    if options.command == "emulate":
        from reviewer import app  # the other commands do not need it

        return app.run_emulator(options)
    if options.command == "replay":
        from reviewer import app  # likewise

        return app.run_replay(options, on_screen=_has_display() and not options.offscreen)
    if options.command is not None:
        from reviewer.cli.main import run  # the window does not need the commands

        return run(options)
    from reviewer import app  # commands do not need Qt

    if options.samples and options.headless:
        return app.run_samples(options)
    if not _has_display():
        return _without_window("there is no display here")
    try:
        return app.run_window(options)
    except ImportError as error:
        return _without_window(str(error))


def _has_display() -> bool:
    """Whether Qt finds a place for windows; where it finds none, it ends the program with a crash."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform != "linux" or any(os.environ.get(name) for name in names)


def _without_window(reason: str) -> int:
    print(f"The window cannot open: {reason}.", file=sys.stderr)  # noqa: T201 - there is no window to say it
    print("“reviewer doctor” says what is missing; the commands work without it.", file=sys.stderr)  # noqa: T201
    return 1


if __name__ == "__main__":
    sys.exit(main())
