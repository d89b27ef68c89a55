"""F1: all keys, over the window."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPageSize, QPdfWriter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMainWindow

from reviewer.ui import actions
from reviewer.ui.dialogs import key_print
from reviewer.ui.dialogs.key_columns import KeyLine
from reviewer.ui.dialogs.key_rows import KeyGroup, KeyRow, groups, in_columns
from reviewer.ui.dialogs.key_sheet import KeySheet
from reviewer.ui.table.rows import ACTIONS

K = Qt.Key


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def window(look, qtbot, calls):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setCentralWidget(QLineEdit())
    handlers = {name: (lambda _checked=False, name=name: calls.append(name)) for name in actions.BY_NAME}
    made.table = actions.build(made, handlers)
    made.resize(1300, 900)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.centralWidget().setFocus()
    return made


@pytest.fixture
def sheet(window) -> KeySheet:
    made = KeySheet(window, window.table, "in Document mode")
    made.open()
    return made


def test_every_action_with_keys_is_listed(window):
    listed = {row.text for group in groups(window.table) for row in group.rows}
    for action in ACTIONS:
        if action.keys:
            assert actions.title(action).removesuffix("…") in listed


def test_keys_of_other_modes_stand_for_themselves_and_first_in_one(window):
    usual, in_mode = groups(window.table), groups(window.table, in_mode=True)
    assert [group.title for group in usual[-2:]] == ["Over many documents", "In Adjudicate"]
    assert [group.title for group in in_mode[:2]] == ["Over many documents", "In Adjudicate"]
    apart = {row.text for group in usual[-2:] for row in group.rows}
    assert {"Right", "Wrong", "The upper one", "Set aside"} <= apart
    assert not apart & {row.text for group in usual[:-2] for row in group.rows}
    assert sorted(map(str, usual)) == sorted(map(str, in_mode))


def test_rows_of_one_text_are_one_row_with_all_keys(window):
    rows = {row.text: row.caps for group in groups(window.table) for row in group.rows}
    assert rows["Draw a region"] == ("Alt+R", "R")
    assert rows["Take candidate 1 to 9"] == ("Alt+1…9",)
    assert rows["Confirm, next to check"] == ("Enter",)


def test_only_actions_that_exist_are_listed(window):
    rows = [row.text for group in groups({"file.open": window.table["file.open"]}) for row in group.rows]
    assert "Open files" in rows
    assert "Undo" not in rows


def test_columns_are_about_equal():
    made = [KeyGroup(str(n), tuple(KeyRow("x", ()) for _ in range(n))) for n in (7, 3, 6, 3, 4, 4, 3)]
    columns = in_columns(made, 3)
    assert [group for column in columns for group in column] == made
    heights = [sum(len(group.rows) + 2 for group in column) for column in columns]
    assert max(heights) - min(heights) <= 8
    assert in_columns([], 3) == [[], [], []]
    assert in_columns(made[:1], 3) == [made[:1], [], []]


def test_the_search_has_the_focus_and_narrows(sheet, qtbot):
    assert sheet.search.hasFocus()
    QTest.keyClicks(sheet.search, "ctrl+z")
    assert [row.text for row in sheet.columns.shown()] == ["Undo"]
    shown = [line.row.text for line in sheet.findChildren(KeyLine) if line.isVisible()]
    assert shown == ["Undo"]
    sheet.search.setText("zzz")
    assert sheet.columns.shown() == []
    sheet.search.clear()
    assert len(sheet.columns.shown()) > 30


@pytest.mark.parametrize("key", [K.Key_Escape, K.Key_F1])
def test_it_closes_and_gives_the_focus_back(window, sheet, key, qtbot):
    with qtbot.waitSignal(sheet.closed):
        QTest.keyClick(sheet.search, key)
    assert not sheet.isVisible()
    assert window.centralWidget().hasFocus()


def test_keys_do_not_reach_what_lies_below(sheet, calls):
    for key, modifiers in (
        (K.Key_Return, Qt.KeyboardModifier.ControlModifier),
        (K.Key_L, Qt.KeyboardModifier.ControlModifier),
        (K.Key_F5, Qt.KeyboardModifier.NoModifier),
    ):
        QTest.keyClick(sheet.search, key, modifiers)
    assert calls == []
    assert sheet.isVisible()


def test_tab_stays_in_the_sheet(window, sheet):
    seen = []
    for _ in range(8):
        QTest.keyClick(window.focusWidget(), K.Key_Tab)
        seen.append(window.focusWidget())
    assert all(sheet.isAncestorOf(widget) for widget in seen)
    assert len(set(seen)) == 3
    QTest.keyClick(window.focusWidget(), K.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert sheet.isAncestorOf(window.focusWidget())


def test_a_click_beside_it_closes_it(sheet):
    QTest.mouseClick(sheet, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not sheet.isVisible()


def test_it_grows_and_shrinks_with_the_window(window, sheet, qtbot):
    window.resize(960, 600)
    qtbot.waitUntil(lambda: sheet.width() == window.width())
    assert sheet.rect().contains(sheet._card.geometry().adjusted(16, 16, -16, -16))


def test_changing_keys_is_asked_for(sheet, qtbot):
    button = next(button for button in sheet.findChildren(object) if getattr(button, "text", str)() == "Change keys…")
    with qtbot.waitSignal(sheet.change_asked):
        button.click()
    assert not sheet.isVisible()


def test_it_can_be_opened_again(window, sheet):
    sheet.close_card()
    sheet.open()
    assert sheet.isVisible()
    assert sheet.search.hasFocus()


def test_it_is_printed_on_one_page(window, tmp_path):
    writer = QPdfWriter(str(tmp_path / "keys.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    key_print.print_groups(writer, groups(window.table))
    del writer
    assert (tmp_path / "keys.pdf").read_bytes().count(b"/Type /Page\n") == 1


def test_the_sheet_closes_by_the_key_that_opens_it_now(window):
    actions.change_keys(window.table, {"help.keys": ("F2",)})
    sheet = KeySheet(window, window.table)
    sheet.open()
    QTest.keyClick(sheet.search, K.Key_F1)
    assert sheet.isVisible()
    QTest.keyClick(sheet.search, K.Key_F2)
    assert not sheet.isVisible()
