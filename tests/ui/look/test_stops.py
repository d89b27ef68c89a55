"""Tab goes through a part of a window as it is read."""

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from reviewer.ui.look.stops import stops


def test_rows_from_the_top_each_from_where_a_text_begins(qtbot, look):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(400, 200)
    for name, place in (("d", (200, 100)), ("b", (200, 12)), ("c", (10, 100)), ("a", (10, 10))):
        made = QPushButton(name, window)
        made.setGeometry(*place, 80, 30)
    QLabel("says", window).move(0, 50)
    hidden, off = QLineEdit(window), QLineEdit(window)
    off.setEnabled(False)
    window.show()
    hidden.hide()

    assert [each.text() for each in stops(window)] == ["a", "b", "c", "d"]
    window.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    assert [each.text() for each in stops(window)] == ["b", "a", "d", "c"]


def test_looking_makes_no_widget_the_child_of_another(qtbot, look):
    window, part = QWidget(), QWidget()
    qtbot.addWidget(window)
    part.setParent(window)
    menu = QWidget(window)
    QLineEdit(part)
    window.show()
    assert len(stops(part)) == 1
    shiboken6.delete(part)
    assert shiboken6.isValid(window)
    assert shiboken6.isValid(menu)
