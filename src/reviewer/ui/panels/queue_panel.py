"""The queue: search, tabs with numbers, the list."""

from collections.abc import Callable

from msgspec.structs import replace
from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal, Slot
from PySide6.QtGui import QAction, QImage, QKeyEvent, QPalette
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QStackedLayout, QToolButton, QVBoxLayout, QWidget

from reviewer.domain.queue import QueueRow
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.tokens import Space, Width
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.head import PanelHead
from reviewer.ui.panels.queue_delegate import RAIL, QueueDelegate, Shape
from reviewer.ui.panels.queue_list import QueueList
from reviewer.ui.panels.queue_search import QueueSearch
from reviewer.ui.panels.queue_tabs import QueueTabs
from reviewer.ui.viewmodels.queue import NO_FILTER, QueueViewModel
from reviewer.ui.viewmodels.queue_filter import QueueFilter
from reviewer.ui.viewmodels.tab import Tab

_REMEMBERED = 10_000
"""Chosen rows that are found again when the whole list was read anew."""
_ANY_WIDTH = (1 << 24) - 1


class QueuePanel(QWidget):
    """Shows a QueueViewModel.

    Signals:
        asked: id of the document that the operator wants to see.
        chosen_changed: other rows are chosen.
    """

    asked = Signal(str)
    chosen_changed = Signal()

    def __init__(
        self,
        queue: QueueViewModel,
        thumbnail: Callable[[QueueRow], QImage | None],
        type_title: Callable[[str], str],
        parent: QWidget | None = None,
        *,
        filter_: QueueFilter | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self.filter = filter_ or QueueFilter(queue, self)
        self._kept: tuple[int, int, tuple[int, ...]] | None = None  # of a list that is about to be laid out anew
        self._shape = Shape.WIDE
        self._new = True
        self._at = 0  # the first row that was chosen, though it may be gone
        self._unlisted = ""  # the current document, until it comes into the list
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._make_head()
        self.searching = QueueSearch(self.filter, self)
        self.search = self.searching.edit
        self.searching.left.connect(self.focus_list)
        self.searching.cleared.connect(self.focus_list)
        self.tabs = QueueTabs(queue, self)
        self._more.setMenu(self.tabs.menu)
        self._make_list(thumbnail, type_title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self.searching)
        across = QHBoxLayout()
        across.setContentsMargins(Space.GAP, 0, Space.GAP, 0)
        across.addWidget(self.tabs)
        layout.addLayout(across)
        layout.addWidget(self._body, 1)
        queue.loaded.connect(self._on_loaded)
        queue.sought.connect(self._on_sought)
        queue.current_changed.connect(self._on_current_changed)
        queue.modelAboutToBeReset.connect(self._on_about_to_be_reset)
        queue.modelReset.connect(self._on_reset)
        self.list.selectionModel().selectionChanged.connect(self._on_selection_changed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    def _make_head(self) -> None:
        self.head = PanelHead(self.tr("Queue"), parent=self)
        self._unfold = self._tool("search", self.tr("Show the queue"))
        self._unfold.clicked.connect(self.focus_search)
        self._unfold.hide()
        self._more = self._tool("more", self.tr("More lists"))
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)

    def _tool(self, icon: str, name: str) -> QToolButton:
        button = QToolButton(self.head)
        button.setIcon(icons.icon(icon))
        button.setAutoRaise(True)
        button.setAccessibleName(name)
        button.setToolTip(name)
        self.head.add(button)
        return button

    def _make_list(self, thumbnail: Callable[[QueueRow], QImage | None], type_title: Callable[[str], str]) -> None:
        self.list = QueueList(self)
        self.delegate = QueueDelegate(thumbnail, self._is_current, type_title, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self._queue)
        self.list.clicked.connect(self._on_clicked)
        self.list.activated.connect(self._on_clicked)
        self.list.customContextMenuRequested.connect(self._on_context_menu)
        self.context_actions: list[QAction | None] = []
        self._empty = Empty(parent=self)
        self._empty.chosen.connect(lambda _place: self.clear_search())
        self._body = QWidget(self)
        self._stack = QStackedLayout(self._body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)

    # Called from outside

    def chosen(self) -> list[str]:
        """Ids of the chosen rows that are at hand, or of the current one."""
        rows = [self._queue.at(number) for part in self.list.chosen() for number in part]
        ids = [row.id for row in rows if row is not None]
        return ids or ([self._queue.current] if self._queue.current else [])

    @property
    def chosen_count(self) -> int:
        """How many rows are chosen."""
        return sum(map(len, self.list.chosen()))

    def enter(self) -> None:
        """Put the focus into the list; into the search where that lists nothing."""
        if self._stack.currentWidget() is self.list:
            self.focus_list()
        else:
            self.focus_search()

    def focus_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        index = self._queue.index(max(0, self._queue.row_of(self._queue.current)))
        if index.isValid():
            self.list.choose(index)

    @Slot()
    def focus_search(self) -> None:
        if self._shape is Shape.RAIL:
            self._dress(Shape.NARROW)
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    @Slot()
    def clear_search(self) -> None:
        """Show all documents of the list again, and go to the current one."""
        self.searching.clear()

    def set_shape(self, shape: Shape) -> None:
        """Show as much as there is room for. A rail unfolds while it is searched."""
        if shape is not self._shape:
            self._shape = shape
            self._dress(shape)

    def _dress(self, shape: Shape) -> None:
        rail = shape is Shape.RAIL
        self.delegate.shape = shape
        self.tabs.set_narrow(shape is not Shape.WIDE)
        self.head.set_folded(rail)
        for widget in (self.searching, self.tabs, self._more):
            widget.setVisible(not rail)
        self._unfold.setVisible(rail)
        fixed = RAIL if rail else Width.QUEUE_NARROW if self._shape is Shape.RAIL else 0
        self.setMinimumWidth(fonts.scaled(fixed))
        self.setMaximumWidth(fonts.scaled(fixed) if fixed else _ANY_WIDTH)
        self.list.scheduleDelayedItemsLayout()

    @property
    def _unfolded(self) -> bool:
        return self._shape is Shape.RAIL and self.delegate.shape is not Shape.RAIL

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Fold again when the operator goes on elsewhere. What is done to the chosen depends on where the focus is."""
        if self.list in (_before, now):
            self.chosen_changed.emit()
        if self._unfolded and now is not None and not self.isAncestorOf(now) and not self.head.isAncestorOf(now):
            self._dress(Shape.RAIL)

    # Events

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc in the list: one document is chosen again."""
        if event.key() == Qt.Key.Key_Escape and self.chosen_count > 1:
            here = self._queue.index(self._queue.row_of(self._queue.current))
            self.list.choose(here if here.isValid() else self.list.currentIndex())
        else:
            super().keyPressEvent(event)

    # Within

    def _is_current(self, document: str) -> bool:
        return document == self._queue.current

    @Slot()
    def _on_sought(self) -> None:
        """Another list is coming: it begins at its top."""
        self._kept = None
        self._new = True

    @Slot()
    def _on_about_to_be_reset(self) -> None:
        if not self._new:
            chosen = self.list.chosen()
            few = self._queue.sequences(chosen) if sum(map(len, chosen)) <= _REMEMBERED else ()
            self._kept = (*self.list.first_seen(), few)

    @Slot()
    def _on_reset(self) -> None:
        """The same list in another order: what was chosen and seen is so still, as far as it is there."""
        kept, self._kept = self._kept, None
        if self._new or kept is None:
            self._new = False
            return
        top, offset, chosen = kept
        self.list.choose_all_of(self._queue.places(chosen))
        self.list.show_first(top, offset)

    @Slot()
    def _on_loaded(self) -> None:
        empty = self._queue.rowCount() == 0
        if empty and self._queue.filtered:
            only_words = self._queue.filter == replace(NO_FILTER, words=self._queue.words)
            nothing = self.tr("Nothing matches “{}”.").format(self._queue.words)
            if only_words:
                self._empty.say(nothing, self.tr("Clear the search"))
            else:
                self._empty.say(self.tr("No document matches the filter."), self.tr("Clear the filter"))
        elif empty and self._queue.empty:
            self._empty.say(self.tr("No documents yet.\nWhat you add appears here."))
        elif empty and self._queue.tab is Tab.TO_REVIEW:
            self._empty.say(self.tr("Nothing is left to review."))
        elif empty:
            self._empty.say(self.tr("No documents here."))
        self._stack.setCurrentIndex(1 if empty else 0)
        if self._unlisted or not self.list.currentIndex().isValid():
            self._on_current_changed(self._queue.current)
        if self.list.hasFocus() and not self.chosen_count and not empty:
            self.list.choose(self._queue.index(min(self._at, self._queue.rowCount() - 1)))  # what was chosen went
        self._show_caption()

    @Slot()
    def _on_selection_changed(self) -> None:
        self._at = min((part.start for part in self.list.chosen()), default=self._at)
        self._show_caption()
        self.chosen_changed.emit()

    def _show_caption(self) -> None:
        """How many are chosen, or found."""
        count, found = self.chosen_count, self._queue.rowCount()
        number = self.locale().toString(count if count > 1 else found)
        words = self.tr("{} chosen") if count > 1 else self.tr("{} found")
        shown = count > 1 or (self._queue.filtered and self._queue.whole and found > 0)
        self.head.set_caption(words.format(number) if shown else "")

    @Slot(str)
    def _on_current_changed(self, document: str) -> None:
        index = self._queue.index(self._queue.row_of(document))
        self._unlisted = "" if index.isValid() else document
        if index.isValid():
            self.list.choose(index)
            self.list.scrollTo(index)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        """Show a document; with Ctrl and Shift held, the operator chooses several."""
        held = QApplication.keyboardModifiers()
        choosing = held & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
        row = self._queue.at(index.row())
        if row is not None and not choosing:
            self.asked.emit(row.id)

    @Slot(QPoint)
    def _on_context_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        for action in self.context_actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        menu.exec(self.list.viewport().mapToGlobal(place))
        menu.deleteLater()
