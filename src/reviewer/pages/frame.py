"""How large a page is shown: arithmetic only."""

import math

import msgspec
from msgspec.structs import replace

from reviewer.domain.geometry import Box
from reviewer.pages.calls import PageSize, View
from reviewer.processes import limits

Matrix = tuple[float, float, float, float, float, float]
"""a, b, c, d, e, f: x becomes a * x + c * y + e, and y becomes b * x + d * y + f."""


class Layout(msgspec.Struct, frozen=True):
    """A view, worked out for one page.

    Attributes:
        clip: the part shown, as fractions of the page frame, never empty.
        scale: pixels of the result for a pixel of the page frame.
        width, height: pixels of the part before it is turned.
        turned_width, turned_height: pixels of the result.
    """

    clip: Box
    scale: float
    width: int
    height: int
    turned_width: int
    turned_height: int


def reduced(width: float, height: float) -> tuple[int, int]:
    """The size in pixels, made smaller where it is over the limits, never less than 1 x 1."""
    scale = _allowed(width, height)
    return max(1, round(width * scale)), max(1, round(height * scale))


def layout(frame_width: int, frame_height: int, view: View) -> Layout:
    """Work out a view for a page frame of so many pixels."""
    clip = _on_page(view.clip, frame_width, frame_height)
    width, height = frame_width * clip.width, frame_height * clip.height
    full_width, full_height = turned_size(width, height, view.rotation + view.skew)
    limits_of_side = [
        wanted / full for wanted, full in ((view.width, full_width), (view.height, full_height)) if wanted > 0
    ]
    scale = min(limits_of_side, default=1.0)
    scale *= _allowed(full_width * scale, full_height * scale)
    width, height = max(1, round(width * scale)), max(1, round(height * scale))
    turned_width, turned_height = turned_size(width, height, view.rotation + view.skew)
    return Layout(clip, scale, width, height, math.ceil(turned_width - 1e-6), math.ceil(turned_height - 1e-6))


def at_most(view: View, size: PageSize, dpi: int) -> View:
    """The view with no more dots per inch than so many; the same when the page does not say how many it has."""
    if not dpi or not size.dpi or dpi >= size.dpi:
        return view
    plan = layout(size.width, size.height, view)
    scale = min(1.0, dpi / (size.dpi * plan.scale))
    width = max(1, round(plan.turned_width * scale))
    return replace(view, width=width, height=max(1, round(plan.turned_height * scale)))


def placing(plan: Layout, view: View, width: float, height: float) -> Matrix:
    """From a page of width x height, in any unit, to pixels of the picture: cut, scaled, turned about its middle."""
    across = plan.width / (plan.clip.width * width)
    down = plan.height / (plan.clip.height * height)
    cosine, sine = _direction(view.rotation + view.skew)
    # Where the middle of the part goes from, and where to.
    x = (plan.clip.left * width) * across + plan.width / 2
    y = (plan.clip.top * height) * down + plan.height / 2
    to_x = plan.turned_width / 2 - (x * cosine - y * sine)
    to_y = plan.turned_height / 2 - (x * sine + y * cosine)
    return across * cosine, across * sine, -down * sine, down * cosine, to_x, to_y


def _direction(degrees: float) -> tuple[float, float]:
    """Cosine and sine, exact for quarter turns."""
    if degrees % 90 == 0:
        return ((1.0, 0.0), (0.0, 1.0), (-1.0, 0.0), (0.0, -1.0))[int(degrees // 90 % 4)]
    return math.cos(math.radians(degrees)), math.sin(math.radians(degrees))


def turned_size(width: float, height: float, degrees: float) -> tuple[float, float]:
    """What an upright rectangle around the turned rectangle measures."""
    if degrees % 90 == 0:
        return (width, height) if degrees % 180 == 0 else (height, width)
    sine, cosine = abs(math.sin(math.radians(degrees))), abs(math.cos(math.radians(degrees)))
    return width * cosine + height * sine, width * sine + height * cosine


def _allowed(width: float, height: float) -> float:
    """The factor, at most 1, that brings a size under the limits."""
    return min(1.0, math.sqrt(limits.SHOWN_PIXELS / (width * height)), limits.SIDE_PIXELS / max(width, height))


def _on_page(clip: Box, frame_width: int, frame_height: int) -> Box:
    """The part of the clip that is on the page, at least one pixel of it."""
    left = min(max(0.0, clip.left), 1.0 - 1.0 / frame_width)
    top = min(max(0.0, clip.top), 1.0 - 1.0 / frame_height)
    right = max(min(1.0, clip.right), left + 1.0 / frame_width)
    bottom = max(min(1.0, clip.bottom), top + 1.0 / frame_height)
    return Box(left, top, right, bottom)
