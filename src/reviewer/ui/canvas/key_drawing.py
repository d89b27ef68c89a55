"""Drawing a region by keys: from word to word, or freely where there are none.

A caret frames words: arrows move it, with Shift they stretch it, as with text. Freely, a cross moves by small steps;
Space puts a corner down, and the arrows move the other.
"""

from dataclasses import dataclass, replace
from enum import Enum
from typing import Final

from PySide6.QtCore import QObject, Signal

from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, Point, bounds_of
from reviewer.ui.canvas.label_place import place_of_label
from reviewer.ui.canvas.overlay import Overlay
from reviewer.ui.canvas.pointing import Shows
from reviewer.ui.canvas.taking import covered, line_regions, text_of, turned_to_print
from reviewer.ui.canvas.word_walk import Way, WordWalk
from reviewer.ui.viewmodels.review import ReviewViewModel

STEP: Final = 8.0
"""Pixels of the view that the cross moves by."""
FINE: Final = 1.0


class Pace(Enum):
    """What is held with an arrow."""

    JUMP = "jump"  # nothing: from word to word, or the cross by a step
    STRETCH = "stretch"  # Shift: the frame grows or shrinks by a word or line
    FREE = "free"  # Ctrl: the cross, by a step
    EDGE = "edge"  # Ctrl+Shift: the edges of the frame, by a step


@dataclass(frozen=True)
class _Framed:
    """Words from the one where the frame began to the one where it ends."""

    anchor: int
    head: int
    goal: float | None = None


@dataclass(frozen=True)
class _Cross:
    """A cross in the scene, and the corner that stays, once there is one."""

    at: Point
    corner: Point | None = None


