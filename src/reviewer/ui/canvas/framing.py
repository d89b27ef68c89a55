"""How large the page is shown, and how little it moves to show a place. Pure arithmetic, in view pixels."""

from reviewer.domain.geometry import Box

MARGIN = 43.0
"""Pixels kept free around the page at fit width."""

LEAST_X_HEIGHT = 9.0
X_HEIGHT_SHARE = 0.5
"""Of the height of a word's frame, which has room for ascenders and descenders."""

LARGEST = 8.0
STEP = 1.25

_QUIET_TOP, _QUIET_BOTTOM = 0.2, 0.8
_PLACE = 0.45
_SIDE = 24.0


def fit_width(page: tuple[float, float], view: tuple[float, float]) -> float:
    """The scale at which the page is as wide as the view."""
    return max(1.0, view[0] - 2 * MARGIN - 1) / page[0]  # less one: rounding must not bring a scroll bar


def fit_page(page: tuple[float, float], view: tuple[float, float]) -> float:
    """The scale at which the whole page is seen."""
    margin = MARGIN / 2
    return min(max(1.0, view[0] - 2 * margin) / page[0], max(1.0, view[1] - 2 * margin) / page[1])


def limited(scale: float, page: tuple[float, float], view: tuple[float, float]) -> float:
    """The scale within its limits: never far smaller than the whole page, never larger than `LARGEST`."""
    return max(fit_page(page, view) / 2, min(LARGEST, scale))


def readable(scale: float, line_height: float, width: float, view_width: float) -> float:
    """The scale that a place needs to be read; the same scale when it can be read as it is.

    Args:
        scale: as it is.
        line_height: of a line of the place, in scene units.
        width: of the whole place, in scene units.
        view_width: pixels; zooming ends where the place no longer fits.
    """
    if line_height <= 0 or line_height * X_HEIGHT_SHARE * scale >= LEAST_X_HEIGHT:
        return scale
    needed = LEAST_X_HEIGHT / (line_height * X_HEIGHT_SHARE)
    fitting = max(1.0, view_width - 2 * _SIDE) / max(width, 1e-9)
    return max(scale, min(needed, fitting))


def least_scroll(place: Box, view: tuple[float, float]) -> tuple[float, float]:
    """How far to scroll right and down so that a place (in view pixels) is well seen; nothing when it already is."""
    width, height = view
    return (_across(place, width), _down(place, height))


def into_view(place: Box, view: tuple[float, float]) -> tuple[float, float]:
    """How far to scroll right and down so that a place (in view pixels) is seen."""
    return (_least(place.left, place.right, view[0]), _least(place.top, place.bottom, view[1]))


def _least(start: float, end: float, size: float) -> float:
    margin = min(_SIDE, size / 4)
    if end - start > size - 2 * margin and start < size - margin and end > margin:
        return 0.0  # too large to be seen whole: some of it is seen
    if start < margin:
        return start - margin
    return max(0.0, min(end - (size - margin), start - margin))


def _down(place: Box, height: float) -> float:
    if place.top >= _QUIET_TOP * height and place.bottom <= _QUIET_BOTTOM * height:
        return 0.0
    if place.height > (_QUIET_BOTTOM - _QUIET_TOP) * height:
        return place.top - _QUIET_TOP * height
    return place.center[1] - _PLACE * height


def _across(place: Box, width: float) -> float:
    if place.left < _SIDE or place.width > width - 2 * _SIDE:
        return place.left - _SIDE if place.left < _SIDE or place.right > width - _SIDE else 0.0
    return max(0.0, place.right - (width - _SIDE))
