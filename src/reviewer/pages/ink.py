"""Where a page has ink, and which of it looks like lines of writing. Works on a small grey picture."""

import math
import re

import msgspec
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from reviewer.domain.geometry import Polygon

DPI = 75
"""Resolution that the sizes below are meant for."""

_CONTRAST = 40
_INSET = 0.2  # of a word's height: there are letters in its middle, marks like "." and "_" in its lower part
_SEEN = 0.03
_RULE = re.compile(rb"\xff{60,}")  # longer than any letter is wide: table rules, underlines
_RUN = re.compile(rb"\xff+(?:\x00{1,6}\xff+)*")  # letters and words are so near to each other
_WIDTH = 10  # pixels
_LINE_HEIGHTS = range(4, 37)  # pixels: the middle of small print (less is a rule), and headings
_RULE_HEIGHT = 5
_SOLID = 0.97  # of a low box inked: a short rule, not writing
_LINE_SHAPE = 2.5  # a line is at least so many times wider than high


class Writing(msgspec.Struct, frozen=True):
    """Ink in a part of a page.

    Attributes:
        length: pixels that what looks like lines of writing measures from left to right, all together.
        lines: how many there are.
        other: pixels of ink (edges) that do not look so: pictures, or writing too dense to tell.
    """

    length: int
    lines: int
    other: int


class Ink:
    """The inked places of a page.

    Attributes:
        length: pixels that the words taken as read measure along their writing, all together.

    Args:
        grey: the page, mode L, at `DPI`.
    """

    def __init__(self, grey: Image.Image) -> None:
        # Edges, not darkness: white letters on a black bar count, a black bar does not.
        contrast = ImageChops.subtract(grey.filter(ImageFilter.MaxFilter(3)), grey.filter(ImageFilter.MinFilter(3)))
        edges = contrast.point(lambda value: 255 if value > _CONTRAST else 0)
        self._mask = _without_rules(edges)
        self._edges = edges
        self._covered = Image.new("L", grey.size, 0)
        self._draw = ImageDraw.Draw(self._covered)
        self.length = 0.0

    def under(self, polygon: Polygon) -> bool:
        """Whether letters can be seen there. Polygon: of a word, fractions of the page.

        Only its middle counts: a bar laid over a word has its own edges around it.
        """
        width, height = self._edges.size
        xs, ys = [x * width for x, _ in polygon], [y * height for _, y in polygon]
        inset = _INSET * min(max(xs) - min(xs), max(ys) - min(ys))
        left, top = int(min(xs) + inset), int(min(ys) + inset)
        right, bottom = max(left + 1, round(max(xs) - inset)), max(top + 1, round(max(ys) - inset))
        part = self._edges.crop((left, top, right, bottom))
        return part.histogram()[255] > _SEEN * part.width * part.height

    def cover(self, polygon: Polygon) -> None:
        """Take this place as read. A little more than the polygon: letters and boxes never agree to the pixel."""
        width, height = self._covered.size
        points = [(x * width, y * height) for x, y in polygon]
        self._draw.polygon(points, fill=255, outline=255, width=3)
        self.length += math.dist(points[0], points[1])

    def covered(self) -> int:
        """Pixels of ink in the places taken as read."""
        return ImageChops.multiply(self._mask, self._covered).histogram()[255]

    def left(self) -> Writing:
        """The ink elsewhere."""
        return _writing(ImageChops.subtract(self._mask, self._covered))


def _without_rules(edges: Image.Image) -> Image.Image:
    across = _erased(edges)
    down = _erased(edges.transpose(Image.Transpose.TRANSPOSE)).transpose(Image.Transpose.TRANSPOSE)
    return ImageChops.darker(across, down)


def _erased(mask: Image.Image) -> Image.Image:
    """Without the long runs of each row."""
    width, data = mask.width, mask.tobytes()
    rows = (data[start : start + width] for start in range(0, len(data), width))
    kept = (_RULE.sub(lambda found: bytes(len(found[0])), row) for row in rows)
    return Image.frombytes("L", mask.size, b"".join(kept))


class _Blob:
    """Ink that hangs together: its box, and how much it is."""

    __slots__ = ("bottom", "ink", "left", "right", "top")

    def __init__(self, left: int, right: int, row: int, ink: int) -> None:
        self.left, self.right, self.top, self.bottom, self.ink = left, right, row, row, ink

    def add(self, other: "_Blob") -> None:
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.top, self.bottom = min(self.top, other.top), max(self.bottom, other.bottom)
        self.ink += other.ink

    @property
    def is_line(self) -> bool:
        height, width = self.bottom - self.top + 1, self.right - self.left
        is_rule = height <= _RULE_HEIGHT and self.ink > _SOLID * height * width
        return height in _LINE_HEIGHTS and width >= _LINE_SHAPE * height and not is_rule


def _writing(mask: Image.Image) -> Writing:
    blobs = _blobs(mask)
    lines = [blob for blob in blobs if blob.is_line]
    other = sum(blob.ink for blob in blobs if not blob.is_line)
    return Writing(sum(blob.right - blob.left for blob in lines), len(lines), other)


def _blobs(mask: Image.Image) -> list[_Blob]:
    """The parts that hang together from row to row.

    Only runs as wide as several letters count, so that the tail of a "g" does not tie its line to the next one.
    """
    width, data = mask.width, mask.tobytes()
    blobs: list[_Blob] = []
    parents: list[int] = []
    above: list[tuple[int, int, int]] = []
    for row, start in enumerate(range(0, len(data), width)):
        current = []
        for left, right, ink in _runs(data[start : start + width]):
            number = len(blobs)
            blobs.append(_Blob(left, right, row, ink))
            parents.append(number)
            for other_left, other_right, other in above:
                if other_left < right and left < other_right:
                    _join(parents, blobs, other, number)
            current.append((left, right, number))
        above = current
    return [blob for number, blob in enumerate(blobs) if parents[number] == number]


def _runs(row: bytes) -> list[tuple[int, int, int]]:
    """Left, right and ink of what hangs together in a row of a mask."""
    return [
        (found.start(), found.end(), found[0].count(b"\xff")) for found in _RUN.finditer(row) if len(found[0]) >= _WIDTH
    ]


def _join(parents: list[int], blobs: list[_Blob], one: int, other: int) -> None:
    one, other = _root(parents, one), _root(parents, other)
    if one != other:
        parents[other] = one
        blobs[one].add(blobs[other])


def _root(parents: list[int], number: int) -> int:
    while parents[number] != number:
        parents[number] = parents[parents[number]]
        number = parents[number]
    return number
