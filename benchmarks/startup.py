"""Start: from the start of the process to the first paint, and to a usable window, with 1,000 documents.

Each start is a fresh process that runs the real window; the disk's cache is warm (one start is not counted).
"""

from __future__ import annotations

import argparse
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
    parser.add_argument("--child", nargs=3, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.child:
        child(Path(arguments.child[0]), float(arguments.child[1]), int(arguments.child[2]))
        return
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
    command = [sys.executable, __file__, "--child", str(workspace)]
    done = subprocess.run(
        [*command, repr(monotonic()), str(documents)], stdout=subprocess.PIPE, text=True, check=False, env=os.environ
    )
    try:
        times: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    except (IndexError, ValueError):
        sys.exit(f"The window did not start (exit code {done.returncode}).")
    return times


def child(workspace: Path, began: float, documents: int) -> None:
    """Run the program as `python -m reviewer --workspace DIR` does, with an ear for what it paints."""
    from reviewer import __main__ as program
    from reviewer.ui.application import Application

    show, times = Application.show, {}

    def heard(application: Application) -> None:
        from _window import Painted, Window
        from PySide6.QtCore import QTimer
        from PySide6.QtWidgets import QApplication

        window = Window(application)

        def has_fields() -> bool:
            return window.session.document is not None and bool(window.review.rows()) and window.editor.isVisible()

        def usable() -> bool:
            page = window.review.page
            counted = sum(window.session.queue.counts.values()) >= documents
            return has_fields() and counted and window.pictures.ready(page)

        class Ear(Painted):
            def __init__(self, name: str, *of: object) -> None:
                super().__init__(*of)  # type: ignore[arg-type]
                self.name = name

            def customEvent(self, event: object) -> None:
                super().customEvent(event)  # type: ignore[arg-type]
                times[self.name] = self.at - began
                if self.name == "usable":
                    QApplication.quit()

        application.ears = [  # type: ignore[attr-defined]
            Ear("painted", lambda: True, application.window),
            Ear("fields", has_fields, window.fields),
            Ear("usable", usable, window.page),
        ]
        # What the last of the three needs may come without a paint of the page.
        application.session.queue.counted.connect(window.page.update)
        QTimer.singleShot(30_000, QApplication.quit)
        show(application)

    Application.show = heard  # type: ignore[method-assign]
    program.main(["--workspace", str(workspace)])
    print(json.dumps(times))


if __name__ == "__main__":
    main()
