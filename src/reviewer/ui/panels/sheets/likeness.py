"""How unlike a character is to the others that were read as the same sign: what was misread stands out."""

from collections.abc import Sequence
from contextlib import suppress
from itertools import groupby
from typing import ClassVar, Final

import msgspec
from PySide6.QtCore import QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QImage

from reviewer.errors import ReviewerError
from reviewer.jobs import CancelToken, Report
from reviewer.lanes import LIKENESS
from reviewer.ui.canvas.page_jobs import Renderer
from reviewer.ui.panels.sheets.clips import ClipKey, ClipWish, drawn_parts
from reviewer.ui.workers.runner import Run, Runner

Mark = tuple[str, str, int]
"""Document, entry, and which character of it."""

MOST: Final = 600
"""Characters of one sign that are measured: their pages are drawn for it."""
_SIDE, _TALL, _INK = 16, 32, 128
_RIM: Final = 0.08
"""Of a character's width, left out at both sides: its neighbors may begin there."""
_FEW: Final = 3
"""Fewer show nothing of what a sign usually looks like."""


class Glyph(msgspec.Struct, frozen=True):
    """A character: what it is known by, the value's picture, and its edges in that."""

    mark: Mark
    wish: ClipWish
    edges: tuple[float, float]


class LikenessJob(msgspec.Struct, frozen=True):
    """Measures characters of one sign: 0 for one that looks like the mean of all, at most 1."""

    kind: ClassVar[str] = "likeness"
    renderer: Renderer
    glyphs: tuple[Glyph, ...]

    def __call__(self, token: CancelToken, report: Report) -> dict[Mark, float]:
        shapes: dict[Mark, bytes] = {}
        page = lambda glyph: (glyph.wish.key.page.original, glyph.wish.key.page.index)  # noqa: E731
        for _, some in groupby(sorted(self.glyphs, key=page), key=lambda glyph: glyph.wish.key.page):
            token.check()
            with suppress(ReviewerError):  # of a page that cannot be drawn nothing is known
                shapes |= self._shapes(tuple(some), token)
        return unlikeness(shapes)

    def _shapes(self, glyphs: Sequence[Glyph], token: CancelToken) -> dict[Mark, bytes]:
        wishes: dict[ClipKey, ClipWish] = {glyph.wish.key: glyph.wish for glyph in glyphs}
        cuts = dict(drawn_parts(self.renderer, tuple(wishes.values()), token, interactive=False))
        return {glyph.mark: _shape(cuts[glyph.wish.key].image, glyph.edges) for glyph in glyphs}


def unlikeness(shapes: dict[Mark, bytes]) -> dict[Mark, float]:
    """How far each is from the mean of all."""
    if len(shapes) < _FEW:
        return {}
    mean = [sum(column) / len(shapes) for column in zip(*shapes.values(), strict=True)]
    return {
        mark: sum(abs(value - usual) for value, usual in zip(shape, mean, strict=True)) / (255 * len(mean))
        for mark, shape in shapes.items()
    }


def _shape(image: QImage, edges: tuple[float, float]) -> bytes:
    """A character in a small square of grays, without the paper above and below it."""
    if image.isNull():
        return bytes([255]) * _SIDE * _SIDE
    width = edges[1] - edges[0]
    left = round((edges[0] + width * _RIM) * image.width())
    right = round((edges[1] - width * _RIM) * image.width())
    piece = image.copy(QRect(left, 0, max(1, right - left), image.height()))
    small = _grays(piece, _SIDE, _TALL)
    pixels, line = bytes(small.constBits()), small.bytesPerLine()
    inked = [row for row in range(_TALL) if min(pixels[row * line : row * line + _SIDE]) < _INK]
    if inked:
        small = small.copy(QRect(0, inked[0], _SIDE, inked[-1] - inked[0] + 1))
    return bytes(_grays(small, _SIDE, _SIDE).constBits())


def _grays(image: QImage, width: int, height: int) -> QImage:
    smooth = Qt.TransformationMode.SmoothTransformation
    scaled = image.scaled(QSize(width, height), Qt.AspectRatioMode.IgnoreAspectRatio, smooth)
    return scaled.convertToFormat(QImage.Format.Format_Grayscale8)


class Likeness(QObject):
    """Has the characters of the shown sign measured.

    Args:
        runner: for the job.
        renderer: draws the pages.

    Signals:
        measured: a sign, and by marks how unlike its characters are.
    """

    measured = Signal(str, object)

    def __init__(self, runner: Runner, renderer: Renderer, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runner = runner
        self._renderer = renderer
        self._run: Run | None = None
        self._sign = ""

    def measure(self, sign: str, glyphs: Sequence[Glyph]) -> None:
        """Measure these, and nothing else any more; none ends it."""
        if self._run is not None:
            self._run.cancel()
        self._run, self._sign = None, sign
        if len(glyphs) >= _FEW:
            job = LikenessJob(self._renderer, tuple(glyphs[:MOST]))
            self._run = self._runner.start(LIKENESS, job, succeeded=self._on_measured)

    @Slot(object)
    def _on_measured(self, found: dict[Mark, float]) -> None:
        if self.sender() is self._run:
            self._run = None
            self.measured.emit(self._sign, found)
