"""How long the queue takes to answer with very many documents: filters, searches, orders, and moving in the list.

    python benchmarks/queues.py [--documents N] [--json FILE]

The first screenful of a list is read as the window reads it (`FirstJob`): in a thread of its own, from a workspace on
disk, whose rows are written in bulk. What follows it (the order of the whole list, and the numbers on the tabs) is
measured too. Then the real window is moved in: to the end and back, by pages, while documents come and go.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from time import perf_counter

from _figures import Figures, machine, parser, scratch
from _many import COMMON, RARE, SOME, fill

from reviewer.domain.queue import Days, Filter, Order, Sort, Span
from reviewer.domain.revision import TO_REVIEW, RevisionStatus
from reviewer.jobs import CancelToken, silent
from reviewer.services.listing import FirstJob, OutlineJob
from reviewer.store.workspace import Workspace
from reviewer.ui.viewmodels.queue_fetching import SCREENFUL
from reviewer.ui.viewmodels.tab import STATUSES, Tab

AIM_MS = 50.0
ROUNDS = 3
MOVES = 40


def main() -> None:
    made = parser(__doc__ or "")
    made.add_argument("--documents", type=int, default=100_000, metavar="N", help="how many (100,000)")
    arguments = made.parse_args()
    figures = Figures(arguments)
    with scratch() as folder:
        workspace = folder / "workspace"
        began = perf_counter()
        fill(workspace, arguments.documents)
        figures.note(f"{arguments.documents} documents, written in {perf_counter() - began:.0f} s. {machine()}")
        measure_lists(workspace, figures)
        measure_window(workspace, figures)
    figures.tell()


def lists() -> Iterator[tuple[str, Filter, Sort]]:
    """Every tab with every filter, in every order."""
    for tab in Tab:
        for name, wanted in filters(STATUSES[tab]):
            for order in Order:
                for descending in (False, True):
                    yield name, wanted, Sort(order, descending)


def filters(statuses: frozenset[RevisionStatus]) -> Iterator[tuple[str, Filter]]:
    """Filters that match all, many, few and none, alone and together."""

    def of(**more: object) -> Filter:
        return Filter(statuses=statuses, **more)  # type: ignore[arg-type]

    invoice, card = frozenset({"invoice"}), frozenset({"health_card"})
    yield "tab", of()
    yield "type", of(document_types=invoice)
    yield "rare type", of(document_types=card)
    yield "source", of(sources=frozenset({"mindee"}))
    yield "unsure", of(unsure=Span(4))
    yield "confidence", of(confidence=Span(None, 0.05))
    yield "errors", of(errors=True)
    yield "failed", of(failed=True)
    yield "days", of(added=Days(date(2025, 11, 1), date(2025, 11, 2)))
    for word, text in (("common", COMMON), ("rare", RARE), ("some", SOME), ("letter", "b"), ("two words", "ba 2025")):
        yield f"{word} word", of(words=text)
    yield "no such word", of(words="zzzzzz")
    yield "type and common word", of(document_types=invoice, words=COMMON)
    yield "rare type and common word", of(document_types=card, words=COMMON)
    yield "rare type and two words", of(document_types=card, words="ba 2025")
    yield "all together", of(document_types=invoice, unsure=Span(1), errors=True, words=COMMON)


def measure_lists(folder: Path, figures: Figures) -> None:
    """The first screenful of each list, in an order that nobody can foresee; then what follows it."""
    workspace = Workspace.open(folder, write=False)
    wanted = list(lists())
    chance = random.Random(7)
    times: dict[int, list[float]] = {number: [] for number in range(len(wanted))}
    try:
        FirstJob(workspace, Filter(), Sort(), SCREENFUL)(CancelToken(), silent)  # the file is in the system's memory
        for _ in range(ROUNDS):
            for number in chance.sample(range(len(wanted)), len(wanted)):
                _, filter_, sort = wanted[number]
                began = perf_counter()
                FirstJob(workspace, filter_, sort, SCREENFUL)(CancelToken(), silent)
                times[number].append((perf_counter() - began) * 1000)
        figures.add_many("filter_100k_ms", [one for all_ in times.values() for one in all_], "ms", aim=AIM_MS)
        tell_slowest(wanted, times, figures)
        outlines = [
            _timed(OutlineJob(workspace, Filter(statuses=TO_REVIEW, words=words), Sort(order), SCREENFUL, (), "", ""))
            for words in ("", COMMON, SOME)
            for order in Order
        ]
        figures.add_many("outline_100k_ms", outlines, "ms")
    finally:
        workspace.close()


def tell_slowest(wanted: list[tuple[str, Filter, Sort]], times: dict[int, list[float]], figures: Figures) -> None:
    """Which lists take longest."""
    slowest = sorted(times, key=lambda number: min(times[number]))[-3:]
    for number in reversed(slowest):
        name, filter_, sort = wanted[number]
        tab = next(tab.name.lower() for tab in Tab if STATUSES[tab] == filter_.statuses)
        down = ", descending" if sort.descending else ""
        figures.note(f"Slow: {name}, tab {tab}, by {sort.order}{down}: {min(times[number]):.0f} ms at best.")


def _timed(job: OutlineJob) -> float:
    began = perf_counter()
    job(CancelToken(), silent)
    return (perf_counter() - began) * 1000


def measure_window(folder: Path, figures: Figures) -> None:
    """What keys in the list take until they are answered, rows there or not; and how long rows take to come."""
    from _window import opened
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    keys = (Qt.Key.Key_End, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_PageDown)
    with opened(folder, readers=1) as window:
        queue, view = window.session.queue, window.application.panes.queue
        window.wait(lambda: queue.whole and queue.rowCount() > 0)
        window.wait_idle()
        view.list.setFocus()
        answers, rows = [], []
        for move in range(MOVES):
            began = perf_counter()
            window.press(keys[move % len(keys)])
            QApplication.processEvents()
            answers.append((perf_counter() - began) * 1000)
            window.wait(lambda: _all_there(view))
            rows.append((perf_counter() - began) * 1000)
        figures.add_many("queue_key_ms", answers, "ms", aim=AIM_MS)
        figures.add_many("queue_rows_ms", rows, "ms")
        began = perf_counter()
        view.list.selectAll()
        QApplication.processEvents()
        figures.add("queue_choose_all_ms", (perf_counter() - began) * 1000, "ms", aim=AIM_MS)


def _all_there(view: object) -> bool:
    """Whether every row in view was read."""
    shown = view.list  # type: ignore[attr-defined]
    first, count = shown.first_seen()[0], shown.viewport().height() // shown.row_height + 1
    model = shown.model()
    return all(model.at(number) is not None for number in range(first, min(first + count, model.rowCount())))


if __name__ == "__main__":
    main()
