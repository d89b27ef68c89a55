"""Sentences call keys by what the operator has made them."""

import ast
import re
from pathlib import Path

import pytest

import reviewer
from reviewer.ui import actions
from reviewer.ui.key_names import KEYS
from reviewer.ui.table.rows import ACTIONS

SOURCES = sorted((Path(reviewer.__file__).parent / "ui").rglob("*.py"))
FIXED = {"Enter", "Esc", "Tab", "Space", "Del", "Ins"}
"""Keys that editors, lists and dialogs have by themselves, whatever the table says; not with Ctrl, Alt or Shift."""
GESTURES = {"Ctrl+Shift", "Shift+Down", "Shift+Arrows", "Alt+Arrows", "Ctrl+Arrows", "Ctrl+Shift+Arrows", "Ctrl+Wheel"}
NAMED = re.compile(r"(?<![\w+])(?:(?:Ctrl|Alt|Shift)\+)*(?:[A-Z][a-z]+|[A-Z]|F\d{1,2}|\d)(?!\w)")


def sentences(path: Path):
    """What a file says to the operator: constants in calls of tr and translate, with more than one word."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("tr", "translate"):
            for given in node.args:
                if isinstance(given, ast.Constant) and isinstance(given.value, str) and " " in given.value:
                    yield given.value


def test_no_sentence_names_a_key_that_can_be_changed():
    keys = {key for action in ACTIONS for key in action.keys if "+" in key or re.fullmatch(r"F\d+", key)} - GESTURES
    said = [(path.name, text) for path in SOURCES for text in sentences(path)]
    assert len(said) > 100
    assert [(name, text) for name, text in said if keys & set(NAMED.findall(text)) - FIXED] == []


def test_every_name_in_a_sentence_is_an_action():
    named = [name for path in SOURCES for name in re.findall(r"keys\[([a-z_]+\.[a-z_0-9]+)\]", path.read_text("utf-8"))]
    named += [name for path in SOURCES for name in re.findall(r"KEYS\[\"([\w.]+)\"\]", path.read_text("utf-8"))]
    assert len(named) > 20
    assert set(named) <= set(actions.BY_NAME)


def test_a_key_is_called_as_the_operator_has_it(qtbot, window):
    sentence = "{keys[edit.undo]} takes it back, {keys[document.finish]} ends it, {keys[document.split]} too."
    actions.build(window, {})
    assert sentence.format(keys=KEYS) == "Ctrl+Z takes it back, Ctrl+Enter ends it, “Split” too."
    actions.change_keys({}, {"edit.undo": ("Alt+U", "Ctrl+Z"), "document.finish": ()})
    assert sentence.format(keys=KEYS) == "Alt+U takes it back, “Mark reviewed” ends it, “Split” too."
    actions.change_keys({}, {})
    assert KEYS["edit.undo"] == "Ctrl+Z"


def test_before_the_actions_are_made_keys_are_called_as_in_the_table():
    assert [KEYS[name] for name in ("edit.undo", "field.confirm", "document.split")] == ["Ctrl+Z", "Enter", "“Split”"]
    assert len(KEYS) == len(list(KEYS)) == len(ACTIONS)


@pytest.fixture
def window(qtbot):
    from PySide6.QtWidgets import QMainWindow

    made = QMainWindow()
    qtbot.addWidget(made)
    return made
