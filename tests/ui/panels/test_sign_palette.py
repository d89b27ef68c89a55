from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from reviewer.ui.panels.sign_palette import SignPalette

K = Qt.Key
SIGNS = tuple("éèêëæœçàâäîïôöûüÿ€–“")


@pytest.fixture
def palette(look, qtbot) -> Iterator[SignPalette]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    window.show()
    window.activateWindow()
    made = SignPalette(window)
    made.open(SIGNS, QRect(400, 100, 400, 90))
    yield made
    window.close()


def test_enter_takes_the_first_and_arrows_walk(palette, qtbot):
    assert palette.filter.hasFocus()
    assert palette.chosen == "é"
    QTest.keyClick(palette.filter, K.Key_Right)
    assert palette.chosen == "è"
    QTest.keyClick(palette.filter, K.Key_Down)
    assert palette.chosen == "ï"
    with qtbot.waitSignal(palette.taken) as taken:
        QTest.keyClick(palette.filter, K.Key_Return)
    assert taken.args == ["ï", False]
    assert palette.isHidden()


def test_shift_enter_takes_several(palette, qtbot):
    with qtbot.waitSignal(palette.taken) as taken:
        QTest.keyClick(palette.filter, K.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert taken.args == ["é", True]
    assert palette.isVisible()


def test_a_name_finds_signs_that_are_not_offered(palette):
    QTest.keyClicks(palette.filter, "greek alpha")
    assert palette.chosen in "αΑ"
    palette.filter.setText("nothing like it")
    assert palette.chosen == ""
    QTest.keyClick(palette.filter, K.Key_Return)
    assert palette.isVisible(), "there is nothing to take"


def test_esc_goes_back(palette, qtbot):
    with qtbot.waitSignal(palette.left):
        QTest.keyClick(palette.filter, K.Key_Escape)
    assert palette.isHidden()


def test_it_stays_in_the_window(palette):
    palette.open(SIGNS, QRect(600, 640, 300, 50))
    assert palette.window().rect().contains(palette.geometry())
    assert palette.geometry().bottom() < 640


def test_cells_are_named(palette):
    index = palette.grid.model().index(0, 0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "Latin small letter e with acute"
    assert palette.accessibleName() == "Special characters"
