"""Start: from the start of the process to the first paint, and to a usable window, with 1,000 documents.

Each start is a fresh process that runs the real window; the disk's cache is warm (one start is not counted).
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from time import monotonic

import _figures

STARTS = 9
DOCUMENTS = 1000
MODELS = 2
FIRST_AIM, USABLE_AIM = 0.5, 1.0


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="in the workspace (default %(default)s)")
    parser.add_argument("--starts", type=int, default=STARTS, help="that count (default %(default)s)")
    arguments = parser.parse_args()
    import _documents

    figures = _figures.Figures(arguments)
    with _figures.scratch() as folder:
        images = _documents.images(arguments.corpus)[:MODELS]
        _documents.fill(folder / "workspace", arguments.documents, images, small=True)
        starts = [start(folder / "workspace", arguments.documents) for _ in range(arguments.starts + 1)][1:]
    n = len(starts)
    figures.add("first_paint", statistics.median(s["painted"] for s in starts), "s", aim=FIRST_AIM, n=n)
    figures.add("first_paint_worst", max(s["painted"] for s in starts), "s", n=n)
    figures.add("fields_shown", statistics.median(s["fields"] for s in starts), "s", n=n)
    figures.add("usable", statistics.median(s["usable"] for s in starts), "s", aim=USABLE_AIM, n=n)
    figures.add("usable_worst", max(s["usable"] for s in starts), "s", n=n)
    figures.note(f"Workspace of {arguments.documents} documents; median of {n} fresh processes.")
    figures.note(_figures.machine())
    figures.tell()


def start(workspace: Path, documents: int) -> dict[str, float]:
    """Start the window once. Returns the seconds to each moment."""
    command = [sys.executable, str(Path(__file__).with_name("_start.py")), str(workspace)]
    done = subprocess.run(
        [*command, repr(monotonic()), str(documents)], stdout=subprocess.PIPE, text=True, check=False, env=os.environ
    )
    try:
        times: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        sys.exit(f"The window did not start (exit code {done.returncode}).")
    return times


if __name__ == "__main__":
    main()
