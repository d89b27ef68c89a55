"""The queue: search, tabs with numbers, the list."""

from collections.abc import Callable

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QImage, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QStackedLayout,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.domain.queue import QueueRow
from reviewer.ui import keys
from reviewer.ui.look import icons
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.head import PanelHead
from reviewer.ui.panels.queue_delegate import QueueDelegate
from reviewer.ui.viewmodels.queue import QueueViewModel, Tab

SEARCH_MS = 150


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
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.head = PanelHead(self.tr("Queue"), parent=self)
        self._more = QToolButton(self.head)
        self._more.setIcon(icons.icon("more"))
        self._more.setAutoRaise(True)
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setAccessibleName(self.tr("More lists"))
        self._more.setToolTip(self.tr("More lists"))
        self.head.add(self._more)
        self._make_search()
        self._make_tabs()
        self._make_list(thumbnail, type_title)
        self._make_menu()
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
        queue.counted.connect(self._on_counted)
        queue.loaded.connect(self._on_loaded)
        queue.current_changed.connect(self._on_current_changed)
        self._on_counted()

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

    def _make_tabs(self) -> None:
        self.tabs = QTabBar(self)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.setAccessibleName(self.tr("Lists"))
        for _ in (Tab.TO_REVIEW, Tab.POSTPONED, Tab.REVIEWED):
            self.tabs.addTab("")
        self.tabs.currentChanged.connect(self._on_tab)

    def _make_list(self, thumbnail: Callable[[QueueRow], QImage | None], type_title: Callable[[str], str]) -> None:
        self.list = QListView(self)
        self.list.setObjectName("queue")
        self.list.setAccessibleName(self.tr("Queue"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.delegate = QueueDelegate(thumbnail, self._is_current, type_title, self)
        self.list.setItemDelegate(self.delegate)
        self.list.setModel(self._queue)
        self.list.clicked.connect(self._on_clicked)
        self.list.activated.connect(self._on_clicked)
        self.list.customContextMenuRequested.connect(self._on_context_menu)
        self.context_actions: list[QAction] = []
        self._empty = Empty(parent=self)
        self._body = QWidget(self)
        self._stack = QStackedLayout(self._body)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)

    def _make_menu(self) -> None:
        menu = QMenu(self._more)
        for tab, text in ((Tab.REJECTED, self.tr("Rejected")), (Tab.ALL, self.tr("All documents"))):
            action = menu.addAction(text)
            action.setData(tab)
        menu.triggered.connect(self._on_more)
        self._more.setMenu(menu)

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
            self._select(index)

    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def set_narrow(self, narrow: bool) -> None:
        """Smaller rows without type, and two tabs."""
        if narrow == self.delegate.narrow:
            return
        self.delegate.narrow = narrow
        self.tabs.setTabVisible(Tab.REVIEWED, not narrow)
        self.list.scheduleDelayedItemsLayout()

    # Within

    def _select(self, index: QModelIndex) -> None:
        # `setCurrentIndex` of the list asks which keys are held: Ctrl+Down would add to what is selected.
        flag = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self.list.selectionModel().setCurrentIndex(index, flag)

    def _is_current(self, document: str) -> bool:
        return document == self._queue.current

    @Slot()
    def _on_search(self) -> None:
        self._queue.search(self.search.text().strip())

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        if number >= 0:
            self._queue.show_tab(Tab(number))

    @Slot(QAction)
    def _on_more(self, action: QAction) -> None:
        tab = Tab(action.data())
        if self.tabs.count() == 3:
            self.tabs.addTab("")
        self.tabs.setTabText(3, "")
        self._queue.show_tab(tab)
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(3)
        self.tabs.blockSignals(False)
        self._on_counted()

    @Slot()
    def _on_counted(self) -> None:
        names = {
            Tab.TO_REVIEW: self.tr("To review"),
            Tab.POSTPONED: self.tr("Postponed"),
            Tab.REVIEWED: self.tr("Reviewed"),
            Tab.REJECTED: self.tr("Rejected"),
            Tab.ALL: self.tr("All"),
        }
        for number in range(self.tabs.count()):
            tab = Tab(number) if number < 3 else self._queue.tab
            self.tabs.setTabText(number, f"{names[tab]} {self._queue.count(tab)}")

    @Slot()
    def _on_loaded(self) -> None:
        empty = self._queue.rowCount() == 0
        if empty and self._queue.words:
            self._empty.say(self.tr("Nothing matches “{}”. Clear the search.").format(self._queue.words))
        elif empty and self._queue.empty:
            self._empty.say(self.tr("No documents yet.\nWhat you add appears here."))
        elif empty:
            self._empty.say(self.tr("No documents here."))
        self._stack.setCurrentIndex(1 if empty else 0)

    @Slot(str)
    def _on_current_changed(self, document: str) -> None:
        index = self._queue.index(self._queue.row_of(document))
        if index.isValid():
            self._select(index)
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
