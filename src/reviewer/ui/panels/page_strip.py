"""The strip of pages beside the page: small pictures, numbers, and how much is to check on each.

One or several are chosen by clicks or keys; what is done to pages is done to those. They are dragged to other places.
"""

from typing import Final

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QAction,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
)
from PySide6.QtWidgets import QFrame, QListView, QMenu, QWidget

from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.tokens import Width
from reviewer.ui.panels.page_strip_delegate import StripDelegate, row_height
from reviewer.ui.panels.page_strip_model import PAGES, PageStripModel
from reviewer.ui.viewmodels.review import ReviewViewModel

_MARGIN: Final = 8
_THICK: Final = 3


class PageStrip(QListView):
    """A column of pages.

    Signals:
        chosen: a page was chosen by pointer or keys.
        dropped: the chosen pages were dropped before this one; their number is the end.
    """

    chosen = Signal(int)
    dropped = Signal(int)

    def __init__(self, model: ReviewViewModel, pictures: Pictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._gap = -1
        self.context_actions: tuple[QAction, ...] = ()
        self.setObjectName("page_strip")
        self.setAccessibleName(self.tr("Pages"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QListView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setDropIndicatorShown(False)  # it is painted here: between pages, never upon one
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Window)
        self._delegate = StripDelegate(self)
        self.setItemDelegate(self._delegate)
        self._rows = PageStripModel(model, pictures, self)
        self.setModel(self._rows)
        keep_scaled(self, self.setFixedWidth, Width.STRIP)
        self.clicked.connect(self._on_clicked)
        self.customContextMenuRequested.connect(self._on_context_menu)
        model.opened.connect(self._show_current)
        model.page_changed.connect(self._show_current)
        model.pages_changed.connect(self._on_pages_changed)
        self._show_current()

    @property
    def pages(self) -> tuple[int, ...]:
        """The chosen pages; only the shown one while the strip is not seen."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        if self.isVisible() and rows:
            return tuple(rows)
        return (self._model.page,) if self._model.review is not None else ()

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(Width.STRIP), 3 * row_height())

    # Events

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        ranges = self.selectionModel().selection()
        several = sum(ranges.at(number).height() for number in range(ranges.count())) > 1
        if several != self._delegate.several:
            self._delegate.several = several
            self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        super().keyPressEvent(event)
        row = self.currentIndex().row()
        if row >= 0 and row != self._model.page:
            self.chosen.emit(row)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._takes(event):
            event.acceptProposedAction()
        else:
            event.ignore()  # files are taken by the window

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        super().dragMoveEvent(event)  # scrolls near the edges
        if self._takes(event):
            self._set_gap(self._gap_at(event.position().toPoint()))
            event.accept()
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        super().dragLeaveEvent(event)
        self._set_gap(-1)

    def dropEvent(self, event: QDropEvent) -> None:
        if not self._takes(event):
            event.ignore()
            return
        gap = self._gap_at(event.position().toPoint())
        self._set_gap(-1)
        event.setDropAction(Qt.DropAction.IgnoreAction)  # nothing is to be taken out of the list by itself
        event.accept()
        self.stopAutoScroll()
        self.setState(QListView.State.NoState)
        self.dropped.emit(gap)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap < 0:
            return
        painter = QPainter(self.viewport())
        painter.fillRect(self._gap_rect(self._gap), colors().accent)
        painter.end()

    def _takes(self, event: QDropEvent) -> bool:
        return event.source() is self and event.mimeData().hasFormat(PAGES)

    def _gap_at(self, place: QPoint) -> int:
        """The number of the page that a drop at a place comes before."""
        index = self.indexAt(place)
        if not index.isValid():
            return self._rows.rowCount() if place.y() > 0 else 0
        return index.row() + (place.y() > self.visualRect(index).center().y())

    def _gap_rect(self, gap: int) -> QRect:
        last = self._rows.rowCount() - 1
        beside = self.visualRect(self._rows.index(min(gap, last)))
        y = beside.bottom() + 1 if gap > last else beside.top()
        y = max(0, min(self.viewport().height() - _THICK, y - _THICK // 2))
        return QRect(_MARGIN, y, self.viewport().width() - 2 * _MARGIN, _THICK)

    def _set_gap(self, gap: int) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    # Following

    @Slot()
    def _show_current(self) -> None:
        index = self._rows.index(self._model.page, 0)
        if index != self.currentIndex() or not self.selectionModel().hasSelection():
            self._choose_alone(index)  # what was just clicked has its choice already
        self._bring(index)

    def _choose_alone(self, index: QModelIndex) -> None:
        """Not by the view, which looks at the keys that are held: Ctrl belongs to what the operator does elsewhere."""
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _bring(self, index: QModelIndex) -> None:
        if index.isValid() and not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index)

    @Slot(object)
    def _on_pages_changed(self, places: tuple[int, ...]) -> None:
        """The same pages are chosen as before, wherever they are now."""
        chosen = {index.row() for index in self.selectionModel().selectedRows()}
        above = self.verticalScrollBar().value()
        self._rows.renew()
        index = self._rows.index(self._model.page, 0)
        kept = [now for now, before in enumerate(places) if before in chosen]
        command = QItemSelectionModel.SelectionFlag.Select
        if self._model.page in kept:
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            for row in kept:
                self.selectionModel().select(self._rows.index(row, 0), command)
        else:
            self._choose_alone(index)
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(above)
        self._bring(index)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.chosen.emit(index.row())

    @Slot(QPoint)
    def _on_context_menu(self, place: QPoint) -> None:
        if self.context_actions:
            menu = QMenu(self)
            menu.addActions(self.context_actions)
            menu.exec(self.viewport().mapToGlobal(place))
            menu.deleteLater()
