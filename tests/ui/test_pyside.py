"""PySide keeps the interpreter's own objects alive: 6.12.0 on Python 3.11 took one reference per call."""

import re
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from reviewer import ui

CALLS = 1000
SPARE = 20


class Caller(QObject):
    called = Signal(bool)
    empty = Signal()

    def take(self, value: bool) -> None:
        self.value = value


def test_void_calls_take_no_reference_of_none(qapp):
    thing = QObject()
    before = sys.getrefcount(None)
    for _ in range(CALLS):
        thing.setObjectName("x")
        thing.blockSignals(False)
    assert abs(sys.getrefcount(None) - before) < SPARE


def test_signals_take_no_reference_of_none_or_true(qapp):
    caller = Caller()
    caller.called.connect(caller.take)
    none, true = sys.getrefcount(None), sys.getrefcount(True)
    for _ in range(CALLS):
        caller.called.emit(True)
        caller.empty.emit()
    assert abs(sys.getrefcount(None) - none) < SPARE
    assert abs(sys.getrefcount(True) - true) < SPARE


def test_no_object_is_asked_for_its_screen():
    """PySide takes what such a call returns for a child of the object: a screen was deleted with a dialog."""
    asked = [
        f"{path.name}: {line.strip()}"
        for path in Path(ui.__file__).parent.rglob("*.py")
        for line in path.read_text("utf-8").splitlines()
        if re.search(r"(?<!Application)\.screen\(\)", line) and not line.lstrip().startswith("#")
    ]
    assert asked == []


def test_no_widget_is_asked_for_the_next_in_the_focus_chain():
    """The same: the window became a child of a label, and lost its menus when that was deleted."""
    asked = [
        path.name
        for path in Path(ui.__file__).parent.rglob("*.py")
        if re.search(r"\.(next|previous)InFocusChain\(", path.read_text("utf-8"))
    ]
    assert asked == []
