"""The cells of one field, with one live editor."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem, QWidget

from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels.sheets import cell_painter, cell_words
from reviewer.ui.panels.sheets.cell_model import CellModel
from reviewer.ui.panels.sheets.cell_painter import CellPainter
from reviewer.ui.panels.sheets.grid import Measure, SheetGrid
from reviewer.ui.panels.sheets.sheet_edit import SheetEdit
from reviewer.ui.panels.sheets.strips import SheetStrips
from reviewer.ui.viewmodels.sheets.cell import LINES, lines_of
from reviewer.ui.viewmodels.sheets.field_sheet import FieldSheet
from reviewer.ui.viewmodels.sheets.states import State

Index = QModelIndex | QPersistentModelIndex


class FieldGrid(SheetGrid):
    """Shows the cells of a field sheet.

    Args:
        sheet: what is shown and changed.
        strips: the pictures.

    Signals:
        moved: another cell is the active one.
        taking: the number of a proposal of the active cell, from 1, was pressed.
    """

    moved = Signal()
    taking = Signal(int)

    def __init__(self, sheet: FieldSheet, strips: SheetStrips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sheet = sheet
        self._edited = -1
        self.lines = 1
        self.setObjectName("sheet")
        self.setAccessibleName(self.tr("Values"))
        self.cells = CellModel(lambda: len(sheet.cells), self._text, self._spoken, self._described, self)
        self.setModel(self.cells)
        self._painter = CellPainter(strips)
        self.setItemDelegate(_Delegate(sheet, self._painter, self))
        self.editor = SheetEdit(Use.VALUE_SHEET, self.viewport())
        self.editor.entered.connect(self._on_entered)
        self.editor.escaped.connect(self._on_escaped)
        self.editor.moved.connect(self._on_tab)
        self.editor.typed.connect(self._on_typed)
        self.letters.connect(self._on_letters)
        self.seen_changed.connect(self._on_seen)
        self.looked.connect(sheet.shown)
        self.doubleClicked.connect(self._on_double)
        self.selectionModel().currentChanged.connect(self._on_moved)
        sheet.loaded.connect(self._on_loaded)
        sheet.changed.connect(self._on_changed)
        sheet.pointed.connect(self.go_to)

    def measure(self) -> Measure:
        return cell_painter.measure(self.lines)

    @property
    def picture_size(self) -> QSize:
        """Of the picture in a cell."""
        return cell_painter.picture_room(cell_painter.parts(self.place(0), self.lines).picture).size()

    @property
    def active(self) -> int:
        """The number of the active cell, -1 for none."""
        return self.currentIndex().row()

    @property
    def editing(self) -> bool:
        """Whether a cell is being typed in."""
        return self._edited >= 0

    @property
    def coming(self) -> bool:
        """Whether cells in view are still to be painted with their pictures."""
        cells = self._sheet.cells
        return any(number < len(cells) and not cells[number].seen for number in self.seen())

    # From outside

    @Slot(int)
    def go_to(self, number: int) -> None:
        """Make a cell the active one."""
        self.setCurrentIndex(self.model().index(number, 0))

    def go_on(self) -> bool:
        """Show the first cell that was not shown yet, at the top. False when there is none."""
        unseen = next((number for number, cell in enumerate(self._sheet.cells) if not cell.seen), None)
        if unseen is None:
            return False
        self.scrollTo(self.model().index(unseen, 0), self.ScrollHint.PositionAtTop)
        self.go_to(unseen)
        return True

    def edit_cell(self, typed: str = "") -> None:
        """Open the editor in the active cell."""
        number = self.active
        cell = self._sheet.cell(number)
        if cell is None or not self._sheet.counts_key(number):
            return
        if cell.waiting or cell.state in (State.GONE, State.FINISHED):
            return
        self.close_editor()
        self.scrollTo(self.currentIndex())
        self._edited = number
        self._place_editor()
        text = cell.text if cell.draft is None else cell.draft
        weak = cell.weak if cell.draft is None else ()
        self.editor.use = Use.VALUE_SHEET if lines_of(text) == 1 else Use.VALUE_SMALL
        self.editor.open(text, weak, typed, f"{self._sheet.label}, {cell.name}")

    def close_editor(self) -> None:
        """Put the editor away; what is in it stays as a draft."""
        if self._edited < 0:
            return
        number, self._edited = self._edited, -1
        had = self.editor.hasFocus()
        self.editor.hide()
        if had:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.repaint_cells({number})

    # Within

    def _text(self, number: int) -> str:
        cell = self._sheet.cell(number)
        return "" if cell is None else cell.text

    def _spoken(self, number: int) -> str:
        cell = self._sheet.cell(number)
        return "" if cell is None else cell_words.spoken(cell, self._sheet.label)

    def _described(self, number: int) -> str:
        cell = self._sheet.cell(number)
        return "" if cell is None else " ".join(text for text, _ in cell_words.reasons(cell))

    def _place_editor(self) -> None:
        if self._edited >= 0:
            rect = self.visualRect(self.model().index(self._edited, 0))
            place = cell_painter.parts(rect, self.lines).text
            high = place.height() - 4 if self.lines > 1 else fonts.metrics(Use.VALUE_SHEET).height() + 2
            top = place.center().y() - high // 2 + 1
            left, width = place.left() + cell_painter.INSET, place.width() - cell_painter.INSET - 4
            self.editor.setGeometry(left, top, width, high)

    @Slot()
    def _on_loaded(self) -> None:
        self.close_editor()
        self.lines = min(LINES, max((lines_of(cell.text) for cell in self._sheet.cells), default=1))
        self._painter.lines = self.lines
        self.cells.reset()
        self.set_sections(self._sheet.sections if self._sheet.cells else [])
        self.verticalScrollBar().setValue(0)
        if self._sheet.cells:
            first = next((number for number, cell in enumerate(self._sheet.cells) if cell.unsure), 0)
            seen = self.seen()
            self.go_to(first if first in seen else 0)

    @Slot(object)
    def _on_changed(self, numbers: set[int]) -> None:
        self.cells.tell(numbers & set(self.seen()) if len(numbers) > 50 else numbers)
        self.repaint_cells(numbers)

    @Slot()
    def _on_seen(self) -> None:
        self._place_editor()
        self._sheet.see((*self.seen(), *self.in_view()), self.ahead())

    @Slot()
    def _on_moved(self) -> None:
        if self._edited >= 0 and self._edited != self.active:
            self.close_editor()
        self.moved.emit()

    @Slot(str)
    def _on_letters(self, text: str) -> None:
        self.edit_cell(text)

    @Slot()
    def _on_double(self) -> None:
        self.edit_cell()

    @Slot()
    def _on_entered(self) -> None:
        number, text = self._edited, self.editor.text()
        self.close_editor()
        following = number + 1
        if self._sheet.correct(number, text) and following < len(self._sheet.cells):
            self.go_to(following)

    @Slot(int)
    def _on_tab(self, by: int) -> None:
        """Tab takes the text too, as in every table."""
        number, text = self._edited, self.editor.text()
        self.close_editor()
        self._sheet.correct(number, text)
        self.go_to(min(len(self._sheet.cells) - 1, max(0, number + by)))

    @Slot()
    def _on_escaped(self) -> None:
        number = self._edited
        self._sheet.draft(number, None)
        self.close_editor()

    @Slot()
    def _on_typed(self) -> None:
        self._sheet.draft(self._edited, self.editor.text())

    def event(self, event: QEvent) -> bool:
        """Esc drops what was typed before it leaves the sheet."""
        esc = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        if esc and event.type() is QEvent.Type.ShortcutOverride and self._has_draft():
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.edit_cell()
            return
        if event.key() == Qt.Key.Key_Escape and self._has_draft():
            self._sheet.draft(self.active, None)
            return
        super().keyPressEvent(event)

    def _has_draft(self) -> bool:
        cell = self._sheet.cell(self.active)
        return cell is not None and cell.draft is not None


class _Delegate(QStyledItemDelegate):
    def __init__(self, sheet: FieldSheet, painter: CellPainter, grid: FieldGrid) -> None:
        super().__init__(grid)
        self._sheet = sheet
        self._painter = painter
        self._grid: Callable[[], int] = lambda: grid.active
        self._focused: Callable[[], bool] = lambda: grid.hasFocus() or grid.editing
        self._editing: Callable[[], bool] = lambda: grid.editing
        self._counts: Callable[[int], bool] = grid.counts
        self._note: Callable[[int], None] = grid.note_looked

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        cell = self._sheet.cell(index.row())
        if cell is not None:
            active = index.row() == self._grid()
            edited = active and self._editing()
            drawn = self._painter.paint(
                painter, option.rect, cell, active=active, focused=self._focused(), edited=edited
            )
            if drawn is not None and self._counts(index.row()):
                whole = self._painter.whole(option.rect, cell)
                if cell.show(drawn=drawn, whole=whole):
                    self._note(index.row())
