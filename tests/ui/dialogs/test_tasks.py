"""Tasks and notices: what is read, waits and failed, and what can be done about it."""

from collections import deque
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from reviewer.domain.queue import QueueRow
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import EngineError
from reviewer.ui.dialogs.tasks import NOTICES, TasksPopover
from reviewer.ui.panels.status import StatusBar
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.queue_state import Progress
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.tasks import MOST_WAITING, Going, TasksViewModel

K = Qt.Key


class FakeRun(QObject):
    """A run that ends when it is told to."""

    ended = Signal()

    def __init__(self, failed) -> None:
        super().__init__()
        self.cancelled = False
        self._failed = failed

    def cancel(self) -> None:
        self.cancelled = True

    def fail(self, error: EngineError) -> None:
        self._failed(error)
        self.ended.emit()


class FakeRunner:
    """Starts nothing; remembers what it was given."""

    def __init__(self) -> None:
        self.runs: list[FakeRun] = []

    def start(self, lane, job, *, failed=None, **_others) -> FakeRun:
        self.runs.append(FakeRun(failed))
        return self.runs[-1]


class FakeDesk:
    """Knows which tasks were dropped before they began."""

    closing = False

    def __init__(self) -> None:
        self.dropped: list[str] = []

    def remote(self, _task):
        return 0

    def recognize(self, task, *_others):
        return task

    def drop(self, task: RecognitionTask) -> None:
        self.dropped.append(task.document)


@pytest.fixture
def bench(look):
    """Two places, a queue that knows names."""
    runner, desk = FakeRunner(), FakeDesk()
    reading, queue = ReadingViewModel(runner), QueueViewModel(runner)
    reading.use(desk, [object(), object()])
    tasks = TasksViewModel(reading, queue)
    return SimpleNamespace(runner=runner, desk=desk, reading=reading, queue=queue, tasks=tasks)


def add(bench, *documents: str) -> None:
    bench.reading.add([RecognitionTask(f"task-{document}", document) for document in documents])
    bench.tasks.refresh()


def list_in_queue(bench, *documents: str, **more) -> None:
    bench.queue._rows = [
        QueueRow(document, f"{document}.jpg", "receipt", RevisionStatus.PENDING, number, **more)
        for number, document in enumerate(documents)
    ]
    bench.queue.loaded.emit()
    bench.tasks.refresh()


def shown(bench) -> list[tuple[str, Going]]:
    rows = (bench.tasks.at(number) for number in range(bench.tasks.rowCount()))
    return [(row.document, row.going) for row in rows]


# The view-model


def test_running_first_then_failed_then_waiting(bench):
    add(bench, "a", "b", "c", "d")
    bench.runner.runs[0].fail(EngineError("It failed.", "Try Tesseract."))
    bench.tasks.refresh()
    assert shown(bench) == [
        ("c", Going.READING),
        ("b", Going.READING),
        ("a", Going.FAILED),
        ("d", Going.WAITING),
    ]
    assert bench.tasks.words_of(bench.tasks.at(2)) == "It failed. Try Tesseract."
    assert (bench.tasks.open, bench.tasks.failed) == (3, 1)


def test_progress_changes_only_its_row(bench, qtbot):
    add(bench, "a", "b")
    with qtbot.assertNotEmitted(bench.tasks.modelReset), qtbot.waitSignal(bench.tasks.dataChanged) as told:
        bench.reading.progressed.emit("b", Progress(0.5, "Reading, page 2 of 3"))
    assert told.args[0].row() == told.args[1].row() == 1
    assert (bench.tasks.at(1).share, bench.tasks.at(1).words) == (0.5, "Reading, page 2 of 3")


def test_names_come_from_the_queue_and_stay_when_it_shows_another_tab(bench):
    add(bench, "a")
    assert bench.tasks.data(bench.tasks.index(0)) == "A document"
    list_in_queue(bench, "a")
    assert bench.tasks.data(bench.tasks.index(0)) == "a.jpg"
    list_in_queue(bench, "z")
    assert bench.tasks.data(bench.tasks.index(0)) == "a.jpg"


def test_what_failed_before_this_start_is_listed_until_it_is_read(bench):
    list_in_queue(bench, "a", task=TaskState.FAILED, task_error="This PDF is damaged.")
    assert shown(bench) == [("a", Going.FAILED)]
    add(bench, "a")
    assert shown(bench) == [("a", Going.READING)]
    bench.runner.runs[0].ended.emit()
    list_in_queue(bench, "a", task=TaskState.DONE)
    assert shown(bench) == []


def test_trying_again_is_asked_for_and_replaces_the_failure(bench, qtbot):
    add(bench, "a")
    bench.runner.runs[0].fail(EngineError("It failed."))
    bench.tasks.refresh()
    with qtbot.waitSignal(bench.tasks.retry_asked) as told:
        bench.tasks.retry("a")
    assert told.args == ["a"]
    add(bench, "a")
    assert shown(bench) == [("a", Going.READING)]


def test_cancel_all_drops_what_waits_and_stops_what_runs(bench):
    add(bench, "a", "b", "c", "d")
    bench.tasks.cancel_all()
    assert bench.desk.dropped == ["c", "d"]
    assert [run.cancelled for run in bench.runner.runs] == [True, True]
    for run in list(bench.runner.runs):
        run.ended.emit()
    bench.tasks.refresh()
    assert shown(bench) == []
    assert len(bench.runner.runs) == 2


