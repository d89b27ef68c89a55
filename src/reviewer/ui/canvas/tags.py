"""The tags beside regions: made for what is in view, placed anew when the zoom changes."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtWidgets import QGraphicsScene

from reviewer.domain.geometry import Box
from reviewer.ui.canvas.tag_item import TagItem
from reviewer.ui.canvas.tag_places import place, places, tag_box
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.words import Words

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
        self._boxes: list[Box] = []
        self._scale = 0.0

    def clear(self) -> None:
        for item in self._items.values():
            if item is not None:
                self._scene.removeItem(item)
        self._items.clear()
        self._boxes.clear()

    def show_tags(self, tags: Iterable[Tag], transform: PageTransform, scale: float, words: Words | None) -> None:
        """Make and place the tags that are not there yet; all of them anew when the scale is another."""
        if scale != self._scale:
            self.clear()
            self._scale = scale
        for tag in tags:
            if tag.entry not in self._items:
                self._items[tag.entry] = self._made(tag, transform, words)

    def item(self, entry: str) -> TagItem | None:
        """The tag of an entry, or None when there is none or no room for it."""
        return self._items.get(entry)

    def _made(self, tag: Tag, transform: PageTransform, words: Words | None) -> TagItem | None:
        box = _scaled(transform.box_to_scene(tag.box), self._scale)
        if box.height < _LEAST_HEIGHT and not tag.active:
            return None
        item = TagItem(tag.label, tag.figure, tag.active)

        def free(here: Box) -> bool:
            if any(here.overlap(other) > 0 for other in self._boxes):
                return False
            return words is None or words.grid.free(transform.box_to_page(_scaled(here, 1 / self._scale)))

        corner = place(box, item.size, free)
        if corner is None and tag.active:
            corner = places(box, item.size)[2]  # the active field is never without its tag
        if corner is None:
            return None
        self._boxes.append(tag_box(corner, item.size))
        item.setPos(corner[0] / self._scale, corner[1] / self._scale)
        item.setZValue(_LEVEL + tag.active)
        self._scene.addItem(item)
        return item


def _scaled(box: Box, by: float) -> Box:
    return Box(box.left * by, box.top * by, box.right * by, box.bottom * by)
