"""Whatever can have the focus has a name, and what cannot be pressed is never smaller than a target."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QMainWindow, QWidget

from reviewer.ui import actions
from reviewer.ui.dialogs.about import About
from reviewer.ui.dialogs.ask import AskName, AskPassword, AskReason
from reviewer.ui.dialogs.key_sheet import KeySheet
from reviewer.ui.panels.empty import Empty
from reviewer.ui.panels.first_run import FirstRun
from reviewer.ui.panels.notice_bar import NoticeBar
from reviewer.ui.panels.status import StatusBar


def nothing(*_arguments: object) -> None:
    """A handler."""


def roots(window: QMainWindow) -> list[QWidget]:
    table = actions.build(window, dict.fromkeys(actions.BY_NAME, nothing))
    notice, empty = NoticeBar(), Empty()
    notice.show_notice("The disk is full.", "Try again")
    empty.say("Nothing matches.", "Clear the search")
    first = FirstRun(table)
    first.reading.say("RapidOCR")
    first.workspace.say("Documents")
    return [
        notice,
        empty,
        first,
        StatusBar(),
        KeySheet(window, table, "in Document mode"),
        About("1.0", parent=window),
        AskReason("Reject it?", "Reject", "Keep", parent=window),
        AskName("ana", window),
        AskPassword("a.pdf", 2, parent=window),
    ]


def test_everything_that_takes_the_focus_is_named(look, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    for root in roots(window):
        qtbot.addWidget(root)
        for widget in (root, *root.findChildren(QWidget)):
            usable = isinstance(widget, QAbstractButton | QLineEdit) and not widget.isHidden()
            if usable and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
                name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
                assert name, (type(root).__name__, widget)


def test_what_can_be_pressed_is_large_enough(look, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    for root in roots(window):
        qtbot.addWidget(root)
        for button in root.findChildren(QAbstractButton):
            if not button.isHidden():
                assert button.sizeHint().height() >= 24, (type(root).__name__, button.text())
                assert button.sizeHint().width() >= 24, (type(root).__name__, button.text())