def test_of_many_only_the_next_are_listed(bench):
    add(bench, *(str(number) for number in range(MOST_WAITING + 52)))
    assert bench.tasks.rowCount() == 2 + MOST_WAITING
    assert bench.tasks.unlisted == 50


def test_many_changes_make_one_new_list(bench, qtbot):
    add(bench, "a", "b")
    with qtbot.waitSignal(bench.tasks.counted):
        for number in range(20):
            bench.reading.add([RecognitionTask(f"t{number}", f"d{number}")])
        assert bench.tasks.rowCount() == 2
    assert bench.tasks.rowCount() == 22


def test_the_model_is_sound(bench, qtmodeltester):
    add(bench, "a", "b", "c")
    qtmodeltester.check(bench.tasks)


# The popover


@pytest.fixture
def window(bench, qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setCentralWidget(QLineEdit())
    made.setStatusBar(StatusBar())
    made.resize(1000, 700)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.centralWidget().setFocus()
    return made


@pytest.fixture
def past() -> deque[Notice]:
    return deque([Notice("First."), Notice("Disk full. Free some space.", NoticeLevel.ERROR)])


@pytest.fixture
def popover(bench, window, past) -> TasksPopover:
    return TasksPopover(window, bench.tasks, past, window.statusBar().tasks)


def test_it_stands_above_what_it_opens_from_and_inside_the_window(bench, window, popover):
    add(bench, *(str(number) for number in range(30)))
    popover.open()
    anchor = window.statusBar().tasks
    foot = anchor.mapTo(window, QPoint(0, 0)).y()
    card = popover._card.face().toRect().translated(popover._card.pos())
    assert card.bottom() < foot
    assert window.rect().contains(card)
    window.resize(960, 600)
    card = popover._card.face().toRect().translated(popover._card.pos())
    assert window.rect().contains(card)


def test_enter_does_what_the_row_says(bench, popover, qtbot):
    add(bench, "a", "b", "c")
    bench.runner.runs[0].fail(EngineError("It failed."))
    bench.tasks.refresh()
    popover.open()
    assert popover.list.hasFocus()
    popover.list.setCurrentIndex(bench.tasks.index(bench.tasks.row_of("c")))
    QTest.keyClick(popover.list, K.Key_Return)
    assert bench.runner.runs[2].cancelled
    popover.list.setCurrentIndex(bench.tasks.index(bench.tasks.row_of("a")))
    with qtbot.waitSignal(bench.tasks.retry_asked) as told:
        QTest.keyClick(popover.list, K.Key_Return)
    assert told.args == ["a"]


def test_a_click_on_the_word_does_it_and_one_beside_it_does_not(bench, popover):
    add(bench, "a", "b")
    popover.open()
    QApplication.processEvents()
    place = popover.list.verb_rect(1).center()
    QTest.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=place - QPoint(200, 0))
    assert not bench.runner.runs[1].cancelled
    QTest.mouseClick(popover.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert [run.cancelled for run in bench.runner.runs] == [False, True]


def test_the_same_document_stays_the_current_row(bench, popover):
    add(bench, "a", "b", "c")
    popover.open()
    popover.list.setCurrentIndex(bench.tasks.index(2))
    bench.runner.runs[0].ended.emit()
    bench.tasks.refresh()
    assert bench.tasks.at(popover.list.currentIndex().row()).document == "c"


def test_cancel_all_is_there_while_something_is_to_cancel(bench, popover):
    popover.open()
    assert not popover.cancel_all.isEnabled()
    assert popover._none.text() == "Nothing is being read."
    add(bench, "a", "b", "c")
    assert popover.cancel_all.isEnabled()
    popover.cancel_all.click()
    assert all(run.cancelled for run in bench.runner.runs)


def test_notices_are_listed_the_newest_first(popover, past):
    popover.open()
    popover.show_list(NOTICES)
    model = popover.past.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["Disk full. Free some space.", "First."]
    assert popover.tabs.tabText(NOTICES) == "Notices 2"
    assert not popover.cancel_all.isVisible()
    past.append(Notice("Third."))
    popover.refresh_notices()
    assert model.index(0, 0).data() == "Third."


@pytest.mark.parametrize("way", ["esc", "beside", "again"])
def test_it_closes_and_gives_the_focus_back(bench, window, popover, qtbot, way):
    add(bench, "a")
    popover.open()
    with qtbot.waitSignal(popover.closed):
        if way == "esc":
            QTest.keyClick(QApplication.focusWidget(), K.Key_Escape)
        elif way == "beside":
            QTest.mouseClick(popover, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
        else:
            popover.open()
    assert not popover.isVisible()
    assert window.centralWidget().hasFocus()


def test_tab_walks_in_it_only_and_each_stop_has_a_name(bench, popover):
    add(bench, "a")
    popover.open()
    reached = []
    while (now := QApplication.focusWidget()) not in reached:
        reached.append(now)
        QTest.keyClick(now, K.Key_Tab)
    assert set(reached) == {popover.list, popover.tabs, popover.cancel_all}
    assert all(stop.accessibleName() or stop.text() for stop in reached)


def test_rows_are_spoken_with_state_and_what_enter_does(bench):
    add(bench, "a")
    list_in_queue(bench, "a")
    index = bench.tasks.index(0)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "a.jpg, Reading"
    assert index.data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Enter: Cancel"
