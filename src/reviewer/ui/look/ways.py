"""Which way painted texts run: as their own letters do, also in a window that is laid out from the right."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle

Way = Qt.LayoutDirection


def run_by_letters(painter: QPainter) -> None:
    """Let texts run as their letters do until the painter is restored: a window from the right turned `61 %` round.

    Alignments are absolute from then on; what belongs to the other side in a mirrored part is told by `side`.
    """
    painter.setLayoutDirection(Way.LayoutDirectionAuto)


def side(direction: Way, alignment: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft) -> int:
    """How to align a line of text in a part that is mirrored where the window is: at its beginning, or its end."""
    return int(QStyle.visualAlignment(direction, alignment | Qt.AlignmentFlag.AlignVCenter))
