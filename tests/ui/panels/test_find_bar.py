"""Finding in the document by keys."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desks import Desk, document, entry, value
from printed import line, page
from reviewer.domain.geometry import Box, bounds
from reviewer.ui.canvas.page_view import PageView
from reviewer.ui.panels.find_bar import FindBar
from reviewer.ui.viewmodels.finding import NONE, Finding
from reviewer.ui.viewmodels.indexing import Indexing

TEXTS = (
    page(line(0.1, "The", "boathouse"), line(0.2, "Boat", "1.234,50")),
    page(line(0.1, "BOAT5", "and", "oars"), number=1),
)
K, Shift = Qt.Key, Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def desk(qtbot, look) -> Iterator[Desk]:
    made = Desk(drawing=True)
    yield made
    made.close()


@pytest.fixture
def finding(desk, qtbot) -> Finding:
    indexing = Indexing(desk.runner, desk.model, desk.model)
    made = Finding(desk.model, indexing, desk.model)
    desk.open(entry("total", value("9", 0.5, Box(0.1, 0.5, 0.2, 0.53))), texts=TEXTS, of=document(2))
    indexing.want()
    qtbot.waitUntil(lambda: indexing.complete)
    return made


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(900, 700)
    return made


@pytest.fixture
def bar(desk, finding, window) -> FindBar:
    """The bar over a page on which letters are commands."""
    view = PageView(desk.model, desk.pictures, window)
    command = QAction("Darker", view, shortcut="O")
    command.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    view.addAction(command)
    QVBoxLayout(window).addWidget(view)
    window.show()
    window.activateWindow()
    made = FindBar(finding, view)
    made.open()
    return made


def test_hits_are_counted_and_walked_over_pages_and_round(bar, desk, finding):
    QTest.keyClicks(bar.edit, "boat")
    assert bar.count.text() == "1 of 3"
    assert bar.edit.hasFocus()

    seen = []
    for _ in range(3):
        QTest.keyClick(bar.edit, K.Key_Return)
        seen.append((bar.count.text(), desk.model.page))
    assert seen == [("2 of 3", 0), ("3 of 3", 1), ("1 of 3", 0)]

    QTest.keyClick(bar.edit, K.Key_Return, Shift)
    assert (bar.count.text(), desk.model.page) == ("3 of 3", 1)
    assert desk.model.looked == ()


def test_looking_begins_at_the_shown_page(bar, desk):
    desk.model.show_page(1)
    QTest.keyClicks(bar.edit, "boat")
    assert bar.count.text() == "3 of 3"


def test_exact_leaves_look_alikes_out(bar):
    QTest.keyClicks(bar.edit, "Boat")
    bar.exact.click()
    assert bar.count.text() == "1 of 1"
    bar.exact.click()
    assert bar.count.text() == "1 of 3"


def test_what_is_not_there_is_told(bar, finding):
    QTest.keyClicks(bar.edit, "anchor")
    assert bar.count.text() == "not found"
    assert not bar.next.isEnabled()
    QTest.keyClick(bar.edit, K.Key_Return)
    assert finding.current == NONE


def test_esc_closes_and_the_text_is_there_the_next_time(bar, finding, qtbot):
    QTest.keyClicks(bar.edit, "boat")
    with qtbot.waitSignal(bar.left):
        QTest.keyClick(bar.edit, K.Key_Escape)
    assert bar.isHidden()
    assert finding.hits == ()

    bar.open()
    assert bar.edit.selectedText() == "boat"
    assert bar.count.text() == "1 of 3"


def test_the_found_place_becomes_the_active_value(bar, desk, finding):
    QTest.keyClicks(bar.edit, "1234.5")
    assert finding.take()
    taken = desk.model.entry("total:0").value
    assert taken.text == "1.234,50"
    assert [bounds(region.polygon) for region in taken.regions] == [bounds(TEXTS[0].words[3].polygon)]
    assert [step.action for step in desk.steps] == ["correct"]

    desk.model.undo()
    assert desk.model.entry("total:0").value.text == "9"


def test_nothing_found_takes_nothing(bar, desk, finding):
    QTest.keyClicks(bar.edit, "anchor")
    assert not finding.take()
    assert desk.steps == []


def test_another_document_closes_the_bar(bar, desk):
    QTest.keyClicks(bar.edit, "boat")
    desk.open(entry("total", value("1", 0.5)), texts=TEXTS[:1], of=document(1, name="e"))
    assert bar.isHidden()
    assert desk.model.page == 0


def test_it_stands_at_the_edge_of_a_narrow_view_too(bar, qtbot):
    view = bar.parentWidget()
    view.resize(300, 400)
    assert view.rect().contains(bar.geometry())


def test_controls_are_named(bar):
    for widget in (bar, bar.edit, bar.exact, bar.previous, bar.next, bar.close_button):
        assert widget.accessibleName()
