"""The outline of one value: its polygons as they are drawn, the lines of a running text joined to one shape."""

from math import floor

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainterPath, QPolygonF, QTransform

from reviewer.domain.geometry import Polygon

GROWN = 1.0
"""Pixels between the frame of a word and the line of a region: the line must not lie on the print."""

_SLANT = 3.0
_BRIDGED = 0.9


def outline(polygons: tuple[Polygon, ...], transform: QTransform, scale: float) -> QPainterPath:
    """The outline in view pixels.

    Args:
        polygons: as fractions of the page frame.
        transform: from fractions to view pixels.
        scale: device pixels for each, to which upright edges are fitted.
    """
    path = QPainterPath()
    upright: list[QRectF] = []
    for polygon in polygons:
        shown = transform.map(QPolygonF([QPointF(x, y) for x, y in polygon]))
        rect = _upright(shown)
        if rect is None:
            path.addPolygon(shown)
            path.closeSubpath()
        else:
            upright.append(rect.adjusted(-GROWN, -GROWN, GROWN, GROWN))
    for rects in _lines(upright):
        path.addPath(_united([_fitted(rect, scale) for rect in rects]))
    return path


def _upright(shown: QPolygonF) -> QRectF | None:
    """The rectangle that a polygon is as good as, or None when it leans or has other corners."""
    if shown.size() != 4:
        return None
    around = shown.boundingRect()
    limit = min(_SLANT, 0.2 * min(around.width(), around.height()) + 0.5)
    for index in range(4):
        point = shown.at(index)
        x = min(abs(point.x() - around.left()), abs(point.x() - around.right()))
        y = min(abs(point.y() - around.top()), abs(point.y() - around.bottom()))
        if x > limit or y > limit:
            return None
    return around


def _lines(rects: list[QRectF]) -> list[list[QRectF]]:
    """Groups of rectangles that are lines of one text, also where it stands on its side."""
    if sum(rect.height() > rect.width() for rect in rects) * 2 <= len(rects):
        return _bridged(rects)
    return [[_transposed(rect) for rect in group] for group in _bridged([_transposed(rect) for rect in rects])]


def _transposed(rect: QRectF) -> QRectF:
    return QRectF(rect.top(), rect.left(), rect.height(), rect.width())


def _bridged(rects: list[QRectF]) -> list[list[QRectF]]:
    """Groups of rectangles that are lines of one text: below each other, with little between, which is filled."""
    groups: list[list[QRectF]] = []
    for rect in sorted(rects, key=lambda r: (r.top(), r.left())):
        above = groups[-1][-1] if groups else None
        if above is not None and _follows(above, rect):
            middle = (above.bottom() + rect.top()) / 2
            above.setBottom(middle)
            rect.setTop(middle)
            groups[-1].append(rect)
        else:
            groups.append([rect])
    return groups


def _follows(above: QRectF, rect: QRectF) -> bool:
    beside = above.left() < rect.right() and rect.left() < above.right()
    gap = rect.top() - above.bottom()
    height = min(above.height(), rect.height())
    return beside and -0.5 * height < gap < _BRIDGED * height


def _united(rects: list[QRectF]) -> QPainterPath:
    path = QPainterPath()
    path.addRect(rects[0])
    for rect in rects[1:]:
        more = QPainterPath()
        more.addRect(rect)
        path = path.united(more)
    return path.simplified() if len(rects) > 1 else path


def _fitted(rect: QRectF, scale: float) -> QRectF:
    """The rectangle with its edges in the middle of device pixels, where thin lines are sharp."""
    left, top = _middle(rect.left(), scale), _middle(rect.top(), scale)
    return QRectF(left, top, _middle(rect.right(), scale) - left, _middle(rect.bottom(), scale) - top)


def _middle(value: float, scale: float) -> float:
    return (floor(value * scale) + 0.5) / scale
