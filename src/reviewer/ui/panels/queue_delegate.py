"""Paints one document of the queue: thumbnail, name, how many values are unsure, type and state; or less of that."""

from collections.abc import Callable
from enum import Enum

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.domain.hidden import visible
from reviewer.domain.queue import QueueRow
from reviewer.ui.look import current, fonts, icons
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.share import paint_share
from reviewer.ui.look.tokens import ICON_ROW, Colors, Height, Radius, Space, Width
from reviewer.ui.look.ways import run_by_letters, side
from reviewer.ui.panels.chip import chip_size, chip_text, paint_chip
from reviewer.ui.viewmodels.queue import Role
from reviewer.ui.viewmodels.queue_state import Progress, State

Index = QModelIndex | QPersistentModelIndex
_LARGE, _SMALL = QSize(40, 52), QSize(34, 46)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
TITLE = 15
"""Distance of the thumbnail from the left edge."""
RAIL = 56
"""Width of rows that show no more than a thumbnail and a number."""


class Shape(Enum):
    """How much of a row is shown."""

    WIDE = "wide"
    NARROW = "narrow"
    RAIL = "rail"


class QueueDelegate(QStyledItemDelegate):
    """Paints rows.

    Args:
        thumbnail: gives the small picture of a row's first page, or None while it is not there.
        is_current: whether a document is on the desk.
        type_title: the title of a document type.
    """

    def __init__(
        self,
        thumbnail: Callable[[QueueRow], QImage | None],
        is_current: Callable[[str], bool],
        type_title: Callable[[str], str],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._thumbnail = thumbnail
        self._is_current = is_current
        self._type_title = type_title
        self.shape = Shape.WIDE
        self._way, self._around = Qt.LayoutDirection.LeftToRight, QRect()  # of the row that is being painted

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        if self.shape is Shape.RAIL:
            return QSize(RAIL, _SMALL.height() + fonts.line(Use.HEAD) + 3 * Space.GAP)
        return QSize(160, fonts.scaled(Height.QUEUE_ROW_NARROW if self.shape is Shape.NARROW else Height.QUEUE_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QueueRow | None = index.data(Role.ROW)
        if row is None:
            self._paint_coming(painter, QRect(option.rect))
            return
        painter.save()
        run_by_letters(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._way, self._around = option.direction, QRect(option.rect)
        colors, rect = current.colors(), QRect(option.rect)
        here = self._is_current(row.id)
        state: State = index.data(Role.STATE)
        progress: Progress | None = index.data(Role.PROGRESS)
        self._paint_ground(painter, option, rect, here, colors)
        picture = self._paint_picture(painter, row, rect, colors)
        if self.shape is Shape.RAIL:
            text = QRect(rect.left() + Space.GAP, picture.bottom() + 1, rect.width() - 2 * Space.GAP, 0)
            text.setBottom(rect.bottom() - Space.GAP)
            self._paint_number(painter, row, state, text, colors)
            line = picture
        else:
            text = QRect(picture.right() + Space.WIDE + 1, rect.top() + 10, 0, rect.height() - 20)
            text.setRight(rect.right() - Space.MARGIN)
            self._paint_name(painter, row, text, colors)
            self._paint_state(painter, row, state, text, colors)
            line = text
        if progress is not None and not progress.away:  # nobody knows how far a service is
            bar = self._at(QRect(line.left(), rect.bottom() - 6, line.width(), 3))
            paint_share(painter, bar, progress.share, direction=self._way, radius=0)
        painter.fillRect(self._at(QRect(line.left(), rect.bottom(), line.width(), 1)), colors.line)
        if option.state & QStyle.StateFlag.State_HasFocus and isinstance(option.widget, QAbstractItemView):
            paint_focus(painter, rect.adjusted(1, 1, -1, -1), option.widget)
        painter.restore()

    def _paint_coming(self, painter: QPainter, rect: QRect) -> None:
        """A row that is being fetched: where its parts will stand."""
        colors, size = current.colors(), _LARGE if self.shape is Shape.WIDE else _SMALL
        picture = QRect(
            rect.left() + TITLE, rect.top() + (rect.height() - size.height()) // 2, size.width(), size.height()
        )
        painter.fillRect(picture, colors.alt)
        if self.shape is not Shape.RAIL:
            left, width = picture.right() + Space.WIDE + 1, max(0, rect.right() - Space.MARGIN - picture.right())
            painter.fillRect(QRect(left, rect.top() + 16, width * 3 // 5, 8), colors.alt)
            painter.fillRect(QRect(left, rect.top() + 38, width * 2 // 5, 6), colors.alt)

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, here: bool, colors: Colors
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if here or chosen:
            painter.fillRect(rect, colors.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colors.alt)
        if here:
            painter.fillRect(self._at(QRect(rect.left(), rect.top(), Width.BAR, rect.height())), colors.accent)

    def _paint_picture(self, painter: QPainter, row: QueueRow, rect: QRect, colors: Colors) -> QRect:
        size = _LARGE if self.shape is Shape.WIDE else _SMALL
        left, top = rect.left() + TITLE, rect.top() + (rect.height() - size.height()) // 2
        if self.shape is Shape.RAIL:
            left, top = rect.left() + (rect.width() - size.width() + Width.BAR) // 2, rect.top() + Space.GAP
        picture = QRect(left, top, size.width(), size.height())
        frame = self._at(picture)
        image = self._thumbnail(row)
        painter.fillRect(frame, colors.page_paper if image is None else colors.alt)
        if image is not None:
            paint_top(painter, frame, image)
        if colors.page_dim:
            painter.fillRect(frame, QColor.fromRgbF(0, 0, 0, colors.page_dim))
        paint_box(painter, frame.adjusted(-1, -1, 1, 1), frame=colors.line, radius=Radius.PICTURE)
        return picture

    def _paint_name(self, painter: QPainter, row: QueueRow, text: QRect, colors: Colors) -> None:
        right = text.right()
        line = QRect(text.left(), text.top(), text.width(), fonts.line(Use.NAME))
        if row.unsure:
            painter.setFont(fonts.font(Use.HEAD))
            words = str(row.unsure)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(colors.doubt)
            number = QRect(right - width, line.top(), width + 1, line.height())
            painter.drawText(self._at(number), side(self._way), words)
            mark = QRect(right - width - ICON_ROW - 4, line.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
            icons.paint(painter, "question", self._at(mark), colors.doubt)
            right = mark.left() - Space.GAP
        painter.setFont(fonts.font(Use.NAME))
        painter.setPen(colors.text)
        line.setRight(right)
        shown = painter.fontMetrics().elidedText(visible(row.name), Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(self._at(line), side(self._way), shown)

    def _paint_number(self, painter: QPainter, row: QueueRow, state: State, rect: QRect, colors: Colors) -> None:
        """All that a rail says of a document: that it is read or was not, else how much is to check, else its state."""
        reading = state.icon in ("arc", "hourglass", "cloud")
        if not row.unsure or reading or state.failed:
            icon = QRect(0, 0, ICON_ROW, ICON_ROW)
            icon.moveCenter(rect.center())
            if state.icon:
                icons.paint(painter, state.icon, icon, colors.error if state.failed else colors.text2)
            return
        painter.setFont(fonts.font(Use.HEAD))
        painter.setPen(colors.doubt)
        words = str(row.unsure)
        width = ICON_ROW + 2 + painter.fontMetrics().horizontalAdvance(words)
        left = rect.center().x() - width // 2
        mark = QRect(left, rect.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
        icons.paint(painter, "question", mark, colors.doubt)
        painter.drawText(rect.adjusted(mark.right() + 3 - rect.left(), 0, Space.GAP, 0), _MIDDLE, words)

    def _paint_state(self, painter: QPainter, row: QueueRow, state: State, text: QRect, colors: Colors) -> None:
        top = text.top() + fonts.line(Use.NAME) + 5
        left = text.left()
        title = "" if row.document_type == "auto" else self._type_title(row.document_type)
        painter.setFont(fonts.font(Use.SECOND))
        wanted = painter.fontMetrics().horizontalAdvance(state.words) + ICON_ROW + Space.STEP
        if title and self.shape is Shape.WIDE:
            title = chip_text(title, text.right() - left - Space.GAP - wanted)
            size = chip_size(title)
            if title:
                paint_chip(painter, self._at(QRect(left, top, size.width(), size.height())), title)
                left += size.width() + Space.GAP
        self._paint_words(painter, state, QRect(left, top, text.right() - left, fonts.line(Use.SECOND) + 2), colors)

    def _paint_words(self, painter: QPainter, state: State, rect: QRect, colors: Colors) -> None:
        color = colors.error if state.failed else colors.text2
        if state.icon:
            icon = QRect(rect.left(), rect.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
            icons.paint(painter, state.icon, self._at(icon), color)
            rect.setLeft(icon.right() + 1 + Space.STEP)
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(color)
        shown = painter.fontMetrics().elidedText(visible(state.words), Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(self._at(rect), side(self._way), shown)

    def _at(self, rect: QRect) -> QRect:
        """Where a part of the row is that was reckoned from the left."""
        return QStyle.visualRect(self._way, self._around, rect)


def paint_top(painter: QPainter, frame: QRect, image: QImage) -> None:
    """Draw the top of a page over the whole width of a frame; one that is not so high in its middle."""
    height = min(image.height(), round(image.width() * frame.height() / frame.width()))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    share = height / (image.width() * frame.height() / frame.width())
    high = round(frame.height() * share)
    target = QRect(frame.left(), frame.top() + (frame.height() - high) // 2, frame.width(), high)
    painter.drawImage(target, image, QRect(0, 0, image.width(), height))
