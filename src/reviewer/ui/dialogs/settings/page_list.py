"""The list of pages, under captions, with the search above it."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.dialogs.settings.page import Group, caption
from reviewer.ui.dialogs.settings.search_edit import SearchEdit
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_ring
from reviewer.ui.look.tokens import ICON_ROW, Height, Space
from reviewer.ui.panels.label import paragraph

Index = QModelIndex | QPersistentModelIndex
WIDTH: Final = 232
_NAME: Final = Qt.ItemDataRole.UserRole
_GROUP: Final = Qt.ItemDataRole.UserRole + 1
_MARK: Final = Qt.ItemDataRole.UserRole + 2
_CAPTION, _INSET = 32, 10


class PageList(QWidget):
    """Shows the pages by group.

    Signals:
        chosen: name of the page that the operator wants to see.
        searched: other words stand in the search.
    """

    chosen = Signal(str)
    searched = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.search = SearchEdit(self.tr("Search settings"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Pages"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.viewport().setAutoFillBackground(False)
        self._none = paragraph("", tone="text2")
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.WIDE + 2, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.GAP)
        column.addWidget(self.search)
        column.addWidget(self._none)
        column.addWidget(self.list, 1)
        self.setFixedWidth(fonts.scaled(WIDTH))
        self.search.textChanged.connect(self.searched)
        self.search.left.connect(self._on_left)
        self.list.currentItemChanged.connect(self._on_current)

    def add(self, name: str, title: str, group: Group) -> None:
        """List a page under its group's caption, after the group's other pages."""
        place = next((row for row in range(self.list.count()) if self._group(row) > group), self.list.count())
        if not any(self._group(row) == group for row in range(self.list.count())):
            head = self._entry(caption(group), "", group)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            self.list.insertItem(place, head)
            place += 1
        self.list.insertItem(place, self._entry(title, name, group))

    def current(self) -> str:
        """Name of the page that is chosen."""
        item = self.list.currentItem()
        return "" if item is None else str(item.data(_NAME))

    def choose(self, name: str) -> None:
        """Choose a page by name."""
        for row in range(self.list.count()):
            if self.list.item(row).data(_NAME) == name:
                self.list.setCurrentRow(row)

    def mark(self, name: str, icon: str, words: str = "") -> None:
        """Show an icon at the end of a page's row, with words for screen readers and the tip; empty for none."""
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(_NAME) == name and item.data(_MARK) != icon:
                item.setData(_MARK, icon)
                item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, words)

    def narrow(self, names: Collection[str]) -> None:
        """Show only some pages. Without any, say so."""
        groups = {self._group(row) for row in range(self.list.count()) if self.list.item(row).data(_NAME) in names}
        for row in range(self.list.count()):
            item = self.list.item(row)
            shown = item.data(_NAME) in names if item.data(_NAME) else self._group(row) in groups
            item.setHidden(not shown)
        text = self.tr("Nothing matches “{words}”. Clear the search.")
        self._none.setText(text.format(words=self.search.text()) if not names else "")
        self._none.setVisible(not names)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), colors().alt)

    def _entry(self, text: str, name: str, group: Group) -> QListWidgetItem:
        item = QListWidgetItem(text)
        item.setData(_NAME, name)
        item.setData(_GROUP, int(group))
        return item

    def _group(self, row: int) -> int:
        return int(self.list.item(row).data(_GROUP))

    @Slot()
    def _on_left(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _on_current(self) -> None:
        if self.current():
            self.chosen.emit(self.current())


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = Height.CONTROL if index.data(_NAME) else _CAPTION
        return QSize(fonts.scaled(120), fonts.scaled(height))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table = colors()
        rect = QRect(option.rect)
        text = rect.adjusted(_INSET, 0, -_INSET, 0)
        if not index.data(_NAME):
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(table.text2)
            text.setTop(text.top() + fonts.scaled(7))
            self._write(painter, text, option, index)
            return
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            paint_box(painter, rect, fill=table.accent_soft)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_box(painter, rect, fill=table.line if not table.line_extra else table.accent_soft)
        mark = index.data(_MARK)
        if mark:
            place = QRect(rect.right() - _INSET - ICON_ROW, rect.center().y() - ICON_ROW // 2 + 1, ICON_ROW, ICON_ROW)
            tone = table.error if mark == "error" else table.accent_ink if chosen else table.text
            icons.paint(painter, mark, QStyle.visualRect(option.direction, rect, place), tone)
            text.setRight(place.left() - Space.GAP)
        painter.setFont(fonts.font(Use.HEAD if chosen else Use.BODY))
        painter.setPen(table.accent_ink if chosen else table.text)
        self._write(painter, QStyle.visualRect(option.direction, rect, text), option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect)

    def _write(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        words = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, rect.width()
        )
        flags = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(rect, int(flags), words)
