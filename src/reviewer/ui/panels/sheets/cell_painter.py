"""Paints a cell of the field sheet: picture over text, and below both the document and how sure the value is."""

from pathlib import PurePath
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QLineF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewer.domain.hidden import visible
from reviewer.domain.writing import has_left, runs_left
from reviewer.ui.look import current, fonts, icons, lines
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import ICON_ROW, Space, Width
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.sheets import cell_words
from reviewer.ui.panels.sheets.grid import Measure
from reviewer.ui.panels.sheets.strips import SheetStrips
from reviewer.ui.viewmodels.sheets.cell import SheetCell, lines_of
from reviewer.ui.viewmodels.sheets.states import State

LEAST = 208
PICTURE, FOOT = 46, 24
INSET = 14
_LABEL_ON_PAPER = QColor("#4C5866")  # paper is light in every theme
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_WRAPPED = int(Qt.TextFlag.TextWrapAnywhere)
_QUIET = 0.55


class Parts(NamedTuple):
    """Where the parts of a cell are."""

    picture: QRect
    text: QRect
    foot: QRect


def measure(lines: int = 1) -> Measure:
    """How large a cell is whose text may take so many lines."""
    foot = max(fonts.scaled(FOOT), fonts.line(Use.SMALL) + 6)
    needed = picture_height(lines) + text_height(lines)
    return Measure(fonts.scaled(LEAST), needed + foot, True, needed)


def picture_height(lines: int) -> int:
    """Of a cell whose text may take so many lines."""
    return max(PICTURE, 24 * lines)


def text_height(lines: int) -> int:
    """Likewise of its text."""
    return max(fonts.line(Use.VALUE_SHEET), fonts.line(Use.VALUE_SMALL) * lines + Space.GAP)


def parts(rect: QRect, lines: int = 1) -> Parts:
    """The parts of a cell."""
    text = text_height(lines)
    picture = QRect(rect.left(), rect.top(), rect.width(), picture_height(lines))
    under = QRect(rect.left(), picture.bottom() + 1, rect.width(), text)
    foot = QRect(rect.left(), under.bottom() + 1, rect.width(), rect.bottom() - under.bottom())
    return Parts(picture, under, foot)


def picture_room(rect: QRect) -> QRect:
    """Where the picture itself stands in its part of a cell."""
    return rect.adjusted(INSET, 1, -Space.GAP, -1)


def _text_room(rect: QRect) -> QRect:
    """Where the text itself stands in its part of a cell."""
    return rect.adjusted(INSET, 0, -Space.GAP, 0)


def fits(text: str, inner: QRect, use: Use, most: int) -> bool:
    """Whether so many lines show all of a text."""
    lines, metrics = visible(text).split("\n"), fonts.metrics(use)
    return len(lines) <= most and all(metrics.horizontalAdvance(line) <= inner.width() for line in lines)


