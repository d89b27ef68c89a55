"""What the queue is searched with: words and filters that are typed, a button for all filters, and those chosen."""

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reviewer.ui import keys
from reviewer.ui.look import icons
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.chip_bar import ChipBar
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.line_edit import LineEdit
from reviewer.ui.viewmodels.queue_filter import QueueFilter

SEARCH_MS = 150
_OFFERED = 4


class QueueSearch(QWidget):
    """Tells a QueueFilter what is typed, and shows what is chosen.

    Signals:
        left: the operator goes on to the list.
        cleared: everything is listed again.
    """

    left = Signal()
    cleared = Signal()

    def __init__(self, filter_: QueueFilter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filter = filter_
        self.edit = LineEdit(self)
        self.button = QToolButton(self)
        self.chips = ChipBar(self)
        self._hint = ElidedLabel("", Use.SECOND, "text2")
        self._hint.hide()
        self._make_edit()
        self._make_button()
        line = QHBoxLayout()
        line.setSpacing(Space.STEP)
        line.addWidget(self.edit, 1)
        line.addWidget(self.button)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, 0, Space.MARGIN - 6, Space.GAP)
        column.setSpacing(Space.STEP)
        column.addLayout(line)
        column.addWidget(self._hint)
        column.addWidget(self.chips)
        self.chips.removed.connect(filter_.remove)
        filter_.changed.connect(self._on_changed)

    def _make_edit(self) -> None:
        edit = self.edit
        edit.setPlaceholderText(self.tr("Search name, type, value"))
        edit.setAccessibleName(self.tr("Search the queue"))
        edit.setAccessibleDescription(self.tr("Words, or filters such as type:invoice unsure:>3 added:>2026-01"))
        edit.setToolTip(self.tr("Words, or filters such as\ntype:invoice  unsure:>3  added:>2026-01  is:error"))
        edit.setClearButtonEnabled(True)
        edit.setMinimumHeight(Height.CONTROL)
        edit.addAction(QAction(icons.icon("search", "text2"), "", self), LineEdit.ActionPosition.LeadingPosition)
        keys.KeyGuard(edit)
        self._soon = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._soon.timeout.connect(self._on_typed)
        edit.textChanged.connect(self._soon.start)
        edit.returnPressed.connect(self._on_return)
        edit.installEventFilter(self)

    def _make_button(self) -> None:
        self.button.setIcon(icons.icon("filter"))
        self.button.setAutoRaise(True)
        self.button.setCheckable(True)
        self.button.setAccessibleName(self.tr("Filter and sort"))
        self.button.setToolTip(self.tr("Filter and sort"))

    @Slot()
    def clear(self) -> None:
        """List everything again."""
        self.edit.clear()
        self._soon.stop()
        self._filter.clear()
        self.cleared.emit()

    @Slot()
    def clear_words(self) -> None:
        """Search no longer; what is chosen stays."""
        self.edit.clear()
        self._soon.stop()
        self._on_typed()
        self.cleared.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.edit and isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
            if event.key() == Qt.Key.Key_Escape:
                self.clear_words()
                return True
            if event.key() == Qt.Key.Key_Down and plain:
                self._on_return()
                return True
            if event.key() == Qt.Key.Key_Right and plain and self._complete():
                return True
        return super().eventFilter(watched, event)

    def _complete(self) -> bool:
        """Take the first of what is offered, when the cursor stands at the end."""
        offered = self._filter.completions(self.edit.text())
        at_end = self.edit.cursorPosition() == len(self.edit.text()) and not self.edit.hasSelectedText()
        if not offered or not at_end or not self._hint.isVisible():
            return False
        self.edit.setText(offered[0])
        return True

    @Slot()
    def _on_typed(self) -> None:
        self._filter.type(self.edit.text().strip())
        self._show_hint()

    @Slot()
    def _on_return(self) -> None:
        """Filters that were typed become chips; the words stay."""
        self._soon.stop()
        self._on_typed()
        rest = self._filter.keep_typed()
        if rest != self.edit.text():
            self.edit.setText(rest)
            self._soon.stop()
        self._show_hint()
        self.left.emit()

    @Slot()
    def _on_changed(self) -> None:
        said = self._filter.said()
        self.chips.say(said)
        self.button.setChecked(bool(said))
        count = self.tr("%n chosen", "", len(said))
        name = self.tr("Filter and sort")
        self.button.setAccessibleName(f"{name}, {count}" if said else name)

    def _show_hint(self) -> None:
        """What could be typed, or which filter there is not."""
        offered = [text.rpartition(" ")[2] for text in self._filter.completions(self.edit.text())[:_OFFERED]]
        unknown = self._filter.query.unknown
        words = "  ".join(offered)
        if not offered and unknown:
            words = self.tr("No such filter: {}").format(unknown[-1])
        self._hint.setText(words)
        self._hint.setToolTip(self.tr("Right arrow takes the first") if offered else "")
        self._hint.setVisible(bool(words))
