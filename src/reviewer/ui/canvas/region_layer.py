"""Draws the regions of all values at rest. One item: one for each of 10,000 regions would make every scroll slow.

In a crowd the lines could not be told apart, and take long: see `crowd`.
"""

from collections.abc import Set
from math import floor
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from reviewer.domain.geometry import Box
from reviewer.ui.canvas.crowd import Crowd
from reviewer.ui.canvas.outline import Outline, Upright, outline
from reviewer.ui.canvas.picture_item import PictureItem
from reviewer.ui.canvas.region_lines import COLORED, paint_outlines
from reviewer.ui.canvas.shapes import Shapes
from reviewer.ui.look.current import colors
from reviewer.ui.look.lines import Line

_PAGE: Final = QRectF(0, 0, 1, 1)
_MARGIN: Final = 6.0
_AROUND: Final = 0.012
_FEW: Final = 8

CROWD: Final = 1200
"""More regions than this in view are a crowd."""


class RegionLayer(QGraphicsItem):
    """Regions with their lines; the page frame is 0 to 1.

    Outlines are kept while the zoom stays: scrolling moves them by whole pixels.
    """

    def __init__(self, parent: QGraphicsItem, picture: PictureItem, shapes: Shapes) -> None:
        super().__init__(parent)
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self._picture = picture
        self._shapes = shapes
        self._left_out: frozenset[str] = frozenset()
        self._outlines: dict[str, Outline] = {}
        self._made_for: tuple[float, ...] = ()
        self._uprights: dict[str, Upright | None] = {}
        self._colored: dict[str, bool] = {}
        self._colored_for: object = None
        self._crowded = False
        self._crowd = Crowd(shapes)

    def clear(self) -> None:
        """Draw all anew: another document or page is shown."""
        for kept in (self._outlines, self._uprights, self._colored):
            kept.clear()
        self._crowd.forget()
        self.update()

    def look_at(self, view: Box) -> None:
        """Tell what part of the page is in view."""
        crowded = self._shapes.regions.about(view) > CROWD
        if crowded != self._crowded:
            self._crowded = crowded
            self._outlines.clear()
            self.update()

    def leave_out(self, entries: frozenset[str]) -> None:
        """Do not draw these: they are drawn elsewhere, or hidden."""
        changed = entries ^ self._left_out
        if len(entries) > 1 or len(self._left_out) > 1:
            self._crowd.forget()
        self._left_out = entries
        self.redraw(changed)

    def moved(self, entries: Set[str]) -> None:
        """These have another place, or none: their outlines are made anew."""
        for entry in entries:
            for kept in (self._outlines, self._uprights, self._colored):
                kept.pop(entry, None)

    def redraw(self, entries: Set[str]) -> None:
        """Draw these anew where they are. Those that move are drawn anew before and after it."""
        if len(entries) > _FEW:
            self.update()
            return
        boxes = self._shapes.regions.boxes
        for entry in entries & boxes.keys():
            box = boxes[entry].grown(_AROUND, _AROUND)
            self.update(QRectF(box.left, box.top, box.width, box.height))

    def changed(self, entries: Set[str], moved: Set[str]) -> None:
        """Values are other ones now, and some of them stand elsewhere."""
        if entries:
            self._crowd.forget()
        self.moved(moved)
        self.redraw(entries)

    def boundingRect(self) -> QRectF:
        return _PAGE

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if self._crowded:
            self._crowd.paint(painter, _grown(option.exposedRect, painter.worldTransform()), self._left_out)
            return
        transform, scale = painter.worldTransform(), painter.device().devicePixelRatioF()
        found = self._shapes.regions.within(_grown(option.exposedRect, transform)) - self._left_out
        if not found:
            return
        left, top = floor(transform.dx()), floor(transform.dy())
        own = transform * QTransform.fromTranslate(-left, -top)
        self._keep_for((own.m11(), own.m12(), own.m21(), own.m22(), own.dx(), own.dy(), scale))
        by_line: dict[Line, list[str]] = {}
        for entry in sorted(found):
            by_line.setdefault(self._shapes.shown[entry].line, []).append(entry)
        painter.save()
        painter.setWorldTransform(QTransform.fromTranslate(left, top))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for line, entries in by_line.items():
            outlines = [self._outline(entry, own, scale) for entry in entries]
            white = [shape for entry, shape in zip(entries, outlines, strict=True) if self._on_color(entry)]
            paint_outlines(painter, outlines, white, line, colors())
        painter.restore()

    def _keep_for(self, made_for: tuple[float, ...]) -> None:
        if made_for != self._made_for:
            self._outlines.clear()
            self._made_for = made_for

    def _outline(self, entry: str, transform: QTransform, scale: float) -> Outline:
        shape = self._outlines.get(entry)
        if shape is None:
            shape = self._outlines[entry] = self._made(entry, transform, scale)
        return shape

    def _made(self, entry: str, transform: QTransform, scale: float) -> Outline:
        polygons = self._shapes.shown[entry].polygons
        if entry not in self._uprights:
            self._uprights[entry] = Upright.of(polygons)
        upright = self._uprights[entry]
        rect = None if upright is None else upright.outline(transform, scale)
        return outline(polygons, transform, scale) if rect is None else rect

    def _on_color(self, entry: str) -> bool:
        if self._picture.tones is not self._colored_for:
            self._colored.clear()
            self._colored_for = self._picture.tones
        colored = self._colored.get(entry)
        if colored is None:
            center = self._shapes.regions.boxes[entry].center
            colored = self._colored[entry] = self._picture.paper(*center) < COLORED
        return colored


def _grown(exposed: QRectF, transform: QTransform) -> Box:
    """The exposed part of the page and a little more: lines reach beyond their polygons."""
    across = _MARGIN / max(1e-9, abs(transform.m11()) + abs(transform.m12()))
    down = _MARGIN / max(1e-9, abs(transform.m21()) + abs(transform.m22()))
    return Box(exposed.left(), exposed.top(), exposed.right(), exposed.bottom()).grown(across, down)
