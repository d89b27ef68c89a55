"""The table below the page: arrows walk, letters are typed, and the keyboard is in one place."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget

import desks
from desks import Desk, entry, value
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Entry
from reviewer.ui.panels import cell_painter
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.strips import Strips
from reviewer.ui.panels.table_grid import READABLE
from reviewer.ui.panels.table_panel import TablePanel
from reviewer.ui.viewmodels.asked import Proposal

KIND = DocumentType(
    "invented",
    "Invented",
    fields=(
        FieldType("total", "Total"),
        FieldType("items", "Items", columns=(FieldType("name", "Name"), FieldType("amount", "Amount", Kind.AMOUNT))),
        FieldType("cash", "Cash"),
    ),
)
PLACE = Box(0.1, 0.1, 0.3, 0.15)


def cell(row, column, text, confidence=0.99) -> Entry:
    return Entry(f"items:{row}:{column}:0", "items", value(text, confidence, PLACE), float(row), f"items:{row}", column)


@pytest.fixture
def desk(qtbot, look, monkeypatch) -> Iterator[Desk]:
    monkeypatch.setattr(desks, "KIND", KIND)
    made = Desk()
    yield made
    made.close()


class Both(QWidget):
    """Fields and table side by side, connected as the window connects them."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        strips = Strips(desk.model, desk.pictures)
        self.fields, self.table = FieldSide(desk.model, strips), TablePanel(desk.model, strips)
        self.fields.panel.set_folded(True)
        row = QHBoxLayout(self)
        row.addWidget(self.fields)
        row.addWidget(self.table)
        self.list, self.grid = self.fields.list, self.table.grid
        self.list.elsewhere.connect(self.grid.focus_editor)
        self.grid.elsewhere.connect(self.list.focus_editor)
        self.table.ready.connect(self.list.ready)


@pytest.fixture
def both(desk, qtbot) -> Both:
    made = Both(desk)
    qtbot.addWidget(made)
    made.resize(1000, 700)
    desk.open(
        entry("total", value("5.00", 0.99, PLACE)),
        cell(0, "name", "Rope"),
        cell(0, "amount", "2.00"),
        cell(1, "name", "Chain", 0.5),
        cell(1, "amount", "3.00"),
        entry("cash", value("5.00", 0.5, PLACE)),
    )
    made.show()
    qtbot.waitActive(made)
    return made


def press(widget, *keys):
    for key in keys:
        QTest.keyClick(widget, key)


def test_the_document_opens_in_the_cell_that_is_unsure(both, desk):
    assert desk.model.current == "items:1:name:0"
    both.list.focus_editor()
    assert both.grid.editor.hasFocus()
    assert not both.list.editor.isVisible()


def test_a_table_is_one_row_of_the_fields(both, desk):
    model = both.list.model()
    texts = [model.data(model.index(number)) for number in range(model.rowCount())]
    assert texts == ["5.00", "2 row(s), 1 to check", "5.00"]

    both.fields.panel.set_folded(False)
    assert model.rowCount() == 6


def test_enter_goes_from_a_cell_to_the_next_field_and_takes_the_keyboard_along(both, desk):
    both.list.focus_editor()
    press(both.grid.editor, Qt.Key.Key_Return)

    assert desk.model.entry("items:1:name:0").value.settled
    assert desk.model.current == "cash:0"
    assert both.list.editor.hasFocus()


def test_going_back_to_a_cell_takes_the_keyboard_along(both, desk):
    desk.model.select("cash:0")
    both.list.focus_editor()
    desk.model.next_field(-1)

    assert desk.model.current == "items:1:amount:0"
    assert both.grid.editor.hasFocus()


def test_a_table_that_goes_gives_the_keyboard_to_the_fields(both, desk):
    desk.open(entry("total", value("5.00", 0.99, PLACE)), cell(0, "name", "Rope"), cell(0, "amount", "2.00"))
    desk.model.select("items:0:name:0")
    desk.model.remove_value()
    desk.model.undo()
    both.grid.focus_editor()

    desk.model.redo()

    assert not both.table.isVisible()
    assert both.list.editor.hasFocus()


def test_arrows_walk_until_something_is_typed(both, desk):
    both.list.focus_editor()
    editor = both.grid.editor
    press(editor, Qt.Key.Key_Right)
    assert desk.model.current == "items:1:amount:0"
    QTest.keyClicks(editor, "9")
    press(editor, Qt.Key.Key_Left)
    assert desk.model.current == "items:1:amount:0"
    assert editor.text() == "3.009"

    press(editor, Qt.Key.Key_Up)
    assert desk.model.current == "items:0:amount:0"
    assert desk.model.draft("items:1:amount:0") == "3.009"
    press(editor, Qt.Key.Key_Left)
    assert desk.model.current == "items:0:name:0"


def test_escape_drops_what_was_typed_and_arrows_walk_again(both, desk):
    both.list.focus_editor()
    editor = both.grid.editor
    QTest.keyClicks(editor, "x")
    press(editor, Qt.Key.Key_Escape)
    assert editor.text() == "Chain"
    press(editor, Qt.Key.Key_Up)
    assert desk.model.current == "items:0:name:0"


