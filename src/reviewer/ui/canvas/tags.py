"""The tags beside regions: made for what is in view, placed anew when the zoom changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QGraphicsScene

from reviewer.domain.geometry import Box
from reviewer.ui.canvas.framing import MARGIN
from reviewer.ui.canvas.tag_item import TagItem
from reviewer.ui.canvas.tag_places import Taken, least, place, tag_box
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.words import Words

MOST = 80
"""A page full of figures says nothing."""

_BEYOND = MARGIN / 2
"""Pixels around the page that are in view at every fit; a tag further out would be cut off."""

_LEVEL = 30
_LEAST_HEIGHT = 8.0
"""Regions less high than this, in pixels, get no tag: a figure larger than its value hides more than it says."""


@dataclass(frozen=True)
class Tag:
    """What a tag says, and beside what: a box in fractions of the page."""

    entry: str
    box: Box
    figure: str
    label: str = ""
    active: bool = False


class Tags:
    """Tag items of the shown page. They stand in the scene, so they scroll along by themselves."""

    def __init__(self, scene: QGraphicsScene) -> None:
        self._scene = scene
        self._items: dict[str, TagItem | None] = {}
        self._taken = Taken()
        self._seen: Box | None = None
        self._scale = 0.0
        self._opacity = 1.0

    def clear(self) -> None:
        """Forget all tags: words or the place of the page changed."""
        for item in self._items.values():
            if item is not None:
                self._scene.removeItem(item)
        self._items.clear()
        self._taken = Taken()
        self._seen = None

    def forget(self, entry: str) -> None:
        """Forget one entry's tag: it says or stands otherwise now."""
        item = self._items.pop(entry, None)
        self._taken.remove(entry)
        if item is not None:
            self._scene.removeItem(item)
        self._seen = None

    def rescale(self, scale: float) -> None:
        """Tags keep their size, so at another scale they have other places: all are made anew."""
        if scale != self._scale:
            self.clear()
            self._scale = scale

    def set_shown(self, shown: bool) -> None:
        """Show or hide them; while they are hidden, none are to be made."""
        for item in self._items.values():
            if item is not None:
                item.setVisible(shown)

    def set_opacity(self, opacity: float) -> None:
        """How much of all tags is seen, 0..1; also of those to come."""
        self._opacity = opacity
        for item in self._items.values():
            if item is not None:
                item.setOpacity(opacity)

    def show_tags(self, tags: Iterable[Tag], transform: PageTransform, words: Words | None, seen: Box) -> None:
        """Make and place tags; `seen` is the part of the scene in view."""
        for tag in tags:
            self._items[tag.entry] = self._made(tag, transform, words, seen)

    def looks_beyond(self, view: Box) -> bool:
        """Whether a part of the page is in view whose tags were not made yet."""
        seen = self._seen
        within = seen is not None and seen.left <= view.left and seen.top <= view.top
        return seen is None or not (within and view.right <= seen.right and view.bottom <= seen.bottom)

    def look_around(self, view: Box) -> Box:
        """The part of the page to make tags for: what is in view and as much again around it."""
        self._seen = view.grown(view.width / 2, view.height / 2)
        return self._seen

    def known(self, entry: str) -> bool:
        """Whether an entry has its tag, or there was no room for it."""
        return entry in self._items

    @property
    def room(self) -> int:
        """How many more tags may be made."""
        return max(0, MOST - len(self._items))

    def item(self, entry: str) -> TagItem | None:
        """The tag of an entry, or None when there is none or no room for it."""
        return self._items.get(entry)

    def _made(self, tag: Tag, transform: PageTransform, words: Words | None, seen: Box) -> TagItem | None:
        box = _scaled(transform.box_to_scene(tag.box), self._scale)
        if box.height < _LEAST_HEIGHT and not tag.active:
            return None
        item = TagItem(tag.label, tag.figure, tag.active)
        size = item.size
        room = _scaled(Box(0, 0, *transform.size), self._scale).grown(_BEYOND, _BEYOND)
        view = _scaled(seen, self._scale)
        if _within(box, view):  # what is seen gets a tag that is seen
            room = _shared(room, view)

        def free(here: Box) -> bool:
            if not _within(here, room) or not self._taken.free(here):
                return False
            return words is None or words.grid.free(transform.box_to_page(_scaled(here, 1 / self._scale)))

        corner = place(box, size, free)
        if corner is None and tag.active:
            # The active field is never without its tag.
            def hides(here: Box) -> float:
                at = transform.box_to_page(_scaled(here, 1 / self._scale))
                return 0.0 if words is None else sum(words.grid.boxes[n].overlap(at) for n in words.grid.near(at))

            corner = least(box, size, lambda here: _within(here, room), hides)
        if corner is None:
            return None
        self._taken.add(tag.entry, tag_box(corner, size))
        item.setPos(corner[0] / self._scale, corner[1] / self._scale)
        item.setZValue(_LEVEL + tag.active)
        item.setOpacity(self._opacity)
        self._scene.addItem(item)
        return item


def _scaled(box: Box, by: float) -> Box:
    return Box(box.left * by, box.top * by, box.right * by, box.bottom * by)


def _shared(one: Box, other: Box) -> Box:
    """The part that two boxes share."""
    left, top = max(one.left, other.left), max(one.top, other.top)
    return Box(left, top, min(one.right, other.right), min(one.bottom, other.bottom))


def _within(box: Box, around: Box) -> bool:
    across = box.left >= around.left and box.right <= around.right
    return across and box.top >= around.top and box.bottom <= around.bottom
