"""Small pictures of pages, for the queue and the page strip: asked for by the rows that are seen."""

from collections import OrderedDict
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QImage, QTransform

from reviewer.lanes import VIEW
from reviewer.ui.canvas.page_jobs import DrawJob, PageFile, PageKey, Renderer, Shown
from reviewer.ui.workers.runner import Run, Runner

SIDE: Final = 240
"""Longest side in pixels: 62 x 92 at 200 %, and most of a long receipt's width in the queue."""

_KEPT: Final = 400
_ASKED: Final = 64
"""How many may wait. Rows that were scrolled past are forgotten, they ask again when they come back."""


class Thumbnails(QObject):
    """Draws one at a time, the newest wish first, and only while nobody else wants something drawn.

    Signals:
        arrived: key of a page whose small picture is there now.
        idle: nothing is left to draw.
    """

    arrived = Signal(object)
    idle = Signal()

    def __init__(self, runner: Runner, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._renderer = renderer
        self._pictures: OrderedDict[tuple[PageKey, int], QImage] = OrderedDict()
        self._asked: OrderedDict[PageKey, PageFile] = OrderedDict()
        self._failed: set[PageKey] = set()
        self._drawing: tuple[PageKey, Run] | None = None
        runner.changed.connect(self._next)

    def image(self, key: PageKey, rotation: int = 0) -> QImage | None:
        """The small picture, turned clockwise by a multiple of 90 degrees; None while there is none."""
        plain = self._pictures.get((key, 0))
        if plain is None or not rotation % 360:
            return plain
        turned = self._pictures.get((key, rotation % 360))
        if turned is None:
            turned = plain.transformed(QTransform().rotate(rotation))
            self._keep((key, rotation % 360), turned)
        return turned

    def want(self, key: PageKey, file: PageFile) -> None:
        """Ask for a picture. `arrived` tells when it is there; a page that cannot be drawn is not tried again."""
        if (key, 0) in self._pictures or key in self._failed or (self._drawing and self._drawing[0] == key):
            return
        self._asked[key] = file
        self._asked.move_to_end(key)
        if len(self._asked) > _ASKED:
            self._asked.popitem(last=False)
        self._next()

    def retry(self) -> None:
        """Draw pages again that could not be drawn, when they are asked for again."""
        self._failed.clear()

    @property
    def busy(self) -> bool:
        return self._drawing is not None or bool(self._asked)

    def put(self, key: PageKey, image: QImage) -> None:
        """Keep a picture that came another way; nothing needs to be drawn then."""
        self._asked.pop(key, None)
        if (key, 0) not in self._pictures:
            self._keep((key, 0), _small(image))
            self.arrived.emit(key)

    @Slot()
    def _next(self) -> None:
        # The lane begins the newest run first: with others waiting, ours would go before the page itself.
        if self._drawing is not None or not self._asked or self._runner.runs(VIEW):
            return
        key, file = self._asked.popitem()
        job = DrawJob(self._renderer, key, file, SIDE)
        self._drawing = (
            key,
            self._runner.start(
                VIEW, job, succeeded=self._on_drawn, failed=self._on_failed, cancelled=self._on_cancelled
            ),
        )
        self._drawing[1].crashed.connect(self._on_failed)

    @Slot(object)
    def _on_drawn(self, shown: object) -> None:
        self._drawing = None
        if isinstance(shown, Shown):
            self.put(shown.key, shown.levels[-1])
        self._after()

    @Slot(object)
    def _on_failed(self, _error: object) -> None:
        if self._drawing is not None:
            self._failed.add(self._drawing[0])
        self._drawing = None
        self._after()

    @Slot()
    def _on_cancelled(self) -> None:
        self._drawing = None
        self._after()

    def _after(self) -> None:
        self._next()
        if not self.busy:
            self.idle.emit()

    def _keep(self, key: tuple[PageKey, int], image: QImage) -> None:
        self._pictures[key] = image
        if len(self._pictures) > _KEPT:
            self._pictures.popitem(last=False)


def _small(image: QImage) -> QImage:
    if max(image.width(), image.height()) <= SIDE:
        return image
    return image.scaled(SIDE, SIDE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
