"""A choice that is begun goes on in gray, and is written as it is called once it is taken."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

import desks
from desks import Desk, entry, value
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.strips import Strips
from reviewer.ui.panels.value_edit import ValueEdit

KIND = DocumentType(
    "invented", "Invented", fields=(FieldType("currency", "Currency", Kind.CHOICE, choices=("EUR", "EGP", "USD")),)
)


@pytest.fixture
def side(qtbot, look, monkeypatch) -> Iterator[FieldSide]:
    monkeypatch.setattr(desks, "KIND", KIND)
    desk = Desk()
    made = FieldSide(desk.model, Strips(desk.model, desk.pictures))
    qtbot.addWidget(made)
    made.resize(460, 800)
    made.show()
    desk.open(entry("currency", value("RM", 0.5)))
    yield made
    desk.close()


def begun(side: FieldSide, text: str) -> ValueEdit:
    side.list.editor.selectAll()
    QTest.keyClicks(side.list.editor, text)
    return side.list.editor


@pytest.mark.parametrize("take", ["go_on", "right", "end"])
def test_what_is_taken_is_written_as_the_choice_is_called(side, take):
    editor = begun(side, "us")
    if take == "go_on":
        side.list.go_on()
    else:
        QTest.keyClick(editor, Qt.Key.Key_Right if take == "right" else Qt.Key.Key_End)

    assert editor.text() == "USD"


def test_enter_keeps_what_was_typed(side):
    QTest.keyClick(begun(side, "us"), Qt.Key.Key_Return)

    assert side.list._model.rows[0].value.text == "us"
