"""Stalls: how late a 5 ms timer of the window's thread is while 4 documents are recognized.

With --trace it says what made it wait: when the timer is late, faulthandler (it needs no lock of Python's) notes where
the window's thread is. It walks the frames of other threads while they run, which now and then crashes Python: nothing
for every run.
"""

from __future__ import annotations

import faulthandler
import threading
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, thread_time
from typing import TextIO

import _documents
import _figures
from _window import Window, opened
from PySide6.QtCore import QObject, Qt, QTimer

DOCUMENTS = 4
AIM = 50.0
TICK_MS, LATE_MS = 5, 25
CALM_SECONDS = 4.0
NOISE_MS = 1.0


@dataclass(frozen=True)
class Stall:
    """One wait of the window's thread: milliseconds, those in which it worked itself, and where it was."""

    length: float
    own: float
    where: str


class Ticker(QObject):
    """Ticks in the window's thread, and keeps every wait between two ticks."""

    def __init__(self, trace: TextIO | None) -> None:
        super().__init__()
        self._trace = trace
        self._mine = f"0x{threading.get_ident():016x}"
        self.stalls: list[Stall] = []
        self._timer = QTimer(self, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self._last, self._worked = monotonic(), thread_time()
        self._timer.start()
        self._arm()

    def take(self) -> list[Stall]:
        """What was measured so far; begins anew."""
        stalls, self.stalls = self.stalls, []
        return stalls

    def stop(self) -> None:
        self._timer.stop()
        faulthandler.cancel_dump_traceback_later()

    def _arm(self) -> None:
        if self._trace is not None:
            faulthandler.dump_traceback_later(LATE_MS / 1000, file=self._trace)

    def _tick(self) -> None:
        faulthandler.cancel_dump_traceback_later()
        at, worked = monotonic(), thread_time()
        length, own = (at - self._last) * 1000 - TICK_MS, (worked - self._worked) * 1000
        where = self._where() if length > LATE_MS - TICK_MS else ""
        self.stalls.append(Stall(max(0.0, length), own, where))
        self._last, self._worked = monotonic(), thread_time()
        self._arm()

    def _where(self) -> str:
        """The places in Reviewer where the window's thread was, from the note; and what the others did."""
        if self._trace is None:
            return ""
        self._trace.flush()
        text = Path(self._trace.name).read_text("utf-8")
        self._trace.seek(0)
        self._trace.truncate()
        mine, others = [], []
        for block in text.split("\n\n"):
            head, _, body = block.partition("\n")
            target = mine if self._mine in head else others
            lines = [line.strip().removeprefix("File ") for line in body.splitlines()]
            target.append(" < ".join(shortened(line) for line in lines[: 6 if target is mine else 2]))
        return f"{' | '.join(mine)}  [others: {' | '.join(filter(None, others))}]"


def shortened(line: str) -> str:
    """`"/long/way/reviewer/ui/x.py", line 3 in f` as `ui/x.py:3 f`."""
    path, _, rest = line.partition('", line ')
    number, _, function = rest.partition(" in ")
    parts = Path(path.strip('"')).parts
    return f"{'/'.join(parts[-2:])}:{number} {function}"


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--documents", type=int, default=DOCUMENTS, help="to recognize (default %(default)s)")
    parser.add_argument("--trace", type=int, default=0, metavar="N", help="print the N worst stalls")
    arguments = parser.parse_args()
    figures = _figures.Figures(arguments)
    with _figures.scratch() as folder, (folder / "trace").open("w+") as trace:
        pages = _documents.varied(_documents.images(arguments.corpus), arguments.documents, folder / "pages")
        with opened(folder / "workspace") as window:
            window.wait_idle()
            ticker = Ticker(trace if arguments.trace else None)
            window.run(CALM_SECONDS)
            calm = ticker.take()
            recognize(window, pages)
            busy = ticker.take()
            ticker.stop()
    lengths = [stall.length for stall in busy]
    figures.add("stall_worst", max(lengths), "ms", aim=AIM, n=len(lengths))
    figures.add("stall_p99", _figures.percentile(lengths, 99), "ms", n=len(lengths))
    figures.add("stall_own_worst", max(min(s.own, s.length) for s in busy), "ms", n=len(lengths))
    figures.add("stall_over_50", sum(length > AIM for length in lengths), "times", n=len(lengths))
    figures.add("stall_idle_worst", max(stall.length for stall in calm), "ms", n=len(calm))
    for stall in sorted(busy, key=lambda s: s.length, reverse=True)[: arguments.trace]:
        figures.note(f"{stall.length:.0f} ms, of which the window's thread worked {stall.own:.0f}: {stall.where}")
    figures.note(
        "own: the thread's own work in a stall; the rest is waiting for Python's lock or a core. idle: nothing runs."
    )
    figures.note(_figures.machine())
    figures.tell()


def recognize(window: Window, pages: list[Path]) -> None:
    """Take files in, and wait until all are read and shown."""
    window.session.intake.take(pages)
    window.wait(lambda: sum(window.session.queue.counts.values()) >= len(pages))
    window.wait_idle(600.0)


if __name__ == "__main__":
    main()
