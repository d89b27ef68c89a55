"""One reading of a pair: who read it, how sure it is, and its text with what differs underlined."""

from PySide6.QtCore import QCoreApplication, QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from reviewer.domain.doubt import Band
from reviewer.domain.field import Alternative
from reviewer.domain.hidden import visible
from reviewer.domain.pair import Differs
from reviewer.domain.writing import has_left, runs_left
from reviewer.services.sources import title_of
from reviewer.ui.look import current, lines
from reviewer.ui.look.lines import Line
from reviewer.ui.viewmodels.adjudicating import Shown


def who(shown: Shown, reading: Alternative) -> str:
    """Who read it, and how sure: "Tesseract, 88 %", or that it was the operator."""
    if reading is shown.pair.upper:
        if shown.pair.differs is Differs.CONFLICT:
            return lines.figure(None, "")
        origin = shown.review.revision.origin
        name = QCoreApplication.translate("adjudicate", "First engine") if origin is None else title_of(origin.source)
    else:
        name = reading.origin
    figure = "" if reading.confidence is None else lines.figure(reading.confidence)
    return ", ".join(part for part in (name, figure) if part)


def line_of(shown: Shown, reading: Alternative) -> Line:
    """The line that says how sure it is."""
    if reading is not shown.pair.upper:
        return Line.PROPOSAL
    if shown.pair.differs is Differs.CONFLICT:
        return Line.PERSON
    judgement = shown.review.judgements.get(shown.entry.id)
    return lines.line_of(Band.CHECK if judgement is None else judgement.band)


def instead(shown: Shown) -> str:
    """What is said in the place of a text that is empty."""
    from_mark = {"blank": "Blank", "unreadable": "Unreadable"}
    mark = shown.entry.value.mark
    return QCoreApplication.translate("fields", from_mark[mark.value] if mark is not None else "Empty")


def paint_line(painter: QPainter, row: QRect, text: str, marks: frozenset[int]) -> None:
    """A line of a reading; what the other one has otherwise is on its own ground and underlined."""
    colors, metrics = current.colors(), painter.fontMetrics()
    to_left = runs_left(text)
    shown = visible(text)
    if not has_left(text) and shown == text:  # letters that join are not marked one by one
        for index in sorted(mark for mark in marks if 0 <= mark < len(text)):
            left = row.left() + metrics.horizontalAdvance(text[:index])
            width = max(2, metrics.horizontalAdvance(text[: index + 1]) - (left - row.left()))
            painter.fillRect(QRectF(left, row.top() + 2, width, row.height() - 4), colors.doubt_soft)
            pen = QPen(colors.doubt_line, 2)
            pen.setCapStyle(Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 2])
            painter.setPen(pen)
            painter.drawLine(QLineF(left + 1, row.bottom() - 2, left + width - 1, row.bottom() - 2))
    painter.setPen(colors.text)
    side = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute if to_left else Qt.AlignmentFlag.AlignLeft
    cut = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, row.width())
    painter.drawText(row, int(Qt.AlignmentFlag.AlignVCenter | side), cut)
