"""The window: puts the panels in their places. What actions do is in `commands`, what is shown in the view-models."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QEvent, QSettings, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSizePolicy, QStackedWidget, QToolBar, QVBoxLayout, QWidget

from reviewer.ui import actions
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.tokens import Height, Space, Width
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.mode_bar import ModeBar
from reviewer.ui.panels.notice_bar import NoticeBar
from reviewer.ui.panels.status import StatusBar

WIDE = 1500
NARROW = 1340
SMALL = 1120
LOW = 800
LEAST = QSize(960, 600)
_MOST = 0.45
"""Of the window's width, for one dock."""

_WIDTHS = ((Width.QUEUE, Width.QUEUE_NARROW), (Width.FIELDS, Width.FIELDS_NARROW))


class MainWindow(QMainWindow):
    """Queue left, page in the middle, fields and issues right; bars above and below.

    Signals:
        dropped: local paths were dropped on the window.
        close_asked: the operator closes the window.
        resized: its size changed.
        painted: it was painted for the first time.
    """

    dropped = Signal(list)
    close_asked = Signal()
    resized = Signal()
    painted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("window")
        self.setWindowTitle("Reviewer")
        self.setWindowIcon(icons.app_icon())
        self.setMinimumSize(LEAST)
        self.setAcceptDrops(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDockOptions(QMainWindow.DockOption.AllowTabbedDocks | QMainWindow.DockOption.AnimatedDocks)
        self.setAnimated(False)
        self.notice_bar = NoticeBar(self)
        self.stack = QStackedWidget(self)
        center = QWidget(self)
        column = QVBoxLayout(center)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notice_bar)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(center)
        self.status = StatusBar(self)
        self.setStatusBar(self.status)
        self._compact: list[CapButton] = []
        self._of_document: list[QAction] = []
        self._of_none: QAction | None = None
        self._modes: ModeBar | None = None
        self._unseen = True
        self._bound = fonts.scaled(NARROW)
        self._fitted: dict[QDockWidget, str] = {}
        # When panels have taken another shape, and the docks know how wide they can be.
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit_docks)
        self.queue_dock = self._dock("queue", self.tr("Queue"))
        self.field_dock = self._dock("fields", self.tr("Fields"))

    # Putting together

    def add_docks(self) -> None:
        """Put the queue left and the fields right (mirrored where text runs from the right); empty so far."""
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left, right = Qt.DockWidgetArea.LeftDockWidgetArea, Qt.DockWidgetArea.RightDockWidgetArea
        # Dock areas do not mirror by themselves.
        self.addDockWidget(right if mirrored else left, self.queue_dock)
        self.addDockWidget(left if mirrored else right, self.field_dock)
        self.field_dock.setMinimumWidth(Width.FIELDS_LEAST)

    def fill_docks(self, queue: QWidget, queue_head: QWidget, fields: QWidget, fields_head: QWidget) -> None:
        """Give the docks what they show."""
        for dock, body, head in ((self.queue_dock, queue, queue_head), (self.field_dock, fields, fields_head)):
            blanks = dock.widget(), dock.titleBarWidget()
            dock.setTitleBarWidget(head)
            dock.setWidget(body)
            for blank in blanks:
                blank.deleteLater()

    def _dock(self, name: str, title: str) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        blank = QWidget(dock)
        blank.setBackgroundRole(QPalette.ColorRole.Base)
        blank.setAutoFillBackground(True)
        dock.setTitleBarWidget(QWidget(dock))
        dock.setWidget(blank)
        dock.visibilityChanged.connect(self._fit_soon.start)
        return dock

    def add_bars(self, made: Mapping[str, QAction]) -> dict[str, "QWidget"]:
        """Make menus and tool bar from the action table. Returns the menus by name."""
        menus = actions.fill_menus(self.menuBar(), made)
        bar = QToolBar(self.tr("Tools"), self)
        bar.setObjectName("tools")
        bar.setMovable(False)
        keep_scaled(bar, bar.setFixedHeight, Height.TOOL_BAR)
        bar.toggleViewAction().setVisible(False)
        self.addToolBar(bar)
        start = QWidget(bar)
        start.setFixedWidth(Space.GAP)
        bar.addWidget(start)
        for action in actions.on_toolbar("left", made):
            if action.objectName() == "edit.undo":
                bar.addSeparator()
            bar.addAction(action)
        bar.addSeparator()
        self._modes = ModeBar(actions.on_toolbar("modes", made), bar)
        bar.addWidget(self._modes)
        spring = QWidget(bar)
        spring.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        bar.addWidget(spring)
        for action in actions.on_toolbar("right", made):
            self._of_document.append(bar.addWidget(self._button(action, bar)))
        help_ = CapButton(flat=True, parent=bar)
        help_.follow(made["help.keys"])
        self._of_none = bar.addWidget(help_)
        self._of_none.setVisible(False)
        end = QWidget(bar)
        end.setFixedWidth(Space.GAP)
        bar.addWidget(end)
        return dict(menus)

    def _button(self, action: QAction, bar: QWidget) -> CapButton:
        finish = action.objectName() == "document.finish"
        button = CapButton(flat=not finish, parent=bar)
        button.follow(action)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if not finish:
            button.set_capped(False)
            self._compact.append(button)
        return button

    def show_mode(self, page: QWidget, *, document: bool, empty: bool) -> None:
        """Show a page in the middle.

        Args:
            page: one of `stack`.
            document: whether it is about the open document: then what finishes it is there, too.
            empty: whether there are no documents at all: then the way to the keys is there.
        """
        self.stack.setCurrentWidget(page)
        for button in self._of_document:
            button.setVisible(document)
        if self._of_none is not None:
            self._of_none.setVisible(empty)

    # Sizes

    def size_class(self) -> str:
        """Which set of dock sizes counts: kept per class, so that a large screen's do not crowd a small one."""
        width = self.width()
        return "small" if width < fonts.scaled(SMALL) else "narrow" if width < fonts.scaled(NARROW) else "wide"

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        for button in self._compact:
            button.set_compact(self.width() < fonts.scaled(WIDE))
        if self._modes is not None:
            self._modes.set_folded(self.width() < fonts.scaled(NARROW))
        self.resized.emit()
        self._fit_soon.start()

    @Slot()
    def _fit_docks(self) -> None:
        """Give the docks that are shown the widths of the size class, when that is another one than before."""
        name = self.size_class()
        docks = [dock for dock in (self.queue_dock, self.field_dock) if not dock.isHidden()]
        if any(self._fitted.get(dock) != name for dock in docks):
            self._fitted = dict.fromkeys(docks, name)
            widths = [fonts.scaled(_WIDTHS[dock is self.field_dock][name != "wide"]) for dock in docks]
            most = round(self.width() * _MOST)  # a large text must leave some of the window to the page
            self.resizeDocks(docks, [min(most, width) for width in widths], Qt.Orientation.Horizontal)

    def restore(self, kept: QSettings) -> None:
        """Size and docks as they were."""
        geometry = kept.value("geometry")
        if isinstance(geometry, QByteArray):
            self.restoreGeometry(geometry)
        else:
            self.resize(1600, 1000)
        state = kept.value(f"docks-{self.size_class()}")
        if isinstance(state, QByteArray) and self.restoreState(state):
            self._fitted = dict.fromkeys((self.queue_dock, self.field_dock), self.size_class())

    def keep(self, kept: QSettings) -> None:
        """Remember size and docks."""
        kept.setValue("geometry", self.saveGeometry())
        kept.setValue(f"docks-{self.size_class()}", self.saveState())

    # Events

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.FontChange and fonts.scaled(NARROW) != self._bound:
            self._bound = fonts.scaled(NARROW)
            self._fitted.clear()  # texts are larger or smaller, and so is all that is as wide as they are
            self.resized.emit()
            self._fit_soon.start()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._unseen:
            self._unseen = False
            QTimer.singleShot(0, self.painted.emit)  # all of it is painted in one go, this is the first of it

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [url.toLocalFile() for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            self.dropped.emit(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.close_asked.emit()
        event.accept()
