"""What the left button and the resting pointer do on the page: select, take a word, append one, draw."""

from typing import Protocol

from PySide6.QtCore import QObject, QPointF, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.domain.doubt import Band
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, Point
from reviewer.ui.canvas.draw_tool import DrawTool
from reviewer.ui.canvas.hover import DELAY, HoverTip, Told
from reviewer.ui.canvas.overlay import Overlay
from reviewer.ui.canvas.taking import appended, removed
from reviewer.ui.canvas.targets import Cycle, Meaning, Target, target
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.look import lines
from reviewer.ui.viewmodels.review import ReviewViewModel

REACH = 4.0
"""Pixels beside a region that still count as hit."""

_SAME_PLACE = 5.0


class Shows(Protocol):
    """What pointing needs to know of the view."""

    @property
    def page_transform(self) -> PageTransform: ...

    @property
    def scale_now(self) -> float: ...

    def scene_point(self, place: QPointF) -> Point: ...

    def view_point(self, point: Point) -> Point: ...

    def seen_box(self) -> Box: ...

    def view_box(self, box: Box) -> QRect: ...


class Pointing(QObject):
    """The left button and the resting pointer.

    Attributes:
        choosing: an entry is being selected from here just now.

    Signals:
        picked: the operator chose something on the page; the editor should have the focus.
        missed: a click met nothing.
        drawing_changed: whether the next drag must draw, and a click without one does nothing.
    """

    picked = Signal()
    missed = Signal()
    drawing_changed = Signal(bool)

    def __init__(self, view: Shows, widget: QWidget, model: ReviewViewModel, overlay: Overlay, draw: DrawTool) -> None:
        super().__init__(widget)
        self._view = view
        self._model = model
        self._overlay = overlay
        self._draw = draw
        self._cycle = Cycle()
        self._pressed: QPointF | None = None
        self._rest = QPointF()
        self._target = Target()
        self._drawing = False
        self.choosing = False
        self.tip = HoverTip(widget)
        self._resting = QTimer(self, singleShot=True, interval=DELAY)
        self._resting.timeout.connect(self._show_tip)

    @property
    def drawing(self) -> bool:
        return self._drawing

    @property
    def busy(self) -> bool:
        return self._pressed is not None

    def set_drawing(self, on: bool) -> None:
        """Let the next drag draw, and clicks do nothing until then."""
        on = on and self._writable()
        if on != self._drawing:
            self._drawing = on
            self.drawing_changed.emit(on)

    # The button

    def press(self, place: QPointF) -> None:
        self.rest()
        self._pressed = QPointF(place)

    def move(self, place: QPointF) -> None:
        """The pointer moved, with or without the button."""
        if self._pressed is None:
            self._hover(place)
            return
        if not self._draw.active:
            far = (place - self._pressed).manhattanLength() >= QApplication.startDragDistance()
            if not far or not self._writable():
                return
            self._overlay.hover(None)
            self._draw.begin(self._view.scene_point(self._pressed))
        self._draw.move(self._view.scene_point(place), self._view.page_transform)

    def release(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        pressed, self._pressed = self._pressed, None
        if self._draw.active:
            polygon = self._draw.polygon(self._view.page_transform, self._overlay.words)
            self._draw.cancel()
            self.set_drawing(False)
            if polygon is not None:
                self._model.draw(Region(self._model.page, polygon))
                self.picked.emit()
        elif pressed is not None and not self._drawing:
            self._click(place, modifiers)

    def cancel(self) -> bool:
        """Give up what is being drawn, or the wish to draw. False when there was nothing to give up."""
        something = self._draw.active or self._drawing
        self._pressed = None
        self._draw.cancel()
        self.set_drawing(False)
        return something

    # The resting pointer

    def rest(self) -> None:
        """No tip, and none coming."""
        self._resting.stop()
        self.tip.hide()

    def leave(self) -> None:
        """The pointer left the view."""
        self.rest()
        self._overlay.hover(None)
        self._overlay.point_at(None)
        self._target = Target()

    def _hover(self, place: QPointF) -> None:
        point = self._page_point(place)
        self._overlay.point_at(point)
        found = self._at(point)
        self._rest = QPointF(place)
        if found == self._target:
            if not self.tip.isVisible() and found != Target():
                self._resting.start()
            return
        self._target = found
        self.rest()
        self._overlay.hover(found.word if self._overlay.words_shown else None)
        if found != Target():
            self._resting.start()

    @Slot()
    def _show_tip(self) -> None:
        box = self._target_box()
        if box is not None:
            self.tip.tell(self.told(self._target), self._rest.toPoint(), self._view.view_box(box))

    def _target_box(self) -> Box | None:
        if self._target.word is not None and self._overlay.words is not None:
            return self._overlay.words.grid.boxes[self._target.word]
        if self._target.entries:
            return self._overlay.regions.boxes.get(self._target.entries[0])
        return None

    def told(self, found: Target) -> Told:
        """The words of the tip."""
        words = self._overlay.words
        if found.word is not None and words is not None:
            word = words.words[found.word]
            about = self.tr("word, {figure}").format(figure=lines.figure(word.confidence))
            return Told(word.text, about, self._hints(found))
        return Told("", self._about(found.entries[0]), self._hints(found))

    def _about(self, entry_id: str) -> str:
        entry, judgement = self._model.entry(entry_id), self._model.judgement(entry_id)
        if entry is None:
            return ""
        about = f"{self._overlay.label(entry)}, {self._overlay.figure(entry.value)}"
        unsure = judgement is not None and judgement.band in (Band.CHECK, Band.DOUBTFUL)
        return self.tr("{about}, to check").format(about=about) if unsure else about

    def _hints(self, found: Target) -> tuple[str, ...]:
        hints = []
        active = self._label(self._model.current)
        if found.meaning is Meaning.SELECT and found.entries[0] != self._model.current:
            hints.append(self.tr("Click: go to {field}").format(field=self._label(found.entries[0])))
        if found.word is not None and active and self._writable():
            if found.meaning is Meaning.TAKE:
                hints.append(self.tr("Click: use as {field}").format(field=active))
            else:
                hints.append(self.tr("Shift+click: use as {field}").format(field=active))
            hints.append(self.tr("Ctrl+click: remove") if self._removes(found.word) else self.tr("Ctrl+click: append"))
        return tuple(hints)

    # Within

    def _click(self, place: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        point = self._page_point(place)
        found = self._at(point)
        here = (place.x(), place.y())
        meaning = self._meaning(found, modifiers)
        if meaning is Meaning.TAKE and not modifiers and self._cycle.again(found.entries, here, _near):
            meaning = Meaning.SELECT  # going through what lies here, not taking a word out of it
        if meaning is Meaning.SELECT:
            self.choosing = True
            self._model.select(self._cycle.next(found.entries, here, _near))
            self.choosing = False
        elif meaning is Meaning.NOTHING:
            self.missed.emit()
            return
        elif found.word is not None:
            self._cycle.forget()
            self._take(found.word, append=meaning is Meaning.APPEND)
        self._target = Target()
        self._overlay.hover(None)
        self.picked.emit()

    def _meaning(self, found: Target, modifiers: Qt.KeyboardModifier) -> Meaning:
        if found.word is not None and self._model.current and self._writable():
            if modifiers & Qt.KeyboardModifier.ControlModifier:
                return Meaning.APPEND
            if modifiers & Qt.KeyboardModifier.ShiftModifier:
                return Meaning.TAKE
        return found.meaning

    def _take(self, number: int, *, append: bool) -> None:
        words, entry = self._overlay.words, self._model.entry(self._model.current)
        if words is None or entry is None:
            return
        page = self._model.page
        if append:
            taken = removed(entry.value, words, number, page) or appended(entry.value, words, number, page)
            self._model.correct(*taken)
        else:
            word = words.words[number]
            self._model.correct(word.text, (Region(page, word.polygon),))

    def _removes(self, number: int) -> bool:
        """Whether Ctrl+click takes a word out of the active value."""
        words, entry = self._overlay.words, self._model.entry(self._model.current)
        if words is None or entry is None:
            return False
        return removed(entry.value, words, number, self._model.page) is not None

    def _at(self, point: Point) -> Target:
        transform, scale = self._view.page_transform, self._view.scale_now
        reach = (REACH / (transform.width * scale), REACH / (transform.height * scale))
        words = self._overlay.words if self._overlay.words_shown else None
        active = self._model.current if self._writable() else ""

        def line_height(box: Box) -> float:
            return transform.box_to_scene(box).height

        shown = self._overlay.shown
        return target(self._overlay.regions, words, point, reach, active=active, shown=shown, line_height=line_height)

    def _page_point(self, place: QPointF) -> Point:
        return self._view.page_transform.to_page(self._view.scene_point(place))

    def _label(self, entry_id: str) -> str:
        entry = self._model.entry(entry_id)
        return "" if entry is None else self._overlay.label(entry)

    def _writable(self) -> bool:
        return self._model.writable and bool(self._model.current)


def _near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) <= _SAME_PLACE and abs(one[1] - other[1]) <= _SAME_PLACE
