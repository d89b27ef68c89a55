"""A character of a PDF page, and the direction in which its line is written."""

import msgspec

from reviewer.domain.geometry import Box, Point, Polygon, clamped
from reviewer.pages.frame import Matrix

_PLACES = 5


class Axes(msgspec.Struct, frozen=True):
    """The direction of a line's writing: boxes in it have x along the writing and y down across it, in points.

    Attributes:
        along: a unit vector on the unturned page.
        matrix: from points of that page to fractions of the page frame.
    """

    along: Point
    matrix: Matrix

    @property
    def upright(self) -> bool:
        return min(abs(self.along[0]), abs(self.along[1])) < 1e-3

    def to(self, x: float, y: float) -> Point:
        """A point of the page in these axes."""
        return x * self.along[0] + y * self.along[1], y * self.along[0] - x * self.along[1]

    def polygon(self, box: Box) -> Polygon:
        """A box in these axes as fractions of the page frame."""
        a, b, c, d, e, f = self.matrix
        cosine, sine = self.along
        points = ((s * cosine - t * sine, s * sine + t * cosine) for s, t in box.polygon())
        fractions = ((round(a * x + c * y + e, _PLACES), round(b * x + d * y + f, _PLACES)) for x, y in points)
        return clamped(tuple(fractions))


class Glyph(msgspec.Struct, frozen=True, gc=False):
    """A character: its box in the axes of its line, whether it is drawn, and whether its meaning is known."""

    text: str
    box: Box
    visible: bool
    mapped: bool
