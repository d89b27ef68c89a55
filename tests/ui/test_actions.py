"""The table of actions, and what is made of it."""

import re
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow, QMenuBar, QVBoxLayout, QWidget

from reviewer import resources
from reviewer.ui import actions
from reviewer.ui.table.action import GROUPS, MENUS, Context
from reviewer.ui.table.rows import ACTIONS, GESTURES

NAMES = [action.name for action in ACTIONS]
PRODUCT_KEYS = {
    "field.confirm": {"Return", "Enter"},
    "field.next": {"Tab"},
    "field.previous": {"Shift+Tab"},
    "document.finish": {"Ctrl+Return", "Ctrl+Enter"},
    "document.reject": {"Ctrl+Shift+Return", "Ctrl+Shift+Enter"},
    "document.postpone": {"Ctrl+L"},
    "field.unreadable": {"Ctrl+U"},
    "field.blank": {"Ctrl+B"},
    "edit.undo": {"Ctrl+Z"},
    "edit.redo": {"Ctrl+Shift+Z"},
    "region.draw": {"Alt+R"},
    "region.draw_here": {"R"},
    "field.why": {"Ctrl+J"},
    "issue.next": {"F8"},
    "region.reread": {"F5"},
    "document.reread": {"Shift+F5"},
    "document.next": {"Ctrl+Down"},
    "document.previous": {"Ctrl+Up"},
    "page.next": {"PgDown"},
    "page.previous": {"PgUp"},
    "view.next_pane": {"F6"},
    "view.zoom_in": {"Ctrl++"},
    "view.zoom_out": {"Ctrl+-"},
    "view.fit_page": {"Ctrl+0"},
    "page.rotate": {"Ctrl+R"},
    "view.overlay": {"Ctrl+H"},
    "queue.find": {"Ctrl+Shift+F"},
    "document.find": {"Ctrl+F"},
    "field.signs": {"Ctrl+."},
    "help.keys": {"F1"},
    "file.open": {"Ctrl+O"},
}
SLOW = {"field.confirm", "document.finish", "document.reject", "document.delete", "field.blank", "document.postpone"}


