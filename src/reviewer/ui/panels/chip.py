"""A word in a small frame, such as the type of a document."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter

from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius

_AROUND = 14
_LEAST = 60


def chip_size(text: str) -> QSize:
    """How large the chip of a word is."""
    metrics = fonts.metrics(Use.SMALL)
    return QSize(metrics.horizontalAdvance(text) + _AROUND, max(fonts.scaled(18), metrics.height() + 2))


def chip_text(text: str, width: int) -> str:
    """What of a text fits into a chip of some width, with an ellipsis; nothing where too little would."""
    if chip_size(text).width() <= width:
        return text
    shown = fonts.metrics(Use.SMALL).elidedText(text, Qt.TextElideMode.ElideRight, width - _AROUND)
    return shown if width >= fonts.scaled(_LEAST) else ""


def paint_chip(painter: QPainter, rect: QRect, text: str) -> None:
    """Paint a chip, for delegates."""
    table = colors()
    paint_box(painter, rect, frame=table.line, fill=table.base, radius=Radius.TAG)
    painter.setFont(fonts.font(Use.SMALL))
    painter.setPen(table.text2)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), text)
