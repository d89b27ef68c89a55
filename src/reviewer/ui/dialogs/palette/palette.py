"""The command palette of Ctrl+K: a search over all actions, laid over the window."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from reviewer.ui.announce import announce
from reviewer.ui.dialogs.card import SHADOW
from reviewer.ui.dialogs.laid_card import LaidCard
from reviewer.ui.dialogs.palette.palette_delegate import PaletteDelegate
from reviewer.ui.dialogs.palette.palette_model import ITSELF, PaletteModel
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.scaling import keep_scaled
from reviewer.ui.look.tokens import Height, Radius, Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.line_edit import LineEdit

_WIDTH, _ROWS, _EDGE, _TOP = 640, 11, 32, 0.14
_WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Palette(LaidCard):
    """Lies over the window until an action is run, Esc, its own key or a click beside it.

    Args:
        window: that it lies over.
        made: the actions by name.

    Signals:
        chosen: name of the action that is about to run.
    """

    chosen = Signal(str)

    def __init__(self, window: QWidget, made: Mapping[str, QAction]) -> None:
        super().__init__(window)
        self._made = made
        self.model = PaletteModel(made, self)
        self.search = LineEdit()
        self.list = QListView()
        self._none = paragraph("", Use.BODY, "text2")
        self._foot = _Foot()
        self.setAccessibleName(self.tr("Actions"))
        self._dress()

    def open(self, recent: Sequence[str] = ()) -> None:
        """Show all actions as they stand now, with the focus in the search.

        Args:
            recent: names of actions to list first.
        """
        self.model.look(recent)
        self.search.clear()
        self._on_text("")
        self.lay()
        self._place()
        self.search.setFocus(Qt.FocusReason.PopupFocusReason)

    def run(self) -> None:
        """Run the marked action; what is not possible now stays marked, and says why."""
        row = self.model.row(self.list.currentIndex().row())
        if row is None:
            return
        if row.why_not:
            announce(self.search, row.why_not)
            return
        self.close_card()
        self.chosen.emit(row.entry.name)
        self._made[row.entry.name].trigger()

    # Events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        super().eventFilter(watched, event)
        if event.type() is QEvent.Type.KeyPress and watched is self.search and isinstance(event, QKeyEvent):
            return self._pressed(event)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self._pressed(event)

    # Within

    def _dress(self) -> None:
        words = self.tr("Find an action")
        self.search.setPlaceholderText(words)
        self.search.setAccessibleName(words)
        self.search.addAction(icons.icon("search", "text2"), LineEdit.ActionPosition.LeadingPosition)
        keep_scaled(self.search, self.search.setMinimumHeight, Height.CONTROL_BIG)
        self.search.installEventFilter(self)
        self.search.textChanged.connect(self._on_text)
        self._dress_list()
        self._none.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.MARGIN)
        column = QVBoxLayout(self._card)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.GAP)
        head.addWidget(self.search)
        column.addLayout(head)
        for widget in (self.list, self._none, self._foot):
            column.addWidget(widget)

    def _dress_list(self) -> None:
        self.list.setAccessibleName(self.tr("Actions found"))
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys go to the search, which passes them on
        self.list.setItemDelegate(PaletteDelegate(self.list))
        self.list.setModel(self.model)
        self.list.clicked.connect(self._on_clicked)
        self.list.selectionModel().currentChanged.connect(self._on_current)

    def _pressed(self, event: QKeyEvent) -> bool:
        """Deal with a key that is no text. Returns whether it was one."""
        if event.key() == Qt.Key.Key_Escape or self._is_own(event):
            self.close_card()
        elif event.key() in _ENTERS:
            self.run()
        elif event.key() in _WALKS:
            self._walk(event)
        else:
            return False
        return True

    def _is_own(self, event: QKeyEvent) -> bool:
        made = self._made.get(ITSELF)
        return made is not None and QKeySequence(event.keyCombination()) in made.shortcuts()

    def _walk(self, event: QKeyEvent) -> None:
        """Arrows go round the ends."""
        here, last = self.list.currentIndex().row(), self.model.rowCount() - 1
        if event.key() == Qt.Key.Key_Up and here == 0:
            self._mark(last)
        elif event.key() == Qt.Key.Key_Down and here == last:
            self._mark(0)
        else:
            self.list.keyPressEvent(event)

    def _mark(self, number: int) -> None:
        self.list.setCurrentIndex(self.model.index(number))

    def _place(self) -> None:
        width = min(fonts.scaled(_WIDTH), self.width() - 2 * _EDGE)
        top = round(self.height() * _TOP)
        rows = max(1, self.list.sizeHintForRow(0))
        fixed = self.search.sizeHint().height() + Space.WIDE + Space.GAP + self._foot.sizeHint().height() + 2
        shown = min(_ROWS, max(3, (self.height() - top - _EDGE - fixed) // rows))
        self.list.setFixedHeight(max(1, min(shown, self.model.rowCount())) * rows)
        self._card.resize(width + 2 * SHADOW, 100)
        self._card.resize(width + 2 * SHADOW, self._card.sizeHint().height())
        self._card.move((self.width() - self._card.width()) // 2, top - SHADOW)

    @Slot(str)
    def _on_text(self, text: str) -> None:
        self.model.narrow(text)
        none = not self.model.rowCount()
        self.list.setVisible(not none)
        self._none.setVisible(none)
        if none:
            words = self.tr("No action is called “{words}”.").format(words=text.strip())
            self._none.setText(words)
            self._foot.says.setText("")
            announce(self.search, words)
        else:
            self._mark(0)
        self._place()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.list.setCurrentIndex(index)
        self.run()

    @Slot(QModelIndex, QModelIndex)
    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        row = self.model.row(current.row())
        if row is None:
            return
        self._foot.says.setText(row.why_not or row.entry.help)
        spoken = str(current.data(Qt.ItemDataRole.AccessibleTextRole))
        self.search.setAccessibleDescription(spoken)
        announce(self.search, spoken)


class _Foot(QWidget):
    """What the marked action does, or why it cannot be run now; and what the keys do."""

    def __init__(self) -> None:
        super().__init__()
        self.says = ElidedLabel("", Use.SECOND, "text2")
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MARGIN, Space.GAP, Space.MARGIN, Space.GAP)
        row.setSpacing(Space.STEP + 1)
        row.addWidget(self.says, 1)
        for key, word in (("Return", self.tr("runs")), ("Esc", self.tr("closes"))):
            row.addSpacing(Space.GAP)
            row.addWidget(KeyCap(key))
            row.addWidget(Label(word, Use.SECOND, "text2"))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        painter.setClipRect(self.rect())
        paint_box(painter, self.rect().adjusted(0, -20, 0, 0), fill=table.alt, radius=Radius.DIALOG - 1)
        painter.fillRect(0, 0, self.width(), 1, table.line)
