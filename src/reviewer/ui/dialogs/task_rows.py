"""The lists of the popover: what something can be done with, and the notices of this run."""

from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, QSize, Qt, Slot
from PySide6.QtGui import QFont, QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_ring
from reviewer.ui.look.share import paint_share
from reviewer.ui.look.tokens import ICON_ROW, Space
from reviewer.ui.viewmodels.tasks import Role

Index = QModelIndex | QPersistentModelIndex
_WRAP = Qt.TextFlag.TextWordWrap
_TONES = {"info": "text2", "warning": "doubt", "error": "error"}
_PAD, _BAR = 9, 3


class RowList(QListView):
    """A list whose rows are as high as their words need."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def wanted_height(self) -> int:
        """How high all rows are together."""
        return sum(self.sizeHintForRow(row) for row in range(self.model().rowCount()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class Rows(Protocol):
    """A model of rows with a name, words, and a verb that can be done: `TasksViewModel`, `UnsentViewModel`."""

    def at(self, number: int) -> Any: ...
    def key_of(self, row: Any) -> str: ...
    def row_of(self, key: str) -> int: ...
    def name_of(self, row: Any) -> str: ...
    def words_of(self, row: Any) -> str: ...
    def verb_of(self, row: Any) -> str: ...
    def icon_of(self, row: Any) -> str: ...
    def tone_of(self, row: Any) -> str: ...
    def share_of(self, row: Any) -> float | None: ...
    def act(self, number: int) -> None: ...
    def drop(self, number: int) -> None: ...


class ActList(RowList):
    """Rows that something can be done with: the word at the end of a row, or Enter on it, does what the word says."""

    def __init__(self, name: str, rows: Rows, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        assert isinstance(rows, QAbstractListModel)
        self._rows = rows
        self._here = ""
        self._delegate = ActDelegate(rows, self)
        self.setItemDelegate(self._delegate)
        self.setModel(rows)
        rows.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        rows.modelReset.connect(self._on_reset)
        rows.dataChanged.connect(self.scheduleDelayedItemsLayout)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        number = self.currentIndex().row()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._rows.act(number)
        elif event.key() == Qt.Key.Key_Delete:
            self._rows.drop(number)
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        over = self._on_verb(event.position().toPoint())
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        if event.button() is Qt.MouseButton.LeftButton and self._on_verb(place):
            self._rows.act(self.indexAt(place).row())

    def verb_rect(self, number: int) -> QRect:
        """Where the word of a row stands, in the viewport."""
        row = self._rows.at(number)
        if row is None:
            return QRect()
        rect = self.visualRect(self.model().index(number, 0))
        return QStyle.visualRect(self.layoutDirection(), rect, self._delegate.verb_rect(rect, row))

    def _on_verb(self, place: QPoint) -> bool:
        return self.verb_rect(self.indexAt(place).row()).contains(place)

    @Slot()
    def _on_about_to_be_reset(self) -> None:
        row = self._rows.at(self.currentIndex().row())
        self._here = "" if row is None else self._rows.key_of(row)

    @Slot()
    def _on_reset(self) -> None:
        """The same row stays the current one; when it is gone, the first."""
        number = max(0, self._rows.row_of(self._here))
        self.setCurrentIndex(self.model().index(number, 0))


class RowDelegate(QStyledItemDelegate):
    """What both lists share: a ground, an icon, wrapped words, a hairline."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The row under the pointer, the hairline, the ring."""
        table, rect = colors(), QRect(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, table.alt)
        inner = rect.adjusted(Space.MARGIN, 0, -Space.MARGIN, 0)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(inner.left(), rect.bottom(), inner.width(), 1, table.line)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(2, 1, -2, -2))

    def text_rect(self, rect: QRect) -> QRect:
        """The part of a row right of its icon."""
        left = Space.MARGIN + fonts.scaled(ICON_ROW) + Space.GAP
        return rect.adjusted(left, _PAD, -Space.MARGIN, -_PAD)

    def paint_icon(self, painter: QPainter, rect: QRect, name: str, tone: str, option: QStyleOptionViewItem) -> None:
        """The icon, on the first line of a row."""
        side = fonts.scaled(ICON_ROW)
        line = fonts.line(Use.BODY)
        mark = QRect(rect.left() + Space.MARGIN, rect.top() + _PAD + (line - side) // 2, side, side)
        icons.paint(painter, name, QStyle.visualRect(option.direction, rect, mark), getattr(colors(), tone))

    def write(
        self, painter: QPainter, rect: QRect, text: str, use: Use, tone: str, option: QStyleOptionViewItem
    ) -> None:
        """Words in as many lines as they need."""
        painter.setFont(fonts.font(use))
        painter.setPen(getattr(colors(), tone))
        side = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft)
        painter.drawText(QStyle.visualRect(option.direction, QRect(option.rect), rect), int(side) | int(_WRAP), text)

    def height(self, text: str, use: Use, width: int) -> int:
        """How high some words are in a width."""
        room = fonts.metrics(use).boundingRect(QRect(0, 0, max(1, width), 10_000), int(_WRAP), text)
        return max(fonts.line(use), room.height() + 1)


