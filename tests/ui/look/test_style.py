"""Standard widgets in every state are painted by the style: an exception there would end the process."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDockWidget,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QMenu,
    QProgressBar,
    QPushButton,
    QRadioButton,
    QScrollBar,
    QSlider,
    QSpinBox,
    QSplitter,
    QStyle,
    QStyleOptionSlider,
    QTabBar,
    QToolBar,
    QToolButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.look import icons
from reviewer.ui.look.measures import MODE, PRIMARY
from reviewer.ui.look.tokens import DARK, LIGHT

Part = QStyle.SubControl


def every_widget() -> list[QWidget]:
    check = QCheckBox("some")
    check.setTristate(True)
    check.setCheckState(Qt.CheckState.PartiallyChecked)
    radio = QRadioButton("one")
    radio.setChecked(True)
    combo, spin, tabs, listing = QComboBox(), QSpinBox(), QTabBar(), QListWidget()
    combo.addItems(["Receipt", "Form"])
    spin.setSuffix(" dpi")
    tabs.addTab("To review 12")
    tabs.addTab("Postponed")
    listing.addItems([str(number) for number in range(40)])
    listing.setCurrentRow(1)
    bar, wait, menu_button, flat = QProgressBar(), QProgressBar(), QPushButton("Menu"), QPushButton("Flat")
    bar.setValue(60)
    wait.setRange(0, 0)
    menu_button.setMenu(QMenu(menu_button))
    flat.setFlat(True)
    mode = QToolButton()
    mode.setText("Document")
    mode.setProperty(MODE, True)
    mode.setCheckable(True)
    mode.setChecked(True)
    beside = QToolButton()
    beside.setIcon(icons.icon("words"))
    beside.setText("Words")
    beside.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    beside.setCheckable(True)
    beside.setChecked(True)
    return [
        check,
        radio,
        combo,
        spin,
        tabs,
        listing,
        bar,
        wait,
        menu_button,
        flat,
        mode,
        beside,
        QSlider(Qt.Orientation.Horizontal),
        QTreeWidget(),
        QLineEdit("text"),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("enabled", [True, False])
def test_every_widget_is_painted_in_every_state(look, qtbot, scheme, direction, enabled):
    look.set_scheme(scheme)
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayoutDirection(direction)
    column = QVBoxLayout(window)
    for widget in every_widget():
        widget.setEnabled(enabled)
        column.addWidget(widget)
    window.show()
    assert not window.grab().isNull()


def test_a_main_window_has_hairlines_and_flat_bars(look, qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    window.menuBar().addMenu("&File").addAction("Open")
    bar = QToolBar()
    bar.setMovable(False)
    bar.addAction(icons.icon("open"), "Open")
    bar.addSeparator()
    bar.addAction(icons.icon("undo"), "Undo")
    window.addToolBar(bar)
    split = QSplitter()
    for _ in range(2):
        split.addWidget(QListWidget())
    window.setCentralWidget(split)
    dock = QDockWidget("Fields")
    dock.setWidget(QListWidget())
    window.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, dock)
    window.resize(700, 400)
    window.show()
    assert split.handleWidth() == 1
    image = window.grab().toImage()
    under = bar.geometry().bottom()
    assert image.pixelColor(350, under) == LIGHT.line
    assert image.pixelColor(350, under - 6) == LIGHT.window


def test_the_default_button_of_a_dialog_has_the_accent(look, qtbot):
    dialog = QDialog()
    qtbot.addWidget(dialog)
    column = QVBoxLayout(dialog)
    yes, no = QPushButton("Reject"), QPushButton("Keep")
    for button in (yes, no):
        button.setAutoDefault(False)
        column.addWidget(button)
    yes.setDefault(True)
    dialog.show()
    assert _ground(yes) == LIGHT.accent
    assert _ground(no) == LIGHT.base
    yes.setEnabled(False)
    assert _ground(yes) == LIGHT.window
    no.setProperty(PRIMARY, True)
    assert _ground(no) == LIGHT.accent


def test_a_menu_is_soft_where_the_hand_is(look, qtbot):
    menu = QMenu()
    qtbot.addWidget(menu)
    first = QAction(icons.icon("open"), "Open files…", menu)
    words = QAction("Words", menu)
    words.setCheckable(True)
    words.setChecked(True)
    menu.addActions([first, words])
    menu.addSeparator()
    menu.addAction("Quit").setEnabled(False)
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(first)
    image = menu.grab().toImage()
    assert image.pixelColor(image.width() - 6, 12) == LIGHT.accent_soft
    menu.close()


def test_buttons_and_inputs_have_one_height(look, qtbot):
    for widget in (QPushButton("Reject"), QLineEdit(), QComboBox(), QSpinBox()):
        qtbot.addWidget(widget)
        assert widget.sizeHint().height() == 30
    tool = QToolButton()
    qtbot.addWidget(tool)
    tool.setIcon(icons.icon("fit"))
    assert (tool.sizeHint().width(), tool.sizeHint().height()) == (30, 30)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize("orientation", [Qt.Orientation.Horizontal, Qt.Orientation.Vertical])
def test_a_scroll_bar_is_all_handle_and_pages(look, qtbot, orientation, direction):
    bar, option = _scroll_bar(qtbot, orientation, direction)
    handle = _part(bar, option, Part.SC_ScrollBarSlider)
    before, after = _part(bar, option, Part.SC_ScrollBarSubPage), _part(bar, option, Part.SC_ScrollBarAddPage)
    assert before.united(handle).united(after) == bar.rect()
    assert not before.intersects(handle)
    assert not after.intersects(handle)
    assert handle.height() * handle.width() == 10 * 50
    for button in (Part.SC_ScrollBarAddLine, Part.SC_ScrollBarSubLine):
        assert _part(bar, option, button).isEmpty()


def test_the_handle_of_a_long_list_can_still_be_grabbed(look, qtbot):
    bar, _ = _scroll_bar(qtbot, Qt.Orientation.Vertical, Qt.LayoutDirection.LeftToRight)
    bar.setRange(0, 100_000)
    option = QStyleOptionSlider()
    bar.initStyleOption(option)
    assert _part(bar, option, Part.SC_ScrollBarSlider).height() == 32


def test_the_handle_follows_the_hand(look, qtbot):
    bar, _ = _scroll_bar(qtbot, Qt.Orientation.Vertical, Qt.LayoutDirection.LeftToRight)
    qtbot.mousePress(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 25))
    qtbot.mouseMove(bar, QPoint(5, 75))
    assert bar.value() == 50
    qtbot.mouseRelease(bar, Qt.MouseButton.LeftButton, pos=QPoint(5, 75))


def _scroll_bar(qtbot, orientation, direction) -> tuple[QScrollBar, QStyleOptionSlider]:
    """100 pixels long, at its start, with a page as long as what is not seen."""
    bar, option = QScrollBar(orientation), QStyleOptionSlider()
    qtbot.addWidget(bar)
    bar.setLayoutDirection(direction)
    bar.setRange(0, 50)
    bar.setPageStep(50)
    bar.resize(*((100, 10) if orientation is Qt.Orientation.Horizontal else (10, 100)))
    bar.show()
    bar.initStyleOption(option)
    return bar, option


def _part(bar: QScrollBar, option: QStyleOptionSlider, part: Part) -> QRect:
    return bar.style().subControlRect(QStyle.ComplexControl.CC_ScrollBar, option, part, bar)


def test_repainting_follows_the_theme(look, qtbot):
    button = QPushButton("Keep")
    qtbot.addWidget(button)
    button.show()
    assert _ground(button) == LIGHT.base
    look.set_scheme("dark")
    assert _ground(button) == DARK.base


def _ground(button: QPushButton) -> QColor:
    return button.grab().toImage().pixelColor(6, button.height() // 2)


@pytest.mark.parametrize("way", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_the_word_of_a_menu_button_begins_where_that_of_any_button_does(look, qtbot, way):
    def room(button: QPushButton) -> tuple[int, int]:
        """Left and right of all that is painted within the frame, from where the text begins."""
        qtbot.addWidget(button)
        button.setLayoutDirection(way)
        button.resize(button.sizeHint())
        image = button.grab().toImage()
        ground = image.pixel(image.width() // 2, 3)
        inner = range(4, image.width() - 4)
        painted = [x for x in inner if any(image.pixel(x, y) != ground for y in range(4, image.height() - 4))]
        left, right = painted[0], image.width() - 1 - painted[-1]
        return (left, right) if way is Qt.LayoutDirection.LeftToRight else (right, left)

    plain, with_menu = QPushButton("Field"), QPushButton("Field")
    with_menu.setMenu(QMenu(with_menu))
    assert abs(room(with_menu)[0] - room(plain)[0]) <= 1
    assert abs(room(with_menu)[1] - room(plain)[0]) <= 3
