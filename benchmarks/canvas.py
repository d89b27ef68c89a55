"""The page under the hand: moving and zooming it with 10,000 regions on it, from event to painted frame."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from time import monotonic, thread_time
from typing import NamedTuple

import _documents
import _figures
from _window import Painted, Window, opened
from keys import full_page
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

REGIONS = 10_000
FRAMES = 120
PAN_AIM, ZOOM_AIM = 16.0, 33.0
NEAR = 4
"""Steps of the wheel from fit width to print that can be read comfortably."""


def main() -> None:
    parser = _figures.parser(__doc__ or "")
    parser.add_argument("--regions", type=int, default=REGIONS, help="on the page (default %(default)s)")
    arguments = parser.parse_args()
    figures = _figures.Figures(arguments)
    with _figures.scratch() as folder:
        document = full_page(folder / "workspace", arguments.regions, _documents.images(arguments.corpus)[0])
        with opened(folder / "workspace") as window:
            window.wait(lambda: window.shows(document) and window.sharp())
            window.wait(window.focused)
            window.wait_idle()
            measure(window, figures, arguments.regions)
    figures.note(f"{arguments.regions} values with a region each, and as many words, on one page.")
    figures.note("A frame is one event of the pointer until the page is painted; cpu: of the window's own thread.")
    figures.note(_figures.machine())
    figures.tell()


def measure(window: Window, figures: _figures.Figures, regions: int) -> None:
    """Move the page at two sizes, zoom it in and out."""
    view = window.application.panes.page.view
    view.fit_width()
    window.run(0.2)
    wide = list(panned(window))
    for _ in range(NEAR):
        frame(window, lambda: wheel(window, 1))
    near = list(panned(window))
    view.fit_width()
    window.run(0.2)
    steps = [1] * 5 + [-1] * 5
    zoomed = [frame(window, lambda turn=turn: wheel(window, turn)) for turn in steps * (FRAMES // 20)]
    tell(figures, f"pan_{regions}", wide + near, PAN_AIM)
    figures.add(f"pan_{regions}_wide_cpu_p95", _figures.percentile([f.cpu for f in wide], 95), "ms", n=len(wide))
    figures.add(f"pan_{regions}_near_cpu_p95", _figures.percentile([f.cpu for f in near], 95), "ms", n=len(near))
    tell(figures, f"zoom_{regions}", zoomed, ZOOM_AIM)


class Frame(NamedTuple):
    """Milliseconds until a frame was painted, and those of them that the window's thread was computing."""

    ms: float
    cpu: float


def tell(figures: _figures.Figures, name: str, frames: list[Frame], aim: float) -> None:
    figures.add(f"{name}_p95_ms", _figures.percentile([f.ms for f in frames], 95), "ms", aim=aim, n=len(frames))
    figures.add(f"{name}_worst_ms", max(f.ms for f in frames), "ms", n=len(frames))
    figures.add(f"{name}_cpu_median", statistics.median(f.cpu for f in frames), "ms", n=len(frames))
    figures.add(f"{name}_cpu_p95", _figures.percentile([f.cpu for f in frames], 95), "ms", n=len(frames))


def frame(window: Window, act: Callable[[], None]) -> Frame:
    """Let something happen, and wait until the page is painted."""
    painted = Painted(lambda: True, window.page)
    began, computed = monotonic(), thread_time()
    act()
    at = painted.wait()
    computed = thread_time() - computed
    window.page.removeEventFilter(painted)
    return Frame((at - began) * 1000, computed * 1000)


def panned(window: Window) -> Iterator[Frame]:
    """Drag the page with the middle button, down and up again."""
    view, port = window.application.panes.page.view, window.page
    bar = view.verticalScrollBar()
    place, by = QPoint(port.width() // 2, port.height() // 2), -23
    mouse(window, QMouseEvent.Type.MouseButtonPress, place)
    for _ in range(FRAMES):
        if not bar.minimum() < bar.value() - by < bar.maximum():
            by = -by
        place += QPoint(0, by)
        yield frame(window, lambda place=place: mouse(window, QMouseEvent.Type.MouseMove, place))
    mouse(window, QMouseEvent.Type.MouseButtonRelease, place)


def mouse(window: Window, kind: QMouseEvent.Type, place: QPoint) -> None:
    middle = Qt.MouseButton.MiddleButton
    at, globally = QPointF(place), QPointF(window.page.mapToGlobal(place))
    QApplication.sendEvent(window.page, QMouseEvent(kind, at, globally, middle, middle, Qt.KeyboardModifier.NoModifier))


def wheel(window: Window, turns: int) -> None:
    """Turn the wheel with Ctrl over the middle of the page."""
    at = QPointF(window.page.rect().center())
    event = QWheelEvent(
        at,
        QPointF(window.page.mapToGlobal(at.toPoint())),
        QPoint(),
        QPoint(0, 120 * turns),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(window.page, event)


if __name__ == "__main__":
    main()
