"""A list whose rows have different heights and are laid out anew without asking for each of them."""

from abc import abstractmethod
from bisect import bisect_right
from itertools import accumulate

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

Index = QModelIndex | QPersistentModelIndex


class RowList(QListView):
    """One column, scrolled by pixels.

    A QListView asks its delegate for every size after each change: with 2,000 rows that alone takes longer than an
    answer may. Here the heights come in one piece, from who remembers them; all else is a QListView's.

    Signals:
        moved: rows stand elsewhere.
    """

    moved = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tops = [0]
        # Only what paints all of its ground is moved as a picture when it is scrolled.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @abstractmethod
    def measured(self) -> tuple[list[int], list[int]]:
        """The height of each row, in order, and the numbers of those that look otherwise than when asked last.

        Called often: must not take long for rows that did not change.
        """

    # QListView

    def doItemsLayout(self) -> None:
        # Qt calls this while the list is being made, too.
        heights, changed = self.measured() if self.model() is not None else ([], [])
        before, self._tops = self._tops, list(accumulate(heights, initial=0))
        self._update_from(before, changed)
        self.updateGeometries()
        self.moved.emit()

    def _update_from(self, before: list[int], changed: list[int]) -> None:
        """Paint what changed and what stands elsewhere than before: painting all takes the most of an answer's time."""
        now = self._tops
        if len(now) != len(before):
            self.viewport().update()
            return
        places = changed + [number for number, (old, new) in enumerate(zip(before, now, strict=True)) if old != new]
        if places:
            first, last = min(places), min(len(now) - 1, max(places) + 1)
            top, bottom = min(before[first], now[first]), max(before[last], now[last])
            self.viewport().update(0, top - self.verticalOffset(), self.viewport().width(), bottom - top)

    def updateGeometries(self) -> None:
        bar, room = self.verticalScrollBar(), self.viewport().height()
        bar.setPageStep(room)
        bar.setRange(0, max(0, self._tops[-1] - room))
        QAbstractItemView.updateGeometries(self)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)  # a QListView moves only what it has laid out itself
        self.moved.emit()

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def visualRect(self, index: Index) -> QRect:
        self.executeDelayedItemsLayout()
        number = index.row()
        if not 0 <= number < len(self._tops) - 1:
            return QRect()
        top, bottom = self._tops[number : number + 2]
        return QRect(0, top - self.verticalOffset(), self.viewport().width(), bottom - top)

    def indexAt(self, point: QPoint) -> QModelIndex:
        self.executeDelayedItemsLayout()
        number = self._at(point.y())
        return self.model().index(number, 0) if number >= 0 else QModelIndex()

    def scrollTo(
        self, index: Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        """Scroll as little as possible so that a row, and a little of the one before and after it, is seen."""
        if not index.isValid():
            return
        # What stands over the rows must follow afterwards: Qt moves a picture of them only while all of it is painted.
        with QSignalBlocker(self):
            rect, view = self.visualRect(index), self.viewport().rect()
            bar = self.verticalScrollBar()
            if rect.top() < view.top():
                bar.setValue(bar.value() + rect.top() - 40)
            elif rect.bottom() > view.bottom() - 60:
                bar.setValue(bar.value() + min(rect.bottom() - view.bottom() + 60, rect.top() - view.top()))
        self.moved.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.executeDelayedItemsLayout()
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), self.palette().base())
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        for number in self._between(event.rect().top(), event.rect().bottom()):
            index = self.model().index(number, 0)
            option.rect = self.visualRect(index)
            self.itemDelegate().paint(painter, option, index)
        painter.end()

    def seen(self) -> range:
        """The rows in view."""
        self.executeDelayedItemsLayout()
        return self._between(0, self.viewport().height())

    def _between(self, top: int, bottom: int) -> range:
        first, last = self._at(top), self._at(bottom)
        return range(max(0, first), (last if last >= 0 else len(self._tops) - 2) + 1)

    def _at(self, y: int) -> int:
        """The row at a height of the viewport, or -1 below the last one."""
        number = bisect_right(self._tops, y + self.verticalOffset()) - 1
        return number if number < len(self._tops) - 1 else -1
