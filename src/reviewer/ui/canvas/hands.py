"""The modes of the page, of which one is on at a time: editing a region, drawing one by keys."""

from collections.abc import Callable, Mapping
from typing import Final

from PySide6.QtCore import QObject, QPointF, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QWidget

from reviewer.domain.geometry import bounds
from reviewer.ui.actions import set_available
from reviewer.ui.announce import announce
from reviewer.ui.canvas.draw_mark import DrawMark
from reviewer.ui.canvas.handles import HandlesItem
from reviewer.ui.canvas.key_drawing import KeyDrawing, Pace
from reviewer.ui.canvas.mode_bar import ModeBar
from reviewer.ui.canvas.mode_keys import action_of, held, way_of
from reviewer.ui.canvas.mode_words import ModeWords
from reviewer.ui.canvas.overlay import Overlay
from reviewer.ui.canvas.pointing import Shows
from reviewer.ui.canvas.reshaping import FAR, Reshaping
from reviewer.ui.key_names import KEYS
from reviewer.ui.viewmodels.review import ReviewViewModel

SHAPE: Final = "shape."
DRAW: Final = "draw."
"""How the names of the actions of the two modes begin."""

_LEVEL: Final = 27
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_NONE = Qt.KeyboardModifier.NoModifier
_PACES: Final = {_NONE: Pace.JUMP, _SHIFT: Pace.STRETCH, _CTRL: Pace.FREE, _CTRL | _SHIFT: Pace.EDGE}


