"""A choice that is begun goes on in gray, and is written as it is called once it is taken."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import desks
from desks import Desk, entry, value
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.revision import Entry
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.strips import Strips
from reviewer.ui.panels.table_panel import TablePanel
from reviewer.ui.panels.value_edit import ValueEdit

CURRENCY = FieldType("currency", "Currency", Kind.CHOICE, choices=("EUR", "EGP", "USD"))
KIND = DocumentType("invented", "Invented", fields=(CURRENCY, FieldType("items", "Items", columns=(CURRENCY,))))


@pytest.fixture
def desk(look, monkeypatch) -> Iterator[Desk]:
    monkeypatch.setattr(desks, "KIND", KIND)
    made = Desk()
    yield made
    made.close()


@pytest.fixture
def side(desk, qtbot) -> FieldSide:
    made = FieldSide(desk.model, Strips(desk.model, desk.pictures))
    qtbot.addWidget(made)
    made.resize(460, 800)
    made.show()
    desk.open(entry("currency", value("RM", 0.5)))
    return made


@pytest.fixture
def table(desk, qtbot) -> TablePanel:
    made = TablePanel(desk.model, Strips(desk.model, desk.pictures))
    qtbot.addWidget(made)
    made.resize(600, 300)
    made.show()
    desk.open(Entry("items:0:currency:0", "items", value("RM", 0.5), 0.0, "items:0", "currency"))
    return made


def begun(place: FieldSide | TablePanel, text: str) -> ValueEdit:
    editor = (place.list if isinstance(place, FieldSide) else place.grid).editor
    editor.selectAll()
    QTest.keyClicks(editor, text)
    return editor


@pytest.mark.parametrize("take", ["go_on", "right", "end"])
@pytest.mark.parametrize("where", ["side", "table"])
def test_what_is_taken_is_written_as_the_choice_is_called(where, take, request):
    place = request.getfixturevalue(where)
    editor = begun(place, "us")
    if take == "go_on":
        (place.list if where == "side" else place.grid).go_on()
    else:
        QTest.keyClick(editor, Qt.Key.Key_Right if take == "right" else Qt.Key.Key_End)

    assert editor.text() == "USD"


def test_enter_keeps_what_was_typed(side):
    QTest.keyClick(begun(side, "us"), Qt.Key.Key_Return)

    assert side.list._model.rows[0].value.text == "us"
