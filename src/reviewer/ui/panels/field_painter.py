"""Paints one field: label and figure, the picture over the text, the reason for doubt."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QCoreApplication, QLineF, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from reviewer.domain.hidden import visible
from reviewer.domain.writing import has_left, runs_left
from reviewer.ui.look import current, fonts, icons, lines
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import ICON_ROW, Colors, Radius, Space, Width
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels import field_geometry, field_words
from reviewer.ui.panels.field_geometry import INSET, Parts
from reviewer.ui.panels.field_model import name_of
from reviewer.ui.panels.field_words import Shown
from reviewer.ui.panels.snippet import Strip
from reviewer.ui.viewmodels.rows import FieldRow

StripOf = Callable[[FieldRow, QSize, bool], Strip | None]

_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter)
_FROM_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
_BRACKET = 3.0
_LABEL_ON_PAPER = QColor("#4C5866")  # paper is light in every theme


class FieldPainter:
    """Paints one row, once.

    Args:
        painter: stands at the row's top left.
        row: to be painted.
        parts: where its parts are.
        shown: what else is shown of it.
        strip: gives the picture of a row for a size, or None while the page is not there.
    """

    def __init__(self, painter: QPainter, row: FieldRow, parts: Parts, shown: Shown, strip: StripOf) -> None:
        self._painter = painter
        self._row = row
        self._parts = parts
        self._shown = shown
        self._strip = strip
        self._colors = current.colors()

    def paint(self, size: QSize) -> None:
        """Paint all of it; `size` is that of the row."""
        self._painter.save()
        run_by_letters(self._painter)
        self._painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._shown.active:
            self._painter.fillRect(QRect(0, 0, size.width(), size.height()), self._colors.accent_soft)
            self._painter.fillRect(QRect(0, 0, Width.BAR, size.height()), self._colors.accent)
        self._paint_caption()
        self._paint_head()
        self._paint_value()
        self._paint_reason()
        self._painter.restore()

    def _write(self, use: Use, color: QColor, rect: QRect, text: str) -> None:
        self._painter.setFont(fonts.font(use))
        self._painter.setPen(color)
        self._painter.drawText(rect, _MIDDLE, visible(text))

    def _paint_caption(self) -> None:
        if self._parts.caption.height():
            self._write(Use.HEAD, self._colors.text, self._parts.caption, f"{self._row.caption} {self._row.number}")

    def _paint_head(self) -> None:
        row, head, active = self._row, self._parts.head, self._shown.active
        left = self._paint_figure()
        use = Use.HEAD if active else Use.LABEL
        label = row.label if self._parts.caption.height() or not row.number else name_of(row)
        room = QRect(head.left(), head.top(), left - head.left() - Space.GAP, head.height())
        metrics = fonts.metrics(use)
        label = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        self._write(use, self._colors.text if active else self._colors.text2, room, label)
        if active and row.kind is not None:
            room.setLeft(room.left() + metrics.horizontalAdvance(label) + Space.GAP)
            kind, reading = field_words.kind_word(row.kind.kind), self._shown.reading
            words = f"{kind}: {reading}" if reading else kind
            words = fonts.metrics(Use.SECOND).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            self._write(Use.SECOND, self._colors.text2, room, words)

    def _paint_figure(self) -> int:
        """Paint line sample, figure and mark from the right; returns where they begin."""
        row, head = self._row, self._parts.head
        line, words = field_words.line_and_figure(row, self._shown.proposal)
        ink = lines.ink(line, self._colors)
        right = head.right() - ICON_ROW + 1
        mark = lines.MARKS.get(line)
        if mark is not None and (row.value.text or row.judgement.unsure or row.value.settled):
            place = QRect(right, head.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
            icons.paint(self._painter, mark, place, ink)
        if not words:
            return right
        use = Use.LABEL if row.judgement.unsure else Use.SECOND
        width = fonts.metrics(use).horizontalAdvance(words)
        text = QRect(right - Space.GAP - width, head.top(), width, head.height())
        self._write(use, ink, text, words)
        sample = QRect(text.left() - Space.GAP - lines.SAMPLE_WIDTH, head.top(), lines.SAMPLE_WIDTH, head.height())
        lines.paint_sample(self._painter, sample, line, self._colors)
        return sample.left()

    def _paint_value(self) -> None:
        if self._shown.active:  # the ground of the others is that of the list
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._colors.base)
            self._painter.drawRoundedRect(self._parts.frame, Radius.CONTROL, Radius.CONTROL)
        strip = self._paint_picture() if self._parts.picture.height() else None
        if not self._shown.active:
            self._paint_text(strip)
        self._paint_frame()

    def _paint_picture(self) -> Strip | None:
        picture, active = self._parts.picture, self._shown.active
        self._painter.fillRect(picture, self._colors.paper_strip)
        inner = picture.adjusted(INSET, 0, -Space.STEP, 0)
        strip = self._strip(self._row, inner.size(), active)
        if strip is not None:
            self._painter.save()
            self._painter.setClipRect(inner, Qt.ClipOperation.IntersectClip)
            self._painter.translate(-min(self._shown.scrolled, strip.over), 0)
            self._painter.drawPixmap(inner.topLeft(), strip.pixmap)
            self._paint_brackets(strip)
            self._painter.restore()
        elif active and not self._row.value.regions:
            told = QCoreApplication.translate("fields", "No place on the page")
            self._write(Use.SECOND, _LABEL_ON_PAPER, picture.adjusted(INSET, 0, 0, 0), told)
        self._painter.setPen(QPen(self._colors.line, 1))
        self._painter.drawLine(picture.bottomLeft(), picture.bottomRight())
        return strip

    def _paint_brackets(self, strip: Strip) -> None:
        """Dotted brackets around the doubtful characters; one around those that stand together."""
        picture = self._parts.picture
        weak = [at for at in field_words.weak_characters(self._row) if at < len(strip.places)]
        if self._shown.draft is not None or not weak:
            return
        pen = QPen(self._colors.page_doubt, 1.5)  # paper is light in every theme
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setDashPattern([0.01, 2])
        self._painter.setPen(pen)
        half = min(picture.height() - 4.0, strip.height + 4) / 2
        middle, left = picture.top() + picture.height() / 2, picture.left() + INSET
        for first, last in _runs(weak):
            x1, x2 = left + strip.places[first][0] - 1.5, left + strip.places[last][1] + 1.5
            for x, inward in ((x1, _BRACKET), (x2, -_BRACKET)):
                top, bottom = QPointF(x, middle - half), QPointF(x, middle + half)
                inner = QPointF(inward, 0)
                self._painter.drawPolyline([top + inner, top, bottom, bottom + inner])

    def _paint_text(self, strip: Strip | None) -> None:
        value = self._row.value
        inner = self._parts.text.adjusted(INSET, 0, -Space.STEP, 0)
        if value.mark is not None or not value.text:
            self._write(Use.SECOND, self._colors.text2, inner, field_words.instead(value))
            return
        self._painter.setFont(fonts.font(Use.VALUE))
        self._painter.setPen(self._colors.text)
        line = fonts.line(Use.VALUE)
        self._painter.save()
        self._painter.setClipRect(inner, Qt.ClipOperation.IntersectClip)  # letters that are set one by one go on
        for number, text in enumerate(value.text.split("\n")[: field_geometry.LINES]):
            place = QRect(inner.left(), inner.top() + number * line, inner.width(), line)
            self._paint_line(text, place, strip if number == 0 else None)
        self._painter.restore()
        second = field_words.second_reading(self._row)
        if second and "\n" not in value.text:
            used = fonts.metrics(Use.VALUE).horizontalAdvance(value.text) + 3 * Space.STEP
            used += round(sum(strip.spacing)) if strip is not None else 0
            self._write(Use.SECOND, self._colors.text2, inner.adjusted(used, 0, 0, 0), second)

    def _paint_line(self, text: str, place: QRect, strip: Strip | None) -> None:
        weak = set(field_words.weak_characters(self._row))
        spacing = strip.spacing if strip is not None else ()
        if has_left(text) or visible(text) != text:
            self._paint_in_two_ways(text, place)
            return
        if not weak and not spacing:
            self._painter.drawText(place, _MIDDLE, text)
            return
        x, metrics = float(place.left()), fonts.metrics(Use.VALUE)
        for number, letter in enumerate(text):
            width = metrics.horizontalAdvance(letter)
            if number in weak:
                ground = QRectF(x, place.top() + 3, width, place.height() - 6)
                self._painter.fillRect(ground, self._colors.doubt_soft)
                _dots(self._painter, x, place.bottom() - 3, width, self._colors)
            self._painter.setPen(self._colors.text)
            self._painter.drawText(QRectF(x, place.top(), width * 2, place.height()), _MIDDLE, letter)
            x += width + (spacing[number] if number < len(spacing) else 0)

    def _paint_in_two_ways(self, text: str, place: QRect) -> None:
        """As a whole: letters take shape from their neighbors, and stand in another order."""
        usual = self._painter.layoutDirection()
        to_left = runs_left(text)
        self._painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if to_left else Qt.LayoutDirection.LeftToRight)
        self._painter.drawText(place, _MIDDLE | (_FROM_RIGHT if to_left else 0), visible(text))
        self._painter.setLayoutDirection(usual)

    def _paint_frame(self) -> None:
        """The frame; it is the ring of the focus while the editor has it, the only one in the window."""
        shown, colors = self._shown, self._colors
        asked = not shown.active and self._row.value.conflict is not None
        strong = shown.active or self._row.judgement.unsure
        width = Width.FOCUS if shown.focused else Width.HAIRLINE
        ink = colors.accent if shown.focused or asked else colors.control if strong else colors.line
        pen = QPen(ink, width)
        if asked:
            pen.setDashPattern([7, 3, 1, 3])
        self._painter.setPen(pen)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        frame = QRectF(self._parts.frame).adjusted(half, half, -half, -half)
        self._painter.drawRoundedRect(frame, Radius.CONTROL, Radius.CONTROL)

    def _paint_reason(self) -> None:
        rect, error = self._parts.reason, self._row.judgement.error
        if not rect.height():
            return
        loud = self._row.judgement.unsure or self._shown.forcing
        asked = self._row.value.conflict is not None
        quiet = self._colors.accent_ink if asked else self._colors.text2
        color = self._colors.error if error else self._colors.doubt if loud else quiet
        text = field_words.reason(self._row, self._shown)
        if not self._shown.active:
            text = fonts.metrics(Use.SECOND).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
            self._write(Use.SECOND, color, rect, text)
            return
        sign = "error" if error else "ring-question" if loud else "plus" if asked else "info"
        icons.paint(self._painter, sign, QRect(rect.left() + 1, rect.top() + 1, ICON_ROW, ICON_ROW), color)
        self._painter.setFont(fonts.font(Use.SECOND))
        self._painter.setPen(color)
        flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
        self._painter.drawText(rect.adjusted(field_geometry.reason_indent(True), 0, 0, 0), flags, text)


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of those that follow each other."""
    first = before = places[0]
    for place in places[1:]:
        if place != before + 1:
            yield first, before
            first = place
        before = place
    yield first, before


def _dots(painter: QPainter, x: float, y: float, width: float, colors: Colors) -> None:
    pen = QPen(colors.doubt_line, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, y, x + width, y))
