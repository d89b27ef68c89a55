"""The first screen."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QLabel, QMainWindow, QPushButton

from reviewer.ui import actions
from reviewer.ui.panels.first_run import FirstRun


@pytest.fixture
def calls() -> list[str]:
    return []


@pytest.fixture
def window(look, qtbot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    return made


@pytest.fixture
def screen(window, calls) -> FirstRun:
    names = ("file.open", "file.open_folder", "file.paste", "help.samples")
    made = actions.build(window, {name: (lambda name=name: calls.append(name)) for name in names})
    first = FirstRun(made)
    window.setCentralWidget(first)
    window.resize(1200, 800)
    window.show()
    return first


def test_every_button_does_what_its_action_does(screen, calls, qtbot):
    for text in ("Open files…", "Open folder…", "Paste", "Try the samples"):
        found = [button for button in screen.findChildren(QPushButton) if button.text() == text]
        qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert calls == ["file.open", "file.open_folder", "file.paste", "help.samples"]


def test_it_says_what_reads_and_where_things_are_kept(screen, qtbot):
    screen.reading.say("RapidOCR on this computer. Works without a network.")
    screen.workspace.say("Documents/<b>Reviewer</b>, 41 GB free.")
    assert screen.reading.isVisible()
    with qtbot.waitSignal(screen.reading_asked):
        screen.reading.change.click()
    with qtbot.waitSignal(screen.workspace_asked):
        screen.workspace.change.click()
    assert screen.workspace.change.accessibleName() != screen.reading.change.accessibleName()
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in screen.findChildren(QLabel))


def test_pictures_of_the_samples_are_shown(screen):
    page = QPixmap(100, 140)
    page.fill(Qt.GlobalColor.white)
    screen.samples.set_pictures([page] * 5)
    assert screen.samples._pictures.sizeHint().width() == 3 * 54 + 2 * 16


def test_it_lights_up_while_something_is_dragged(screen):
    before = screen.grab().toImage()
    screen.set_dropping(True)
    assert screen.grab().toImage() != before
    screen.set_dropping(False)
    assert screen.grab().toImage() == before


def test_it_fits_the_smallest_window(screen, qtbot):
    screen.window().resize(960, 600)
    qtbot.waitUntil(lambda: screen.window().height() == 600)
    assert screen.horizontalScrollBar().maximum() == 0
