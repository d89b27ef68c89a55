"""The key sheet on paper."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QPagedPaintDevice, QPainter, QPen

from reviewer.ui.dialogs.key_rows import KeyGroup, KeyRow, in_columns
from reviewer.ui.look.fonts import Use, font

_ROW_PT, _HEAD_PT, _GAP_PT, _SIZE_PT = 17.0, 20.0, 12.0, 9.0
_COLUMNS = 2


def print_groups(device: QPagedPaintDevice, groups: Sequence[KeyGroup]) -> None:
    """Print all groups in two columns, black on white, on one page."""
    painter = QPainter(device)
    columns = in_columns(groups, _COLUMNS)
    point = painter.device().logicalDpiY() / 72
    width, height = painter.device().width(), painter.device().height()
    top = _print_title(painter, point, width)
    needed = max(sum(_height(group) for group in column) for column in columns) * point
    squeeze = min(1.0, (height - top) / needed) if needed else 1.0
    for place, column in enumerate(columns):
        left, y = place * width / _COLUMNS, top
        for group in column:
            tall = _height(group) * point * squeeze
            _print_group(painter, group, point * squeeze, QRectF(left, y, width / _COLUMNS - 18 * point, tall))
            y += tall
    painter.end()


def _height(group: KeyGroup) -> float:
    return _HEAD_PT + len(group.rows) * _ROW_PT + _GAP_PT


def _print_title(painter: QPainter, point: float, width: float) -> float:
    painter.setFont(_font(15, strong=True))
    title = QCoreApplication.translate("KeySheet", "Keys of Reviewer")
    painter.drawText(QRectF(0, 0, width, 24 * point), int(Qt.AlignmentFlag.AlignLeft), title)
    return 36 * point


def _print_group(painter: QPainter, group: KeyGroup, point: float, rect: QRectF) -> None:
    painter.setFont(_font(_SIZE_PT, strong=True))
    painter.drawText(QPointF(rect.left(), rect.top() + 12 * point), group.title)
    y = rect.top() + _HEAD_PT * point
    for row in group.rows:
        _print_row(painter, row, point, QRectF(rect.left(), y, rect.width(), _ROW_PT * point))
        y += _ROW_PT * point


def _print_row(painter: QPainter, row: KeyRow, point: float, rect: QRectF) -> None:
    middle = int(Qt.AlignmentFlag.AlignVCenter)
    painter.setFont(_font(_SIZE_PT))
    painter.drawText(rect, middle | int(Qt.AlignmentFlag.AlignLeft), row.text)
    painter.drawText(rect, middle | int(Qt.AlignmentFlag.AlignRight), "  ".join(row.caps))
    painter.setPen(QPen(Qt.GlobalColor.lightGray, 0.4 * point))
    painter.drawLine(rect.bottomLeft(), rect.bottomRight())
    painter.setPen(QPen(Qt.GlobalColor.black))


def _font(size: float, *, strong: bool = False) -> QFont:
    made = font(Use.BODY)
    made.setPointSizeF(size)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made
