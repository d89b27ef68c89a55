"""The list of fields with its one live editor."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QListView, QWidget

from reviewer.domain.changed import places
from reviewer.ui.announce import announce
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels import field_geometry, numbered
from reviewer.ui.panels.choices import Choices, in_a_list
from reviewer.ui.panels.editing import LiveEditor
from reviewer.ui.panels.field_delegate import FieldDelegate
from reviewer.ui.panels.field_geometry import EDITOR_MARGINS
from reviewer.ui.panels.field_model import TABLE, FieldModel, name_of
from reviewer.ui.panels.field_words import Shown
from reviewer.ui.panels.row_list import RowList
from reviewer.ui.panels.strips import Strips
from reviewer.ui.panels.value_edit import ValueEdit
from reviewer.ui.viewmodels.candidates import Candidates
from reviewer.ui.viewmodels.review import ReviewViewModel, Went
from reviewer.ui.viewmodels.rows import FieldRow


class FieldList(RowList):
    """Shows the model's rows; the row of the review's current entry holds the editor.

    Args:
        review: what is shown and changed.
        model: its rows.
        strips: the pictures of the values.
        candidates: what else the values might be.

    Signals:
        ready: nothing is left to check after an Enter, or there is no value.
        elsewhere: the active value is edited elsewhere (a cell of a table), and the keyboard should be there.
    """

    ready = Signal()
    elsewhere = Signal()

    def __init__(
        self,
        review: ReviewViewModel,
        model: FieldModel,
        strips: Strips,
        candidates: Candidates,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._review = review
        self._candidates = candidates
        self._model = model
        self._strips = strips
        self._filled = ""
        self._lines = 1
        self._heights: dict[str, tuple[FieldRow, int]] = {}
        self._measured: tuple[tuple[FieldRow, ...], list[int]] = ((), [])
        self._measured_active = ""
        self._focus_wanted = False
        self._holding = False
        self._held: tuple[str, int] = ("", 0)
        self.setObjectName("fields")
        self.setAccessibleName(self.tr("Fields"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the editor has it
        self.verticalScrollBar().setSingleStep(24)
        # Its place is kept: rows that became narrower by it would all be laid out and painted a second time.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.editor = ValueEdit(self.viewport())
        self.editor.hide()
        self.editor.installEventFilter(self)
        self.live = LiveEditor(review, self.editor, self._active_row, self)
        self.choices = Choices(self.viewport())
        self.choices.hide()
        self._delegate = FieldDelegate(strips.strip, self._shown, self)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        self._connect()

    def _connect(self) -> None:
        self.editor.entered.connect(self._on_entered)
        self.editor.moved.connect(self._on_moved)
        self.editor.typed.connect(self._on_typed)
        self.live.dropped.connect(self._on_dropped)
        self.live.ready.connect(self.ready)
        self.choices.taken.connect(self._candidates.take)
        self.choices.more_asked.connect(self.offer)
        self._candidates.changed.connect(self._on_candidates_changed)
        self.choices.kept.connect(self.confirm)
        self._review.selected.connect(self._on_selected)
        self._review.changed.connect(self._on_changed)
        self._review.proposal_changed.connect(self._on_proposal_changed)
        self._strips.changed.connect(self._paint_again)
        self._review.opened.connect(self._forget_heights)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)
        self._model.modelReset.connect(self._on_changed)
        self._model.modelReset.connect(self.viewport().update)
        self.moved.connect(self._place)
        self.editor.horizontalScrollBar().valueChanged.connect(self._on_scrolled)
        self.clicked.connect(self._on_clicked)

    # Called from outside

    def focus_editor(self) -> None:
        """Put the keyboard into the active value, as soon as there is one."""
        if self._model.is_folded(self._review.current):
            self.elsewhere.emit()
            return
        self._focus_wanted = not self.editor.isVisible()
        if self._focus_wanted and not self._review.rows():
            self.ready.emit()  # there is none, and the keyboard must be somewhere
        elif not self._focus_wanted:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def confirm(self) -> Went:
        """What Enter does, from the action table too."""
        return self.live.confirm()

    def go_on(self) -> None:
        """What Tab does, see LiveEditor."""
        self.live.go_on()

    def step(self, by: int) -> None:
        """Count what stands at the caret up or down: in a date, an amount, the choices."""
        self.live.step(by)

    @Slot()
    def offer(self) -> bool:
        """List all candidates of the active value; their numbers, or arrows and Enter, take one. False without any."""
        found = self._candidates.of(self._review.current)
        if not found or not self._review.writable:
            return False
        shown, entry = [in_a_list(one) for one in found], self._review.current

        def take(place: int) -> None:
            now = self._candidates.of(entry)  # rules may say something else by now, and numbers mean other texts
            if self._review.current == entry and found[place] in now:
                self._candidates.take(now.index(found[place]) + 1)

        self._offer(self.tr("Candidates"), shown, take)
        return True

    def ask_field(self, labels: Sequence[str], take: Callable[[int], object]) -> None:
        """Ask which field is meant; `take` is called with its place."""
        self._offer(self.tr("Fields"), labels, take)

    def _offer(self, name: str, choices: Sequence[str], take: Callable[[int], object]) -> None:
        below = self.editor if self.editor.isVisible() else self.viewport()
        numbered.offer(name, choices, take, below=below, parent=self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut) and watched is self.editor:
            self.viewport().update(self.visualRect(self._active_index()))  # the ring is the row's
        return super().eventFilter(watched, event)

    def frame(self) -> QRect:
        """The frame around picture and editor of the active row, in the viewport; empty without one."""
        row = self._active_row()
        if row is None or not self.editor.isVisible():
            return QRect()
        rect = self.visualRect(self._active_index())
        return self._delegate.parts(row, rect.width()).frame.translated(rect.topLeft())

    # Within

    def _active_row(self) -> FieldRow | None:
        """The row that holds the editor; None for a value that is edited elsewhere."""
        row = self._model.at(self._model.row_of(self._review.current))
        return row if row is not None and row.id == self._review.current else None

    def _active_index(self) -> QModelIndex:
        return self._model.index(self._model.row_of(self._review.current))

    def _shown(self, row: FieldRow) -> Shown:
        most = round(self.viewport().height() * field_geometry.ACTIVE_SHARE)
        active = row.id == self._review.current
        choices = active and bool(self._candidates.of(row.id))
        reading = self.live.typing.reading(row, self.editor.text()) if active else ""
        scrolled = self.editor.horizontalScrollBar().value() if active else 0
        return self.live.shown(row, most=most, choices=choices, reading=reading, scrolled=scrolled)

    @Slot(str)
    def _on_selected(self, _entry_id: str) -> None:
        if self._model.only_unsure:
            self._model.set_only_unsure(True)
        self.scheduleDelayedItemsLayout()
        had_focus = self.editor.hasFocus()
        self._fill(force=True)
        self.scrollTo(self._active_index())
        if had_focus and self._model.is_folded(self._review.current):
            self.elsewhere.emit()
        self._announce()

    def _announce(self) -> None:
        """The editor keeps the focus while it goes from value to value: a screen reader would not say which one."""
        row, index = self._active_row(), self._active_index()
        if row is not None:
            announce(self.editor, f"{index.data(Qt.ItemDataRole.AccessibleTextRole)}. {self._delegate.reason(row)}")

    @Slot()
    def _on_changed(self) -> None:
        self._holding = self._holding or self._review.unasked
        if self._review.going:
            return
        self.scheduleDelayedItemsLayout()
        self._fill(force=False)
        self._show_choices()  # rules may say something else now

    @Slot()
    def _on_candidates_changed(self) -> None:
        """Earlier values came: there may be more to choose from."""
        self._show_choices()
        self.scheduleDelayedItemsLayout()

    @Slot()
    def _on_proposal_changed(self) -> None:
        self.scheduleDelayedItemsLayout()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Whoever types or chooses elsewhere meanwhile is not called away by the first value that comes."""
        if isinstance(now, QLineEdit | QListView):
            self._focus_wanted = False

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        row = self._model.at(index.row())
        if row is None:
            return
        self._review.select(self._first_of(row.table) if row.id.startswith(TABLE) else row.id)
        self.focus_editor()

    def _first_of(self, table: str) -> str:
        """The first unsure cell of a table, else its first."""
        cells = [row for row in self._review.rows() if row.table == table]
        return next((cell.id for cell in cells if cell.judgement.unsure), cells[0].id if cells else "")

    @Slot()
    def _on_entered(self) -> None:
        self.confirm()

    @Slot(int)
    def _on_moved(self, by: int) -> None:
        self._review.next_field(by)

    @Slot()
    def _on_typed(self) -> None:
        row = self._active_row()
        if row is not None:
            self._fit_lines(row)
            self.viewport().update(self.visualRect(self._active_index()))  # how it is read stands in its head

    @Slot(int)
    def _on_scrolled(self, _by: int) -> None:
        """The picture goes along with the text."""
        self.viewport().update(self.visualRect(self._active_index()))

    def _fit_lines(self, row: FieldRow) -> None:
        """Give the row room for the lines that are typed: else only the last one would be seen."""
        lines = field_geometry.lines_of(self.editor.text())
        if lines != self._lines:
            self._lines = lines
            width = self.viewport().width() - EDITOR_MARGINS
            self.editor.set_font(fonts.font(_use(row, self.editor.text(), width)), spaced=False)
            self._measured_active = row.id
            self.doItemsLayout()
            self.scrollTo(self._active_index())

    @Slot()
    def _on_dropped(self) -> None:
        self._fill(force=True)
        self.scheduleDelayedItemsLayout()

    def _fill(self, *, force: bool) -> None:
        """Put the active value into the editor; what is being typed stays unless the value itself changed."""
        row = self._active_row()
        if row is None:
            self.editor.hide()
            self.choices.hide()
            self._filled = ""
            return
        text = self.live.text_of(row)
        key = f"{row.id}\n{row.value.text}\n{row.value.settled}\n{row.value.conflict}"
        if not force and key == self._filled:
            return
        own = text == row.value.text
        typing = not own and self._filled.startswith(f"{row.id}\n") and self.editor.text() == text
        self._filled = key
        if typing and not force:
            self._show_choices()  # something came while it was typed
            return
        self._lines = field_geometry.lines_of(text)
        width = self.viewport().width() - EDITOR_MARGINS
        spacing = self._strips.spacing(row, width) if own else ()
        use = _use(row, text, width)
        text, weak = self.live.put(row, use, spacing, name_of(row), self._delegate.reason(row))
        if not typing:  # else the caret stays where it is
            end = len(text) if field_geometry.fits(text, use, width) else 0
            self.editor.set_caret(end if weak is None else weak)
        self._show_choices()

    def _show_choices(self) -> None:
        row = self._active_row()
        if row is None:
            return
        asked = row.value.conflict is not None and self._review.writable
        self.choices.show_candidates(self._candidates.of(row.id), row.value.text if asked else None)

    @Slot()
    def _place(self) -> None:
        """Put editor and buttons where the active row has room for them."""
        row = self._active_row()
        if row is None:
            return
        rect = self.visualRect(self._active_index())
        parts = self._delegate.parts(row, rect.width())
        lines = field_geometry.lines_of(self.live.text_of(row))
        place = field_geometry.editor(parts.text, self.editor.fontMetrics().height(), lines)
        self.editor.setGeometry(place.translated(rect.topLeft()))
        self.editor.show()
        if self._focus_wanted:
            self.focus_editor()
        self.choices.setGeometry(parts.choices.translated(rect.topLeft()))
        self.choices.setVisible(parts.choices.height() > 0 and bool(self._candidates.of(row.id)))

    @Slot(object)
    def _paint_again(self, rows: set[str]) -> None:
        for number in self.seen():
            if self._model.rows[number].id in rows:
                self.viewport().update(self.visualRect(self._model.index(number, 0)))

    @Slot()
    def _forget_heights(self) -> None:
        """The text has another size, the list another width, or the rows are of another document."""
        self._heights.clear()
        self._measured = ((), [])
        self._delegate.forget()
        self.scheduleDelayedItemsLayout()

    # RowList

    def doItemsLayout(self) -> None:
        """Rows that come or go by themselves must not move what the operator works at."""
        if self.model() is None:  # while the list is being made
            super().doItemsLayout()
            return
        entry_id, number = self._held
        before = self._tops[number] - self.verticalOffset() if number < len(self._tops) else 0
        super().doItemsLayout()
        now = self._model.row_of(self._review.current)
        if self._holding and entry_id == self._review.current and now >= 0:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self._tops[now] - self.verticalOffset() - before)
        self._holding = False
        self._held = (self._review.current, max(0, now))

    def measured(self) -> tuple[list[int], list[int]]:
        rows, known, width = self._model.rows, self._heights, self.viewport().width()
        both = (self._measured_active, self._review.current)  # much of what is shown of them is not in their rows
        self._measured_active = self._review.current
        before, heights = self._measured
        if len(before) == len(rows):
            others = {number for entry_id in both if (number := self._model.row_of(entry_id)) >= 0}
            changed = sorted(others.union(places(before, rows)))
        else:
            for entry_id in both:
                known.pop(entry_id, None)
            kept = [known.get(row.id) for row in rows]
            changed = [n for n, row in enumerate(rows) if (one := kept[n]) is None or one[0] is not row]
            heights = [0 if one is None else one[1] for one in kept]
        for number in changed:
            row, heights[number] = rows[number], self._delegate.height(rows[number], width)
            known[row.id] = (row, heights[number])
        self._measured = (rows, heights)
        return heights, changed

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._forget_heights()
        if event.type() is QEvent.Type.StyleChange:
            self._fill(force=True)  # what is typed stays: it is a draft

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        index = self._active_index()
        place = self.visualRect(index)
        seen = place.bottom() > 0 and place.top() < event.oldSize().height()
        self._forget_heights()
        if seen:  # issues came, or the window became lower: the active row stays in view
            self.scrollTo(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)


def _use(row: FieldRow, text: str, width: int) -> Use:
    """The font of the editor: the value's, which stays while a line is typed; small for several lines."""
    return field_geometry.value_use(
        text if field_geometry.lines_of(text) > 1 else row.value.text, active=True, width=width
    )