@pytest.fixture
def window(look, qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


def nothing() -> None:
    """A handler."""


def all_handlers():
    return dict.fromkeys(NAMES, nothing)


@pytest.mark.parametrize("action", ACTIONS, ids=NAMES)
def test_an_action_is_complete(action):
    assert re.fullmatch(r"[a-z]+(\.[a-z_0-9]+)", action.name)
    assert action.text[0].isupper()
    assert "!" not in action.text + action.help
    assert action.help.endswith((".", "?"))
    assert len(action.help) <= 90
    assert not action.icon or resources.path("icons", f"{action.icon}.svg").is_file()
    assert not action.menu or action.menu.split("/")[0] in dict(MENUS)
    assert action.toolbar in ("", "left", "right", "modes", "page-left", "page-right")
    assert not action.toolbar or action.icon
    assert action.menu or action.keys, "it could not be reached"
    assert bool(action.group) == bool(action.keys), "what has keys is on the key sheet"
    assert action.group in ("", *GROUPS)


@pytest.mark.parametrize("action", ACTIONS, ids=NAMES)
def test_every_key_can_be_read(action):
    for key in action.keys:
        sequence = QKeySequence(key)
        assert sequence.count() == 1
        assert sequence.toString() == key


def test_names_are_used_once():
    assert len(set(NAMES)) == len(NAMES)


def test_no_key_is_given_twice():
    assert actions.conflicts() == ()


@pytest.mark.parametrize("name", PRODUCT_KEYS)
def test_the_keys_are_those_of_the_product(name):
    assert set(actions.BY_NAME[name].keys) >= PRODUCT_KEYS[name]


def test_what_must_not_happen_twice_does_not_repeat():
    assert not any(actions.BY_NAME[name].repeat for name in SLOW)


def test_a_conflict_is_told():
    assert actions.conflicts({"field.blank": ("Ctrl+Z",)}) == (actions.Conflict("Ctrl+Z", "field.blank", "edit.undo"),)


def test_the_same_key_in_two_panes_is_no_conflict():
    assert actions.conflicts({"document.delete": ("R",)}) == ()
    assert actions.conflicts({"document.delete": ("F5",)}) != ()


def test_an_action_is_made_for_every_handler(window):
    made = actions.build(window, all_handlers())
    assert list(made) == NAMES
    assert made["file.open"].objectName() == "file.open"
    assert made["file.open"].toolTip() == "Open files (Ctrl+O)"
    assert made["document.finish"].toolTip() == "Mark reviewed (Ctrl+Enter)"
    assert made["document.finish"].whatsThis().startswith("Finishes the document")


def test_a_handler_without_action_is_an_error(window):
    with pytest.raises(KeyError, match="shred"):
        actions.build(window, {"file.shred": nothing})


def test_handlers_are_called_as_told(window):
    calls = []
    made = actions.build(window, {"file.open": lambda: calls.append("open"), "view.words": calls.append})
    made["file.open"].trigger()
    made["view.words"].trigger()
    made["view.words"].trigger()
    made["view.words"].setChecked(True)  # not by the operator: nobody is told
    assert calls == ["open", True, False]


def test_the_operators_keys_take_the_place_of_the_tables(window):
    made = actions.build(window, all_handlers(), {"file.open": ("F2",), "window.quit": ()})
    assert [key.toString() for key in made["file.open"].shortcuts()] == ["F2"]
    assert made["file.open"].toolTip() == "Open files (F2)"
    assert made["window.quit"].shortcuts() == []


def test_a_disabled_action_says_why(window):
    made = actions.build(window, all_handlers())["document.postpone"]
    actions.set_available(made, "Postpone is for documents in review.")
    assert not made.isEnabled()
    assert made.toolTip() == "Postpone is for documents in review."
    actions.set_available(made)
    assert made.isEnabled()
    assert made.toolTip() == "Postpone (Ctrl+L)"


def test_the_menus_hold_every_action_that_names_one(window):
    made = actions.build(window, all_handlers())
    menus = actions.fill_menus(QMenuBar(window), made)
    assert [menu.title().replace("&", "") for menu in menus.values()] == [
        "File",
        "Edit",
        "View",
        "Page",
        "Document",
        "Field",
        "Help",
    ]
    every = [entry for menu in menus.values() for entry in entries(menu)]
    shown = {entry.objectName() for entry in every if not entry.isSeparator()}
    assert len(shown) == sum(not entry.isSeparator() for entry in every)
    assert shown == {action.name for action in ACTIONS if action.menu}
    assert any(entry.isSeparator() for entry in menus["file"].actions())


def entries(menu):
    """What a menu has, and what the menus beside it have."""
    return [one for entry in menu.actions() for one in (entries(entry.menu()) if entry.menu() else (entry,))]


def test_no_menu_is_higher_than_a_low_screen(window):
    menus = actions.fill_menus(QMenuBar(window), actions.build(window, all_handlers()))
    assert {name: menu.sizeHint().height() for name, menu in menus.items() if menu.sizeHint().height() > 690} == {}
    beside = {entry.text().replace("&", ""): entry.menu() for entry in menus["view"].actions() if entry.menu()}
    assert set(beside) == {"Notices", "Picture of the page", "Text size"}
    assert [entry.objectName() for entry in beside["Text size"].actions()] == [
        "view.larger_texts",
        "view.smaller_texts",
        "view.usual_texts",
    ]
    for menu in menus.values():
        lines = [entry.isSeparator() for entry in menu.actions()]
        assert not lines[0]
        assert not lines[-1]
        assert not any(one and other for one, other in pairwise(lines))


def test_the_tool_bar_ends_with_finishing(window):
    made = actions.build(window, all_handlers())
    assert [entry.objectName() for entry in actions.on_toolbar("left", made)] == ["file.open", "edit.undo", "edit.redo"]
    assert [entry.objectName() for entry in actions.on_toolbar("right", made)] == [
        "document.postpone",
        "document.reject",
        "document.finish",
    ]


def test_keys_of_a_pane_work_in_the_pane_only(window, qtbot):
    calls = []
    made = actions.build(
        window, {"region.draw_here": lambda: calls.append("R"), "issue.next": lambda: calls.append("F8")}
    )
    page, other = QLineEdit(), QLineEdit()
    page.setReadOnly(True)
    middle = QWidget()
    for pane in (page, other):
        pane.setParent(middle)
    QVBoxLayout(middle).addWidget(page)
    middle.layout().addWidget(other)
    window.setCentralWidget(middle)
    actions.attach(made, Context.PAGE, page)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_R)
    qtbot.keyClick(page, Qt.Key.Key_F8)
    other.setFocus()
    qtbot.keyClick(other, Qt.Key.Key_R)
    qtbot.keyClick(other, Qt.Key.Key_F8)
    assert calls == ["R", "F8", "F8"]
    assert other.text() == "r"


def test_gestures_belong_to_a_group():
    assert all(gesture.group in GROUPS for gesture in GESTURES)
