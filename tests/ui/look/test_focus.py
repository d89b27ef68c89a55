"""Exactly one ring: every widget that can have the focus shows that it has it, and nothing moves."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.look.tokens import LIGHT
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.status import Tasks


def _tabs() -> QTabBar:
    made = QTabBar()
    made.setDrawBase(False)
    made.addTab("To review 12")
    made.addTab("Postponed")
    return made


def _list() -> QListWidget:
    made = QListWidget()
    made.addItems(["one", "two"])
    made.setCurrentRow(0)
    return made


def _tool() -> QToolButton:
    made = QToolButton()
    made.setText("Fit")
    made.setAutoRaise(True)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def _primary() -> CapButton:
    made = CapButton("Mark reviewed", "tick", "Ctrl+Return")
    made.set_primary(True)
    return made


MAKERS = {
    "push button": lambda: QPushButton("Reject"),
    "flat button": lambda: CapButton("Draw", "draw", "R", flat=True),
    "cap button": lambda: CapButton("Postpone", "clock", "Ctrl+L"),
    "primary button": _primary,
    "tool button": _tool,
    "link": lambda: Link("Try now"),
    "line edit": lambda: QLineEdit("text"),
    "combo box": QComboBox,
    "spin box": QSpinBox,
    "check box": lambda: QCheckBox("Words"),
    "radio button": lambda: QRadioButton("One"),
    "text edit": lambda: QPlainTextEdit("text"),
    "list": _list,
    "tabs": _tabs,
    "scroll area": QScrollArea,
    "tasks": Tasks,
}


@pytest.fixture
def pair(look, qtbot):
    """A window in which something else has the focus first."""
    window = QWidget()
    qtbot.addWidget(window)
    other = QPushButton("other")
    QVBoxLayout(window).addWidget(other)
    window.resize(400, 200)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window, other


@pytest.mark.parametrize("kind", MAKERS)
def test_the_focus_is_seen_and_moves_nothing(pair, kind):
    window, other = pair
    widget = shown(window, MAKERS[kind]())
    other.setFocus()
    before, size = widget.grab().toImage(), widget.size()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.hasFocus()
    after = widget.grab().toImage()
    assert after != before
    assert widget.size() == size
    assert _has(after, LIGHT.accent.rgb())


@pytest.mark.parametrize("kind", MAKERS)
def test_the_ring_stands_in_the_dark_too(pair, kind, look):
    look.set_scheme("dark")
    window, other = pair
    widget = shown(window, MAKERS[kind]())
    other.setFocus()
    before = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.grab().toImage() != before


def test_the_ring_is_two_pixels_inside_the_frame(pair):
    window, _ = pair
    edit = shown(window, QLineEdit())
    edit.setFocus()
    image = edit.grab().toImage()
    middle = image.height() // 2
    inked = [x for x in range(8) if image.pixel(QPoint(x, middle)) == LIGHT.accent.rgb()]
    assert inked == [0, 1]


def test_without_focus_a_frame_is_the_colour_of_controls(pair):
    window, other = pair
    edit = shown(window, QLineEdit())
    other.setFocus()
    image = edit.grab().toImage()
    assert image.pixel(QPoint(0, image.height() // 2)) == LIGHT.control.rgb()


def shown(window: QWidget, widget: QWidget) -> QWidget:
    window.layout().addWidget(widget)
    widget.show()
    window.layout().activate()
    return widget


def _has(image: QImage, color: int) -> bool:
    return any(image.pixel(x, y) == color for x in range(image.width()) for y in range(image.height()))
