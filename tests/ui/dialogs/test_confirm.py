"""What has to be known is said before it is done."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from reviewer.ui.dialogs.confirm import Confirm

K = Qt.Key


@pytest.fixture
def dialog(look, qtbot) -> Confirm:
    made = Confirm("Title", ("First.", "Second."), "Do it", "Leave it")
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def test_it_says_all_of_it_also_to_screen_readers(dialog):
    assert [label.text() for label in dialog.findChildren(QLabel)] == ["First.", "Second."]
    assert dialog.accessibleDescription() == "First. Second."


def test_enter_does_it(dialog, qtbot):
    with qtbot.waitSignal(dialog.accepted):
        QTest.keyClick(QApplication.focusWidget(), K.Key_Return)


@pytest.mark.parametrize("way", ["esc", "button"])
def test_it_can_be_left(dialog, qtbot, way):
    with qtbot.waitSignal(dialog.rejected):
        if way == "esc":
            QTest.keyClick(dialog, K.Key_Escape)
        else:
            QTest.keyClick(QApplication.focusWidget(), K.Key_Tab)
            QTest.keyClick(QApplication.focusWidget(), K.Key_Return)
