"""Letters that an input method shows before it decides are no text: Enter ends them and confirms nothing."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.ui.panels.cell_edit import CellEdit
from reviewer.ui.panels.value_edit import ValueEdit


@pytest.mark.parametrize("kind", [ValueEdit, CellEdit])
def test_enter_while_letters_are_composed_confirms_nothing(qtbot, look, kind):
    editor, entered = kind(), []
    qtbot.addWidget(editor)
    editor.entered.connect(lambda: entered.append(editor.text()))
    QApplication.sendEvent(editor, QInputMethodEvent("にほん", []))
    assert editor.composing

    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert entered == []

    committed = QInputMethodEvent()
    committed.setCommitString("日本")
    QApplication.sendEvent(editor, committed)
    QTest.keyClick(editor, Qt.Key.Key_Return)
    assert entered == ["日本"]
