"""The thin bar that shows a share: of the fields settled, of a page read."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QPainter

from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_box


def paint_share(
    painter: QPainter,
    rect: QRect,
    share: float,
    *,
    direction: Qt.LayoutDirection = Qt.LayoutDirection.LeftToRight,
    radius: float = 1.0,
) -> None:
    """Paint what is done in the accent, the rest pale; in high contrast the rest is thin instead."""
    table = colors()
    rest = QRect(rect)
    if table.line_extra:
        rest.setTop(rect.bottom())
    paint_box(painter, rest, fill=table.line, radius=radius if not table.line_extra else 0)
    done = QRectF(rect)
    done.setWidth(round(rect.width() * min(1.0, max(0.0, share))))
    if direction is Qt.LayoutDirection.RightToLeft:
        done.moveRight(QRectF(rect).right())
    if done.width() > 0:
        paint_box(painter, done, fill=table.accent, radius=radius)
