"""Where the program begins: arguments, then the window or a command."""

import sys
from collections.abc import Sequence

from reviewer.cli import parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run Reviewer. Returns the exit code."""
    options = parser.build().parse_args(argv)
    if options.command is not None:
        from reviewer.cli.main import run  # noqa: PLC0415 - the window does not need the commands

        return run(options)
    from reviewer import app  # noqa: PLC0415 - commands do not need Qt

    if options.samples and options.headless:
        return app.run_samples(options)
    return app.run_window(options)


if __name__ == "__main__":
    sys.exit(main())
