"""Where a tag stands beside its region: the first place without a word or another tag. Pure arithmetic."""

from collections.abc import Callable

from reviewer.domain.geometry import Box, Point

GAP = 6.0
_ABOVE = 4.0
_ROW = 64.0


def place(region: Box, size: tuple[float, float], free: Callable[[Box], bool]) -> Point | None:
    """The top left corner for a tag of a size: left of the region, else right, above, below; None without room."""
    for corner in places(region, size):
        if free(tag_box(corner, size)):
            return corner
    return None


def least(region: Box, size: tuple[float, float], seen: Callable[[Box], bool], hides: Callable[[Box], float]) -> Point:
    """The corner where a tag is seen and hides least; the first of equals, and above where none is seen."""
    corners = places(region, size)
    return min(
        (corner for corner in corners if seen(tag_box(corner, size))),
        key=lambda corner: hides(tag_box(corner, size)),
        default=corners[2],
    )


def places(region: Box, size: tuple[float, float]) -> tuple[Point, ...]:
    """Corners of the four places, in order."""
    width, height = size
    middle = region.center[1] - height / 2
    return (
        (region.left - GAP - width, middle),
        (region.right + GAP, middle),
        (region.left, region.top - _ABOVE - height),
        (region.left, region.bottom + _ABOVE),
    )


def tag_box(corner: Point, size: tuple[float, float]) -> Box:
    return Box(corner[0], corner[1], corner[0] + size[0], corner[1] + size[1])


class Taken:
    """Boxes of the tags that stand already, by rows: among hundreds not all need to be looked at."""

    def __init__(self) -> None:
        self._boxes: dict[str, Box] = {}
        self._rows: dict[int, set[str]] = {}

    def add(self, owner: str, box: Box) -> None:
        self._boxes[owner] = box
        for row in _rows(box):
            self._rows.setdefault(row, set()).add(owner)

    def remove(self, owner: str) -> None:
        box = self._boxes.pop(owner, None)
        for row in () if box is None else _rows(box):
            self._rows[row].discard(owner)

    def free(self, box: Box) -> bool:
        """Whether a box overlaps none of them."""
        return all(self._boxes[owner].overlap(box) <= 0 for row in _rows(box) for owner in self._rows.get(row, ()))


def _rows(box: Box) -> range:
    return range(int(box.top // _ROW), int(box.bottom // _ROW) + 1)
