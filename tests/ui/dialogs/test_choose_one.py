"""Choosing the type of a document."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMainWindow

from reviewer.domain.document_type import DocumentType
from reviewer.ui.dialogs.choose_one import ChooseSource, ChooseType

TYPES = (DocumentType("receipt", "Receipt"), DocumentType("form", "Form"), DocumentType("plain_text", "Plain text"))


@pytest.fixture
def dialog(look, qtbot) -> ChooseType:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    made = ChooseType(TYPES, "plain_text", window)
    made.open()
    return made


def seen(dialog: ChooseType) -> list[str]:
    model = dialog.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def test_the_types_are_a_plain_list_at_the_present_one(dialog):
    assert seen(dialog) == ["Form", "Plain text", "Receipt"]
    assert dialog.chosen == "plain_text"
    marks = [dialog.list.model().index(row, 0).data(Qt.ItemDataRole.CheckStateRole) for row in range(3)]
    assert marks == [None, None, None]
    spoken = dialog.list.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Plain text, the type now"


def test_typing_shortens_the_list_and_enter_takes_the_first(dialog, qtbot):
    QTest.keyClicks(dialog.search, "rec")
    assert seen(dialog) == ["Receipt"]

    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.search, Qt.Key.Key_Return)

    assert dialog.chosen == "receipt"


def test_arrows_walk_the_list_while_typing(dialog, qtbot):
    QTest.keyClick(dialog.search, Qt.Key.Key_Down)
    assert dialog.chosen == "receipt"
    QTest.keyClick(dialog.search, Qt.Key.Key_Up)
    QTest.keyClick(dialog.search, Qt.Key.Key_Up)
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(dialog.search, Qt.Key.Key_Enter)
    assert dialog.chosen == "form"


def test_what_is_called_otherwise_is_not_taken(dialog, qtbot):
    QTest.keyClicks(dialog.search, "passport")
    assert seen(dialog) == []
    QTest.keyClick(dialog.search, Qt.Key.Key_Return)
    assert dialog.isVisible()
    with qtbot.waitSignal(dialog.rejected):
        QTest.keyClick(dialog.search, Qt.Key.Key_Escape)


def test_a_click_takes_a_type(dialog, qtbot):
    place = dialog.list.visualRect(dialog.list.model().index(0, 0)).center()
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert dialog.chosen == "form"


# What reads


@pytest.fixture
def sources(look, qtbot) -> ChooseSource:
    window = QMainWindow()
    qtbot.addWidget(window)
    window.show()
    names = [("auto", "This computer"), ("rapidocr", "RapidOCR"), ("handl", "Handl"), ("mybiros", "myBiros")]
    made = ChooseSource(names, "handl", window)
    made.open()
    return made


def test_engines_and_providers_stand_in_their_order_at_the_last_one(sources):
    assert seen(sources) == ["This computer", "RapidOCR", "Handl", "myBiros"]
    assert sources.chosen == "handl"
    spoken = sources.list.model().index(2, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Handl, which read it last"


def test_a_source_is_chosen_by_typing_and_enter(sources, qtbot):
    QTest.keyClicks(sources.search, "biros")
    with qtbot.waitSignal(sources.accepted):
        QTest.keyClick(sources.search, Qt.Key.Key_Return)
    assert sources.chosen == "mybiros"
