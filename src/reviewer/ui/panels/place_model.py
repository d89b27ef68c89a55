"""The places of a typed text as rows, and how a row is painted."""

from typing import Final

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.domain.hidden import visible
from reviewer.domain.locating.hit import Closeness, Place
from reviewer.domain.writing import runs_left
from reviewer.ui.look import fonts, lines
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.lines import Line
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius, Space, Width
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.place_crops import PlaceCrops

PLACE: Final = Qt.ItemDataRole.UserRole
ROW: Final = 52
_CROP: Final = QSize(124, 34)
_NARROW: Final = 400
"""Below this width, pictures are narrower and figures stand alone, so that the texts are seen."""
_NARROW_CROP: Final = 88
_NUMBER: Final = 34
_SAMPLE: Final = 16

Index = QModelIndex | QPersistentModelIndex


class PlaceModel(QAbstractListModel):
    """Rows in the order of the list.

    Attributes:
        page: that is shown: places elsewhere say so.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._places: tuple[Place, ...] = ()
        self.page = 0

    def show_places(self, places: tuple[Place, ...], page: int) -> None:
        """List other places; `page` is shown."""
        self.beginResetModel()
        self._places, self.page = places, page
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  # as Qt has it
        return 0 if parent.isValid() else len(self._places)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or not 0 <= index.row() < len(self._places):
            return None
        place = self._places[index.row()]
        if role == PLACE:
            return place
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return visible(place.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(place, index.row() + 1, self.page)
        return None


def spoken(place: Place, number: int, page: int) -> str:
    """A row in words, for who cannot see it."""
    parts = (str(number), visible(place.text), about(place, page), lines.figure(place.confidence))
    return ", ".join(part for part in parts if part)


def about(place: Place, page: int) -> str:
    """What is told of a place: that it is the value's own, how it differs, where, and what stands on its line."""
    parts = []
    if place.hit.page != page:
        parts.append(QCoreApplication.translate("places", "page {}").format(place.hit.page + 1))
    if place.own:
        parts.append(QCoreApplication.translate("places", "its place now"))
    if place.line:
        parts.append(f"“{visible(place.line)}”")
    note = _note(place.hit.closeness)
    if note and not place.own:
        parts.append(note)
    return ", ".join(parts)


def _note(closeness: Closeness) -> str:
    match closeness:
        case Closeness.MARKS:
            return QCoreApplication.translate("places", "other marks")
        case Closeness.VALUE:
            return QCoreApplication.translate("places", "written otherwise")
        case Closeness.ALIKE:
            return QCoreApplication.translate("places", "look-alike")
        case Closeness.NEAR:
            return QCoreApplication.translate("places", "nearly")
        case _:
            return ""


