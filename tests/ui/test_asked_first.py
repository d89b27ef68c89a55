"""A question that waits for a second key is read before a key answers it."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from reviewer.ui.asked_first import AskedFirst


class Asker(QObject):
    asked = Signal()
    unseen: Callable[[], bool]


def test_what_is_asked_is_unseen_until_one_of_the_places_is_painted(qtbot):
    first, second, asker = QWidget(), QWidget(), Asker()
    for widget in (first, second):
        qtbot.addWidget(widget)
    with qtbot.waitExposed(second):
        second.show()
    AskedFirst(asker, (first, second), asker)
    assert not asker.unseen()
    asker.asked.emit()
    asker.asked.emit()
    assert asker.unseen()
    second.repaint()
    assert not asker.unseen()
    asker.asked.emit()
    assert asker.unseen()


def test_where_nothing_is_shown_nothing_waits_for_it(qtbot):
    hidden, asker = QWidget(), Asker()
    qtbot.addWidget(hidden)
    AskedFirst(asker, (hidden,), asker)
    asker.asked.emit()
    assert not asker.unseen()
