"""The lists of the queue, with their numbers: three of them as tabs, one more of the others as the fourth."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QMenu, QTabBar, QWidget

from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.tab import Tab

_THOUSAND = 1000
_ALWAYS = (Tab.TO_REVIEW, Tab.POSTPONED, Tab.REVIEWED)


class QueueTabs(QTabBar):
    """Chooses the list that a QueueViewModel shows. `menu` has the lists that are no tab."""

    def __init__(self, queue: QueueViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._queue = queue
        self._fourth = Tab.ALL
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setAccessibleName(self.tr("Lists"))
        for _ in _ALWAYS:
            self.addTab("")
        self.menu = QMenu(self)
        self._narrow = False
        self._reviewed = QAction(self.tr("Reviewed"), self)
        self.menu.addAction(self._reviewed)
        self._reviewed.setData(Tab.REVIEWED)
        for tab, text in ((Tab.REJECTED, self.tr("Rejected")), (Tab.ALL, self.tr("All documents"))):
            self.menu.addAction(text).setData(tab)
        self.menu.triggered.connect(self._on_more)
        self.currentChanged.connect(self._on_tab)
        queue.counted.connect(self._on_counted)
        queue.sought.connect(self._on_sought)
        self._on_counted()

    def set_narrow(self, narrow: bool) -> None:
        """Two tabs where there is little room."""
        self._narrow = narrow
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As many tabs and numbers as there is room for; what is no tab is in the menu."""
        for third, all_numbers in ((True, True), (False, True), (False, False)):
            shown = (third and not self._narrow) or self.currentIndex() == Tab.REVIEWED
            self.setTabVisible(Tab.REVIEWED, shown)
            self._reviewed.setVisible(not shown)
            self._name(all_numbers)
            widths = [self.tabSizeHint(number).width() for number in range(self.count()) if self.isTabVisible(number)]
            if sum(widths) <= self.width():
                return

    @Slot(int)
    def _on_tab(self, number: int) -> None:
        if number >= 0:
            self._queue.show_tab((*_ALWAYS, self._fourth)[number])
            self._fit()

    @Slot(QAction)
    def _on_more(self, action: QAction) -> None:
        if Tab(action.data()) is Tab.REVIEWED:
            self.setTabVisible(Tab.REVIEWED, True)
            self.setCurrentIndex(Tab.REVIEWED)
            return
        self._fourth = Tab(action.data())
        if self.count() == len(_ALWAYS):
            self.addTab("")
        self._on_counted()
        if self.currentIndex() == len(_ALWAYS):
            self._queue.show_tab(self._fourth)
        self.setCurrentIndex(len(_ALWAYS))

    @Slot()
    def _on_sought(self) -> None:
        """A filter may have led to another list."""
        tabs = (*_ALWAYS, self._fourth)
        if self._queue.tab in tabs[: self.count()]:
            self.setCurrentIndex(tabs.index(self._queue.tab))
            return
        self._fourth = self._queue.tab
        if self.count() == len(_ALWAYS):
            self.addTab("")
        self._on_counted()
        self.setCurrentIndex(len(_ALWAYS))

    @Slot()
    def _on_counted(self) -> None:
        self._fit()

    def _name(self, all_numbers: bool) -> None:
        names = {
            Tab.TO_REVIEW: self.tr("To review"),
            Tab.POSTPONED: self.tr("Postponed"),
            Tab.REVIEWED: self.tr("Reviewed"),
            Tab.REJECTED: self.tr("Rejected"),
            Tab.ALL: self.tr("All"),
        }
        for number, tab in zip(range(self.count()), (*_ALWAYS, self._fourth), strict=False):
            numbered = all_numbers or number == self.currentIndex()
            self.setTabText(number, f"{names[tab]} {self._counted(tab)}" if numbered else names[tab])
            whole = self.locale().toString(self._queue.count(tab))
            self.setTabToolTip(number, f"{names[tab]} {whole}")
            self.setAccessibleTabName(number, f"{names[tab]} {whole}")

    def _counted(self, tab: Tab) -> str:
        """A number that leaves room for the words: 61k of 60,981."""
        count = self._queue.count(tab)
        if count < _THOUSAND:
            return str(count)
        thousands = count / _THOUSAND
        return self.tr("{}k").format(self.locale().toString(thousands, "f", int(thousands < 10)))
