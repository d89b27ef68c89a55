"""A table of the document as rows and columns."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

import desks
from desks import Desk, entry, value
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Entry
from reviewer.ui.viewmodels.table import Role, TableViewModel

KIND = DocumentType(
    "invented",
    "Invented",
    fields=(
        FieldType("total", "Total"),
        FieldType(
            "items",
            "Items",
            columns=(
                FieldType("name", "Name"),
                FieldType("price", "Price", Kind.AMOUNT),
                FieldType("amount", "Amount", Kind.AMOUNT),
            ),
        ),
        FieldType("taxes", "Taxes", columns=(FieldType("rate", "Rate"),)),
    ),
    rules=({"rule": "totals", "result": "total", "terms": ["items.amount"]},),
)
PLACE = Box(0.1, 0.1, 0.3, 0.15)


def cell(table, row, column, text, confidence=0.99, page=0) -> Entry:
    what = value(text, confidence, PLACE, page=page)
    return Entry(f"{table}:{row}:{column}:0", table, what, float(row), f"{table}:{row}", column)


ITEMS = (
    entry("total", value("5.00", 0.99)),
    cell("items", 0, "name", "Rope"),
    cell("items", 0, "amount", "2.00"),
    cell("items", 1, "name", "Chain", 0.5),
    cell("items", 1, "price", "3.00"),
    cell("items", 1, "amount", "3,00", page=1),
    cell("taxes", 0, "rate", "20 %"),
)


@pytest.fixture
def desk(qtbot, monkeypatch) -> Iterator[Desk]:
    monkeypatch.setattr(desks, "KIND", KIND)
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def table(desk) -> TableViewModel:
    made = TableViewModel(desk.model)
    desk.open(*ITEMS, of=desks.document(2))
    return made


def test_a_document_with_a_table_shows_its_first(table):
    assert (table.rows, [column.label for column in table.columns]) == (2, ["Name", "Price", "Amount"])
    assert table.cell(0, 1) is None
    assert table.data(table.index(1, 2), Role.CELL).value.text == "3,00"
    assert table.unsure() == 1


def test_the_table_of_the_active_value_is_shown(table, desk):
    desk.model.select("taxes:0:rate:0")
    assert (table.field.label, table.rows) == ("Taxes", 1)
    desk.model.select("total:0")
    assert table.field.label == "Taxes"
    assert not table.current.isValid()


def test_walking_goes_over_gaps_and_stops_at_the_edge(table, desk):
    table.select(table.index(0, 0))
    assert table.walk(1, 0)
    assert desk.model.current == "items:0:amount:0"
    assert not table.walk(1, 0)
    assert table.walk(0, 1)
    assert desk.model.current == "items:1:amount:0"
    assert desk.model.page == 1


def test_entering_begins_at_the_first_unsure_cell(table, desk):
    assert table.enter()
    assert desk.model.current == "items:1:name:0"


def test_only_columns_that_a_rule_adds_up_have_a_sum(table, desk):
    assert table.sums() == (("Amount", Decimal("5.00")),)
    desk.model.select("items:0:amount:0")
    desk.model.correct("twelve")
    assert table.sums() == ()


def test_a_correction_changes_its_cell_alone(table, desk, qtbot):
    desk.model.select("items:0:amount:0")
    with qtbot.waitSignal(table.dataChanged) as changed:
        desk.model.correct("2.50")
    first, last, *_ = changed.args
    assert (first.row(), first.column()) == (last.row(), last.column()) == (0, 2)


def test_rows_come_and_go(table, desk):
    desk.model.select("items:0:name:0")
    desk.model.add_value()
    assert table.rows == 3
    assert table.current.row() == 1
    desk.model.remove_value()
    assert table.rows == 2
    desk.model.undo()
    assert table.rows == 3


def test_a_row_on_another_page_says_so(table):
    names = [table.headerData(row, Qt.Orientation.Vertical) for row in range(2)]
    assert names == ["1", "2"]  # its first cell is on the page of the row above

    spoken = table.data(table.index(1, 0), Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Name, row 2, Chain, unsure, 50")


def test_a_table_over_two_pages_names_the_second(desk):
    table = TableViewModel(desk.model)
    desk.open(cell("items", 0, "name", "Rope"), cell("items", 1, "name", "Chain", page=1), of=desks.document(2))
    assert table.headerData(1, Qt.Orientation.Vertical) == "2 · p. 2"


def test_a_document_without_tables_has_none(desk):
    table = TableViewModel(desk.model)
    desk.open(entry("total", value("5.00", 0.99)))
    assert (table.rows, table.enter(), table.sums(), table.issue()) == (0, False, (), None)
