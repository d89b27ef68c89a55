"""Paints one cell of a table: the picture over the text, as everywhere."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from reviewer.domain.hidden import visible
from reviewer.domain.writing import has_left, runs_left
from reviewer.ui.look import current, fonts, icons, lines
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.lines import Line
from reviewer.ui.look.tokens import ICON_ROW, Radius, Space, Width
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels import field_words
from reviewer.ui.panels.field_painter import StripOf
from reviewer.ui.panels.field_words import Shown
from reviewer.ui.viewmodels.rows import FieldRow

INSET = 6
_GAP = 3


def picture_height() -> int:
    return fonts.scaled(24)


def row_height() -> int:
    """Of a row of the table."""
    return picture_height() + fonts.line(Use.VALUE) + 2 * _GAP + 2


def frame_of(cell: QRect) -> QRect:
    """The frame of a cell's value, within the cell."""
    return cell.adjusted(_GAP, _GAP, -_GAP, -_GAP)


def text_of(cell: QRect) -> QRect:
    """Where a cell's text stands."""
    frame = frame_of(cell)
    return QRect(
        frame.left() + INSET,
        frame.top() + picture_height() + 1,
        frame.width() - 2 * INSET,
        frame.height() - picture_height() - 2,
    )


def strip_size(cell: QRect) -> QSize:
    """Of a cell's picture."""
    return QSize(max(1, frame_of(cell).width() - 2 * INSET), picture_height())


def paint(painter: QPainter, cell: QRect, row: FieldRow | None, shown: Shown, strip: StripOf) -> None:
    """Paint a cell; one that its row lacks stays empty."""
    table = current.colors()
    if shown.active:
        painter.fillRect(cell, table.accent_soft)
    if row is None:
        return
    painter.save()
    run_by_letters(painter)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    frame = frame_of(cell)
    picture = QRect(frame.left() + 1, frame.top() + 1, frame.width() - 2, picture_height())
    if shown.active:
        painter.fillRect(frame, table.base)
    made = strip(row, strip_size(cell), False) if row.value.regions else None
    if row.value.regions:  # what has no place shows no paper
        painter.fillRect(picture, table.paper_strip)
    if made is not None:
        painter.setClipRect(picture)
        painter.drawPixmap(picture.left() + INSET - 1, picture.top(), made.pixmap)
        painter.setClipping(False)
    if not shown.active:
        _paint_text(painter, text_of(cell), row, shown)
    _paint_frame(painter, frame, row, shown)
    painter.restore()


def is_cut(cell: QRect, row: FieldRow) -> bool:
    """Whether not all of a cell's text is seen."""
    room = _beside_mark(text_of(cell), row, Shown())
    return "\n" in row.value.text or fonts.metrics(Use.VALUE).horizontalAdvance(_line(row.value.text)) > room.width()


def _line(text: str) -> str:
    return visible(" ".join(text.split("\n")))


def _paint_text(painter: QPainter, place: QRect, row: FieldRow, shown: Shown) -> None:
    table, value = current.colors(), row.value
    room = _paint_mark(painter, place, row, shown)
    text = value.text if shown.draft is None else shown.draft
    flags = int(Qt.AlignmentFlag.AlignVCenter)
    if not text:
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(table.text2)
        painter.drawText(room, flags, field_words.instead(value) if shown.draft is None else field_words.emptied())
        return
    painter.setFont(fonts.font(Use.VALUE))
    painter.setPen(table.text)
    metrics = fonts.metrics(Use.VALUE)
    line = _line(text)
    if shown.draft is None and not has_left(line) and len(line) == len(text):
        _paint_weak(painter, room, row)
        painter.setPen(table.text)
    if runs_left(text):
        flags |= int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
    painter.drawText(room, flags, metrics.elidedText(line, Qt.TextElideMode.ElideRight, room.width()))


def _paint_mark(painter: QPainter, place: QRect, row: FieldRow, shown: Shown) -> QRect:
    """The mark of a cell at its right, where it has one; returns the room that is left."""
    mark = mark_of(row, shown)
    if mark:
        line = Line.PROPOSAL if shown.draft is not None else field_words.line_and_figure(row)[0]
        at = QRect(place.right() - ICON_ROW + 1, place.center().y() - ICON_ROW // 2, ICON_ROW, ICON_ROW)
        icons.paint(painter, mark, at, lines.ink(line, current.colors()))
    return _beside_mark(place, row, shown)


def mark_of(row: FieldRow, shown: Shown) -> str:
    """The icon of a cell that was typed into and left, or that is unsure, forced or contradicted; empty for none."""
    if shown.draft is not None:
        return "pen"
    marked = row.judgement.unsure or row.judgement.error or row.value.conflict is not None
    mark = lines.MARKS.get(field_words.line_and_figure(row)[0], "") if marked else ""
    return "error" if mark and row.judgement.error else mark


def _beside_mark(place: QRect, row: FieldRow, shown: Shown) -> QRect:
    """The room for a cell's text, left of its mark."""
    return place.adjusted(0, 0, -ICON_ROW - Space.STEP, 0) if mark_of(row, shown) else place


def _paint_weak(painter: QPainter, place: QRect, row: FieldRow) -> None:
    metrics, text, table = fonts.metrics(Use.VALUE), row.value.text, current.colors()
    for number in field_words.weak_characters(row):
        left = place.left() + metrics.horizontalAdvance(text[:number])
        width = metrics.horizontalAdvance(text[number])
        if left + width <= place.right():
            painter.fillRect(QRectF(left, place.top() + 3, width, place.height() - 6), table.doubt_soft)
            pen = QPen(table.doubt_line, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.RoundCap)
            pen.setDashPattern([0.01, 2])
            painter.setPen(pen)
            painter.drawLine(left, place.bottom() - 2, left + width, place.bottom() - 2)


def _paint_frame(painter: QPainter, frame: QRect, row: FieldRow, shown: Shown) -> None:
    table = current.colors()
    width = Width.FOCUS if shown.focused else Width.HAIRLINE
    strong = shown.active or row.judgement.unsure
    asked = not shown.active and (row.value.conflict is not None or shown.draft is not None)
    ink = table.accent if shown.focused or asked else table.control if strong else table.line
    half = width / 2
    pen = QPen(ink, width)
    if asked:
        pen.setDashPattern([7, 3, 1, 3])
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(frame).adjusted(half, half, -half, -half), Radius.CONTROL, Radius.CONTROL)
