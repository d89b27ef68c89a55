"""The queue's list."""

from array import array

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QShortcut
from PySide6.QtWidgets import QApplication, QDockWidget, QLineEdit, QMainWindow

from reviewer.domain.queue import QueueRow
from reviewer.domain.recognition import TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.services.listing import Outline
from reviewer.ui.look import fonts
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.queue_delegate import RAIL, QueueDelegate, Shape
from reviewer.ui.panels.queue_panel import QueuePanel
from reviewer.ui.viewmodels.queue import QueueViewModel, Role
from reviewer.ui.viewmodels.queue_state import Progress
from reviewer.ui.workers.runner import Runner


@pytest.fixture
def queue(qtbot, look) -> QueueViewModel:
    runner = Runner()
    runner.close(0.1)
    return QueueViewModel(runner)


def test_walking_the_queue_with_ctrl_selects_one_row(queue, qtbot):
    """With Ctrl held, Qt would add each row to the selection, and Del would delete all of them."""
    panel = QueuePanel(queue, lambda _row: None, str)
    qtbot.addWidget(panel)
    panel.show()
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    fill(queue, *(row(name) for name in "abc"))
    names = iter("abc")
    walk = QShortcut("Ctrl+Down", panel)
    walk.activated.connect(lambda: queue.set_current(next(names)))

    for _ in range(3):
        qtbot.keyClick(panel.list, Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)

    assert queue.current == "c"
    assert panel.chosen() == ["c"]


@pytest.fixture
def window(look, qtbot) -> QMainWindow:
    """A window that has something else besides the queue."""
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setCentralWidget(QLineEdit())
    made.resize(1000, 500)
    return made


@pytest.fixture
def panel(queue, window, qtbot) -> QueuePanel:
    """A panel with three documents in it."""
    made = QueuePanel(queue, lambda _row: None, str, window)
    dock = QDockWidget(window)
    dock.setTitleBarWidget(made.head)
    dock.setWidget(made)
    window.addDockWidget(Qt.DockWidgetArea.LeftDockWidgetArea, dock)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    fill(queue, row("a", unsure=3), row("b", unsure=0), row("c"))
    return made


def test_a_row_says_in_words_what_it_shows(queue, panel):
    queue.set_progress("c", Progress(0.5, "Reading, page 2 of 3"))

    spoken = [queue.index(number).data(Qt.ItemDataRole.AccessibleTextRole) for number in range(3)]

    assert spoken == ["a.pdf, 3 to check, Pending", "b.pdf, Pending, all sure", "c.pdf, Reading, page 2 of 3"]


def test_a_failure_is_shown_whatever_the_store_says_of_the_task(queue, panel):
    fill(queue, row("a", task=TaskState.RUNNING), row("b", status=RevisionStatus.IN_REVIEW))
    for name in "ab":
        queue.set_failed(name)
    assert [queue.index(number).data(Role.STATE).words for number in range(2)] == ["Not read. Try again"] * 2

    queue.set_progress("a", Progress(0.0, "Reading"))
    queue.set_progress("a", None)
    assert queue.index(0).data(Role.STATE).words == "Reading"  # as the store says


@pytest.mark.parametrize(
    ("task", "words"),
    [
        (TaskState.UNCERTAIN, "Unclear whether it arrived"),
        (TaskState.LOST, "Lost by the service. Send again"),
        (TaskState.FAILED, "Not read. Try again"),
    ],
)
def test_a_failure_at_a_service_says_which(queue, panel, task, words):
    fill(queue, row("a", task=task))
    queue.set_failed("a")
    assert queue.index(0).data(Role.STATE).words == words


def test_a_failure_that_is_let_be_is_over(queue, panel):
    fill(queue, row("a", task=TaskState.CANCELLED))
    queue.set_failed("a")
    queue.set_failed("a", False)
    assert queue.index(0).data(Role.STATE).words == "Cancelled"


def test_the_queue_model_is_sound(queue, panel, qtmodeltester):
    qtmodeltester.check(queue)


