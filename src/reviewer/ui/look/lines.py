"""The line language: how sure a value is, as the same line on the page, in a row and in the sheet."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QCoreApplication, QLineF, QLocale, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from reviewer.domain import percent
from reviewer.domain.doubt import Band
from reviewer.ui.look.tokens import Colors

THIN_SPACE: Final = percent.THIN_SPACE
SAMPLE_WIDTH: Final = 24


class Line(StrEnum):
    """What a line says: the four bands of doubt, and the states that are not bands."""

    SURE = "sure"
    CHECK = "check"
    DOUBTFUL = "doubtful"
    PERSON = "person"
    PROPOSAL = "proposal"
    ACTIVE = "active"
    BLANK = "blank"
    UNREADABLE = "unreadable"


MARKS: Final = {
    Line.SURE: "tick",
    Line.CHECK: "question",
    Line.DOUBTFUL: "question",
    Line.PERSON: "filled-tick",
    Line.PROPOSAL: "plus",
    Line.BLANK: "blank",
    Line.UNREADABLE: "crossed-eye",
}
"""The icon that stands after the figure."""

_ROUND, _FLAT = Qt.PenCapStyle.RoundCap, Qt.PenCapStyle.FlatCap
_DOT: Final = 0.01  # a dash of no length draws nothing


def line_of(band: Band) -> Line:
    """The line of a band."""
    return Line(band.value)


def pens(line: Line, colors: Colors, scale: float = 1.0) -> tuple[QPen, ...]:
    """The cosmetic pens that draw a region on the page, in this order one over the other; none for blank.

    Args:
        line: what to say.
        colors: the table in use.
        scale: the view's device pixel ratio. A cosmetic pen counts in device pixels and would be too thin otherwise.
    """
    field, doubt, active, more = colors.page_field, colors.page_doubt, colors.page_active, colors.line_extra
    match line:
        case Line.SURE | Line.UNREADABLE:
            return (_pen(field, 1.5 + more, scale=scale),)
        case Line.CHECK:
            return (_pen(doubt, 2 + more, (7, 4), scale=scale),)
        case Line.DOUBTFUL:
            return (_pen(doubt, 3 + more, (_DOT, 6), _ROUND, scale),)
        case Line.PERSON:
            return (_pen(field, 4 + more, scale=scale), _pen(colors.page_paper, 1.4 + more / 2, scale=scale))
        case Line.PROPOSAL:
            return (_pen(active, 2 + more, (7, 3, 1, 3), scale=scale),)
        case Line.ACTIVE:
            return (_pen(active, 2.6 + more, scale=scale),)
        case Line.BLANK:
            return ()


def fill(line: Line, colors: Colors) -> QBrush:
    """What fills a region on the page: the active one a little, all others not at all."""
    if line is not Line.ACTIVE:
        return QBrush(Qt.BrushStyle.NoBrush)
    color = QColor(colors.page_active)
    color.setAlphaF(0.13)
    return QBrush(color)


def ink(line: Line, colors: Colors) -> QColor:
    """The color of sample, figure and mark in rows and lists."""
    if line in (Line.CHECK, Line.DOUBTFUL):
        return colors.doubt
    return colors.accent if line in (Line.PROPOSAL, Line.ACTIVE) else colors.text2


def paint_sample(painter: QPainter, rect: QRect | QRectF, line: Line | Band, colors: Colors) -> None:
    """Paint the short line that stands before a figure, centered in `rect` (24 wide or as wide as `rect`)."""
    shown = line if isinstance(line, Line) else line_of(line)
    color = ink(shown, colors)
    around = QRectF(rect)
    width = min(float(SAMPLE_WIDTH), around.width())
    left, middle = around.center().x() - width / 2, around.center().y()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    match shown:
        case Line.SURE | Line.ACTIVE:
            _stroke(painter, _pen(color, 1.75), left, middle, width)
        case Line.CHECK:
            _stroke(painter, _pen(color, 2, (6, 3)), left, middle, width)
        case Line.DOUBTFUL:
            _stroke(painter, _pen(color, 2.6, (_DOT, 5), _ROUND), left + 2, middle, width - 4 + 0.1)
        case Line.PERSON:
            for offset in (-2.0, 2.0):
                _stroke(painter, _pen(color, 1.3), left, middle + offset, width)
        case Line.PROPOSAL:
            _stroke(painter, _pen(color, 2, (7, 3, 1, 3)), left, middle, width)
        case Line.UNREADABLE:
            _stroke(painter, _pen(color, 1.75), left, middle, width)
            middle_x = left + width / 2
            painter.drawLine(QLineF(middle_x - 4, middle + 5, middle_x + 4, middle - 5))
        case Line.BLANK:
            pass
    painter.restore()


def figure(confidence: float | None, person: str | None = None) -> str:
    """The words after the sample: `61 %`, `no figure`, or for a person's value who it was.

    Args:
        confidence: 0..1, or None when unknown. Rounded down: a value below the threshold must not read as if at it.
        person: empty or the operator's own for `by you`, initials for somebody else, None when a machine set it.
    """
    if person is not None:
        return person or QCoreApplication.translate("lines", "by you")
    if confidence is None:
        return QCoreApplication.translate("lines", "no figure")
    whole = QLocale().toString(percent.whole(confidence))
    return QCoreApplication.translate("lines", "{figure}{thin}%").format(figure=whole, thin=THIN_SPACE)


def _pen(
    color: QColor, width: float, dashes: tuple[float, ...] = (), cap: Qt.PenCapStyle = _FLAT, scale: float = 1.0
) -> QPen:
    """A cosmetic pen; dashes are given in pixels, while Qt counts them in pen widths."""
    pen = QPen(color, width * scale, Qt.PenStyle.SolidLine, cap, Qt.PenJoinStyle.MiterJoin)
    pen.setCosmetic(True)
    if dashes:
        pen.setDashPattern([part if part == _DOT else part / width for part in dashes])
    return pen


def _stroke(painter: QPainter, pen: QPen, left: float, middle: float, width: float) -> None:
    pen.setCosmetic(False)  # a sample grows with the screen's scale, as the text beside it
    painter.setPen(pen)
    painter.drawLine(QLineF(QPointF(left, middle), QPointF(left + width, middle)))