class ActDelegate(RowDelegate):
    """Name and what can be done; under them how it is going, in words and as a bar."""

    def __init__(self, rows: Rows, view: QListView) -> None:
        super().__init__(view)
        self._rows = rows

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row = index.data(Role.ROW)
        width = self.text_rect(QRect(0, 0, self._view.viewport().width(), 100)).width()
        words = self.height(self._rows.words_of(row), Use.SECOND, width)
        bar = 0 if self._rows.share_of(row) is None else _BAR + Space.STEP
        return QSize(0, 2 * _PAD + fonts.line(Use.NAME) + 1 + words + bar)

    def verb_rect(self, rect: QRect, row: Any) -> QRect:
        """Where the word stands that can be pressed, read from the left; a little larger than its letters."""
        text = self.text_rect(rect)
        width = fonts.metrics(Use.SECOND).horizontalAdvance(self._rows.verb_of(row)) + 2 * Space.STEP
        return QRect(text.right() + 1 + Space.STEP - width, text.top() - 3, width, fonts.line(Use.NAME) + 6)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row = index.data(Role.ROW)
        rect = QRect(option.rect)
        tone, share = self._rows.tone_of(row), self._rows.share_of(row)
        painter.save()
        self.paint_ground(painter, option, index)
        self.paint_icon(painter, rect, self._rows.icon_of(row), tone, option)
        verb = self.verb_rect(rect, row)
        self._paint_verb(painter, verb, row, option)
        text = self.text_rect(rect)
        name = QRect(text.left(), text.top(), verb.left() - Space.GAP - text.left(), fonts.line(Use.NAME))
        shown = fonts.metrics(Use.NAME).elidedText(self._rows.name_of(row), Qt.TextElideMode.ElideMiddle, name.width())
        self.write(painter, name, shown, Use.NAME, "text", option)
        words = text.adjusted(0, name.height() + 1, 0, 0)
        self.write(painter, words, self._rows.words_of(row), Use.SECOND, tone, option)
        if share is not None:
            bar = QRect(text.left(), text.bottom() + 1 - _BAR, text.width(), _BAR)
            paint_share(painter, QStyle.visualRect(option.direction, rect, bar), share, direction=option.direction)
        painter.restore()

    def _paint_verb(self, painter: QPainter, rect: QRect, row: Any, option: QStyleOptionViewItem) -> None:
        font = QFont(fonts.font(Use.SECOND))
        font.setUnderline(True)
        painter.setFont(font)
        painter.setPen(colors().accent)
        place = QStyle.visualRect(option.direction, QRect(option.rect), rect)
        painter.drawText(place, int(Qt.AlignmentFlag.AlignCenter), self._rows.verb_of(row))


class NoticeDelegate(RowDelegate):
    """The icon of a notice's level and its whole text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        width = self.text_rect(QRect(0, 0, self._view.viewport().width(), 100)).width()
        return QSize(0, 2 * _PAD + self.height(index.data(), Use.BODY, width))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        level = index.data(Role.ROW)
        painter.save()
        self.paint_ground(painter, option, index)
        self.paint_icon(painter, QRect(option.rect), level, _TONES[level], option)
        self.write(painter, self.text_rect(QRect(option.rect)), index.data(), Use.BODY, "text", option)
        painter.restore()
