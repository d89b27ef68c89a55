"""Tasks and notices: what is read, waits and failed, and what can be done about it."""

from collections import deque
from concurrent.futures import Future
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMainWindow

from reviewer.domain.queue import QueueRow
from reviewer.domain.recognition import RecognitionTask, TaskState
from reviewer.domain.revision import RevisionStatus
from reviewer.errors import EngineError, Forgotten, ReplyLost
from reviewer.services.unsent import Unsent
from reviewer.store.outbox import OutboxState
from reviewer.ui.dialogs.tasks import FEEDBACK, NOTICES, TASKS, TasksPopover
from reviewer.ui.panels.status import StatusBar
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel
from reviewer.ui.viewmodels.queue import QueueViewModel
from reviewer.ui.viewmodels.queue_rows import Rows
from reviewer.ui.viewmodels.queue_state import Progress
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.tasks import MOST_WAITING, Going, TasksViewModel
from reviewer.ui.viewmodels.unsent import UnsentViewModel

K = Qt.Key


class FakeRun(QObject):
    """A run that ends when it is told to."""

    ended = Signal()

    def __init__(self, failed) -> None:
        super().__init__()
        self.begun = True
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
        self.tasks = self.deliveries = self
        self.dropped: list[str] = []
        self.told: list[tuple[str, str]] = []

    def remote(self, task):
        return 0 if task.source == "auto" else 4

    def recognize_remotely(self, task, *_others):
        return task

    def unsent(self):
        return None

    def deliver_again(self, delivery: str) -> Future:
        return self._tell("again", delivery)

    def give_up(self, delivery: str) -> Future:
        return self._tell("give up", delivery)

    def _tell(self, what: str, delivery: str) -> Future:
        self.told.append((what, delivery))
        done = Future()
        done.set_result(True)
        return done

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
    unsent = UnsentViewModel(runner)
    unsent._desk = desk
    return SimpleNamespace(runner=runner, desk=desk, reading=reading, queue=queue, tasks=tasks, unsent=unsent)


def add(bench, *documents: str) -> None:
    bench.reading.add([RecognitionTask(f"task-{document}", document) for document in documents])
    bench.tasks.refresh()


def list_in_queue(bench, *documents: str, **more) -> None:
    bench.queue._rows = Rows()
    bench.queue._rows.put(
        QueueRow(document, f"{document}.jpg", "receipt", RevisionStatus.PENDING, number, **more)
        for number, document in enumerate(documents)
    )
    bench.queue.loaded.emit()
    bench.tasks.refresh()


def shown(bench) -> list[tuple[str, Going]]:
    rows = (bench.tasks.at(number) for number in range(bench.tasks.rowCount()))
    return [(row.document, row.going) for row in rows]


def test_a_batch_says_how_much_of_it_is_done_until_nothing_is_left(bench):
    assert bench.tasks.share is None
    add(bench, "a")
    assert bench.tasks.share is None, "one task shows its own share"
    add(bench, "b", "c", "d")
    assert bench.tasks.share == 0

    def end_first() -> None:
        running = next(run for run in bench.runner.runs if not run.cancelled)
        running.cancel()
        running.ended.emit()
        bench.tasks.refresh()

    end_first()
    assert bench.tasks.share == 0.25
    add(bench, "e")
    assert bench.tasks.share == 0.2
    for _ in range(4):
        end_first()
    assert bench.tasks.open == 0
    assert bench.tasks.share is None
    add(bench, "f", "g")
    assert bench.tasks.share == 0, "a new batch begins anew"


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


# Tasks of services


def send(bench, *documents: str) -> None:
    bench.reading.add([RecognitionTask(f"task-{document}", document, "handl") for document in documents])
    bench.tasks.refresh()


def test_what_a_service_does_says_for_how_long_and_has_no_bar(bench, monkeypatch):
    clock = [1_000.0]
    for module in ("reading", "queue_state"):
        monkeypatch.setattr(f"reviewer.ui.viewmodels.{module}.monotonic", lambda: clock[0])
    send(bench, "a")
    (place,) = bench.reading._away
    place.run.token = SimpleNamespace(cancelled=False)
    bench.reading.note(place, 0.0, "Sent to Handl")
    clock[0] += 12
    bench.reading.ticked.emit()
    row = bench.tasks.at(0)
    assert (row.words, row.icon) == ("Sent to Handl, 12 s", "cloud")
    assert bench.tasks.share_of(row) is None
    clock[0] += 60 * 61
    bench.reading.ticked.emit()
    assert bench.tasks.at(0).words == "Sent to Handl, 1 h 1 min"
    bench.reading.note(place, 0.0, "Handl cannot be reached. Next try in 5 s.")
    assert bench.tasks.at(0).words == "Handl cannot be reached. Next try in 5 s."


def test_the_clock_runs_only_while_a_service_has_something(bench):
    assert not bench.reading._clock.isActive()
    send(bench, "a", "b")
    assert bench.reading._clock.isActive()
    for run in list(bench.runner.runs):
        run.ended.emit()
    assert not bench.reading._clock.isActive()


def test_what_was_cancelled_says_nothing_more(bench):
    send(bench, "a")
    (place,) = bench.reading._away
    place.run.token = SimpleNamespace(cancelled=True)
    told = []
    bench.reading.progressed.connect(lambda *what: told.append(what))
    bench.reading.note(place, 0.0, "Sent to Handl")
    assert told == []


