"""Tasks, notices and unsent feedback: what the items of the status bar open."""

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from reviewer.domain.hidden import visible
from reviewer.ui.dialogs.card import SHADOW
from reviewer.ui.dialogs.laid_card import LaidCard
from reviewer.ui.dialogs.task_rows import ActList, NoticeDelegate, RowList
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius, Space
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.hairline import Hairline
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.tasks import Role, TasksViewModel
from reviewer.ui.viewmodels.unsent import UnsentViewModel

_WIDTH, _HIGHEST, _LOWEST, _EDGE = 480, 520, 120, 12
TASKS, NOTICES, FEEDBACK = 0, 1, 2


class TasksPopover(LaidCard):
    """Lies over the corner of the window until Esc or a click beside it; the window below is seen as it is.

    Args:
        window: that it lies on.
        tasks: the list of tasks.
        unsent: the list of what services have not been told yet.
        notices: the notices of this run, the oldest first; asked for again whenever they are shown.
        anchor: what it opens from, at the lower edge of the window.

    Signals:
        all_asked: everything that is not sent is to be tried now.
    """

    all_asked = Signal()

    def __init__(
        self,
        window: QWidget,
        tasks: TasksViewModel,
        unsent: UnsentViewModel,
        notices: Iterable[Notice],
        anchor: QWidget,
    ) -> None:
        super().__init__(window)
        self._tasks = tasks
        self._unsent = unsent
        self._notices = notices
        self._anchor = anchor
        self.tabs = QTabBar()
        self.cancel_all = QPushButton(self.tr("Cancel all"))
        self.try_all = QPushButton(self.tr("Try all now"))
        self.list = ActList(self.tr("Tasks"), tasks)
        self.feedback = ActList(self.tr("Feedback"), unsent)
        self.past = RowList(self.tr("Notices"))
        self._past_model = QStandardItemModel(self)
        self._none = Empty()
        self._stack = QStackedWidget()
        self._more = Label("", Use.SECOND, "text2")
        self._foot = _Foot()
        self._build()
        self.setAccessibleName(self.tr("Tasks, notices and feedback"))
        tasks.counted.connect(self._show)
        unsent.counted.connect(self._show)
        self.tabs.currentChanged.connect(self._on_tab)
        self.cancel_all.clicked.connect(tasks.cancel_all)
        self.try_all.clicked.connect(self.all_asked)
        self.refresh_notices()
        self._show()

    # Called from outside

    @Slot()
    def open(self) -> None:
        """Open, or close when it is open."""
        if self.isVisible():
            self.close_card()
            return
        self.refresh_notices()
        self._show()
        self.lay()
        self._place()
        self._focus()

    def show_list(self, number: int) -> None:
        """Show the tasks (0), the notices (1) or the feedback (2)."""
        self.tabs.setCurrentIndex(number)

    @Slot()
    def refresh_notices(self) -> None:
        """Read the notices again, the newest first."""
        self._past_model.clear()
        for notice in reversed(list(self._notices)):
            item = QStandardItem(visible(notice.text))
            item.setData(notice.level.value, int(Role.ROW))
            item.setData(notice.level.value, Qt.ItemDataRole.AccessibleDescriptionRole)
            self._past_model.appendRow(item)
        self._show()

    # Events

    def paintEvent(self, event: QPaintEvent) -> None:
        """No veil: the work below goes on and is looked at."""

    # Within

    def _build(self) -> None:
        self.past.setItemDelegate(NoticeDelegate(self.past))
        self.past.setModel(self._past_model)
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setAccessibleName(self.tr("Lists"))
        for text in (self.tr("Tasks"), self.tr("Notices"), self.tr("Feedback")):
            self.tabs.addTab(text)
        self.cancel_all.setFlat(True)
        self.try_all.setFlat(True)
        for view in (self.list, self.past, self.feedback, self._none):
            self._stack.addWidget(view)
        self._more.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Hairline())
        column.addWidget(self._stack, 1)
        column.addWidget(self._more)
        column.addWidget(self._foot)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(Space.MARGIN, Space.STEP, Space.GAP, Space.STEP)
        row.setSpacing(Space.GAP)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.cancel_all)
        row.addWidget(self.try_all)
        return row

    def _place(self) -> None:
        """Above the anchor, as high as the rows need, inside the window."""
        room = self.rect().adjusted(_EDGE, _EDGE, -_EDGE, 0)
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        edge = self._anchor.rect().topLeft() if mirrored else self._anchor.rect().topRight()
        corner = self.mapFromGlobal(self._anchor.mapToGlobal(edge))
        width = min(fonts.scaled(_WIDTH), room.width())
        height = min(self._wanted_height(), fonts.scaled(_HIGHEST), max(0, corner.y() - 2 * _EDGE))
        left = corner.x() if mirrored else corner.x() + 1 - width
        left = max(room.left(), min(left, room.right() + 1 - width))
        face = QRect(left, corner.y() - height - Space.STEP, width, height)
        self._card.setGeometry(face.adjusted(-SHADOW, -SHADOW, SHADOW, SHADOW))

    def _wanted_height(self) -> int:
        shown = self._stack.currentWidget()
        chrome = self._card.sizeHint().height() - 2 * SHADOW - self._stack.sizeHint().height()
        rows = shown.wanted_height() if isinstance(shown, RowList) else 0
        return chrome + max(rows, fonts.scaled(_LOWEST))

    def _focus(self) -> None:
        shown = self._stack.currentWidget()
        to: QWidget = shown if isinstance(shown, RowList) else self.tabs
        to.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _show(self) -> None:
        """Numbers, and a sentence in the place of an empty list."""
        shown, listed, unsent = self.tabs.currentIndex(), self._tasks.open + self._tasks.failed, self._unsent.rowCount()
        self.tabs.setTabText(TASKS, self._counted(self.tr("Tasks"), listed))
        self.tabs.setTabText(NOTICES, self._counted(self.tr("Notices"), self._past_model.rowCount()))
        self.tabs.setTabText(FEEDBACK, self._counted(self.tr("Feedback"), unsent))
        self.tabs.setTabVisible(FEEDBACK, unsent > 0 or shown == FEEDBACK)
        self.cancel_all.setVisible(shown == TASKS)
        self.cancel_all.setEnabled(self._tasks.open > 0)
        self.try_all.setVisible(shown == FEEDBACK)
        self.try_all.setEnabled(self._unsent.waiting > 0)
        self._foot.acts.setVisible((shown == TASKS and listed > 0) or (shown == FEEDBACK and unsent > 0))
        self._foot.gives_up.setVisible(shown == FEEDBACK and self._unsent.waiting > 0)
        self._more.setText(self.tr("{count} more wait.").format(count=self.locale().toString(self._tasks.unlisted)))
        self._more.setVisible(shown == TASKS and self._tasks.unlisted > 0)
        self._show_list(shown)
        if self.isVisible():
            self._place()

    def _show_list(self, shown: int) -> None:
        view = {TASKS: self.list, NOTICES: self.past, FEEDBACK: self.feedback}[shown]
        if view.model().rowCount():
            self._stack.setCurrentWidget(view)
            return
        held = view.hasFocus()
        self._none.say(
            {
                TASKS: self.tr("Nothing is being read."),
                NOTICES: self.tr("No notices yet."),
                FEEDBACK: self.tr("Services were told all that they take."),
            }[shown]
        )
        self._stack.setCurrentWidget(self._none)
        if held:
            self.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _counted(self, text: str, count: int) -> str:
        return f"{text} {self.locale().toString(count)}" if count else text

    @Slot(int)
    def _on_tab(self, _number: int) -> None:
        self.refresh_notices()


class _Foot(QWidget):
    """What the keys do."""

    def __init__(self) -> None:
        super().__init__()
        self.acts = _key("Return", self.tr("does what the row says"))
        self.gives_up = _key("Del", self.tr("gives it up"))
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        row.setSpacing(Space.FIELD)
        row.addWidget(self.acts)
        row.addWidget(self.gives_up)
        row.addWidget(_key("Esc", self.tr("closes")))
        row.addStretch(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        painter.setClipRect(self.rect())
        # The rounded lower corners of the card: the box reaches above what is seen of it.
        paint_box(painter, self.rect().adjusted(0, -20, 0, 0), fill=table.alt, radius=Radius.DIALOG - 1)
        painter.fillRect(0, 0, self.width(), 1, table.line)


def _key(sequence: str, words: str) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.STEP + 2)
    row.addWidget(KeyCap(sequence))
    row.addWidget(Label(words, Use.SECOND, "text2"))
    return both
