"""Where a tag stands beside its region: the first place without a word or another tag. Pure arithmetic."""

from collections.abc import Callable

from reviewer.domain.geometry import Box, Point

GAP = 6.0
_ABOVE = 4.0


def place(region: Box, size: tuple[float, float], free: Callable[[Box], bool]) -> Point | None:
    """The top left corner for a tag of a size: left of the region, else right, above, below; None without room."""
    for corner in places(region, size):
        if free(tag_box(corner, size)):
            return corner
    return None


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
