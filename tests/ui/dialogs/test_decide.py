"""What becomes of a task that is uncertain or lost, decided by keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.ui.dialogs.decide import Decide

K = Qt.Key


@pytest.fixture
def make(look, qtbot):
    kept = []

    def made(*, can_ask: bool) -> tuple[Decide, list[str]]:
        dialog = Decide("a.pdf", "Handl", "Handl did not answer.", can_ask=can_ask)
        kept.append(dialog)
        qtbot.addWidget(dialog)
        told: list[str] = []
        dialog.send_asked.connect(lambda: told.append("send"))
        dialog.ask_asked.connect(lambda: told.append("ask"))
        dialog.left.connect(lambda: told.append("leave"))
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog, told

    return made


@pytest.mark.parametrize(("can_ask", "expected"), [(True, ["ask"]), (False, [])])
def test_enter_alone_neither_sends_twice_nor_gives_up(make, can_ask, expected):
    dialog, told = make(can_ask=can_ask)
    QTest.keyClick(QApplication.focusWidget(), K.Key_Return)
    assert told == expected
    assert not dialog.isVisible()


@pytest.mark.parametrize("can_ask", [True, False])
def test_enter_presses_what_has_the_focus(make, can_ask):
    dialog, told = make(can_ask=can_ask)
    for _ in range(4):
        if QApplication.focusWidget() is dialog.send:
            break
        QTest.keyClick(QApplication.focusWidget(), K.Key_Tab)
    QTest.keyClick(dialog.send, K.Key_Return)
    assert told == ["send"]
    assert not dialog.isVisible()


def test_esc_decides_nothing(make):
    dialog, told = make(can_ask=True)
    QTest.keyClick(dialog, K.Key_Escape)
    assert told == []
    assert not dialog.isVisible()


def test_what_cannot_be_asked_is_not_offered(make):
    dialog, _ = make(can_ask=False)
    assert not dialog.ask.isVisible()
    dialog, _ = make(can_ask=True)
    assert dialog.ask.isVisible()