class CellPainter:
    """Paints cells.

    Args:
        strips: gives their pictures.
    """

    def __init__(self, strips: SheetStrips) -> None:
        self._strips = strips
        self.lines = 1
        """That the texts of the sheet take at most."""

    def paint(
        self, painter: QPainter, rect: QRect, cell: SheetCell, *, active: bool, focused: bool, edited: bool = False
    ) -> bool | None:
        """Paint one cell. Returns whether its picture was drawn; None while it may still come.

        Args:
            painter: to paint with.
            rect: of the cell.
            cell: what to paint.
            active: it is the one under the cursor.
            focused: the keyboard is in the sheet.
            edited: its text is in the editor.
        """
        table, where = current.colors(), parts(rect, self.lines)
        painter.save()
        run_by_letters(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(rect)
        ground = table.accent_soft if active else table.base
        paint_box(painter, rect, fill=ground)
        quiet = cell.waiting or cell.state in (State.GONE, State.FINISHED)
        painter.setOpacity(_QUIET if quiet else 1.0)
        drawn = self._paint_picture(painter, where.picture, cell)
        inner = _text_room(where.text)
        if edited:
            pass
        elif lines_of(cell.text if cell.draft is None else cell.draft) > 1 and not cell_words.instead(cell):
            paint_wrapped(painter, inner, cell)
        else:
            paint_value(painter, inner, cell, Use.VALUE_SHEET, caret=active and focused)
        _paint_foot(painter, where.foot, cell, active=active)
        painter.setOpacity(1.0)
        if active:
            paint_box(painter, rect, frame=table.accent if focused else table.control, width=Width.FOCUS)
        else:
            doubtful = cell.unsure and cell.state in (State.OPEN, State.ERROR, State.EMPTY, State.NOWHERE)
            paint_box(painter, rect, frame=table.control if doubtful else table.line)
        painter.restore()
        return drawn

    def whole(self, rect: QRect, cell: SheetCell) -> bool:
        """Whether all of its text is seen, when it is painted there."""
        inner = _text_room(parts(rect, self.lines).text)
        if lines_of(cell.text) == 1:
            return fits(cell.text, inner, Use.VALUE_SHEET, 1)
        wrapped = fonts.metrics(Use.VALUE_SMALL).boundingRect(inner, _WRAPPED, visible(cell.text))
        return wrapped.height() <= inner.height()

    def _paint_picture(self, painter: QPainter, rect: QRect, cell: SheetCell) -> bool | None:
        table, ratio = current.colors(), painter.device().devicePixelRatioF()
        inner = picture_room(rect)
        paper = rect.adjusted(1, 1, -1, 0)
        painter.fillRect(paper, table.paper_strip)
        picture = self._strips.picture(cell, inner.size(), ratio, Use.VALUE_SHEET)
        if picture is not None:
            painter.drawPixmap(inner.topLeft(), picture)
        else:
            failed = self._strips.failed(cell, inner.height(), ratio)
            told = cell_words.no_picture(cell, failed=failed)
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(_LABEL_ON_PAPER)
            painter.drawText(inner, _MIDDLE, told)
        painter.fillRect(QRect(rect.left() + 1, rect.bottom(), rect.width() - 2, 1), table.line)
        return self._strips.drawn(cell, inner.height(), ratio)


def paint_value(painter: QPainter, inner: QRect, cell: SheetCell, use: Use, *, caret: bool) -> None:
    """Paint the text of a cell in one line, its doubtful characters marked.

    Args:
        painter: to paint with.
        inner: where.
        cell: what to paint.
        use: the font.
        caret: whether a caret stands before the first doubtful character.
    """
    table = current.colors()
    instead = cell_words.instead(cell)
    if instead and cell.draft is None:
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(table.text2)
        painter.drawText(inner, _MIDDLE, instead)
        return
    if cell.was:
        inner = _paint_was(painter, inner, cell.was)
    text = (cell.text if cell.draft is None else cell.draft).replace("\n", " ↵ ")
    plain, text = text, visible(text)
    metrics = fonts.metrics(use)
    shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, inner.width())
    painter.setFont(fonts.font(use))
    painter.setPen(table.text)
    if has_left(text):
        to_left = runs_left(text)
        side = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
        usual = painter.layoutDirection()
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight)
        flags = Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(inner, int(flags), shown)
        painter.setLayoutDirection(usual)
        return
    advance, line = metrics.horizontalAdvance("0"), metrics.height()
    top = inner.center().y() - line / 2
    weak = cell.weak if cell.draft is None and "\n" not in cell.text and plain == text else ()
    for number in weak:
        ground = QRectF(inner.left() + number * advance, top, advance, line)
        if ground.right() <= inner.right():
            painter.fillRect(ground, table.doubt_soft)
            _dots(painter, ground.left(), ground.bottom() + 1, advance)
    painter.setPen(table.text)
    painter.drawText(inner, _MIDDLE, shown)
    if caret and weak:
        painter.fillRect(QRectF(inner.left() + weak[0] * advance - 0.5, top - 1, 1.5, line + 2), table.text)


