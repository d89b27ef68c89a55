"""Fractions of the page frame <-> the scene, with the operator's turn. Pure arithmetic, no Qt."""

import math

import msgspec

from reviewer.domain.geometry import Box, Point, Polygon, bounds

NOMINAL_SIZE = (2480, 3508)
"""An A4 page at 300 dpi: what a page counts as until its size is known."""


class PageTransform(msgspec.Struct, frozen=True):
    """Where the page frame lies in the scene: the turned page, its top left corner at the origin.

    Attributes:
        width, height: of the unturned page frame, in scene units (pixels of the page frame).
        rotation: the operator's turn, degrees clockwise, a multiple of 90.
        skew: further degrees clockwise, so that the print stands straight.
    """

    width: float = NOMINAL_SIZE[0]
    height: float = NOMINAL_SIZE[1]
    rotation: int = 0
    skew: float = 0.0

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the turned page in the scene; of a straightened one, of what lies around it."""
        width, height = (self.height, self.width) if self.rotation % 180 else (self.width, self.height)
        if not self.skew:
            return (width, height)
        sine, cosine = abs(math.sin(math.radians(self.skew))), abs(math.cos(math.radians(self.skew)))
        return (width * cosine + height * sine, width * sine + height * cosine)

    def coefficients(self) -> tuple[float, float, float, float, float, float]:
        """The affine map as m11, m12, m21, m22, dx, dy: x' = m11 x + m21 y + dx, y' = m12 x + m22 y + dy."""
        if self.skew:
            return self._straightened()
        width, height = self.width, self.height
        match self.rotation % 360:
            case 90:
                return (0.0, width, -height, 0.0, height, 0.0)
            case 180:
                return (-width, 0.0, 0.0, -height, width, height)
            case 270:
                return (0.0, -width, height, 0.0, 0.0, width)
            case _:
                return (width, 0.0, 0.0, height, 0.0, 0.0)

    def _straightened(self) -> tuple[float, float, float, float, float, float]:
        """Turned about the middle of the page, which lies in the middle of the scene."""
        angle = math.radians(self.rotation + self.skew)
        sine, cosine = math.sin(angle), math.cos(angle)
        width, height = self.width, self.height
        wide, high = self.size
        dx = (wide - width * cosine + height * sine) / 2
        dy = (high - width * sine - height * cosine) / 2
        return (width * cosine, width * sine, -height * sine, height * cosine, dx, dy)

    def to_scene(self, point: Point) -> Point:
        m11, m12, m21, m22, dx, dy = self.coefficients()
        x, y = point
        return (m11 * x + m21 * y + dx, m12 * x + m22 * y + dy)

    def to_page(self, point: Point) -> Point:
        m11, m12, m21, m22, dx, dy = self.coefficients()
        determinant = m11 * m22 - m12 * m21
        x, y = point[0] - dx, point[1] - dy
        return ((m22 * x - m21 * y) / determinant, (m11 * y - m12 * x) / determinant)

    def polygon_to_scene(self, polygon: Polygon) -> Polygon:
        return tuple(self.to_scene(point) for point in polygon)

    def polygon_to_page(self, polygon: Polygon) -> Polygon:
        return tuple(self.to_page(point) for point in polygon)

    def box_to_scene(self, box: Box) -> Box:
        """The upright rectangle in the scene around a box given in fractions."""
        return bounds(self.polygon_to_scene(box.polygon()))

    def box_to_page(self, box: Box) -> Box:
        """The upright rectangle in fractions of the unturned frame, cut at the page's edges."""
        around = bounds(self.polygon_to_page(box.polygon()))
        return Box(max(0.0, around.left), max(0.0, around.top), min(1.0, around.right), min(1.0, around.bottom))

    def length(self, first: Point, second: Point) -> float:
        """The distance of two points given in fractions, in scene units."""
        x, y = (first[0] - second[0]) * self.width, (first[1] - second[1]) * self.height
        return float((x * x + y * y) ** 0.5)
