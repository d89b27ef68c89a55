"""Changing keys: several an action, conflicts in words, the default within reach."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.document_types import DocumentTypes
from reviewer.settings import Settings
from reviewer.ui.actions import BY_NAME
from reviewer.ui.dialogs.settings.dialog import SettingsDialog
from reviewer.ui.dialogs.settings.keys.keys_model import KeysModel
from reviewer.ui.dialogs.settings.keys.own_keys import OwnKeys
from reviewer.ui.dialogs.settings.keys.refusal import why_not
from reviewer.ui.table.action import Context

K, M = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def make(look, qtbot):
    def made(keys: dict[str, tuple[str, ...]]) -> SettingsDialog:
        dialog = SettingsDialog(Settings(keys=keys), DocumentTypes({}))
        qtbot.addWidget(dialog)
        dialog.resize(1060, 832)
        dialog.open_page("keys")
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return made


@pytest.fixture
def dialog(make) -> SettingsDialog:
    return make({})


def press_for(dialog, name: str, key: Qt.Key, modifiers: Qt.KeyboardModifier = M.NoModifier) -> None:
    """As an operator does: the row, Enter, the key."""
    keys = dialog.page("keys").list
    keys.setFocus()
    keys.go_to(name)
    QTest.keyClick(keys, K.Key_Return)
    QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def test_a_key_is_added_by_keys_alone_and_comes_back(dialog, make):
    press_for(dialog, "document.postpone", K.Key_P, M.ControlModifier)
    changed = dialog.settings().keys
    assert changed == {"document.postpone": ("Ctrl+L", "Ctrl+P")}
    again = make(changed)
    assert again.settings().keys == changed
    model = again.page("keys").model
    row = model.row(model.row_of("document.postpone"))
    assert row.caps == ("Ctrl+L", "Ctrl+P")
    assert row.own


def test_a_key_is_taken_away_and_the_default_comes_back(dialog):
    keys = dialog.page("keys").list
    keys.setFocus()
    keys.go_to("document.postpone")
    QTest.keyClick(keys, K.Key_Tab)
    chip = QApplication.focusWidget()
    assert chip.accessibleName() == "Take away Ctrl+L"
    QTest.keyClick(chip, K.Key_Space)
    assert dialog.settings().keys == {"document.postpone": ()}
    assert keys.editor.capture.hasFocus()
    QTest.keyClick(keys.editor.capture, K.Key_Tab)
    QTest.keyClick(QApplication.focusWidget(), K.Key_Space)
    assert dialog.settings().keys == {}
    assert not keys.editor.default.isVisible()


def test_a_shared_key_is_told_beside_both_rows_and_keeps_from_ok(dialog):
    press_for(dialog, "document.next", K.Key_L, M.ControlModifier)
    page = dialog.page("keys")
    said = {name: page.model.row(page.model.row_of(name)).conflicts for name in ("document.next", "document.postpone")}
    assert said == {
        "document.next": ("Ctrl+L is also the key of “Postpone”.",),
        "document.postpone": ("Ctrl+L is also the key of “Next document”.",),
    }
    assert not dialog._footer.ok.isEnabled()
    assert dialog._footer.problem.text() == "Two actions share Ctrl+L. Take it from one of them."
    page.model.remove(BY_NAME["document.postpone"], "Ctrl+L")
    assert dialog._footer.ok.isEnabled()
    assert dialog.settings().keys == {"document.next": ("Ctrl+Down", "Ctrl+L"), "document.postpone": ()}


def test_what_leaves_its_key_to_an_editor_may_have_one_that_writes(look):
    assert why_not("Space", Context.SHEET, yields=True) == ""
    assert why_not("Y", Context.SHEET, yields=True) == ""
    assert why_not("Ctrl+V", Context.WINDOW, yields=True) == ""
    assert "typing" in why_not("Y", Context.WINDOW, yields=True)


def test_a_shared_key_is_taken_from_the_other_in_one_go(dialog):
    press_for(dialog, "document.next", K.Key_L, M.ControlModifier)
    page = dialog.page("keys")
    take = page.list.editor.take
    assert take.text() == "Take Ctrl+L from “Postpone”"
    QTest.keyClick(QApplication.focusWidget(), K.Key_Tab)
    assert take.hasFocus()
    QTest.keyClick(take, K.Key_Space)
    assert dialog.settings().keys == {"document.next": ("Ctrl+Down", "Ctrl+L"), "document.postpone": ()}
    assert dialog._footer.ok.isEnabled()
    assert not take.isVisible()
    assert page.list.editor.capture.hasFocus()


def test_a_key_of_the_fields_is_shared_with_one_of_tables(dialog):
    press_for(dialog, "table.left", K.Key_Tab)
    said = dialog.page("keys").model
    assert said.row(said.row_of("table.left")).conflicts == ("Tab is also the key of “Next field”.",)


def test_where_a_key_works_is_said(dialog):
    model = dialog.page("keys").model
    assert model.row(model.row_of("document.delete")).help.endswith("Its keys work while the queue has the focus.")
    assert (
        model.row(model.row_of("file.open")).help == "Adds images and PDFs to the queue. The originals stay unchanged."
    )


def test_actions_of_different_panes_may_share_a_key(dialog):
    press_for(dialog, "document.delete", K.Key_R)
    assert dialog._footer.ok.isEnabled()
    assert "R" in dialog.settings().keys["document.delete"]


def test_enter_of_the_keypad_goes_with_the_main_one():
    own, action = OwnKeys(), BY_NAME["document.export"]
    own.add(action, "Ctrl+Alt+Enter")
    assert own.of(action) == ("Ctrl+Shift+E", "Ctrl+Alt+Return", "Ctrl+Alt+Enter")
    own.remove(action, "Ctrl+Alt+Enter")
    assert own.changed == {}


def test_a_key_that_is_there_already_is_not_added_twice(dialog):
    press_for(dialog, "document.postpone", K.Key_L, M.ControlModifier)
    assert dialog.settings().keys == {}


@pytest.mark.parametrize(
    ("key", "context", "needed"),
    [
        ("A", Context.WINDOW, "typing"),
        ("Shift+A", Context.FIELD, "typing"),
        ("Left", Context.FIELD, "typing"),
        ("Return", Context.WINDOW, "to move"),
        ("Tab", Context.QUEUE, "to move"),
        ("Alt+F", Context.WINDOW, "opens the menu File"),
        ("A", Context.PAGE, ""),
        ("Tab", Context.FIELD, ""),
        ("Tab", Context.PAGE, ""),
        ("Shift+Return", Context.FIELD, ""),
        ("F9", Context.WINDOW, ""),
        ("Ctrl+A", Context.WINDOW, "to mark"),
        ("Ctrl+C", Context.SHEET, "to mark"),
        ("Ctrl+C", Context.PAGE, ""),
        ("Ctrl+Shift+A", Context.WINDOW, ""),
        ("8", Context.TABLE, "typing"),
        ("Left", Context.SHEET, "typing"),
        ("Return", Context.SHEET, ""),
        ("Return", Context.QUEUE, "to move"),
        ("PgDown", Context.WINDOW, ""),
    ],
)
def test_keys_that_typing_and_moving_need_are_refused(look, key, context, needed):
    assert needed in why_not(key, context)
    assert bool(needed) == bool(why_not(key, context))


def test_every_key_of_the_table_would_be_taken(look):
    for action in BY_NAME.values():
        for key in action.keys:
            assert not why_not(key, action.context, yields=action.yields), (action.name, key)


def test_a_refusal_is_told_and_changes_nothing(dialog):
    press_for(dialog, "document.postpone", K.Key_A)
    page = dialog.page("keys")
    assert page._note.text() == "A is needed for typing. Add Ctrl or Alt."
    assert dialog.settings().keys == {}
    press_for(dialog, "document.postpone", K.Key_F9)
    assert not page._note.isVisible()


def test_esc_leaves_the_waiting_and_not_the_dialog(dialog):
    press_for(dialog, "document.postpone", K.Key_Escape)
    assert dialog.isVisible()
    assert dialog.settings().keys == {}
    assert not dialog.page("keys").list.editor.capture.waiting


def test_modifiers_alone_go_on_waiting(dialog):
    press_for(dialog, "document.postpone", K.Key_Control)
    capture = dialog.page("keys").list.editor.capture
    assert capture.waiting
    QTest.keyClick(capture, K.Key_F9, M.ControlModifier)
    assert dialog.settings().keys == {"document.postpone": ("Ctrl+L", "Ctrl+F9")}


def test_tab_can_be_a_key_and_shift_tab_is_written_as_such(dialog):
    press_for(dialog, "field.confirm", K.Key_Backtab, M.ShiftModifier)
    assert dialog.settings().keys == {"field.confirm": ("Return", "Enter", "Shift+Tab")}
    model = dialog.page("keys").model
    said = model.row(model.row_of("field.confirm")).conflicts
    assert said == ("Shift+Tab is also the key of “Previous field”.",)


def test_the_search_finds_actions_by_words_and_keys(dialog):
    page = dialog.page("keys")
    QTest.keyClicks(page.search, "ctrl+l")
    titles = [page.model.row(number).title for number in range(page.model.rowCount())]
    assert titles == ["Finish", "Postpone"]
    QTest.keyClick(page.search, K.Key_Down)
    assert page.list.hasFocus()
    assert page.list.action().name == "document.postpone"
    assert page.list.editor.isVisible()


def test_each_action_has_a_row_of_its_own(dialog):
    model = dialog.page("keys").model
    assert all(model.row_of(name) >= 0 for name in BY_NAME)
    assert model.row(model.row_of("field.take_3")).title == "Take reading 3"


def test_the_model_is_sound(look, qtmodeltester):
    model = KeysModel()
    model.use(OwnKeys({"document.postpone": ("Ctrl+P",)}))
    qtmodeltester.check(model)
