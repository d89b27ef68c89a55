"""How a page looks in the strip."""

from typing import Final

import msgspec
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QTransform
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.tokens import ICON_ROW, Radius, Width
from reviewer.ui.look.ways import run_by_letters

MARK: Final = Qt.ItemDataRole.UserRole + 1
ROTATION: Final = Qt.ItemDataRole.UserRole + 2

WIDTH: Final = 62
HEIGHT: Final = 92

_ABOVE: Final = 10
_UNDER: Final = 7
_AROUND: Final = 3
_LINE: Final = 17
_GROUND: Final = 2


class PageMark(msgspec.Struct, frozen=True):
    """What stands under a page: how many values are unsure; a tick when it was read and none is."""

    unsure: int = 0
    read: bool = False


def row_height() -> int:
    return _ABOVE + HEIGHT + _UNDER + 2 * fonts.scaled(_LINE)


class StripDelegate(QStyledItemDelegate):
    """Picture, number, mark; a ring around the shown page, a framed ground behind all that are chosen.

    Attributes:
        several: whether more than the shown page is chosen.
    """

    several = False

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(fonts.scaled(Width.STRIP), row_height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        rect = option.rect
        painter.save()
        run_by_letters(painter)
        view = option.widget
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        current = isinstance(view, QAbstractItemView) and view.currentIndex() == index
        if selected and self.several:
            table = colors()
            ground = rect.adjusted(_GROUND, _GROUND, -_GROUND, -1)
            paint_box(painter, ground, frame=table.control, fill=table.accent_soft, radius=Radius.CONTROL)
        image = index.data(Qt.ItemDataRole.DecorationRole)
        rotation = index.data(ROTATION) or 0
        place = _paint_picture(painter, rect, image, rotation)
        if current:
            around = place.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
            paint_box(painter, around, frame=colors().accent, width=Width.FOCUS, radius=Radius.TAG)
        if current and isinstance(view, QAbstractItemView):
            paint_focus(painter, rect.adjusted(2, 2, -2, 0), view, radius=Radius.CONTROL)
        below = QRect(rect.left(), rect.top() + _ABOVE + HEIGHT + _UNDER, rect.width(), fonts.scaled(_LINE))
        marked = current or (selected and self.several)
        painter.setFont(fonts.font(Use.NAME if marked else Use.SECOND))
        painter.setPen(colors().text if marked else colors().text2)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, index.data())
        _paint_mark(painter, below.translated(0, below.height()), index.data(MARK))
        painter.restore()


def _paint_picture(painter: QPainter, rect: QRect, image: QImage | None, rotation: float) -> QRect:
    """The page's picture, or paper while there is none. Returns where it lies."""
    table = colors()
    turned = _turned(image, rotation) if image is not None and rotation else image
    height = HEIGHT
    if turned is not None and turned.height():
        height = min(HEIGHT, max(16, round(WIDTH * turned.height() / turned.width())))
    left = rect.center().x() - WIDTH // 2 + 1
    place = QRect(left, rect.top() + _ABOVE + (HEIGHT - height) // 2, WIDTH, height)
    if turned is None:
        painter.fillRect(place, table.page_paper)
    else:
        if rotation % 90:
            painter.fillRect(place, table.page_paper)  # around the corners of a straightened page
        _draw_top(painter, place, turned)
    if table.page_dim:
        painter.fillRect(place, QColor.fromRgbF(0, 0, 0, table.page_dim))
    paint_box(painter, place.adjusted(-1, -1, 1, 1), frame=table.line, radius=Radius.PICTURE)
    return place


def _turned(image: QImage, rotation: float) -> QImage:
    turn = QTransform().rotate(rotation)
    if not rotation % 90:
        return image.transformed(turn)
    opaque = image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)  # what is around its corners is not
    return opaque.transformed(turn, Qt.TransformationMode.SmoothTransformation)


def _draw_top(painter: QPainter, place: QRect, image: QImage) -> None:
    """As wide as the place; of a long page the top. Made small in one go: a painter alone would skip pixels."""
    scale = painter.device().devicePixelRatioF()
    small = image.scaledToWidth(round(place.width() * scale), Qt.TransformationMode.SmoothTransformation)
    rows = min(small.height(), round(place.height() * scale))
    painter.drawImage(QRectF(place), small, QRectF(0, 0, small.width(), rows))


def _paint_mark(painter: QPainter, rect: QRect, mark: PageMark | None) -> None:
    if mark is None or (not mark.unsure and not mark.read):
        return
    table = colors()
    side = ICON_ROW
    if not mark.unsure:
        icon = QRect(rect.center().x() - side // 2 + 1, rect.center().y() - side // 2, side, side)
        icons.paint(painter, "tick", icon, table.text2)
        return
    figure = str(mark.unsure)
    metrics = fonts.metrics(Use.LABEL)
    width = side + 4 + metrics.horizontalAdvance(figure)
    left = rect.center().x() - width // 2
    icons.paint(painter, "question", QRect(left, rect.center().y() - side // 2, side, side), table.doubt)
    painter.setFont(fonts.font(Use.LABEL))
    painter.setPen(table.doubt)
    painter.drawText(rect.adjusted(left - rect.left() + side + 4, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, figure)
