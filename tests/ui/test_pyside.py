"""PySide keeps the interpreter's own objects alive: 6.12.0 on Python 3.11 took one reference per call."""

import sys

from PySide6.QtCore import QObject, Signal

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