def test_a_change_of_one_row_paints_that_row_only(queue, panel, qtbot, monkeypatch):
    painted = []
    paint = QueueDelegate._paint_name

    def noted(delegate, painter, row, *more):
        painted.append(row.id)
        paint(delegate, painter, row, *more)

    monkeypatch.setattr(QueueDelegate, "_paint_name", noted)
    panel.list.viewport().repaint()
    assert painted == ["a", "b", "c"]
    painted.clear()

    queue.set_progress("b", Progress(0.5, "Reading"))
    qtbot.waitUntil(lambda: bool(painted))

    assert painted == ["b"]


def test_a_document_that_comes_back_into_the_list_is_the_current_row(queue, panel):
    queue.set_current("d")
    assert not panel.list.selectedIndexes() or panel.chosen() != ["d"]

    listed(queue, *"abcd")

    assert panel.chosen() == ["d"]
    assert panel.list.currentIndex().row() == 3


def test_what_is_chosen_stays_chosen_when_another_row_goes(queue, panel):
    queue.set_current("c")

    listed(queue, *"bc")

    assert panel.chosen() == ["c"]
    assert panel.list.currentIndex().row() == 1


def test_a_rail_has_thumbnails_and_numbers_and_unfolds_to_be_searched(queue, panel, qtbot):
    panel.set_shape(Shape.RAIL)
    qtbot.waitUntil(lambda: panel.width() == fonts.scaled(RAIL))
    assert not panel.search.isVisible()
    assert not panel.tabs.isVisible()
    assert panel.list.isVisible()
    assert panel.grab().toImage() != blank(panel)

    panel.focus_search()
    qtbot.waitUntil(lambda: panel.width() > 200)
    assert QApplication.focusWidget() is panel.search

    panel.window().centralWidget().setFocus()  # the operator goes on with the document
    qtbot.waitUntil(lambda: panel.width() == fonts.scaled(RAIL))

    panel.set_shape(Shape.WIDE)
    qtbot.waitUntil(panel.search.isVisible)
    assert panel.maximumWidth() > 1000


def test_a_rail_is_walked_by_keys(queue, panel, qtbot):
    panel.set_shape(Shape.RAIL)
    panel.focus_list()
    qtbot.keyClick(panel.list, Qt.Key.Key_Down)
    with qtbot.waitSignal(panel.asked) as asked:
        qtbot.keyClick(panel.list, Qt.Key.Key_Return)
    assert asked.args == ["b"]


def listed(queue: QueueViewModel, *names: str) -> None:
    """The store lists these documents now."""
    rows = tuple(row(name) for name in names)
    sequences = array("q", (each.sequence for each in rows))
    queue._fetching._on_outline(Outline(queue.wanted, queue.sorting, sequences, rows, {}, False, 0))


def fill(queue: QueueViewModel, *rows: QueueRow) -> None:
    queue.beginResetModel()
    queue._rows.put(rows)
    queue._rows.sequences = array("q", (each.sequence for each in rows))
    queue.endResetModel()


def blank(widget) -> QImage:
    image = widget.grab().toImage()
    image.fill(widget.palette().base().color())
    return image


def row(name: str, status: RevisionStatus = RevisionStatus.PENDING, **more) -> QueueRow:
    return QueueRow(id=name, name=f"{name}.pdf", document_type="receipt", status=status, sequence=ord(name), **more)


def test_escape_clears_the_search_and_down_leads_into_the_list(queue, panel, qtbot):
    panel.focus_search()
    qtbot.keyClicks(panel.search, "zzz")
    qtbot.waitUntil(lambda: queue.words == "zzz")
    qtbot.keyClick(panel.search, Qt.Key.Key_Escape)
    assert (panel.search.text(), queue.words) == ("", "")
    assert panel.list.hasFocus()

    panel.focus_search()
    qtbot.keyClick(panel.search, Qt.Key.Key_Down)
    assert panel.list.hasFocus()


def test_a_search_without_a_hit_offers_to_clear_it(queue, panel, qtbot):
    queue.search("zzz")
    panel.search.setText("zzz")
    fill(queue)
    queue.loaded.emit()
    (link,) = [link for link in panel.findChildren(Link) if link.isVisible()]
    assert link.text() == "Clear the search"
    link.click()
    assert queue.words == ""
