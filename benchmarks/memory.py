"""Memory: of the window and of its children after 20 documents and after all; it should not grow."""

from __future__ import annotations

import os
import statistics
import sys
from collections import defaultdict

import _documents
import _figures
from _window import Window, opened
from PySide6.QtCore import QObject, QTimer, Slot

DOCUMENTS, EARLY, SPAN = 100, 20, 5
AIM = 10.0
LOOK_MS = 250


class Scale(QObject):
    """Weighs the processes while documents are read, and opens each document that was read."""

    def __init__(self, window: Window) -> None:
        super().__init__()
        self._window = window
        self.done: list[str] = []
        self.own: dict[int, list[float]] = defaultdict(list)
        self.children: dict[int, list[float]] = defaultdict(list)
        self.total: dict[int, list[float]] = defaultdict(list)
        window.session.reading.progressed.connect(self._on_progressed)
        self._timer = QTimer(self, interval=LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    @Slot(str, object)
    def _on_progressed(self, document: str, progress: object) -> None:
        if progress is None and document not in self.done:
            self.done.append(document)
            self._window.session.open(document)

    @Slot()
    def _look(self) -> None:
        here, (mine, *others) = len(self.done), _figures.family(os.getpid())
        self.own[here].append(_figures.resident(mine))
        self.children[here].append(sum(_figures.resident(pid) for pid in others))
        self.total[here].append(sum(_figures.proportional(pid) for pid in (mine, *others)))


def around(weights: dict[int, list[float]], count: int) -> float:
    """The median of what was weighed at the last few documents up to that count."""
    return statistics.median(w for n in range(count - SPAN, count + 1) for w in weights.get(n, ()))


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="to recognize (default %(default)s)")
    arguments = parser.parse_args()
    if not _figures.has_proc():
        print("Memory is only measured on Linux.")
        return
    count, early = arguments.documents, min(EARLY, max(1, arguments.documents // 2))
    figures = _figures.Figures(arguments)
    with _figures.scratch() as folder:
        pages = _documents.varied(_documents.images(arguments.corpus), count, folder / "pages")
        with opened(folder / "workspace") as window:
            window.wait_idle()
            scale = Scale(window)
            window.session.intake.take(pages)
            window.wait(lambda: len(scale.done) >= count, seconds=60.0 * count)
            window.run(LOOK_MS * 4 / 1000)
    if not scale.own[count]:
        sys.exit("Nothing was weighed.")
    for name, weights in (("window", scale.own), ("children", scale.children), ("all", scale.total)):
        before, after = around(weights, early), around(weights, count)
        figures.add(f"memory_{name}_{early}", before, "MB", n=early)
        figures.add(f"memory_{name}_{count}", after, "MB", n=count)
        figures.add(f"memory_{name}_growth", after / before * 100 - 100, "%", aim=AIM, n=count)
    figures.note("window, children: resident; all: the sum, with what they share counted once.")
    figures.note(_figures.machine())
    figures.tell()


if __name__ == "__main__":
    main()
