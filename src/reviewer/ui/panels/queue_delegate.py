"""Paints one document of the queue: thumbnail, name, how many values are unsure, type and state."""

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from reviewer.domain.queue import QueueRow
from reviewer.ui.look import current, fonts, icons
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import ICON_ROW, Colors, Height, Space, Width
from reviewer.ui.panels.chip import chip_size, paint_chip
from reviewer.ui.panels.queue_state import State, state_of
from reviewer.ui.viewmodels.queue import Progress, Role

Index = QModelIndex | QPersistentModelIndex
TITLE = 15
"""Distance of the thumbnail from the left edge."""


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
        self.narrow = False

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(160, fonts.scaled(Height.QUEUE_ROW_NARROW if self.narrow else Height.QUEUE_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: QueueRow | None = index.data(Role.ROW)
        if row is None:
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colors, rect = current.colors(), QRect(option.rect)
        here = self._is_current(row.id)
        self._paint_ground(painter, option, rect, here, colors)
        picture = self._paint_picture(painter, row, rect, colors)
        text = QRect(picture.right() + Space.WIDE + 1, rect.top() + 10, 0, rect.height() - 20)
        text.setRight(rect.right() - Space.MARGIN)
        self._paint_name(painter, row, text, here, colors)
        progress: Progress | None = index.data(Role.PROGRESS)
        self._paint_state(painter, row, progress, text, colors)
        painter.setPen(QPen(colors.line, 1))
        painter.drawLine(text.left(), rect.bottom(), text.right(), rect.bottom())
        painter.restore()

    def _paint_ground(
        self, painter: QPainter, option: QStyleOptionViewItem, rect: QRect, here: bool, colors: Colors
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if here or chosen:
            painter.fillRect(rect, colors.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, colors.alt)
        if here:
            painter.fillRect(QRect(rect.left(), rect.top(), Width.BAR, rect.height()), colors.accent)

    def _paint_picture(self, painter: QPainter, row: QueueRow, rect: QRect, colors: Colors) -> QRect:
        size = QSize(34, 46) if self.narrow else QSize(40, 52)
        frame = QRect(
            rect.left() + TITLE, rect.top() + (rect.height() - size.height()) // 2, size.width(), size.height()
        )
        image = self._thumbnail(row)
        painter.fillRect(frame, colors.page_paper if image is None else colors.alt)
        if image is not None:
            paint_top(painter, frame, image)
        painter.setPen(QPen(colors.line, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame.adjusted(0, 0, -1, -1))
        return frame

    def _paint_name(self, painter: QPainter, row: QueueRow, text: QRect, here: bool, colors: Colors) -> None:
        right = text.right()
        line = QRect(text.left(), text.top(), text.width(), fonts.line(Use.NAME))
        if row.unsure:
            painter.setFont(fonts.font(Use.HEAD))
            words = str(row.unsure)
            width = painter.fontMetrics().horizontalAdvance(words)
            painter.setPen(colors.doubt)
            painter.drawText(
                QRect(right - width, line.top(), width + 1, line.height()), Qt.AlignmentFlag.AlignVCenter, words
            )
            mark = QRect(right - width - ICON_ROW - 4, line.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
            icons.paint(painter, "question", mark, colors.doubt)
            right = mark.left() - Space.GAP
        painter.setFont(fonts.font(Use.NAME))
        painter.setPen(colors.text)
        line.setRight(right)
        shown = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, int(Qt.AlignmentFlag.AlignVCenter), shown)

    def _paint_state(
        self, painter: QPainter, row: QueueRow, progress: Progress | None, text: QRect, colors: Colors
    ) -> None:
        state = state_of(row, progress)
        top = text.top() + fonts.line(Use.NAME) + 5
        left = text.left()
        title = "" if row.document_type == "auto" else self._type_title(row.document_type)
        painter.setFont(fonts.font(Use.SECOND))
        wanted = painter.fontMetrics().horizontalAdvance(state.words) + ICON_ROW + Space.STEP
        if title and not self.narrow:
            size = chip_size(title)
            if left + size.width() + Space.GAP + min(wanted, 60) <= text.right():
                paint_chip(painter, QRect(left, top, size.width(), size.height()), title)
                left += size.width() + Space.GAP
        self._paint_words(painter, state, QRect(left, top, text.right() - left, fonts.line(Use.SECOND) + 2), colors)
        if progress is not None:
            bar = QRect(text.left(), top + fonts.line(Use.SECOND) + 6, text.width(), 3)
            painter.fillRect(bar, colors.line)
            painter.fillRect(QRect(bar.left(), bar.top(), round(bar.width() * progress.share), 3), colors.accent)

    def _paint_words(self, painter: QPainter, state: State, rect: QRect, colors: Colors) -> None:
        color = colors.error if state.failed else colors.text2
        if state.icon:
            icon = QRect(rect.left(), rect.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
            icons.paint(painter, state.icon, icon, color)
            rect.setLeft(icon.right() + 1 + Space.STEP)
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(color)
        shown = painter.fontMetrics().elidedText(state.words, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter), shown)


def paint_top(painter: QPainter, frame: QRect, image: QImage) -> None:
    """Draw the top of a page over the whole width of a frame."""
    height = min(image.height(), round(image.width() * frame.height() / frame.width()))
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    share = height / (image.width() * frame.height() / frame.width())
    target = QRect(frame.left(), frame.top(), frame.width(), round(frame.height() * share))
    painter.drawImage(target, image, QRect(0, 0, image.width(), height))