class KeyDrawing(QObject):
    """The mode. It is on from `begin` to `end`.

    Signals:
        changed: it began, ended, or something moved.
    """

    changed = Signal()

    def __init__(self, view: Shows, model: ReviewViewModel, overlay: Overlay, parent: QObject) -> None:
        super().__init__(parent)
        self._view = view
        self._model = model
        self._overlay = overlay
        self._now: _Framed | _Cross | None = None

    # Looking

    @property
    def on(self) -> bool:
        return self._now is not None

    @property
    def free(self) -> bool:
        """Whether a cross is moved, not a frame around words."""
        return isinstance(self._now, _Cross)

    @property
    def numbers(self) -> list[int]:
        """The words in the rectangle, in reading order."""
        box, words = self.box, self._overlay.words
        if box is None or words is None:
            return []
        if isinstance(self._now, _Framed):
            return covered(words, (self._view.page_transform.box_to_page(box).polygon(),))
        return self._walk.within(box)

    @property
    def box(self) -> Box | None:
        """The rectangle so far, in the scene; None while there is only a cross."""
        now = self._now
        if isinstance(now, _Framed):
            return self._walk.box(now.anchor).joined(self._walk.box(now.head))
        if isinstance(now, _Cross) and now.corner is not None:
            return _box(now.corner, now.at)
        return None

    @property
    def cross(self) -> Point | None:
        """Where the cross is, in the scene."""
        return self._now.at if isinstance(self._now, _Cross) else None

    @property
    def corner_set(self) -> bool:
        return isinstance(self._now, _Cross) and self._now.corner is not None

    @property
    def reach(self) -> Box | None:
        """What should be in view: the word that moves, or the cross."""
        now = self._now
        if isinstance(now, _Framed):
            return self._walk.box(now.head)
        return None if now is None else Box(*now.at, *now.at)

    @property
    def text(self) -> str:
        """The words in the rectangle as a text, lines apart."""
        words = self._overlay.words
        return "" if words is None else text_of(words, self.numbers, self._walk.on_one_row)

    # Beginning and ending

    def begin(self) -> bool:
        """Start at the active value's words, else at its label, else at the first word in view; or return False."""
        if not self._model.writable or self._model.entry(self._model.current) is None:
            return False
        self._now = self._start()
        self.changed.emit()
        return True

    def end(self) -> None:
        if self._now is not None:
            self._now = None
            self.changed.emit()

    def finish(self) -> bool:
        """Propose what is framed for the active value. False when there is no rectangle yet.

        Words that are framed whole are known: their text is proposed at once. A free rectangle is read.
        """
        box, words = self.box, self._overlay.words
        if box is None or min(box.width, box.height) * self._view.scale_now < 2:
            return False
        numbers, text, page = self.numbers, self.text, self._model.page
        framed = isinstance(self._now, _Framed)
        transform = self._view.page_transform
        self.end()
        if framed and numbers and words is not None:
            known = [words.words[number].confidence for number in numbers]
            sure = [figure for figure in known if figure is not None]
            confidence = min(sure) if len(sure) == len(known) else None
            regions = tuple(Region(page, polygon) for polygon in line_regions(words, numbers))
            self._model.offer(text, regions, confidence, self.tr("Words of the page"))
        else:
            self._model.draw(Region(page, turned_to_print(transform.box_to_page(box), transform, words)))
        return True

    # Moving

    def move(self, way: Way, pace: Pace) -> None:
        now = self._now
        if isinstance(now, _Framed) and pace in (Pace.JUMP, Pace.STRETCH):
            self._now = self._jumped(now, way, pace)
        elif isinstance(now, _Framed):
            box = self._walk.box(now.anchor).joined(self._walk.box(now.head))
            cross = _Cross(box.center) if pace is Pace.FREE else _corners(self._walk, now)
            self._now = self._stepped(cross, way, FINE if pace is Pace.EDGE else STEP)
        elif now is not None:
            if pace in (Pace.STRETCH, Pace.EDGE) and now.corner is None:
                now = replace(now, corner=now.at)
            self._now = self._stepped(now, way, FINE if pace in (Pace.FREE, Pace.EDGE) else STEP)
        self.changed.emit()

    def to_end(self, *, last: bool, stretch: bool) -> None:
        """The first or last word of the row."""
        now = self._now
        if isinstance(now, _Framed):
            row = self._walk.row(now.head)
            head = row[-1] if last else row[0]
            self._now = _Framed(now.anchor if stretch else head, head)
            self.changed.emit()

    def put_corner(self) -> None:
        """Put the first corner down where the cross is; once there are two, move the other one."""
        now = self._now
        if isinstance(now, _Framed):
            self._now = _Framed(now.head, now.anchor)
        elif now is not None and now.corner is not None:
            self._now = _Cross(now.corner, now.at)
        elif now is not None:
            self._now = replace(now, corner=now.at)
        self.changed.emit()

    def swap(self) -> None:
        """From words to a free rectangle, and back to the word that is nearest."""
        now = self._now
        if isinstance(now, _Framed):
            self._now = _corners(self._walk, now)
        elif now is not None and self._overlay.words is not None:
            number = self._walk.nearest(now.at)
            if number is not None:
                self._now = _Framed(number, number)
        self.changed.emit()

    # Within

    @property
    def _walk(self) -> WordWalk:
        words = self._overlay.words
        assert words is not None
        return WordWalk(words, self._view.page_transform)

    def _start(self) -> _Framed | _Cross:
        words = self._overlay.words
        seen = self._view.seen_box()
        if words is None or not words.words:
            return _Cross(self._own_place() or seen.center)
        polygons = tuple(r.polygon for r in self._model.place_of(self._model.current) if r.page == self._model.page)
        own = covered(words, polygons)
        if own:
            box = words.grid.boxes[own[0]].joined(words.grid.boxes[own[-1]])
            whole = covered(words, (box.polygon(),)) == own  # else it has lines of several lengths
            return _Framed(own[0], own[-1] if whole else own[0])
        entry = self._model.entry(self._model.current)
        label = None if entry is None else place_of_label(words, self._model.label(entry))
        if polygons:
            number = self._walk.nearest(self._own_place() or seen.center)
        else:
            number = label if label is not None else self._walk.first_in(seen)
        number = self._walk.nearest(seen.center) if number is None else number
        return _Framed(number or 0, number or 0)

    def _own_place(self) -> Point | None:
        regions = [r for r in self._model.place_of(self._model.current) if r.page == self._model.page]
        if not regions:
            return None
        return self._view.page_transform.box_to_scene(bounds_of(r.polygon for r in regions)).center

    def _jumped(self, now: _Framed, way: Way, pace: Pace) -> _Framed:
        goal = None if way.across else now.goal
        if goal is None and way.down:
            goal = self._walk.box(now.head).center[0]
        head = self._walk.beside(now.head, way, goal)
        return _Framed(now.anchor if pace is Pace.STRETCH else head, head, goal)

    def _stepped(self, now: _Cross, way: Way, step: float) -> _Cross:
        width, height = self._view.page_transform.size
        by = step / self._view.scale_now
        x = min(width, max(0.0, now.at[0] + way.across * by))
        y = min(height, max(0.0, now.at[1] + way.down * by))
        return replace(now, at=(x, y))


def _corners(walk: WordWalk, now: _Framed) -> _Cross:
    """The frame as a free rectangle: the corner at the word that moves is the one that moves."""
    first, last = walk.box(now.anchor), walk.box(now.head)
    box = first.joined(last)
    left, top = last.center[0] < first.center[0], last.center[1] < first.center[1]
    at = (box.left if left else box.right, box.top if top else box.bottom)
    return _Cross(at, (box.right if left else box.left, box.bottom if top else box.top))


def _box(one: Point, other: Point) -> Box:
    return Box(min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1]))