class PlaceDelegate(QStyledItemDelegate):
    """Number, picture, text with what was typed in bold, line, figure."""

    def __init__(self, crops: PlaceCrops, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._crops = crops

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(200, fonts.scaled(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        place = index.data(PLACE)
        if not isinstance(place, Place):
            return
        table, rect = colors(), option.rect
        marked = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        run_by_letters(painter)
        if marked:
            painter.fillRect(rect, table.accent_soft)
            painter.fillRect(QRect(rect.left(), rect.top(), Width.BAR, rect.height()), table.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, table.alt)
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), table.line)
        self._paint_number(painter, QRect(rect.left(), rect.top(), fonts.scaled(_NUMBER), rect.height()), index.row())
        narrow = rect.width() < fonts.scaled(_NARROW)
        crop = QRect(0, 0, fonts.scaled(_NARROW_CROP if narrow else _CROP.width()), fonts.scaled(_CROP.height()))
        crop.moveTo(rect.left() + fonts.scaled(_NUMBER) + Space.STEP, rect.center().y() - crop.height() // 2)
        self._paint_crop(painter, crop, place)
        wide = _figure_width(place, narrow=narrow)
        figure = QRect(rect.right() - wide - Space.WIDE, rect.top(), wide, rect.height())
        words = QRect(
            crop.right() + Space.WIDE, rect.top(), figure.left() - crop.right() - 2 * Space.WIDE, rect.height()
        )
        model = index.model()
        page = model.page if isinstance(model, PlaceModel) else 0
        _paint_words(painter, words, place, page, table.accent_ink if marked else table.text)
        _paint_figure(painter, figure, place, sampled=not narrow)
        painter.restore()

    def _paint_number(self, painter: QPainter, rect: QRect, row: int) -> None:
        side = fonts.scaled(16)
        ring = QRect(0, 0, max(side, fonts.metrics(Use.SMALL).horizontalAdvance(str(row + 1)) + 8), side)
        ring.moveCenter(rect.center())
        paint_box(painter, ring, frame=colors().control, radius=side / 2)
        painter.setFont(fonts.font(Use.SMALL))
        painter.setPen(colors().text2)
        painter.drawText(ring, int(Qt.AlignmentFlag.AlignCenter), str(row + 1))

    def _paint_crop(self, painter: QPainter, rect: QRect, place: Place) -> None:
        painter.fillRect(rect, colors().paper_strip)
        region = place.regions[0] if place.regions else None
        ratio = painter.device().devicePixelRatioF()
        picture = None if region is None else self._crops.crop(region, rect.size(), ratio)
        if picture is not None:
            painter.drawPixmap(rect.topLeft(), picture)
        paint_box(painter, rect, frame=colors().line, radius=Radius.PICTURE)


def _figure_width(place: Place, *, narrow: bool) -> int:
    text = fonts.metrics(Use.SECOND).horizontalAdvance(lines.figure(place.confidence))
    return text + (_SAMPLE + Space.GAP if place.confidence is not None and not narrow else 0)


def _paint_words(painter: QPainter, rect: QRect, place: Place, page: int, ink: QColor) -> None:
    first, second = fonts.line(Use.VALUE), fonts.line(Use.SECOND)
    top = rect.top() + (rect.height() - first - second) // 2
    _paint_text(painter, QRect(rect.left(), top, rect.width(), first), place, ink)
    painter.setFont(fonts.font(Use.SECOND))
    painter.setPen(colors().text2)
    below = QRect(rect.left(), top + first, rect.width(), second)
    told = painter.fontMetrics().elidedText(about(place, page), Qt.TextElideMode.ElideRight, below.width())
    painter.drawText(below, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), told)


def _paint_text(painter: QPainter, rect: QRect, place: Place, ink: QColor) -> None:
    """The text, its found part bold and underlined: one layout, so that letters join and run as they are written."""
    font = fonts.font(Use.VALUE)
    text = visible(place.text)
    metrics = fonts.metrics(Use.VALUE)
    if metrics.horizontalAdvance(text) > rect.width():  # the end goes: what was found stands at the beginning
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(text, font)
    left = runs_left(text)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if left else Qt.LayoutDirection.LeftToRight)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    layout.setTextOption(option)
    found = QTextLayout.FormatRange()
    found.start, found.length = 0, min(len(visible(place.text[: place.found])), len(text))
    style = QTextCharFormat()
    style.setFontWeight(QFont.Weight.Bold)
    style.setFontUnderline(True)
    found.format = style
    layout.setFormats([found])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width())
    layout.endLayout()
    painter.setPen(QPen(ink))
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))


def _paint_figure(painter: QPainter, rect: QRect, place: Place, *, sampled: bool) -> None:
    table = colors()
    painter.setFont(fonts.font(Use.SECOND))
    text = lines.figure(place.confidence)
    painter.setPen(table.text2)
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight), text)
    if place.confidence is not None and sampled:
        sample = QRect(rect.left(), rect.top(), _SAMPLE, rect.height())
        lines.paint_sample(painter, sample, Line.SURE, table)