class Hands(QObject):
    """Gives keys and pointer to the mode that is on, and shows what it does.

    Attributes:
        reshaping, drawing: the modes.
        bar: says which is on, and its keys.

    Signals:
        ended: a mode is over; `True` when the editor of the value should have the focus.
        moved: what should be seen is elsewhere on the page: a Box in the scene.
    """

    ended = Signal(bool)
    moved = Signal(object)

    def __init__(
        self,
        view: Shows,
        widget: QWidget,
        scene: QGraphicsScene,
        page: QGraphicsItem,
        model: ReviewViewModel,
        overlay: Overlay,
    ) -> None:
        super().__init__(widget)
        self._view = view
        self._widget = widget
        self._model = model
        self._actions: Mapping[str, QAction] = {}
        self._armed: tuple[bool, bool] | None = None
        self._warning = ""
        self._said = ""
        self._entry = ""
        item = HandlesItem(page)
        item.setZValue(_LEVEL)
        self.mark = DrawMark(scene)
        self.reshaping = Reshaping(view, model, overlay, item, self)
        self.drawing = KeyDrawing(view, model, overlay, self)
        self.bar = ModeBar(widget)
        self._words = ModeWords(self.reshaping, self.drawing, model, overlay, self)
        self.reshaping.changed.connect(self._on_reshaped)
        self.reshaping.refused.connect(self._on_refused)
        self.drawing.changed.connect(self._on_drawn)
        model.selected.connect(self._on_selected)

    def use(self, actions: Mapping[str, QAction]) -> None:
        """Answer to the keys of these actions, as far as they are of a mode."""
        self._actions = {name: made for name, made in actions.items() if name.startswith((SHAPE, DRAW))}
        self._words.actions = self._actions
        self._armed = None
        self._arm()

    def _arm(self) -> None:
        """The actions of a mode can be had while it is on, and say so else."""
        now = (self.reshaping.on, self.drawing.on)
        if now == self._armed:
            return
        self._armed = now
        edited, drawn = self.tr("Only while a region is edited."), self.tr("Only while a region is drawn by keys.")
        for name, made in self._actions.items():
            on, why = (now[0], edited) if name.startswith(SHAPE) else (now[1], drawn)
            set_available(made, "" if on else why)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What the actions of the modes do, by name."""
        shape, draw = self.reshaping, self.drawing
        doing: dict[str, Callable[[], object]] = {
            "shape.next_corner": lambda: shape.walk(1),
            "shape.previous_corner": lambda: shape.walk(-1),
            "shape.next_region": shape.next_region,
            "shape.add_corner": shape.add,
            "shape.remove_corner": shape.remove,
            "shape.turn_left": lambda: shape.turn(-1),
            "shape.turn_right": lambda: shape.turn(1),
            "shape.turn_left_far": lambda: shape.turn(-FAR),
            "shape.turn_right_far": lambda: shape.turn(FAR),
            "shape.larger": lambda: shape.grow(1),
            "shape.smaller": lambda: shape.grow(-1),
        }
        drawing: dict[str, Callable[[], object]] = {"draw.corner": draw.put_corner, "draw.swap": draw.swap}
        ends: dict[str, Callable[[], object]] = {
            "shape.keep": self.keep,
            "shape.leave": self.leave,
            "draw.finish": self.keep,
            "draw.leave": self.leave,
        }
        return {
            **{name: self._while(shape, act) for name, act in doing.items()},
            **{name: self._while(draw, act) for name, act in drawing.items()},
            **ends,
        }

    @staticmethod
    def _while(mode: Reshaping | KeyDrawing, act: Callable[[], object]) -> Callable[[], object]:
        """An action of a mode does nothing while the mode is off."""
        return lambda: act() if mode.on else None

    @property
    def on(self) -> bool:
        return self.reshaping.on or self.drawing.on

    # Beginning and ending

    def edit(self) -> bool:
        """Unlock the region of the active value; again locks it. False when there is none."""
        if self.reshaping.on:
            self.keep()
            return True
        self.drawing.end()
        self._said, self._warning, self._entry = "", "", self._model.current
        return self.reshaping.begin()

    def draw(self) -> bool:
        """Begin to draw a region by keys."""
        self.reshaping.end(keep=True)
        self._said, self._warning, self._entry = "", "", self._model.current
        return self.drawing.begin()

    @Slot()
    def keep(self) -> None:
        """Enter: what was moved is kept; what was framed is read."""
        if self.reshaping.on:
            self.reshaping.end(keep=True)
            self.ended.emit(True)
        elif self.drawing.on and self.drawing.finish():
            self.ended.emit(True)
        elif self.drawing.on:
            self._on_refused(
                self.tr("There is no rectangle yet. {keys[draw.corner]} puts its first corner down.").format(keys=KEYS)
            )

    @Slot()
    def leave(self) -> None:
        """Esc: what keys moved is dropped; what was framed is forgotten."""
        if self.reshaping.drop_drag():
            return
        if self.on:
            self.reshaping.end(keep=False)
            self.drawing.end()
            self.ended.emit(True)

    def cease(self) -> None:
        """The focus went elsewhere, or another document or page is shown: what was moved is kept."""
        if self.on:
            self.reshaping.end(keep=True)
            self.drawing.end()
            self.ended.emit(False)

    @Slot(str)
    def _on_selected(self, entry: str) -> None:
        if entry != self._entry:
            self.cease()

    # Keys

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key press belongs to the mode that is on."""
        if not self.on:
            return False
        if way_of(event) is not None and held(event) in (*_PACES, _ALT, _ALT | _SHIFT):
            return True
        return self._is_end(event) or action_of(event, self._own()) is not None

    def key(self, event: QKeyEvent) -> bool:
        """A key was pressed. False when the mode, or none, has no use for it."""
        if not self.wants(event):
            return False
        self._warning = ""
        way = way_of(event)
        if way is not None and self.reshaping.on:
            far, free = bool(held(event) & _SHIFT), bool(held(event) & _ALT)
            self.reshaping.move(way.across, way.down, far=far, free=free)
        elif way is not None:
            self.drawing.move(way, _PACES.get(held(event), Pace.JUMP))
        elif self._is_end(event):
            last = event.key() == Qt.Key.Key_End
            self.drawing.to_end(last=last, stretch=bool(held(event) & _SHIFT))
        else:
            action = action_of(event, self._own())
            if action is not None:
                action.trigger()
        return True

    def _own(self) -> list[QAction]:
        """The actions of the mode that is on."""
        first = SHAPE if self.reshaping.on else DRAW
        return [made for name, made in self._actions.items() if name.startswith(first)]

    def _is_end(self, event: QKeyEvent) -> bool:
        return self.drawing.on and event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End) and not held(event) & (_CTRL | _ALT)

    # The pointer, in pixels of the view

    def press(self, place: QPointF) -> bool:
        """Whether the press is for the mode; one beside the region being edited locks it, and does no more."""
        if not self.reshaping.on:
            return False
        self._warning = ""
        if not self.reshaping.press(place):
            self.keep()
        return True

    # Showing

    @Slot()
    def _on_reshaped(self) -> None:
        self._arm()
        if not self.reshaping.on:
            self.bar.say("", ())
            return
        self._say(self._warning or self._words.reshaping_title(), self._words.reshaping_hints())
        polygon = self.reshaping.polygon
        if polygon and not self.reshaping.dragging:
            corner = self.reshaping.corner
            points = (polygon[corner],) if corner >= 0 else polygon
            self.moved.emit(self._view.page_transform.box_to_scene(bounds(points)))

    @Slot()
    def _on_drawn(self) -> None:
        self._arm()
        drawing = self.drawing
        if not drawing.on:
            self.mark.clear()
            if not self.reshaping.on:
                self.bar.say("", ())
            return
        reach = drawing.reach
        if reach is not None:
            self.moved.emit(reach)
        self._mark()
        self._say(self._warning or self._words.drawing_title(), self._words.drawing_hints())

    def show_again(self) -> None:
        """The view shows another part of the page, or at another scale."""
        self.reshaping.show_again()
        if self.drawing.on:
            self._mark()

    def _mark(self) -> None:
        """Show what is drawn by keys, at the scale of the view."""
        drawing, scale = self.drawing, self._view.scale_now
        self.mark.show_mark(drawing.box, None if drawing.free else drawing.reach, drawing.cross, scale)
        known = bool(drawing.text) and not drawing.free
        self.mark.tell(drawing.text, self._view.seen_box(), scale, known=known)

    @Slot(str)
    def _on_refused(self, why: str) -> None:
        self._warning = why
        if self.reshaping.on:
            self._on_reshaped()
        else:
            self._on_drawn()

    def _say(self, title: str, hints: tuple[str, ...]) -> None:
        self.bar.say(title, hints)
        if title != self._said:
            announce(self._widget, title)
            self._said = title
