"""The options of `reviewer replay`."""

import argparse
from pathlib import Path
from typing import Final

REPLAY: Final = """\
Play a script in the real window, on the screen where there is one, and print for each step what came of it and how
long the painted answer took. A script is JSON Lines: actions, keys, texts, waits, expectations (docs/replay.md)."""

REPLAY_MORE: Final = """\
Without --workspace, the workspace is empty, nothing is sent to a service, your own keys do not count, and all of it is
thrown away afterwards. Settings that a script changes are never kept. A script that is wrong is not begun.

exit codes: 0 all is as expected, 1 a step failed, 2 the command is wrong, 130 stopped by Ctrl+C
"""

_SIZE: Final = (1600, 1000)


def add_replay_options(parser: argparse.ArgumentParser) -> None:
    """What to play, where, and how it is told."""
    parser.add_argument("script", type=Path, metavar="SCRIPT", help="JSON Lines, or - to read them from the input")
    parser.add_argument(
        "--workspace",
        type=Path,
        metavar="DIR",
        default=argparse.SUPPRESS,
        help="play in this workspace, with your settings; what is done stays done (default: a throw-away one)",
    )
    parser.add_argument("--json", action="store_true", help="one JSON line a step")
    parser.add_argument("--frames", type=Path, metavar="DIR", help="a picture after every step: 0001.png and so on")
    parser.add_argument("--size", type=_size, default=_SIZE, metavar="WxH", help="of the window (default: 1600x1000)")
    parser.add_argument(
        "--pace", type=_seconds, default=0.0, metavar="S", help="seconds to wait after every step, for who looks on"
    )
    parser.add_argument("--keep-going", action="store_true", help="go on after a step that failed")
    parser.add_argument("--offscreen", action="store_true", help="without a window on the screen")


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.lower().partition("x")
    if not (
        cross and width.isdecimal() and height.isdecimal() and 0 < int(width) <= 10_000 and 0 < int(height) <= 10_000
    ):
        raise argparse.ArgumentTypeError(f"“{text}” is no size; write 1280x720")
    return int(width), int(height)


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = -1.0
    if not 0 <= seconds <= 60:
        raise argparse.ArgumentTypeError(f"“{text}” is no number of seconds from 0 to 60")
    return seconds