def paint_wrapped(painter: QPainter, inner: QRect, cell: SheetCell) -> None:
    """Paint a long text small, over several lines."""
    text = visible(cell.text if cell.draft is None else cell.draft)
    to_left = runs_left(text)
    side = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
    painter.setFont(fonts.font(Use.VALUE_SMALL))
    painter.setPen(current.colors().text)
    usual = painter.layoutDirection()
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight)
    flags = Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute
    painter.drawText(inner, int(flags) | _WRAPPED, text)
    painter.setLayoutDirection(usual)


def paint_lines(painter: QPainter, inner: QRect, cell: SheetCell, use: Use, most: int) -> None:
    """Paint a text of several lines, as many as `most`, in the middle of `inner`."""
    texts = visible(cell.text if cell.draft is None else cell.draft).split("\n")[:most]
    line = fonts.line(use)
    top = inner.center().y() - line * len(texts) // 2
    painter.setFont(fonts.font(use))
    painter.setPen(current.colors().text)
    to_left = runs_left(cell.text)
    side = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
    flags = int(Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute)
    for number, text in enumerate(texts):
        place = QRect(inner.left(), top + number * line, inner.width(), line)
        painter.drawText(place, flags, fonts.metrics(use).elidedText(text, Qt.TextElideMode.ElideRight, place.width()))


def _paint_was(painter: QPainter, inner: QRect, was: str) -> QRect:
    """Paint what stood there before, at the right; returns the room that is left."""
    metrics = fonts.metrics(Use.SECOND)
    told = metrics.elidedText(visible(was_words(was)), Qt.TextElideMode.ElideRight, inner.width() // 2)
    painter.setFont(fonts.font(Use.SECOND))
    painter.setPen(current.colors().text2)
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), told)
    return inner.adjusted(0, 0, -metrics.horizontalAdvance(told) - Space.GAP, 0)


def _paint_foot(painter: QPainter, rect: QRect, cell: SheetCell, *, active: bool) -> None:
    table = current.colors()
    inner = rect.adjusted(INSET, 0, -Space.WIDE, -2)
    right = inner.right()
    line, words = cell_words.line_and_figure(cell)
    if words:
        use = Use.TAG if cell.unsure else Use.SMALL
        right = _written(painter, inner, right, words, use, lines.ink(line, table) if line else table.text2)
    if line is not None:
        sample = QRect(right - lines.SAMPLE_WIDTH, inner.top(), lines.SAMPLE_WIDTH, inner.height())
        lines.paint_sample(painter, sample, line, table)
        right = sample.left() - Space.GAP
    icon, word, tone = cell_words.state_sign(cell)
    if word:
        color = getattr(table, tone)
        right = _written(painter, inner, right, word, Use.SMALL, color)
        place = QRect(right - ICON_ROW + 4, inner.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
        icons.paint(painter, icon, place, color)
        right = place.left() - Space.GAP
    room = max(0, right - inner.left())
    name = visible(PurePath(cell.name).stem or cell.name)
    painter.setFont(fonts.font(Use.SMALL))
    painter.setPen(table.text if active else table.text2)
    shown = fonts.metrics(Use.SMALL).elidedText(name, Qt.TextElideMode.ElideMiddle, room)
    painter.drawText(QRect(inner.left(), inner.top(), room, inner.height()), _MIDDLE, shown)


def _written(painter: QPainter, inner: QRect, right: int, words: str, use: Use, color: QColor) -> int:
    """Write before `right`; returns where that begins, with a gap."""
    width = fonts.metrics(use).horizontalAdvance(words)
    painter.setFont(fonts.font(use))
    painter.setPen(color)
    painter.drawText(QRect(right - width, inner.top(), width + 1, inner.height()), _MIDDLE, words)
    return right - width - Space.GAP


def was_words(text: str) -> str:
    """What stood there before."""
    return QCoreApplication.translate("sheet", "was {}").format(" ".join(text.split()))


def _dots(painter: QPainter, x: float, y: float, width: float) -> None:
    pen = QPen(current.colors().doubt_line, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2])
    painter.setPen(pen)
    painter.drawLine(QLineF(x + 1, y, x + width - 1, y))
