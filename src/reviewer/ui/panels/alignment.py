"""Where the picture of a value and its letters must stand so that each character is over its image. Pure arithmetic."""

from itertools import pairwise
from statistics import median

import msgspec

TIGHTEST = -0.15
LOOSEST = 0.40


class Alignment(msgspec.Struct, frozen=True):
    """How to draw one line of a value.

    Attributes:
        scale: logical pixels per pixel of the page frame.
        offset: how far the picture is moved so that its first character stands over the first letter.
        spacing: extra space after each character, logical pixels; empty when the letters stand as they come.
    """

    scale: float
    offset: float = 0.0
    spacing: tuple[float, ...] = ()


def aligned(
    text: str,
    edges: tuple[float, ...],
    width: float,
    height: float,
    advance: float,
    *,
    room: tuple[float, float],
    beyond: bool = False,
) -> Alignment:
    """Fit the picture of a line to the letters of the editor.

    Args:
        text: what the editor shows.
        edges: left and right edge of each character, as fractions of `width`, flattened; may be empty.
        width: of the region, pixels of the page frame.
        height: likewise.
        advance: of one letter in the editor's (monospaced) font, logical pixels.
        room: width and height that the picture may take, logical pixels.
        beyond: where the letters do not fit into the room, the picture goes on beyond it, as they do.
    """
    if width <= 0 or height <= 0 or not text:
        return Alignment(min(room[1] / max(1.0, height), room[0] / max(1.0, width)))
    centers = _centers(text, edges, width)
    scale = min(advance / max(0.5, _pitch(centers, text, width)), room[1] / height)
    if not beyond or scale * width * (1 + TIGHTEST) <= room[0]:
        scale = min(scale, room[0] / width)
    scale = max(scale, min(0.45 * room[1] / height, room[0] / width))
    if not centers:
        return Alignment(scale)
    # The picture is never cut at its left edge: what is missing there, the letters make up.
    offset = max(0.0, advance / 2 - centers[0] * scale)
    return Alignment(scale, offset, _spacing(centers, scale, advance))


def at_right(place: Alignment, width: float, room: float) -> Alignment:
    """The same with the picture, so many pixels of the frame wide, at the right end of its room."""
    return Alignment(place.scale, max(0.0, room - width * place.scale))


def _centers(text: str, edges: tuple[float, ...], width: float) -> tuple[float, ...]:
    """Middle of each character in pixels of the frame; empty when the reader gave none."""
    if len(edges) != 2 * len(text):
        return ()
    return tuple((left + right) / 2 * width for left, right in zip(edges[::2], edges[1::2], strict=True))


def _pitch(centers: tuple[float, ...], text: str, width: float) -> float:
    steps = [b - a for a, b in pairwise(centers) if b > a]
    return median(steps) if steps else width / len(text)


def _spacing(centers: tuple[float, ...], scale: float, advance: float) -> tuple[float, ...]:
    """Each letter goes under its image; what one cannot make up, the next ones do."""
    spacing: list[float] = []
    here = 0.0
    for number in range(len(centers) - 1):
        wanted = (centers[number + 1] - centers[0]) * scale
        extra = min(LOOSEST * advance, max(TIGHTEST * advance, wanted - here - advance))
        spacing.append(round(extra, 2))
        here += advance + extra
    return tuple(spacing)
