"""Where the program begins: arguments, then the window or a command."""

import argparse
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
        return _run(parser.build().parse_args(arguments))
    except KeyboardInterrupt:
        return _INTERRUPTED


def _run(options: argparse.Namespace) -> int:
    if options.command is not None:
        from reviewer.cli.main import run  # the window does not need the commands

        return run(options)
    from reviewer import app  # commands do not need Qt

    if options.samples and options.headless:
        return app.run_samples(options)
    try:
        return app.run_window(options)
    except ImportError as error:
        print(f"The window cannot open: {error}.", file=sys.stderr)  # noqa: T201 - there is no window to say it
        print("“reviewer doctor” says what to install; the commands work without it.", file=sys.stderr)  # noqa: T201
        return 1


if __name__ == "__main__":
    sys.exit(main())
