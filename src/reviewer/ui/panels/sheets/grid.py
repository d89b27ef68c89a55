"""A grid of many cells under quiet captions: laid out by arithmetic, painted as far as it is seen."""

from abc import abstractmethod
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.look.ways import run_by_letters, side
from reviewer.ui.viewmodels.sheets.arranging import Section

Index = QModelIndex | QPersistentModelIndex
_Move = QAbstractItemView.CursorAction
GAP = 10


class Measure(NamedTuple):
    """Width that a cell has at least, its height, whether cells take all of the width, and what has to be looked at.

    The last is so much of the height, from the top; 0 for all of it.
    """

    width: int
    height: int
    stretched: bool
    needed: int = 0


@dataclass(frozen=True)
class _Block:
    """A section as it is laid out: where its caption and its first row begin."""

    caption: str
    top: int
    rows: int
    first: int
    count: int


class SheetGrid(QListView):
    """All else is a QListView's: its model, its current index, and what screen readers are told.

    Signals:
        seen_changed: other cells are in view.
        looked: numbers of cells that were painted so that they count.
        letters: something was typed while no cell is edited.
    """

    seen_changed = Signal()
    looked = Signal(object)
    letters = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._blocks: list[_Block] = []
        self._sections: list[Section] = []
        self._columns = 1
        self._width = 1
        self._seen = self._in_view = range(0)
        self._looked: set[int] = set()
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.tell_looked)
        self._size = Measure(1, 1, False)
        self._laid_out = QSize()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @abstractmethod
    def measure(self) -> Measure:
        """How large a cell is."""

    def set_sections(self, sections: Sequence[Section]) -> None:
        """Lay the model's rows out in these sections."""
        self._sections = list(sections)
        self._seen = self._in_view = range(0)
        self._looked.clear()
        self.doItemsLayout()

    # Places

    def _lay_out(self) -> int:
        """Returns the height of all."""
        measure = self._size = self.measure()
        room = self.viewport().width() - 2 * Space.FIELD
        self._columns = max(1, (room + GAP) // (measure.width + GAP))
        self._width = (room - (self._columns - 1) * GAP) // self._columns if measure.stretched else measure.width
        top, self._blocks = Space.WIDE, []
        for section in self._sections:
            rows = top + (fonts.line(Use.SECOND) + Space.STEP if section.caption else 0)
            self._blocks.append(_Block(section.caption, top, rows, section.first, section.count))
            top = rows + -(-section.count // self._columns) * (measure.height + GAP) + Space.STEP
        return top

    def place(self, number: int) -> QRect:
        """Where a cell stands in all of the sheet."""
        at = bisect_right(self._blocks, number, key=lambda block: block.first) - 1
        if at < 0:
            return QRect()
        block = self._blocks[at]
        row, column = divmod(number - block.first, self._columns)
        height = self._size.height
        left = Space.FIELD + column * (self._width + GAP)
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            left = self.viewport().width() - left - self._width
        return QRect(left, block.rows + row * (height + GAP), self._width, height)

    def seen(self) -> range:
        """The cells of which all is in view that has to be looked at."""
        self.executeDelayedItemsLayout()
        top, room = self.verticalOffset(), self.viewport().height()
        needed = self._size.needed or self._size.height
        if needed > room:  # as far as a small window goes
            return self._between(top - needed // 2, top + room - needed // 2)
        return self._between(top, top + room - needed)

    def in_view(self) -> range:
        """The cells of which any part is in view."""
        self.executeDelayedItemsLayout()
        top = self.verticalOffset()
        return self._between(top - self._size.height + 1, top + self.viewport().height() - 1)

    def ahead(self) -> range:
        """The cells of the screenful that follows."""
        bottom = self.verticalOffset() + self.viewport().height()
        return self._between(bottom, bottom + self.viewport().height())

    def counts(self, number: int) -> bool:
        """Whether a cell that is painted now is looked at."""
        return number in self._seen

    def note_looked(self, number: int) -> None:
        """A cell was painted so that it counts: told when all are painted."""
        self._looked.add(number)
        self._soon.start()

    @Slot()
    def tell_looked(self) -> None:
        """Tell at once which cells count now."""
        looked, self._looked = self._looked, set()
        if looked:
            self.looked.emit(looked)

    def _between(self, top: int, bottom: int) -> range:
        """The cells whose upper edge lies in this stretch."""
        step = self._size.height + GAP
        first, end = None, 0
        for block in self._blocks:
            low = max(0, -(-(top - block.rows) // step)) * self._columns
            high = (max(-1, (bottom - block.rows) // step) + 1) * self._columns
            if low < min(high, block.count):
                first = block.first + low if first is None else first
                end = block.first + min(high, block.count)
        return range(first or 0, end) if first is not None else range(0)

    # QListView

    def doItemsLayout(self) -> None:
        if self.model() is None:
            return
        self._laid_out = self.viewport().size()
        height = self._lay_out()
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(max(1, room - self._size.height // 2))
        bar.setSingleStep(max(1, self._size.height // 3))
        bar.setRange(0, max(0, height - room))
        QAbstractItemView.updateGeometries(self)
        self.viewport().update()
        self._tell_seen()

    def updateGeometries(self) -> None:
        QAbstractItemView.updateGeometries(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        self._tell_seen()

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        if self.viewport().size() != self._laid_out:
            self.doItemsLayout()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def visualRect(self, index: Index) -> QRect:
        return self.place(index.row()).translated(0, -self.verticalOffset()) if index.isValid() else QRect()

    def indexAt(self, point: QPoint) -> QModelIndex:
        there = point + QPoint(0, self.verticalOffset())
        step = self._size.height + GAP
        for number in self._between(there.y() - step, there.y()):
            if self.place(number).contains(there):
                return self.model().index(number, 0)
        return QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll as little as possible so that a cell is seen whole; at the top, where that is asked."""
        if not index.isValid():
            return
        rect, bar = self.place(index.row()), self.verticalScrollBar()
        top = rect.top() - Space.WIDE - fonts.line(Use.SECOND)
        if hint is QAbstractItemView.ScrollHint.PositionAtTop or top < bar.value():
            bar.setValue(top)
        elif rect.bottom() + Space.WIDE > bar.value() + self.viewport().height():
            bar.setValue(rect.bottom() + Space.WIDE - self.viewport().height())

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        """Nothing is selected here."""

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        return QRegion()

    def isIndexHidden(self, index: Index) -> bool:
        return False

    def moveCursor(self, action: _Move, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self.model().rowCount()
        if not count:
            return QModelIndex()
        here = max(0, self.currentIndex().row())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        match action:
            case _Move.MoveLeft | _Move.MoveRight:
                onward = (action is _Move.MoveRight) is not mirrored
                to = here + (1 if onward else -1)
            case _Move.MoveNext:
                to = here + 1
            case _Move.MovePrevious:
                to = here - 1
            case _Move.MoveHome:
                to = 0
            case _Move.MoveEnd:
                to = count - 1
            case _Move.MovePageDown | _Move.MovePageUp:
                page = self.verticalScrollBar().pageStep()
                to = self._at_height(here, page if action is _Move.MovePageDown else -page)
            case _:
                to = self._beside(here, 1 if action is _Move.MoveDown else -1)
        return self.model().index(min(count - 1, max(0, to)), 0)

    def _beside(self, here: int, by: int) -> int:
        """The cell above or below, in the same column as far as there is one."""
        at = bisect_right(self._blocks, here, key=lambda block: block.first) - 1
        block = self._blocks[at]
        row, column = divmod(here - block.first, self._columns)
        rows = -(-block.count // self._columns)
        if 0 <= row + by < rows:
            return block.first + min(block.count - 1, (row + by) * self._columns + column)
        if not 0 <= at + by < len(self._blocks):
            return here
        other = self._blocks[at + by]
        last = -(-other.count // self._columns) - 1
        return other.first + min(other.count - 1, (0 if by > 0 else last) * self._columns + column)

    def _at_height(self, here: int, by: int) -> int:
        start, to = self.place(here), here
        while True:
            following = self._beside(to, 1 if by > 0 else -1)
            if following == to or abs(self.place(following).top() - start.top()) > abs(by):
                return to
            to = following

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), colors().window)
        offset = self.verticalOffset()
        top, bottom = event.rect().top() + offset, event.rect().bottom() + offset
        run_by_letters(painter)
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(colors().text2)
        line = fonts.line(Use.SECOND)
        room = self.viewport().width() - 2 * Space.FIELD
        for block in self._blocks:
            if block.caption and block.top <= bottom and block.top + line >= top:
                place = QRect(Space.FIELD, block.top - offset, room, line)
                painter.drawText(place, side(self.layoutDirection()), block.caption)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for number in self._between(top - self._size.height, bottom):
            index = self.model().index(number, 0)
            option.rect = self.visualRect(index)
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def repaint_cells(self, numbers: Sequence[int] | set[int]) -> None:
        """Paint some cells again."""
        near = self._between(self.verticalOffset() - self._size.height, self.verticalOffset() + self.height())
        for number in numbers:
            if number in near:
                self.viewport().update(self.place(number).translated(0, -self.verticalOffset()))

    def _tell_seen(self) -> None:
        seen, in_view = (self.seen(), self.in_view()) if self.isVisible() else (range(0), range(0))
        if (seen, in_view) != (self._seen, self._in_view):
            self._seen, self._in_view = seen, in_view
            self.seen_changed.emit()

    def showEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        super().showEvent(event)
        self.doItemsLayout()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        text = event.text()
        if text and text.isprintable() and text != " " and plain == Qt.KeyboardModifier.NoModifier:
            self.letters.emit(text)
            return
        super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method or a dead key gave is typed like a letter; a list would search for it."""
        if event.commitString().strip():
            self.letters.emit(event.commitString())
        event.accept()

    def keyboardSearch(self, search: str) -> None:
        """Letters are not for searching here."""
