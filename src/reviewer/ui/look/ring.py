"""The focus ring, and rectangles whose edges fall on device pixels."""

from PySide6.QtCore import QMarginsF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import QWidget

from reviewer.ui.look.current import colors
from reviewer.ui.look.tokens import Radius, Width


def paint_box(
    painter: QPainter,
    rect: QRect | QRectF,
    *,
    frame: QColor | None = None,
    fill: QColor | None = None,
    width: float = Width.HAIRLINE,
    radius: float = Radius.CONTROL,
) -> None:
    """Paint a rounded rectangle whose frame lies wholly inside `rect`, as thick as whole device pixels allow."""
    scale = painter.device().devicePixelRatioF()
    thick = max(1, round(width * scale)) / scale if frame is not None else 0.0
    inset = thick / 2
    inner = QRectF(rect).marginsRemoved(QMarginsF(inset, inset, inset, inset))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, radius > 0)
    painter.setPen(QPen(frame, thick) if frame is not None else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(QBrush(fill) if fill is not None else QBrush(Qt.BrushStyle.NoBrush))
    painter.drawRoundedRect(inner, max(0.0, radius - inset), max(0.0, radius - inset))
    painter.restore()


def paint_ring(painter: QPainter, rect: QRect | QRectF, radius: float = Radius.CONTROL) -> None:
    """Paint the ring of the widget that has the focus, inside `rect`."""
    paint_box(painter, rect, frame=colors().accent, width=Width.FOCUS, radius=radius)


def paint_ring_on_accent(painter: QPainter, rect: QRect | QRectF) -> None:
    """Paint the ring of an accented button: a gap in the color of its text tells it from the button's own ground."""
    table = colors()
    paint_box(painter, rect, frame=table.accent, width=Width.FOCUS, radius=Radius.CONTROL)
    inner = QRectF(rect).marginsRemoved(QMarginsF(2, 2, 2, 2))
    paint_box(painter, inner, frame=table.accent_text, width=1.5, radius=Radius.CONTROL - 1)


def paint_focus(painter: QPainter, rect: QRect | QRectF, widget: QWidget, radius: float = Radius.CONTROL) -> None:
    """Paint what `widget` shows of the focus: the ring, a thin line while its window is not active, or nothing."""
    if widget.hasFocus():
        paint_ring(painter, rect, radius)
    elif widget.window().focusWidget() is widget:
        paint_box(painter, rect, frame=colors().control, radius=radius)
