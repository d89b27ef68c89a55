"""Scroll bars: a thin rounded handle on whatever lies below, and no buttons."""

from typing import Final

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionSlider

from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_box

EXTENT: Final = 10
LEAST: Final = 32
"""How short the handle may be."""

_MARGIN, _RADIUS, _FAINT = 2, 3, 0.45
_Part = QStyle.SubControl


def paint_scroll_bar(option: QStyleOptionSlider, painter: QPainter) -> None:
    """Paint the handle, where there is something to scroll."""
    if option.maximum > option.minimum:
        handle = QRectF(part_of(option, _Part.SC_ScrollBarSlider)).adjusted(_MARGIN, _MARGIN, -_MARGIN, -_MARGIN)
        paint_box(painter, handle, fill=_color(option), radius=_RADIUS)


def part_of(option: QStyleOptionSlider, part: QStyle.SubControl) -> QRect:
    """Where a part of a scroll bar lies; a button lies nowhere."""
    flat = option.orientation is Qt.Orientation.Horizontal
    length = option.rect.width() if flat else option.rect.height()
    size, start = _handle(option, length)
    spans = {
        _Part.SC_ScrollBarSlider: (start, size),
        _Part.SC_ScrollBarSubPage: (0, start),
        _Part.SC_ScrollBarAddPage: (start + size, length - start - size),
        _Part.SC_ScrollBarGroove: (0, length),
    }
    first, span = spans.get(part, (0, 0))
    if span <= 0:
        return QRect()
    across = option.rect.height() if flat else option.rect.width()
    found = QRect(first, 0, span, across) if flat else QRect(0, first, across, span)
    return QStyle.visualRect(option.direction, option.rect, found.translated(option.rect.topLeft()))


def _handle(option: QStyleOptionSlider, length: int) -> tuple[int, int]:
    """Size and start of the handle along the bar, in pixels."""
    span = option.maximum - option.minimum
    size = length if span <= 0 else max(length * option.pageStep // (span + option.pageStep), min(LEAST, length))
    start = QStyle.sliderPositionFromValue(
        option.minimum, option.maximum, option.sliderPosition, length - size, option.upsideDown
    )
    return size, start


def _color(option: QStyleOptionSlider) -> QColor:
    table = colors()
    touched = option.state & QStyle.StateFlag.State_MouseOver and option.activeSubControls & _Part.SC_ScrollBarSlider
    if touched or option.state & QStyle.StateFlag.State_Sunken:
        return table.control
    color = QColor(table.text2 if table.line_extra else table.control)
    color.setAlphaF(1.0 if table.line_extra else _FAINT)
    return color