def test_a_cell_that_was_typed_into_and_left_says_so(both, desk):
    desk.model.select("items:1:amount:0")
    model, grid = both.table.model, both.grid
    here = QPersistentModelIndex(model.current)
    grid.editor.take_text("3.09")
    desk.model.select("total:0")

    assert grid.tip_of(here) == "Typed, but not confirmed: “3.09”."
    assert model.data(here, Qt.ItemDataRole.AccessibleTextRole).endswith("typed, but not confirmed: 3.09")
    typed = model.cell(here.row(), here.column())
    assert cell_painter.mark_of(typed, grid.shown(typed)) == "pen"

    desk.model.select(typed.id)
    press(grid.editor, Qt.Key.Key_Escape)
    desk.model.select("total:0")
    assert cell_painter.mark_of(typed, grid.shown(typed)) == ""


def test_f2_lets_the_arrows_mean_the_letters(both, desk):
    both.list.focus_editor()
    press(both.grid.editor, Qt.Key.Key_F2, Qt.Key.Key_Right)
    assert desk.model.current == "items:1:name:0"


def test_what_was_read_again_stands_in_the_cell_and_enter_takes_it(both, desk):
    both.list.focus_editor()
    place = Region(0, Box(0.4, 0.4, 0.5, 0.45).polygon())
    desk.model.set_proposal(Proposal("items:1:name:0", "Chains", (place,), 0.9, False, "Tesseract"))
    assert both.grid.editor.text() == "Chains"
    assert "Tesseract" in both.grid.told()

    press(both.grid.editor, Qt.Key.Key_Return)
    kept = desk.model.entry("items:1:name:0").value
    assert (kept.text, kept.regions) == ("Chains", (place,))


def test_undo_brings_the_keyboard_back_to_the_cell(both, desk):
    both.list.focus_editor()
    press(both.grid.editor, Qt.Key.Key_Return)
    desk.model.undo()
    assert desk.model.current == "items:1:name:0"
    assert both.grid.editor.hasFocus()


def test_without_a_table_there_is_no_panel(both, desk):
    desk.open(entry("total", value("5.00", 0.5, PLACE)))
    assert not both.table.isVisible()
    both.list.focus_editor()
    assert both.list.editor.hasFocus()


def test_who_does_not_want_it_has_the_cells_among_the_fields(both, desk):
    both.table.set_wanted(False)
    both.fields.panel.set_folded(False)
    assert not both.table.isVisible()
    desk.model.select("items:0:name:0")
    both.list.focus_editor()
    assert both.list.editor.hasFocus()


def test_a_table_of_five_hundred_rows_and_one_that_is_written_from_the_right(both, desk):
    rows = [
        cell(row, column, "שלום" if column == "name" else "1.00") for row in range(500) for column in ("name", "amount")
    ]
    desk.open(*rows)
    assert both.table.model.rows == 500
    desk.model.select("items:499:name:0")
    both.grid.grab()
    assert both.grid.viewport().rect().contains(both.grid.editor.geometry().center())


def long_table(rows=30):
    return [cell(row, column, "1.00") for row in range(rows) for column in ("name", "amount")]


def test_the_table_of_another_document_begins_at_its_first_row(both, desk):
    desk.open(entry("total", value("5.00", 0.5, PLACE)), *long_table(), of=desks.document(name="one"))
    both.grid.scrollToBottom()
    assert both.grid.rowAt(0) > 0

    desk.open(entry("total", value("5.00", 0.5, PLACE)), *long_table(20), of=desks.document(name="two"))
    both.grid.grab()
    assert both.grid.rowAt(0) == 0


def test_the_active_cell_of_another_document_is_seen_wherever_it_stands(both, desk):
    desk.open(*long_table(), of=desks.document(name="one"))
    unsure = cell(29, "amount", "2.00", 0.5)
    desk.open(*long_table()[:-1], unsure, of=desks.document(name="two"))
    both.grid.grab()
    assert desk.model.current == unsure.id
    assert both.grid.viewport().rect().contains(both.grid.frame())


def test_a_row_that_is_added_leaves_the_table_where_it_was_seen(both, desk):
    desk.open(entry("total", value("5.00", 0.5, PLACE)), *long_table())
    both.grid.scrollToBottom()
    seen = both.grid.verticalScrollBar().value()
    desk.model.select("items:29:name:0")
    desk.model.add_value()
    both.grid.grab()
    assert both.grid.verticalScrollBar().value() >= seen


def told(grid, row, column) -> str:
    """The tip of a cell."""
    return grid.tip_of(grid.model().index(row, column))


def test_the_tip_of_a_cell_has_what_is_cut_and_why_it_is_asked(both, desk):
    long = "Rope of hemp, three strands, tarred, for the boathouse, by the meter " * 2
    desk.open(cell(0, "name", long), cell(0, "amount", "2.00"), cell(1, "name", "Chain", 0.5), cell(1, "amount", "3"))
    assert told(both.grid, 0, 0) == long
    assert told(both.grid, 0, 1) == ""
    assert told(both.grid, 1, 0) == both.grid.model().data(both.grid.model().index(1, 0), Qt.ItemDataRole.ToolTipRole)
    assert "Chain" not in told(both.grid, 1, 0)


def test_amounts_are_in_sight_where_texts_can_be_cut(both, desk):
    long = "Rope of hemp, three strands, tarred, for the boathouse"
    desk.open(cell(0, "name", long), cell(0, "amount", "2.00"))
    both.grid.resize(READABLE + 120, 300)
    both.grid.grab()
    widths = [both.grid.columnWidth(column) for column in range(2)]
    assert sum(widths) <= both.grid.viewport().width()
    assert widths[0] >= READABLE

    both.grid.resize(800, 300)
    both.grid.grab()
    assert both.grid.columnWidth(0) > 400
