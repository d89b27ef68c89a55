"""Draws a rectangle for the active field, with the pointer; `key_drawing` does it by keys."""

from PySide6.QtWidgets import QGraphicsItem

from reviewer.domain.geometry import Box, Point, Polygon, clamped
from reviewer.ui.canvas.picture_item import PictureItem
from reviewer.ui.canvas.region_item import RegionItem
from reviewer.ui.canvas.taking import turned_to_print
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.words import Words
from reviewer.ui.look.lines import Line

_LEVEL = 25


class DrawTool:
    """One rectangle from press to release. Points are in the scene."""

    def __init__(self, page: QGraphicsItem, picture: PictureItem) -> None:
        self._item = RegionItem(page, picture)
        self._item.setZValue(_LEVEL)
        self._begin: Point | None = None
        self._end: Point = (0.0, 0.0)

    @property
    def active(self) -> bool:
        return self._begin is not None

    def begin(self, point: Point) -> None:
        self._begin = self._end = point

    def move(self, point: Point, transform: PageTransform) -> None:
        """The pointer moved: show the rectangle so far."""
        self._end = point
        polygon = self.polygon(transform, None)
        self._item.show_region((polygon,) if polygon else (), Line.PROPOSAL)

    def cancel(self) -> None:
        self._begin = None
        self._item.show_region((), Line.PROPOSAL)

    def polygon(self, transform: PageTransform, words: Words | None) -> Polygon | None:
        """The rectangle as fractions of the page frame, from the top left of its print; None when it is empty."""
        if self._begin is None:
            return None
        (x1, y1), (x2, y2) = self._begin, self._end
        width, height = transform.size
        left, right = max(0.0, min(x1, x2)), min(width, max(x1, x2))
        top, bottom = max(0.0, min(y1, y2)), min(height, max(y1, y2))
        if right <= left or bottom <= top:
            return None
        drawn = Box(left, top, right, bottom)
        box = transform.box_to_page(drawn)
        polygon = turned_to_print(box, transform, words)
        return straightened(polygon, box, drawn, transform) if transform.skew else polygon


def straightened(polygon: Polygon, box: Box, drawn: Box, transform: PageTransform) -> Polygon:
    """What was drawn on a page that is shown straightened leans on the page itself, as the print does.

    Args:
        polygon: upright, from the top left of its print.
        box: of that polygon.
        drawn: in the scene.
        transform: of the page.
    """
    corners = clamped(transform.polygon_to_page(drawn.polygon()))
    quarter = transform.rotation // 90 % 4  # of the corner that lies top left on the page itself
    leaning = corners[quarter:] + corners[:quarter]
    first = box.polygon().index(polygon[0])
    return leaning[first:] + leaning[:first]
