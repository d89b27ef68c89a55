"""Editing the region of the active value by hand: its corners, its sides, the whole of it.

Regions are locked until this is asked for. Moves by keys are held together and make one step; so does each drag.
"""

from dataclasses import dataclass
from math import copysign

from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from reviewer.domain import shaping
from reviewer.domain.field import Region
from reviewer.domain.geometry import Point, Polygon
from reviewer.ui.canvas.handles import HandlesItem, Hold, Part, hold_at
from reviewer.ui.canvas.overlay import Overlay
from reviewer.ui.canvas.pointing import Shows
from reviewer.ui.key_names import KEYS
from reviewer.ui.viewmodels.review import ReviewViewModel

FAR = 10
"""How many times further a move goes with Shift."""

_LARGER = 1.0
_CURSORS = {
    Part.CORNER: Qt.CursorShape.CrossCursor,
    Part.SIDE: Qt.CursorShape.PointingHandCursor,
    Part.WHOLE: Qt.CursorShape.SizeAllCursor,
    Part.NOTHING: Qt.CursorShape.ArrowCursor,
}


@dataclass
class _Drag:
    hold: Hold
    pressed: QPointF
    from_: Point
    polygon: Polygon
    moving: bool = False


class Reshaping(QObject):
    """The edit mode. It is on from `begin` to `end`.

    Attributes:
        corner: that keys move, or -1 for the whole region.
        leads: it is just showing another page.

    Signals:
        changed: it began, ended, or something moved.
        refused: a move was not made: why.
    """

    changed = Signal()
    refused = Signal(str)

    def __init__(
        self, view: Shows, model: ReviewViewModel, overlay: Overlay, item: HandlesItem, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._overlay = overlay
        self._item = item
        self._drag: _Drag | None = None
        self._on = False
        self._index = 0
        self.corner = -1
        self.leads = False
        model.changed.connect(self._on_changed)

    # Looking

    @property
    def on(self) -> bool:
        return self._on

    @property
    def regions(self) -> tuple[Region, ...]:
        """Those of the active value, as they are now."""
        return self._model.place_of(self._model.current)

    @property
    def index(self) -> int:
        """Which of the regions is being edited."""
        return self._index

    @property
    def polygon(self) -> Polygon:
        regions = self.regions
        return regions[self._index].polygon if self._index < len(regions) else ()

    @property
    def dragging(self) -> bool:
        return self._drag is not None

    # Beginning and ending

    def begin(self) -> bool:
        """Unlock the active value's region on the shown page, else its first one. False when it has none."""
        regions = self.regions
        if not regions or not self._model.writable:
            return False
        here = [number for number, region in enumerate(regions) if region.page == self._model.page]
        self._on, self.corner, self._index = True, -1, here[0] if here else 0
        self._lead(regions[self._index].page)
        self._show()
        return True

    def end(self, *, keep: bool) -> None:
        """Lock it again; what was moved by keys becomes a step, or is forgotten."""
        if not self._on:
            return
        self._on, self._drag = False, None
        self._item.show_handles((), -1, (0.0, 0.0))
        if keep:
            self._model.keep_shape()
        else:
            self._model.drop_shape()
        self._overlay.select()
        self.changed.emit()

    # Keys

    def move(self, across: float, down: float, *, far: bool = False, free: bool = False) -> None:
        """Move the corner, or the whole region, by pixels of the view; `far` ten times, `free` out of a rectangle."""
        by = self._on_page(across * (FAR if far else 1), down * (FAR if far else 1))
        polygon = self.polygon
        if self.corner < 0:
            self._put(shaping.moved(polygon, by))
        else:
            x, y = polygon[self.corner]
            self._put(shaping.corner_moved(polygon, self.corner, (x + by[0], y + by[1]), self._size, free=free))

    def walk(self, by: int) -> None:
        """The next corner, after the last one the whole region, then the next region."""
        count = len(self.polygon)
        at = self.corner + by
        if -1 <= at < count:
            self.corner = at
        elif len(self._here()) < 2:
            self.corner = -1 if by > 0 else count - 1
        else:
            self._to(self._beside(by))
            self.corner = -1 if by > 0 else len(self.polygon) - 1
        self._show()

    def next_region(self) -> None:
        """Another region of the same value, on whatever page."""
        regions = self.regions
        if len(regions) < 2:
            self.refused.emit(self.tr("This value has one region only."))
            return
        self._to((self._index + 1) % len(regions))
        self.corner = -1
        self._show()

    def add(self) -> None:
        """One more corner after the current one, which becomes the current one."""
        number = max(0, self.corner)
        if self._put(shaping.corner_added(self.polygon, number)):
            self.corner = number + 1
            self._show()

    def remove(self) -> None:
        """Take the current corner away; three are left at least."""
        if self.corner < 0:
            self.refused.emit(self.tr("Choose a corner with {keys[shape.next_corner]} first.").format(keys=KEYS))
        elif len(self.polygon) <= shaping.FEWEST:
            self.refused.emit(self.tr("A region has three corners at least."))
        elif self._put(shaping.corner_removed(self.polygon, self.corner)):
            self.corner = min(self.corner, len(self.polygon) - 1)
            self._show()

    def turn(self, degrees: float) -> None:
        self._put(shaping.turned_by(self.polygon, degrees, self._size))

    def grow(self, by: float) -> None:
        """Larger by a pixel of the view on every side, or smaller."""
        across, down = self._on_page(_LARGER, _LARGER)
        self._put(shaping.grown_by(self.polygon, (copysign(abs(across), by), copysign(abs(down), by))))

    # The pointer. Places are in pixels of the view.

    def press(self, place: QPointF) -> bool:
        """Take hold of what lies there. False when nothing of the region does."""
        hold = self._hold(place)
        if hold.part is Part.NOTHING:
            return False
        self._model.keep_shape()  # what keys did before is a step of its own
        self.corner = hold.number if hold.part is Part.CORNER else -1
        self._drag = _Drag(hold, QPointF(place), self._page_point(place), self.polygon)
        self._show()
        return True

    def drag(self, place: QPointF, *, free: bool = False) -> None:
        """The pointer moved with the button held."""
        drag = self._drag
        if drag is None:
            return
        far = (place - drag.pressed).manhattanLength() >= QApplication.startDragDistance()
        if not drag.moving and not far:
            return
        drag.moving = True
        x, y = self._page_point(place)
        by = (x - drag.from_[0], y - drag.from_[1])
        self._put(self._dragged(drag, by, free), drag.polygon)

    def release(self) -> None:
        """The button was let go: one drag is one step."""
        drag, self._drag = self._drag, None
        if drag is not None:
            self._model.keep_shape()
            self._show()

    def add_at(self, place: QPointF) -> None:
        """A double click on a side adds a corner there, one on a corner takes it away."""
        self._drag = None
        hold = self._hold(place)
        if hold.part is Part.CORNER:
            self.corner = hold.number
            self.remove()
        elif hold.part is Part.SIDE:
            number, on, _ = shaping.nearest_side(self.polygon, self._page_point(place), self._size)
            if self._put(shaping.corner_added(self.polygon, number, on)):
                self.corner = number + 1
        self._model.keep_shape()
        self._show()

    def drop_drag(self) -> bool:
        """Let go of what is being dragged, where it was. False when nothing is."""
        if self._drag is None:
            return False
        self._drag = None
        self._model.drop_shape()
        self._show()
        return True

    def cursor(self, place: QPointF) -> Qt.CursorShape:
        return _CURSORS[self._hold(place).part]

    # Within

    @Slot()
    def _on_changed(self) -> None:
        """Something else changed the value, such as undoing."""
        if not self._on or self._drag is not None:
            return
        if not self._model.writable or not self.regions:
            self.end(keep=False)
            return
        self._index = min(self._index, len(self.regions) - 1)
        self.corner = min(self.corner, len(self.polygon) - 1)
        self._show()

    def _put(self, polygon: Polygon, before: Polygon | None = None) -> bool:
        """The region is this now, if it can be one; `before` is what it was when the change began."""
        before = self.polygon if before is None else before
        if polygon == self.polygon:
            return False
        if not shaping.sound(polygon, self._size) and shaping.sound(before, self._size):
            self.refused.emit(self.tr("There it would be too small, or cross itself."))
            return False
        regions = list(self.regions)
        regions[self._index] = Region(regions[self._index].page, polygon)
        self._model.hold_shape(tuple(regions))
        self._show()
        return True

    def _dragged(self, drag: _Drag, by: Point, free: bool) -> Polygon:
        if drag.hold.part is Part.WHOLE:
            return shaping.moved(drag.polygon, by)
        if drag.hold.part is Part.SIDE:
            return shaping.side_moved(drag.polygon, drag.hold.number, by, self._size)
        x, y = drag.polygon[drag.hold.number]
        to = (x + by[0], y + by[1])
        return shaping.corner_moved(drag.polygon, drag.hold.number, to, self._size, free=free)

    def show_again(self) -> None:
        """The view shows the page at another scale: handles keep their size."""
        if self._on:
            self._show_handles()

    def _show(self) -> None:
        if not self._on:
            return
        self._show_handles()
        self._overlay.show_active()
        self.changed.emit()

    def _show_handles(self) -> None:
        regions = self.regions
        here = self._index < len(regions) and regions[self._index].page == self._model.page
        self._item.show_handles(self.polygon if here else (), self.corner, self._pixel())

    def _here(self) -> list[int]:
        return [number for number, region in enumerate(self.regions) if region.page == self._model.page]

    def _beside(self, by: int) -> int:
        here = self._here()
        return here[(here.index(self._index) + by) % len(here)] if self._index in here else self._index

    def _to(self, index: int) -> None:
        self._index = index
        self._lead(self.regions[index].page)

    def _lead(self, page: int) -> None:
        """Show the page of a region without leaving the mode."""
        self.leads = True
        self._model.show_page(page)
        self.leads = False

    def _hold(self, place: QPointF) -> Hold:
        return hold_at([self._view.view_point(point) for point in self.polygon], (place.x(), place.y()))

    def _page_point(self, place: QPointF) -> Point:
        return self._view.page_transform.to_page(self._view.scene_point(place))

    @property
    def _size(self) -> tuple[float, float]:
        return (self._view.page_transform.width, self._view.page_transform.height)

    def _on_page(self, across: float, down: float) -> Point:
        """A way in pixels of the view, as it goes on the unturned page, in fractions."""
        transform, scale = self._view.page_transform, self._view.scale_now
        x0, y0 = transform.to_page((0.0, 0.0))
        x1, y1 = transform.to_page((across / scale, down / scale))
        return (x1 - x0, y1 - y0)

    def _pixel(self) -> tuple[float, float]:
        width, height = self._size
        return (1 / (width * self._view.scale_now), 1 / (height * self._view.scale_now))
