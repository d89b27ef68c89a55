"""The list of the queue."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    Qt,
)
from PySide6.QtGui import QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyle, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex
_Action = QAbstractItemView.CursorAction
_Hint = QAbstractItemView.ScrollHint


class QueueList(QListView):
    """Rows of one height, of which only those in view are ever laid out.

    A QListView asks for the place of every row after each change: 0.2 s with 100,000 of them.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("queue")
        self.setAccessibleName(self.tr("Queue"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def choose(self, index: QModelIndex) -> None:
        """Choose one row, and no other."""
        # `setCurrentIndex` of the list asks which keys are held: Ctrl+Down would add to what is selected.
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def chosen(self) -> list[range]:
        """The chosen rows, as ranges that rise; a few even when all 100,000 are chosen."""
        parts = [range(part.top(), part.bottom() + 1) for part in _parts(self.selectionModel().selection())]
        return sorted(parts, key=lambda part: part.start)

    def choose_all_of(self, parts: Sequence[range]) -> None:
        """Choose rows, and no others."""
        model, selection = self.model(), QItemSelection()
        for part in parts:
            selection.select(model.index(part.start, 0), model.index(part.stop - 1, 0))
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if parts and not self.currentIndex().isValid():
            here = model.index(parts[0].start, 0)
            self.selectionModel().setCurrentIndex(here, QItemSelectionModel.SelectionFlag.NoUpdate)

    def selectAll(self) -> None:
        """Choose all rows, as one range: Qt would look at each of them."""
        count = self.model().rowCount()
        if count:
            self.choose_all_of([range(count)])

    @property
    def row_height(self) -> int:
        return max(1, self.sizeHintForRow(0))

    def sizeHintForRow(self, row: int) -> int:
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        return self.itemDelegate().sizeHint(option, QModelIndex()).height()

    def first_seen(self) -> tuple[int, int]:
        """The row at the top of the view, and how far it is scrolled out of it."""
        return divmod(self.verticalOffset(), self.row_height)

    def show_first(self, row: int, offset: int) -> None:
        """Scroll so that a row is at the top of the view, scrolled out of it by `offset`."""
        self.updateGeometries()
        self.verticalScrollBar().setValue(row * self.row_height + offset)

    # QListView

    def doItemsLayout(self) -> None:
        self.updateGeometries()
        self.viewport().update()

    def updateGeometries(self) -> None:
        model = self.model()
        room, height = self.viewport().height(), self.row_height
        bar = self.verticalScrollBar()
        bar.setSingleStep(height // 2)
        bar.setPageStep(room)
        bar.setRange(0, max(0, (model.rowCount() if model is not None else 0) * height - room))
        QAbstractItemView.updateGeometries(self)

    def rowsInserted(self, parent: Index, start: int, end: int) -> None:
        """What is in view stays there when something comes above it."""
        self._moved_rows(start, end - start + 1)
        QAbstractItemView.rowsInserted(self, parent, start, end)

    def rowsAboutToBeRemoved(self, parent: Index, start: int, end: int) -> None:
        QAbstractItemView.rowsAboutToBeRemoved(self, parent, start, end)
        self._moved_rows(start, start - end - 1)

    def _moved_rows(self, start: int, by: int) -> None:
        top, bar = self.first_seen()[0], self.verticalScrollBar()
        if start < top:
            if by > 0:
                self.updateGeometries()
            bar.setValue(bar.value() + max(by, start - top) * self.row_height)
        self.scheduleDelayedItemsLayout()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().update()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def visualRect(self, index: Index) -> QRect:
        if not index.isValid():
            return QRect()
        height = self.row_height
        return QRect(0, index.row() * height - self.verticalOffset(), self.viewport().width(), height)

    def indexAt(self, point: QPoint) -> QModelIndex:
        number = (point.y() + self.verticalOffset()) // self.row_height
        return self.model().index(number, 0) if self.model() is not None else QModelIndex()

    def scrollTo(self, index: Index, hint: QAbstractItemView.ScrollHint = _Hint.EnsureVisible) -> None:
        if not index.isValid():
            return
        self.updateGeometries()
        rect, room, bar = self.visualRect(index), self.viewport().height(), self.verticalScrollBar()
        if hint is _Hint.PositionAtCenter:
            bar.setValue(bar.value() + rect.top() - (room - rect.height()) // 2)
        elif hint is _Hint.PositionAtTop or rect.top() < 0:
            bar.setValue(bar.value() + rect.top())
        elif hint is _Hint.PositionAtBottom or rect.bottom() >= room:
            bar.setValue(bar.value() + rect.bottom() - room + 1)

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        model, here = self.model(), self.currentIndex().row()
        last = model.rowCount() - 1
        page = max(1, self.viewport().height() // self.row_height - 1)
        by = {
            _Action.MoveUp: -1,
            _Action.MovePrevious: -1,
            _Action.MoveDown: 1,
            _Action.MoveNext: 1,
            _Action.MovePageUp: -page,
            _Action.MovePageDown: page,
            _Action.MoveHome: -last - 1,
            _Action.MoveEnd: last + 1,
        }.get(action, 0)
        return model.index(min(last, max(0, here + by)), 0) if last >= 0 else QModelIndex()

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        model, height, offset = self.model(), self.row_height, self.verticalOffset()
        last = model.rowCount() - 1
        top, bottom = (rect.top() + offset) // height, (rect.bottom() + offset) // height
        selection = QItemSelection()
        if top <= last and bottom >= 0:
            selection.select(model.index(max(0, top), 0), model.index(min(last, bottom), 0))
        self.selectionModel().select(selection, command)

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        view, region = self.viewport().rect(), QRegion()
        for part in _parts(selection):
            both = self.visualRect(part.topLeft()).united(self.visualRect(part.bottomRight()))
            region += both.intersected(view)
        return region

    def dataChanged(self, first: Index, last: Index, roles: Sequence[int] = ()) -> None:
        QAbstractItemView.dataChanged(self, first, last, roles)

    def paintEvent(self, event: QPaintEvent) -> None:
        self.executeDelayedItemsLayout()
        model, height, offset = self.model(), self.row_height, self.verticalOffset()
        painter = QPainter(self.viewport())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        base, pointed = option.state, self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos()))
        under = pointed.row() if self.viewport().underMouse() else -1
        chosen, current = self.selectionModel(), self.currentIndex().row()
        first, last = (event.rect().top() + offset) // height, (event.rect().bottom() + offset) // height
        for number in range(max(0, first), min(model.rowCount() - 1, last) + 1):
            index = model.index(number, 0)
            option.rect = QRect(0, number * height - offset, self.viewport().width(), height)
            option.state = base
            for holds, flag in (
                (chosen.isSelected(index), QStyle.StateFlag.State_Selected),
                (number == under, QStyle.StateFlag.State_MouseOver),
                (number == current, QStyle.StateFlag.State_HasFocus),  # whether it is seen, the ring knows
            ):
                option.state = option.state | flag if holds else option.state & ~flag
            self.itemDelegate().paint(painter, option, index)
        painter.end()


def _parts(selection: QItemSelection) -> list[QItemSelectionRange]:
    return list(cast("list[QItemSelectionRange]", selection))  # the stub does not know that it is one
