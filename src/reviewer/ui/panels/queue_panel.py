"""The queue: search, tabs with numbers, the list."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QImage, QKeyEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.domain.queue import QueueRow
from reviewer.ui import keys
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.tokens import Height, Space, Width
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.head import PanelHead
from reviewer.ui.panels.queue_delegate import RAIL, QueueDelegate, Shape
from reviewer.ui.panels.queue_list import QueueList
from reviewer.ui.panels.queue_tabs import QueueTabs
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.tab import Tab

SEARCH_MS = 150
_ANY_WIDTH = (1 << 24) - 1


class QueuePanel(QWidget):
    """Shows a QueueViewModel.

    Signals:
        asked: id of the document that the operator wants to see.
    """

    asked = Signal(str)

    def __init__(
        self,
        queue: QueueViewModel,
        thumbnail: Callable[[QueueRow], QImage | None],
        type_title: Callable[[str], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._queue = queue
        self._shape = Shape.WIDE
        self._unlisted = ""  # the current document, until it comes into the list
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._make_head()
        self._make_search()
        self.tabs = QueueTabs(queue, self)
        self._more.setMenu(self.tabs.menu)
        self._make_list(thumbnail, type_title)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        searching = QVBoxLayout()
        searching.setContentsMargins(Space.MARGIN, 0, Space.MARGIN, Space.GAP)
        searching.addWidget(self.search)
        layout.addWidget(self.head)
        layout.addLayout(searching)
        across = QHBoxLayout()
        across.setContentsMargins(Space.GAP, 0, Space.GAP, 0)
        across.addWidget(self.tabs)
        layout.addLayout(across)
        layout.addWidget(self._body, 1)
        queue.loaded.connect(self._on_loaded)
        queue.current_changed.connect(self._on_current_changed)
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

    def _make_search(self) -> None:
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(self.tr("Search name, type, value"))
        self.search.setAccessibleName(self.tr("Search the queue"))
        self.search.setClearButtonEnabled(True)
        self.search.setMinimumHeight(Height.CONTROL)
        self.search.addAction(
            QAction(icons.icon("search", "text2"), "", self), QLineEdit.ActionPosition.LeadingPosition
        )
        keys.KeyGuard(self.search)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SEARCH_MS)
        self._soon.timeout.connect(self._on_search)
        self.search.textChanged.connect(self._soon.start)
        self.search.returnPressed.connect(self.focus_list)
        self.search.installEventFilter(self)

    def _make_list(self, thumbnail: Callable[[QueueRow], QImage | None], type_title: Callable[[str], str]) -> None:
        self.list = QueueList(self)
        self.delegate = QueueDelegate(thumbnail, self._is_current, type_title, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self._queue)
        self.list.clicked.connect(self._on_clicked)
        self.list.activated.connect(self._on_clicked)
        self.list.customContextMenuRequested.connect(self._on_context_menu)
        self.context_actions: list[QAction] = []
        self._empty = Empty(parent=self)
        self._empty.chosen.connect(self.clear_search)
        self._body = QWidget(self)
        self._stack = QStackedLayout(self._body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)

    # Called from outside

    def chosen(self) -> list[str]:
        """Ids of the chosen rows, or of the current one."""
        rows = [self._queue.at(index.row()) for index in self.list.selectionModel().selectedIndexes()]
        ids = [row.id for row in rows if row is not None]
        return ids or ([self._queue.current] if self._queue.current else [])

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
        self.search.clear()
        self._soon.stop()
        self._on_search()
        self.focus_list()

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
        for widget in (self.search, self.tabs, self._more):
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
        """Fold again when the operator goes on elsewhere."""
        if self._unfolded and now is not None and not self.isAncestorOf(now) and not self.head.isAncestorOf(now):
            self._dress(Shape.RAIL)

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key is Qt.Key.Key_Escape:
                self.clear_search()
                return True
            if key is Qt.Key.Key_Down and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
                self.focus_list()
                return True
        return super().eventFilter(watched, event)

    # Within

    def _is_current(self, document: str) -> bool:
        return document == self._queue.current

    @Slot()
    def _on_search(self) -> None:
        self._queue.search(self.search.text().strip())

    @Slot()
    def _on_loaded(self) -> None:
        empty = self._queue.rowCount() == 0
        if empty and self._queue.words:
            nothing = self.tr("Nothing matches “{}”.").format(self._queue.words)
            self._empty.say(nothing, self.tr("Clear the search"))
        elif empty and self._queue.empty:
            self._empty.say(self.tr("No documents yet.\nWhat you add appears here."))
        elif empty and self._queue.tab is Tab.TO_REVIEW:
            self._empty.say(self.tr("Nothing is left to review."))
        elif empty:
            self._empty.say(self.tr("No documents here."))
        self._stack.setCurrentIndex(1 if empty else 0)
        if self._unlisted or not self.list.currentIndex().isValid():
            self._on_current_changed(self._queue.current)

    @Slot(str)
    def _on_current_changed(self, document: str) -> None:
        index = self._queue.index(self._queue.row_of(document))
        self._unlisted = "" if index.isValid() else document
        if index.isValid():
            self.list.choose(index)
            self.list.scrollTo(index)

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._queue.at(index.row())
        if row is not None:
            self.asked.emit(row.id)

    @Slot(QPoint)
    def _on_context_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.addActions(self.context_actions)
        menu.exec(self.list.viewport().mapToGlobal(place))
        menu.deleteLater()
