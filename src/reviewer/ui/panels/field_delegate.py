"""Paints one field: label and figure, the picture over the text, the reason for doubt."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QLineF,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.domain.document_type import Kind
from reviewer.domain.doubt import Band
from reviewer.domain.field import Mark
from reviewer.ui.look import current, fonts, icons, lines
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.lines import Line
from reviewer.ui.look.tokens import ICON_ROW, Colors, Radius, Space, Width
from reviewer.ui.panels import field_geometry
from reviewer.ui.panels.field_geometry import Parts, Want
from reviewer.ui.panels.field_model import Role, name_of
from reviewer.ui.viewmodels.review import FieldRow, Proposal

Index = QModelIndex | QPersistentModelIndex
INSET = 10


@dataclass(frozen=True)
class Strip:
    """The picture of a value as it is drawn, and how its text follows it."""

    pixmap: QPixmap
    spacing: tuple[float, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What the panel tells its delegate of a row besides the row itself.

    Attributes:
        proposal: a reading that waits for yes or no, or None.
        forcing: the next Enter keeps the value against a rule.
        draft: text that was typed and not confirmed, or None.
        most: height that text and picture of the active row may take.
    """

    proposal: Proposal | None = None
    forcing: bool = False
    draft: str | None = None
    most: int = 400


