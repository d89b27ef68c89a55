"""The fields of the document: how many are settled, the list, and what to do when all are."""

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reviewer.ui.look import current, fonts, icons
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.plain import tip
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.field_list import FieldList
from reviewer.ui.panels.field_model import FieldModel
from reviewer.ui.panels.head import PanelHead
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.mark import Mark
from reviewer.ui.panels.strips import Strips
from reviewer.ui.viewmodels.candidates import Candidates
from reviewer.ui.viewmodels.notice import Notice
from reviewer.ui.viewmodels.review import ReviewViewModel

_PRESSING = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space})
_CAPPED = 430
"""Below this width the key of the foot's button is left to its tip, so that the words beside it are seen whole."""


class Foot(QWidget):
    """The ground of the line that says that all is settled."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), current.colors().accent_soft)
        painter.fillRect(QRect(0, 0, self.width(), 1), current.colors().line)
        painter.end()


class _Once(CapButton):
    """Counts once: a second click at once, or a key that is held, was meant for what was there before.

    So were keys that came before it was seen that the button has the keyboard now.

    Args:
        text: the word.
        key: see `CapButton`.
        back: goes back to the value that was confirmed last, and says whether there is one.

    Signals:
        overtaken: a key was left out, since nobody could have seen yet what it does here.
    """

    overtaken = Signal()
    _seen = False

    def __init__(self, text: str, key: str, back: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(text, key=key, parent=parent)
        self._back = back

    @property
    def looked_at(self) -> bool:
        """Whether it does not have the keyboard, or has been seen with it."""
        return self._seen or not self.hasFocus()

    def focusNextPrevChild(self, forward: bool) -> bool:
        return (not forward and self._back()) or super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._seen = False
        super().focusInEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._seen = self.hasFocus()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.isAutoRepeat():
            return
        if not self._seen and event.key() in _PRESSING:
            self.overtaken.emit()
            return
        super().keyPressEvent(event)


class FieldPanel(QWidget):
    """Head, list and foot. The foot appears when nothing is left to check.

    Signals:
        finish_asked: the operator wants the document marked reviewed.
        narrowed: only fields that are to be checked are shown, or all of them.
    """

    finish_asked = Signal()
    narrowed = Signal(bool)

    def __init__(
        self,
        review: ReviewViewModel,
        strips: Strips,
        candidates: Candidates,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._model = FieldModel(review, self)
        self.list = FieldList(review, self._model, strips, candidates, self)
        self._next_name = ""
        self._reading = ""
        self._make_head()
        self._make_foot()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget in (self.head, self.list, self.foot):
            layout.addWidget(widget, 1 if widget is self.list else 0)
        review.opened.connect(self._show)
        review.changed.connect(self._show)
        self.list.ready.connect(self._on_ready)
        review.selected.connect(self._on_selected)
        self._show()

    def _make_head(self) -> None:
        self.head = PanelHead(self.tr("Fields"), margin=Space.FIELD, parent=self)
        self._lock = Mark("lock", parent=self.head)
        self._lock.setToolTip(self.tr("You can look, but not change."))
        self._lock.setAccessibleName(self.tr("You can look, but not change."))
        self._mark = Mark("question", tone="doubt", parent=self.head)
        self._left = Label("", Use.HEAD, "doubt", self.head)
        self._left.fit()
        self._filter = QToolButton(self.head)
        self._filter.setIcon(icons.icon("filter"))
        self._filter.setCheckable(True)
        self._filter.setAutoRaise(True)
        self._filter.setToolTip(self.tr("Show only what is to check"))
        self._filter.setAccessibleName(self.tr("Show only what is to check"))
        self._filter.toggled.connect(self._on_filtered)
        self._plus = Mark("plus", tone="accent_ink", parent=self.head)
        self._conflicts = Label("", Use.HEAD, "accent_ink", self.head)
        self._conflicts.setToolTip(self.tr("New readings that differ from what you set or confirmed"))
        for widget in (self._lock, self._plus, self._conflicts, self._mark, self._left, self._filter):
            self.head.add(widget)

    def _make_foot(self) -> None:
        self.foot = Foot(self)
        row = QHBoxLayout(self.foot)
        row.setContentsMargins(Space.FIELD, Space.WIDE, Space.FIELD, Space.WIDE)
        row.setSpacing(Space.WIDE)
        words = QVBoxLayout()
        words.setSpacing(2)
        self._settled = ElidedLabel("", Use.HEAD, parent=self.foot)
        self._next = ElidedLabel("", parent=self.foot)
        self._returns = Label("", Use.SECOND, "text2", self.foot)
        self._returns.setWordWrap(True)
        self._returns.hide()
        words.addWidget(self._settled)
        words.addWidget(self._next)
        words.addWidget(self._returns)
        self.finish = _Once(self.tr("Mark reviewed"), "Ctrl+Return", self._go_back, self.foot)
        self.finish.set_primary(True)
        self.finish.setAutoDefault(True)  # Enter presses it, wherever it stands
        self.finish.clicked.connect(self.finish_asked)
        self.finish.overtaken.connect(self.tell_overtaken)
        row.addWidget(Mark("ring-tick", tone="accent_ink", parent=self.foot))
        row.addLayout(words, 1)
        row.addWidget(self.finish)

    # Called from outside

    def set_next(self, name: str) -> None:
        """Name of the document that comes next, or empty."""
        self._next_name = name
        if not self._reading:
            self._next.setText(self.tr("Next: {}").format(name) if name else self.tr("This is the last one."))

    def set_returns(self, words: str) -> None:
        """Say what becomes of corrections at the service that read the document; empty for one that was read here."""
        if words == self._returns.text():
            return  # it is said with each change of a value
        self._returns.setText(words)
        self._returns.setVisible(bool(words))
        self.head.setToolTip(tip(words))

    def set_reading(self, words: str) -> None:
        """Say how far the document is read, such as "Reading, page 2 of 3"; empty when nothing more is to come."""
        if words != self._reading:
            self._reading = words
            self._show()

    def set_folded(self, folded: bool) -> None:
        """Whether each table has one row, since its cells are shown elsewhere."""
        self._model.set_folded(folded)

    @Slot(bool)
    def set_only_unsure(self, only: bool) -> None:
        self._filter.setChecked(only)

    @Slot()
    def tell_overtaken(self) -> None:
        """A key came too soon to be meant for the button."""
        if self.finish.hasFocus():
            text = self.tr("All is settled. Press Enter once more to mark the document reviewed.")
            self._review.told.emit(Notice(text, key="review"))

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.finish.set_capped(self.width() >= fonts.scaled(_CAPPED))

    # Within

    @Slot(bool)
    def _on_filtered(self, only: bool) -> None:
        self._model.set_only_unsure(only)
        self.narrowed.emit(only)

    def _go_back(self) -> bool:
        if not self._review.rows():
            return False
        self.list.focus_editor()
        return True

    @Slot(str)
    def _on_selected(self, _entry_id: str) -> None:
        """Something leads to a value, such as an undo: it is looked at, and not finished over."""
        if self.finish.hasFocus():
            self._go_back()

    @Slot()
    def _on_ready(self) -> None:
        if self.foot.isVisible() and self.finish.isVisible():
            self.finish.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _show(self) -> None:
        rows = self._review.rows()
        unsure = 0 if self._review.review is None else len(self._review.review.unsure())
        conflicts = 0 if self._review.review is None else len(self._review.review.conflicts())
        settled = len(rows) - unsure
        self.head.set_caption(self.tr("{} of {} settled").format(settled, len(rows)) if rows else "")
        self.head.set_share(settled / len(rows) if rows else None)
        self._left.setText(self.tr("{} to check").format(unsure) if unsure else self.tr("nothing to check"))
        self._left.set_tone("doubt" if unsure else "text2")
        self._mark.set_icon("question" if unsure else "tick", "doubt" if unsure else "text2")
        self._conflicts.setText(self.tr("%n conflict(s)", "", conflicts))
        for widget in (self._left, self._mark):
            widget.setVisible(bool(rows) and (bool(unsure) or not conflicts))
        for widget in (self._conflicts, self._plus):
            widget.setVisible(conflicts > 0)
        self._lock.setVisible(self._review.review is not None and not self._review.writable)
        self._show_foot(len(rows), unsure + conflicts)

    def _show_foot(self, count: int, unsure: int) -> None:
        ready = (count > 0 or bool(self._review.texts)) and not unsure and self._review.writable
        if self.finish.hasFocus() and (not ready or self._reading):
            self.list.focus_editor()  # something new is to check: else the keyboard would be anywhere in the window
        self.foot.setVisible(ready)
        self.finish.setVisible(not self._reading)  # what is still to come was seen by nobody
        if not ready:
            return
        if self._reading:
            self._settled.setText(self.tr("All that was read so far is settled."))
            self._next.setText(self._reading)
            return
        many = self.tr("All {} fields are settled.").format(count)
        few = self.tr("The only field is settled.") if count else self.tr("Nothing was found here.")
        self._settled.setText(many if count > 1 else few)
        self.set_next(self._next_name)
