"""A button that shows its key and follows an action."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from reviewer.ui.look import icons
from reviewer.ui.look.tokens import LIGHT
from reviewer.ui.panels.cap_button import CapButton


def test_it_follows_its_action(look, qtbot):
    action = QAction(icons.icon("tick"), "Mark reviewed")
    action.setShortcuts(["Ctrl+Return", "Ctrl+Enter"])
    button = CapButton()
    qtbot.addWidget(button)
    button.follow(action)
    assert button.text() == "Mark reviewed"
    assert button.accessibleName() == "Mark reviewed"
    wide = button.sizeHint().width()
    action.setShortcut("")
    assert button.sizeHint().width() < wide
    action.setEnabled(False)
    assert not button.isEnabled()
    action.setEnabled(True)
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_checkable_action_is_followed_both_ways(look, qtbot):
    action = QAction(icons.icon("words"), "Words")
    action.setCheckable(True)
    button = CapButton(flat=True)
    qtbot.addWidget(button)
    button.follow(action)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert action.isChecked()
    assert button.isChecked()
    action.setChecked(False)
    assert not button.isChecked()


def test_it_gives_way_to_its_icon(look, qtbot):
    button = CapButton("Postpone", "clock", "Ctrl+L")
    qtbot.addWidget(button)
    full = button.sizeHint().width()
    button.set_compact(True)
    assert button.sizeHint().width() <= 40
    assert button.accessibleName() == "Postpone"
    button.set_compact(False)
    assert button.sizeHint().width() == full


def test_the_accent_can_be_given_and_taken(look, qtbot):
    button = CapButton("Mark reviewed", "tick", "Ctrl+Return")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    ground = button.grab().toImage().pixelColor(4, button.height() // 2)
    button.set_primary(True)
    accented = button.grab().toImage().pixelColor(4, button.height() // 2)
    assert ground == LIGHT.base
    assert accented == LIGHT.accent


def test_a_click_leaves_the_focus_in_the_editor(look, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    edit, button = QLineEdit(), CapButton("Postpone", "clock")
    row = QHBoxLayout(window)
    row.addWidget(edit)
    row.addWidget(button)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    edit.setFocus()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert edit.hasFocus()


def test_it_is_as_large_as_what_it_shows_now(look, qtbot):
    button = CapButton("Next", "tick", "Ctrl+Return")
    qtbot.addWidget(button)
    plain = button.sizeHint()

    button.setText("The next document")
    wide = button.sizeHint()
    assert wide.width() > plain.width()

    button.set_primary(True)
    assert button.sizeHint().width() > wide.width()
    button.set_primary(False)
    button.set_capped(False)
    assert button.sizeHint().width() < wide.width()

    larger = button.font()
    larger.setPointSizeF(2 * larger.pointSizeF())
    button.setFont(larger)
    assert button.sizeHint().width() > wide.width()