class FieldDelegate(QStyledItemDelegate):
    """Paints rows; the panel makes the one editor.

    Args:
        strip: gives the picture of a row for a size, or None while the page is not there.
        shown: what else is to be shown of a row.
        is_active: whether a row holds the editor.
        make_editor: makes the editor of the active row.
    """

    def __init__(
        self,
        strip: Callable[[FieldRow, QSize, bool], Strip | None],
        shown: Callable[[FieldRow], Shown],
        is_active: Callable[[FieldRow], bool],
        make_editor: Callable[[QWidget], QWidget],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._shown = shown
        self._is_active = is_active
        self._make_editor = make_editor
        self._heights: dict[str, tuple[FieldRow, int, int]] = {}

    # Geometry

    def parts(self, row: FieldRow, width: int) -> Parts:
        """Where the parts of a row stand, relative to its top left."""
        active = self._is_active(row)
        shown = self._shown(row)
        return field_geometry.parts(
            Want(
                width=width,
                active=active,
                lines=field_geometry.lines_of(row),
                picture=active or bool(row.value.regions),
                reason=self.reason(row),
                choices=active and (bool(row.value.alternatives) or shown.proposal is not None),
                caption=row.first and row.number > 0,
                most=shown.most,
            )
        )

    def reason(self, row: FieldRow) -> str:
        """The sentences under a value."""
        shown = self._shown(row)
        if shown.forcing:
            return self.tr("Enter again keeps “{}” with the error.").format(row.value.text)
        if shown.draft is not None and not self._is_active(row):
            return self.tr("Typed, but not confirmed: “{}”.").format(shown.draft.replace("\n", " "))
        told = [reason.text for reason in row.judgement.reasons]
        if row.value.recognized_text is not None and row.value.text != row.value.recognized_text:
            told.append(self.tr("Read as “{}”.").format(row.value.recognized_text.replace("\n", " ")))
        if not told:
            return ""
        return " ".join(told) if self._is_active(row) else told[0]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Role.ROW)
        width = option.rect.width() or option.widget.viewport().width()  # type: ignore[attr-defined]
        if row is None:
            return QSize()
        if self._is_active(row):
            return QSize(width, self.parts(row, width).height)
        # A document of 2,000 values is laid out anew at each step: rows at rest keep their height.
        known = self._heights.get(row.id)
        if known is None or known[0] is not row or known[1] != width:
            known = (row, width, self.parts(row, width).height)
            self._heights[row.id] = known
        return QSize(width, known[2])

    def forget_heights(self) -> None:
        """The text has another size, or the rows are of another document."""
        self._heights.clear()

    # Editor

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        return self._make_editor(parent)

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Role.ROW)
        if row is None:
            return
        text = self.parts(row, option.rect.width()).text.translated(option.rect.topLeft())
        line = QFontMetrics(editor.font()).height()
        gap = max(0, (text.height() - line) // 2) if field_geometry.lines_of(row) == 1 else Space.STEP
        editor.setGeometry(text.adjusted(INSET, gap, -Space.STEP, -2))

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """The panel fills the editor: it knows drafts and proposals."""

    def setModelData(self, editor: QWidget, model: object, index: Index) -> None:
        """Leaving the editor keeps a draft and confirms nothing."""

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # The base class swallows Enter, Tab and Esc, and closes the editor when the focus leaves.
        return False

    def destroyEditor(self, editor: QWidget, index: Index) -> None:
        editor.hide()  # the panel keeps the one editor

    # Painting

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Role.ROW)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(option.rect.topLeft())
        colors = current.colors()
        active = self._is_active(row)
        parts = self.parts(row, option.rect.width())
        if active:
            self._paint_active_ground(painter, option.rect.size(), colors)
        self._paint_caption(painter, row, parts, colors)
        self._paint_head(painter, row, parts, active, colors)
        self._paint_value(painter, row, parts, active, colors)
        self._paint_reason(painter, row, parts, active, colors)
        painter.restore()

    def _paint_active_ground(self, painter: QPainter, size: QSize, colors: Colors) -> None:
        painter.fillRect(QRect(0, 0, size.width(), size.height()), colors.accent_soft)
        painter.fillRect(QRect(0, 0, Width.BAR, size.height()), colors.accent)

    def _paint_caption(self, painter: QPainter, row: FieldRow, parts: Parts, colors: Colors) -> None:
        if not parts.caption.height():
            return
        painter.setFont(fonts.font(Use.HEAD))
        painter.setPen(colors.text)
        painter.drawText(parts.caption, int(Qt.AlignmentFlag.AlignVCenter), f"{row.caption} {row.number}")

    def _paint_head(self, painter: QPainter, row: FieldRow, parts: Parts, active: bool, colors: Colors) -> None:
        head = parts.head
        left = self._paint_figure(painter, row, head, active, colors)
        painter.setFont(fonts.font(Use.HEAD if active else Use.LABEL))
        painter.setPen(colors.text if active else colors.text2)
        label = row.label if parts.caption.height() or not row.number else name_of(row)
        room = QRect(head.left(), head.top(), left - head.left() - Space.GAP, head.height())
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), shown)
        if active and row.kind is not None:
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(colors.text2)
            room.setLeft(room.left() + metrics.horizontalAdvance(shown) + Space.GAP)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), kind_word(row.kind.kind))

    def _paint_figure(self, painter: QPainter, row: FieldRow, head: QRect, active: bool, colors: Colors) -> int:
        """Paint line sample, figure and mark from the right; returns where they begin."""
        line, words = line_and_figure(row, self._shown(row).proposal)
        ink = lines.ink(line, colors)
        right = head.right() - ICON_ROW + 1
        mark = lines.MARKS.get(line)
        if mark is not None and (row.value.text or row.judgement.unsure or row.value.settled):
            icons.paint(painter, mark, QRect(right, head.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW), ink)
        if not words:
            return right
        painter.setFont(fonts.font(Use.LABEL if row.judgement.unsure else Use.SECOND))
        painter.setPen(ink)
        width = painter.fontMetrics().horizontalAdvance(words)
        text = QRect(right - Space.GAP - width, head.top(), width, head.height())
        painter.drawText(text, int(Qt.AlignmentFlag.AlignVCenter), words)
        sample = QRect(text.left() - Space.GAP - lines.SAMPLE_WIDTH, head.top(), lines.SAMPLE_WIDTH, head.height())
        lines.paint_sample(painter, sample, line, colors)
        return sample.left()

    def _paint_value(self, painter: QPainter, row: FieldRow, parts: Parts, active: bool, colors: Colors) -> None:
        unsure = row.judgement.unsure
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colors.base)
        painter.drawRoundedRect(parts.frame, Radius.CONTROL, Radius.CONTROL)
        strip = None
        if parts.picture.height():
            strip = self._paint_picture(painter, row, parts, active, colors)
        if not active:
            self._paint_text(painter, row, parts.text, strip, colors)
        self._paint_frame(painter, parts.frame, active, unsure, colors)

    def _paint_picture(
        self, painter: QPainter, row: FieldRow, parts: Parts, active: bool, colors: Colors
    ) -> Strip | None:
        picture = parts.picture
        painter.fillRect(picture, colors.paper_strip)
        strip = self._strip(row, QSize(picture.width() - INSET - Space.STEP, picture.height()), active)
        if strip is not None:
            painter.drawPixmap(picture.left() + INSET, picture.top(), strip.pixmap)
        elif active and not row.value.regions:
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(QColor("#4C5866"))
            painter.drawText(
                picture.adjusted(INSET, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), self.tr("No place on the page")
            )
        painter.setPen(QPen(colors.line, 1))
        painter.drawLine(picture.bottomLeft(), picture.bottomRight())
        return strip

    def _paint_text(self, painter: QPainter, row: FieldRow, rect: QRect, strip: Strip | None, colors: Colors) -> None:
        value = row.value
        inner = rect.adjusted(INSET, 0, -Space.STEP, 0)
        if value.mark is not None or not value.text:
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(colors.text2)
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter), self._instead(row))
            return
        painter.setFont(fonts.font(Use.VALUE))
        painter.setPen(colors.text)
        line = fonts.line(Use.VALUE)
        for number, text in enumerate(value.text.split("\n")[: field_geometry.LINES]):
            place = QRect(inner.left(), inner.top() + number * line, inner.width(), line)
            self._paint_line(painter, row, text, place, strip if number == 0 else None, colors)
        second = second_reading(row)
        if second and "\n" not in value.text:
            used = painter.fontMetrics().horizontalAdvance(value.text) + 3 * Space.STEP
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(colors.text2)
            painter.drawText(inner.adjusted(used, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), second)

    def _paint_line(
        self, painter: QPainter, row: FieldRow, text: str, place: QRect, strip: Strip | None, colors: Colors
    ) -> None:
        weak = set(weak_characters(row))
        x = float(place.left())
        metrics = painter.fontMetrics()
        spacing = strip.spacing if strip is not None else ()
        if not weak and not spacing:
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), text)
            return
        for number, letter in enumerate(text):
            width = metrics.horizontalAdvance(letter)
            if number in weak:
                painter.fillRect(QRectF(x, place.top() + 3, width, place.height() - 6), colors.doubt_soft)
                _dots(painter, x, place.bottom() - 3, width, colors)
            painter.setPen(colors.text)
            painter.drawText(
                QRectF(x, place.top(), width * 2, place.height()), int(Qt.AlignmentFlag.AlignVCenter), letter
            )
            x += width + (spacing[number] if number < len(spacing) else 0)

    def _instead(self, row: FieldRow) -> str:
        if row.value.mark is Mark.BLANK:
            return self.tr("Blank")
        if row.value.mark is Mark.UNREADABLE:
            return self.tr("Unreadable")
        return self.tr("Empty") if row.value.settled else self.tr("Not found")

    def _paint_frame(self, painter: QPainter, frame: QRect, active: bool, unsure: bool, colors: Colors) -> None:
        width = Width.FOCUS if active else Width.HAIRLINE
        color = colors.accent if active else colors.control if unsure else colors.line
        painter.setPen(QPen(color, width))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        half = width / 2
        painter.drawRoundedRect(QRectF(frame).adjusted(half, half, -half, -half), Radius.CONTROL, Radius.CONTROL)

    def _paint_reason(self, painter: QPainter, row: FieldRow, parts: Parts, active: bool, colors: Colors) -> None:
        if not parts.reason.height():
            return
        rect = parts.reason
        loud = row.judgement.unsure or self._shown(row).forcing
        color = colors.error if row.judgement.error else colors.doubt if loud else colors.text2
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(color)
        if active:
            sign = "error" if row.judgement.error else "ring-question" if loud else "info"
            icons.paint(painter, sign, QRect(rect.left() + 1, rect.top() + 1, ICON_ROW, ICON_ROW), color)
            flags = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
            painter.drawText(rect.adjusted(field_geometry.reason_indent(True), 0, 0, 0), flags, self.reason(row))
            return
        text = painter.fontMetrics().elidedText(self.reason(row), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), text)


