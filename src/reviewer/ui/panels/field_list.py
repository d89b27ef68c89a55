"""The list of fields with its one live editor."""

from PySide6.QtCore import QEvent, QModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStyleOptionViewItem, QWidget

from reviewer.domain.field import Value
from reviewer.ui.look import current, fonts
from reviewer.ui.panels import field_geometry
from reviewer.ui.panels.choices import Choices
from reviewer.ui.panels.field_delegate import FieldDelegate, Shown, weak_characters
from reviewer.ui.panels.field_model import FieldModel, name_of
from reviewer.ui.panels.strips import Strips
from reviewer.ui.panels.value_edit import ValueEdit
from reviewer.ui.viewmodels.review import FieldRow, ReviewViewModel, Went

EDITOR_MARGINS = 54
"""Room left and right of the editor's text in a row."""


class FieldList(QListView):
    """Shows the model's rows; the row of the review's current entry holds the editor.

    Args:
        review: what is shown and changed.
        model: its rows.
        strips: the pictures of the values.

    Signals:
        ready: nothing is left to check after an Enter.
    """

    ready = Signal()

    def __init__(
        self,
        review: ReviewViewModel,
        model: FieldModel,
        strips: Strips,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._model = model
        self._strips = strips
        self._filled = ""
        self._focus_wanted = False
        self.setObjectName("fields")
        self.setAccessibleName(self.tr("Fields"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the editor has it
        self.verticalScrollBar().setSingleStep(24)
        self.editor = ValueEdit(self.viewport())
        self.editor.hide()
        self.choices = Choices(self.viewport())
        self.choices.hide()
        self._delegate = FieldDelegate(strips.strip, self._shown, self._is_active, self._make_editor, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._connect()

    def _connect(self) -> None:
        self.editor.entered.connect(self._on_entered)
        self.editor.moved.connect(self._on_moved)
        self.editor.typed.connect(self._on_typed)
        self.editor.escaped.connect(self._on_escaped)
        self.choices.taken.connect(self.take_alternative)
        self._review.selected.connect(self._on_selected)
        self._review.changed.connect(self._on_changed)
        self._review.proposal_changed.connect(self._on_proposal_changed)
        self._strips.changed.connect(self.viewport().update)
        self._model.modelReset.connect(self._delegate.forget_heights)
        self._model.modelReset.connect(self._on_changed)
        self.clicked.connect(self._on_clicked)

    # Called from outside

    def focus_editor(self) -> None:
        """Put the keyboard into the active value, as soon as there is one."""
        self._focus_wanted = not self.editor.isVisible()
        if not self._focus_wanted:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> Went:
        """What Enter does, from the action table too."""
        went = self._review.enter(self.editor.text())
        if went is Went.READY:
            self.ready.emit()
        return went

    @Slot(int)
    def take_alternative(self, number: int) -> None:
        """Put the text of a candidate (from 1) and its place into the value; the operator confirms it by Enter."""
        row = self._active_row()
        if row is None or not 1 <= number <= len(row.value.alternatives):
            return
        taken = row.value.alternatives[number - 1]
        self._review.correct(taken.text, taken.regions or None)

    # Within

    def _active_row(self) -> FieldRow | None:
        return self._model.at(self._model.row_of(self._review.current))

    def _is_active(self, row: FieldRow) -> bool:
        return row.id == self._review.current

    def _shown(self, row: FieldRow) -> Shown:
        proposal = self._review.proposal
        mine = proposal if proposal is not None and proposal.entry == row.id else None
        most = round(self.viewport().height() * field_geometry.ACTIVE_SHARE)
        return Shown(mine, self._review.forcing(row.id), self._review.draft(row.id), most)

    def _make_editor(self, _parent: QWidget) -> QWidget:
        return self.editor

    @Slot(str)
    def _on_selected(self, _entry_id: str) -> None:
        if self._model.only_unsure:
            self._model.set_only_unsure(True)
        self.scheduleDelayedItemsLayout()
        self._fill(force=True)
        self._show_active()

    @Slot()
    def _on_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self._fill(force=False)

    @Slot()
    def _on_proposal_changed(self) -> None:
        proposal = self._review.proposal
        if proposal is not None and proposal.text and proposal.entry == self._review.current:
            self.editor.take_text(proposal.text)
        self.scheduleDelayedItemsLayout()
        self._place()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._model.at(index.row())
        if row is not None:
            self._review.select(row.id)
            self.focus_editor()

    @Slot()
    def _on_entered(self) -> None:
        self.confirm()

    @Slot(int)
    def _on_moved(self, by: int) -> None:
        self._review.next_field(by)

    @Slot()
    def _on_typed(self) -> None:
        proposal, text = self._review.proposal, self.editor.text()
        if proposal is not None and proposal.reading:
            self._review.set_proposal(None)  # what is typed counts, not what is still being read
        if proposal is None or text != proposal.text:
            self._review.typed(text)

    @Slot()
    def _on_escaped(self) -> None:
        """Drop what was proposed or typed; the value stands as it was."""
        self._review.set_proposal(None)
        row = self._active_row()
        if row is not None:
            self._review.typed(row.value.text)
            self._fill(force=True)

    def _fill(self, *, force: bool) -> None:
        """Put the active value into the editor; what is being typed stays unless the value itself changed."""
        row = self._active_row()
        if row is None:
            self.editor.hide()
            self.choices.hide()
            self._filled = ""
            return
        draft = self._review.draft(row.id)
        text = row.value.text if draft is None else draft
        key = f"{row.id}\n{row.value.text}\n{row.value.settled}"
        if not force and key == self._filled:
            self._place()
            return
        self._filled = key
        weak = weak_characters(row) if draft is None else ()
        width = self.viewport().width() - EDITOR_MARGINS
        spacing = self._strips.spacing(row, width) if draft is None else ()
        use = field_geometry.value_use(row, active=True, width=width)
        self.editor.set_font(fonts.font(use))
        self.editor.setReadOnly(not self._review.writable)
        self.editor.setAccessibleName(name_of(row))
        self.editor.setAccessibleDescription(self._delegate.reason(row))
        self.editor.show_text(text, weak=weak, spacing=spacing, doubt=current.colors().doubt_line)
        self.editor.set_caret(weak[0] if weak else _end(row.value, text))
        self.choices.show_alternatives(row.value.alternatives)
        self._place()

    def _place(self) -> None:
        """Put editor and buttons where the active row has room for them."""
        row = self._active_row()
        index = self._model.index(self._model.row_of(self._review.current))
        if row is None or not index.isValid():
            return
        rect = self.visualRect(index)
        parts = self._delegate.parts(row, rect.width())
        option = self.viewOptions(rect)
        self._delegate.updateEditorGeometry(self.editor, option, index)
        self.editor.show()
        if self._focus_wanted:
            self.focus_editor()
        self.choices.setGeometry(QRect(parts.choices).translated(rect.topLeft()))
        self.choices.setVisible(parts.choices.height() > 0 and bool(row.value.alternatives))

    def viewOptions(self, rect: QRect) -> QStyleOptionViewItem:
        option = QStyleOptionViewItem()
        option.rect = rect
        return option

    def _show_active(self) -> None:
        """Scroll as little as possible so that the active row, and a little of the next, is seen."""
        self.executeDelayedItemsLayout()
        index = self._model.index(self._model.row_of(self._review.current))
        if not index.isValid():
            return
        rect, view = self.visualRect(index), self.viewport().rect()
        bar = self.verticalScrollBar()
        if rect.top() < view.top():
            bar.setValue(bar.value() + rect.top() - 40)
        elif rect.bottom() > view.bottom() - 60:
            bar.setValue(bar.value() + min(rect.bottom() - view.bottom() + 60, rect.top() - view.top()))
        self._place()

    # QListView

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place()

    def updateEditorGeometries(self) -> None:
        super().updateEditorGeometries()
        self._place()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._delegate.forget_heights()
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._strips.clear()
        self.scheduleDelayedItemsLayout()

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)


def _end(value: Value, text: str) -> int:
    """Where the caret goes in a value without a doubtful character: behind it."""
    return len(text) if value.text else 0