@pytest.mark.parametrize(
    ("error", "icon", "tone"),
    [(ReplyLost("It may have arrived."), "ring-question", "doubt"), (Forgotten("It is gone."), "error", "error")],
)
def test_what_only_the_operator_can_decide_is_asked_for(bench, qtbot, error, icon, tone):
    send(bench, "a")
    bench.runner.runs[0].fail(error)
    bench.tasks.refresh()
    row = bench.tasks.at(0)
    assert (bench.tasks.verb_of(row), row.icon, bench.tasks.tone_of(row)) == ("Decide…", icon, tone)
    with qtbot.waitSignal(bench.tasks.retry_asked):
        bench.tasks.act(0)


def test_what_was_decided_is_asked_for_no_more(bench):
    list_in_queue(bench, "a", task=TaskState.UNCERTAIN, task_error="It may have arrived.")
    assert bench.tasks.verb_of(bench.tasks.at(0)) == "Decide…"
    list_in_queue(bench, "a", task=TaskState.CANCELLED)
    assert bench.tasks.rowCount() == 0


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
    return TasksPopover(window, bench.tasks, bench.unsent, past, window.statusBar().tasks)


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


# Feedback


def unsent(delivery: str, state: OutboxState = OutboxState.WAITING, error: str = "", **more) -> Unsent:
    kinds = {"kind": "feedback", "status": "reviewed", "due_at": "2026-01-01T00:00:00.000Z"} | more
    return Unsent(delivery, f"document-{delivery}", f"{delivery}.jpg", "Mindee", state=state, error=error, **kinds)


def list_unsent(bench, *rows: Unsent) -> None:
    bench.unsent._on_found(rows)


WAITS = unsent("a", error="Mindee did not answer.", due_at="2999-01-01T12:00:00.000Z")
GONE = unsent("b", OutboxState.GIVEN_UP, "Mindee does not take this.", kind="status")
AWAY = unsent("c", OutboxState.SENT)


def test_unsent_feedback_says_what_goes_where_why_it_waits_and_when_it_goes(bench):
    list_unsent(bench, WAITS, GONE, AWAY, unsent("d"))
    words = [bench.unsent.words_of(bench.unsent.at(number)) for number in range(4)]
    assert words[0].startswith("Corrected values for Mindee. Mindee did not answer. Next try at ")
    assert words[1:] == [
        "That it is reviewed, for Mindee. Mindee does not take this. Given up; it is kept here.",
        "Corrected values for Mindee. On its way.",
        "Corrected values for Mindee. It is sent in a moment.",
    ]
    assert [bench.unsent.verb_of(bench.unsent.at(number)) for number in range(4)] == [
        "Try now",
        "Try again",
        "",
        "Try now",
    ]
    assert bench.unsent.late == 1
    assert bench.unsent.waiting == 3


def test_the_list_of_unsent_feedback_is_sound(bench, qtmodeltester):
    list_unsent(bench, WAITS, GONE)
    qtmodeltester.check(bench.unsent)
    spoken = bench.unsent.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("b.jpg, That it is reviewed, for Mindee.")
    assert bench.unsent.index(1).data(Qt.ItemDataRole.AccessibleDescriptionRole) == "Enter: Try again"


def test_enter_tries_now_and_del_gives_up(bench, popover, qtbot):
    list_unsent(bench, WAITS, GONE, AWAY)
    popover.show_list(FEEDBACK)
    popover.open()
    assert popover.feedback.hasFocus()
    for number, key in ((0, K.Key_Return), (1, K.Key_Return), (0, K.Key_Delete), (1, K.Key_Delete)):
        popover.feedback.setCurrentIndex(bench.unsent.index(number))
        QTest.keyClick(popover.feedback, key)
    popover.feedback.setCurrentIndex(bench.unsent.index(2))
    QTest.keyClick(popover.feedback, K.Key_Return)
    QTest.keyClick(popover.feedback, K.Key_Delete)
    assert bench.desk.told == [("again", "a"), ("again", "b"), ("give up", "a")]


def test_the_tab_is_there_while_something_is_unsent(bench, popover, qtbot):
    popover.open()
    assert not popover.tabs.isTabVisible(FEEDBACK)
    list_unsent(bench, WAITS, GONE)
    assert popover.tabs.isTabVisible(FEEDBACK)
    assert popover.tabs.tabText(FEEDBACK) == "Feedback 2"
    popover.show_list(FEEDBACK)
    assert popover.try_all.isVisible()
    assert not popover.cancel_all.isVisible()
    with qtbot.waitSignal(popover.all_asked):
        popover.try_all.click()
    list_unsent(bench)
    assert popover._none.text() == "Services were told all that they take."
    popover.show_list(TASKS)
    assert not popover.tabs.isTabVisible(FEEDBACK)


def test_the_status_bar_counts_what_was_tried_in_vain(window, qtbot):
    item = window.statusBar().unsent
    assert not item.isVisible()
    item.show_unsent(3, offline=True)
    assert item.isVisible()
    assert item.text() == "3 not sent"
    with qtbot.waitSignal(window.statusBar().unsent_asked):
        item.click()
    item.show_unsent(0, offline=False)
    assert not item.isVisible()


def test_the_status_bar_says_who_gets_pages(window):
    bar = window.statusBar()
    assert bar.here.text() == "Everything stays on this computer"
    bar.show_where(("Handl", "Mindee"))
    assert bar.here.text() == "Pages go to Handl, Mindee when they are read there"
    bar.show_notice("Something.")
    bar.show_where(())
    assert not bar.here.isVisible()
    bar.clear_notice()
    assert bar.here.isVisible()
    assert bar.here.text() == "Everything stays on this computer"