def line_and_figure(row: FieldRow, proposal: Proposal | None = None) -> tuple[Line, str]:
    """The line and the words that stand right in a row's head."""
    value = row.value
    if proposal is not None:
        return Line.PROPOSAL, lines.figure(proposal.confidence) if not proposal.reading else ""
    if value.mark is Mark.BLANK:
        return Line.BLANK, lines.figure(None, "")
    if value.mark is Mark.UNREADABLE:
        return Line.UNREADABLE, lines.figure(None, "")
    band = row.judgement.band
    if value.settled:
        return (Line.DOUBTFUL if band is Band.DOUBTFUL else Line.PERSON), lines.figure(None, "")
    if not value.text:
        return lines.line_of(band), ""
    return lines.line_of(band), lines.figure(value.confidence)


def weak_characters(row: FieldRow) -> tuple[int, ...]:
    """Indexes of the characters to be marked: those that a reason names, and those read with little confidence."""
    value = row.value
    if value.settled or not row.judgement.unsure:
        return ()
    named = {reason.at for reason in row.judgement.reasons if reason.at is not None}
    if value.recognized_text == value.text and len(value.characters) == len(value.text):
        named |= {number for number, confidence in enumerate(value.characters) if confidence < 0.6}
    return tuple(sorted(number for number in named if number < len(value.text)))


def second_reading(row: FieldRow) -> str:
    """A date in words, after its digits."""
    if row.kind is None or row.kind.kind is not Kind.DATE or not row.value.normalized:
        return ""
    year, month, day = (*row.value.normalized.split("-"), "", "")[:3]
    if not (year.isdigit() and month.isdigit() and day.isdigit()):
        return ""
    name = QLocale().standaloneMonthName(int(month), QLocale.FormatType.LongFormat)
    return f"{int(day)} {name} {year}"


def kind_word(kind: Kind) -> str:
    """What kind of value it is, in a word."""
    return str(kind.value)


def _dots(painter: QPainter, x: float, y: float, width: float, colors: Colors) -> None:
    pen = QPen(colors.doubt_line, 2)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.01, 2])
    painter.setPen(pen)
    painter.drawLine(QLineF(x, y, x + width, y))
