"""Keys that come faster than the window answers: none is lost, none changes what nobody has seen."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

import windows
from reviewer.lanes import LOAD
from reviewer.store import queue
from reviewer.ui.application import Application
from reviewer.ui.replay.calm import Calm

K = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier
BEFORE = "pressed before this document was shown."
NAMES = ("a.png", "b.png", "c.png")


@pytest.fixture
def open_window(look, qtbot, tmp_path, monkeypatch) -> Iterator[Callable[[], Application]]:
    """Opens the window on three receipts that were read; may be called again after `close`."""
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made: list[Application] = []

    def open_() -> Application:
        application = windows.make(tmp_path, look)
        made.append(application)
        application.show()
        application.window.activateWindow()
        qtbot.waitUntil(lambda: application.session.desk is not None)
        return application

    yield open_
    for application in made:
        application.close()
        application.window.deleteLater()


@pytest.fixture
def application(open_window, qtbot, tmp_path) -> Application:
    made = open_window()
    for number, name in enumerate(NAMES):
        made.session.intake.take([windows.receipt(tmp_path / name, f"12.5{number}")])
    calm = Calm(made)
    qtbot.waitUntil(lambda: made.session.queue.rowCount() == 3 and calm.idle())
    made.session.open(id_of(made, "a.png"))
    settle(made, qtbot)
    return made


def id_of(application: Application, name: str) -> str:
    with application.session.desk.workspace.read() as connection:
        return next(row.id for row in queue.listed(connection) if row.name == name)


def settle(application: Application, qtbot) -> None:
    """All is done, painted, and the next documents are read."""
    calm = Calm(application)
    qtbot.waitUntil(lambda: calm.idle() and not application.session.ahead.waiting)
    qtbot.waitUntil(lambda: not application.seen_first.active and editor_of(application).hasFocus())


def editor_of(application: Application):
    return application.panes.fields.list.editor


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier, times: int = 1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def look_at(application: Application) -> None:
    """The fields are painted, and what they ask with them."""
    application.panes.fields.list.viewport().repaint()
    application.panes.fields.panel.finish.repaint()


def force_all(application: Application) -> None:
    review = application.session.review
    for entry in review.review.errors:
        review.review.confirm(entry, force=True)


def finish(application: Application) -> None:
    """Mark the document reviewed, whatever is unsure in it, and look at nothing after that."""
    force_all(application)
    press(K.Key_Return, CTRL)
    look_at(application)
    press(K.Key_Return, CTRL)


def name(application: Application) -> str:
    return application.session.document.name


def texts(application: Application) -> dict[str, str]:
    return {entry.id: entry.value.text for entry in application.session.review.review.entries()}


def settled(application: Application) -> int:
    return sum(entry.value.settled for entry in application.session.review.review.entries())


def notices(application: Application) -> list[str]:
    return [notice.text for notice in application.notices.past]


def left_out(application: Application) -> str:
    return [text for text in notices(application) if text.startswith("Left out")][-1]


def test_what_is_pressed_before_the_next_document_is_painted_changes_nothing_there(application, qtbot):
    before = name(application)
    finish(application)
    there = name(application)
    assert there != before
    was = texts(application)
    press(K.Key_Return, times=20)
    press(K.Key_Return, CTRL, times=3)
    QTest.keyClicks(QApplication.focusWidget(), "99")
    press(K.Key_B, CTRL)
    for key in (K.Key_Insert, K.Key_Delete, K.Key_1, K.Key_9):
        press(key, Qt.KeyboardModifier.AltModifier)
    assert name(application) == there
    assert texts(application) == was
    assert settled(application) == 0
    assert editor_of(application).text() == was[application.session.review.current]
    assert left_out(application) == f"Left out: 30 key(s) {BEFORE} Ctrl+Z goes back to “{before}”."

    settle(application, qtbot)
    QTest.keyClicks(QApplication.focusWidget(), "99")
    assert "99" in editor_of(application).text()


def test_a_burst_is_left_out_as_a_whole_until_the_hand_pauses(application, qtbot):
    finish(application)
    guard = application.seen_first
    guard.pause.setInterval(3_600_000)
    QTest.keyClicks(QApplication.focusWidget(), "12")
    qtbot.waitUntil(lambda: guard._seen)
    QTest.keyClicks(QApplication.focusWidget(), "34")  # in the middle of a value
    assert application.session.review.draft(application.session.review.current) is None
    guard.pause.timeout.emit()
    assert guard.active  # the timer still runs: the hand did not pause
    guard.pause.stop()
    guard.pause.timeout.emit()
    assert not guard.active
    QTest.keyClicks(QApplication.focusWidget(), "5")
    assert "5" in application.session.review.draft(application.session.review.current)


def test_looking_and_undoing_need_no_look_first(application, qtbot):
    before = name(application)
    finish(application)
    press(K.Key_Z, CTRL)
    settle(application, qtbot)
    assert name(application) == before
    assert str(application.session.review.review.revision.status) == "pending"
    told = f"Taken back in “{before}”. Ctrl+Shift+Z does it again."
    assert told in notices(application)
    assert application.window.status.notice.text() == told


def test_documents_are_walked_through_as_fast_as_keys_come(application, qtbot):
    first = name(application)
    application.actions["document.next"].trigger()
    key = application.actions["document.next"].shortcut()[0]
    QTest.keyClick(QApplication.focusWidget(), key.key(), key.keyboardModifiers())
    qtbot.waitUntil(lambda: name(application) not in (first, "b.png"))


def test_back_from_a_sheet_the_document_is_looked_at_first(application, qtbot):
    application.actions["mode.yes_no"].trigger()
    qtbot.waitUntil(lambda: not application.session.sheets.yes_no.loading)
    application.actions["mode.document"].trigger()
    press(K.Key_Return, times=3)
    assert settled(application) == 0
    assert left_out(application) == f"Left out: 3 key(s) {BEFORE}"

    qtbot.waitUntil(lambda: not application.seen_first.active and editor_of(application).hasFocus())
    press(K.Key_Return)
    assert settled(application) == 1


def test_what_is_committed_by_an_input_method_or_clicked_counts_as_a_key(application, qtbot):
    finish(application)
    was = texts(application)
    event = QInputMethodEvent()
    event.setCommitString("99")
    QApplication.sendEvent(QApplication.focusWidget(), event)
    QTest.mouseClick(application.panes.fields.panel.finish, Qt.MouseButton.LeftButton)
    viewport = application.panes.page.view.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=viewport.rect().center())
    assert texts(application) == was
    assert application.session.review.draft(application.session.review.current) is None
    assert left_out(application).startswith("Left out: 3 key(s)")


def look_at_a_finished_one(application, qtbot) -> str:
    """The first document, reviewed, on the desk again."""
    first = id_of(application, "a.png")
    finish(application)
    settle(application, qtbot)
    application.session.open(first)
    settle(application, qtbot)
    return first


def test_a_finished_document_that_is_shown_anew_is_not_taken_for_left(application, qtbot):
    first = look_at_a_finished_one(application, qtbot)
    with qtbot.waitSignal(application.session.opening.shown, timeout=60_000):
        application.session.opening.again(first)  # as when many documents were reopened at once
    qtbot.waitUntil(lambda: not application.seen_first.active, timeout=60_000)


def test_going_back_before_the_next_document_was_read_looks_at_the_same_one(application, qtbot):
    first = look_at_a_finished_one(application, qtbot)
    application.session.ahead.forget_all()
    application.session.open(id_of(application, "c.png"))
    assert application.session.opening.here == first
    application.session.open(first)
    assert not application.seen_first.active


def test_while_the_next_document_is_read_nothing_is_written_into_the_finished_one(application, qtbot):
    application.session.ahead.forget_all()
    application.session.ahead._soon.stop()
    finish(application)
    assert name(application) == "a.png"  # the next one is on its way
    assert application.runner.runs(LOAD)
    shown = editor_of(application).text()
    QTest.keyClicks(QApplication.focusWidget(), "99")
    press(K.Key_Return, times=5)
    assert editor_of(application).text() == shown
    qtbot.waitUntil(lambda: name(application) != "a.png")
    assert settled(application) == 0
    settle(application, qtbot)
    assert left_out(application).startswith("Left out: 7 key(s)")


def test_a_second_click_at_once_and_a_held_key_finish_no_second_document(application, qtbot):
    button, asked = application.panes.fields.panel.finish, []
    button.clicked.connect(lambda: asked.append(True))
    button.clicked.disconnect(application.panes.fields.panel.finish_asked)
    application.panes.fields.panel.foot.show()
    at, left = QPointF(5, 5), Qt.MouseButton.LeftButton
    for kind in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick):
        for each in (kind, QEvent.Type.MouseButtonRelease):
            QApplication.sendEvent(button, QMouseEvent(each, at, at, left, left, Qt.KeyboardModifier.NoModifier))
    assert len(asked) == 1
    held = QKeyEvent(QEvent.Type.KeyPress, K.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", True)
    QApplication.sendEvent(button, held)
    assert len(asked) == 1
    button.setFocus()
    QTest.keyClick(button, K.Key_Return)
    assert len(asked) == 1  # nobody has seen it there
    look_at(application)
    QTest.keyClick(button, K.Key_Return)
    assert len(asked) == 2


def test_two_hundred_enters_at_once_finish_no_document_and_one_more_does(application, qtbot):
    first = name(application)
    for _ in range(200):
        press(K.Key_Return)
    assert name(application) == first
    assert not application.session.review.review.asking()
    assert application.panes.fields.panel.finish.hasFocus()
    assert "once more" in notices(application)[-1]

    look_at(application)
    for _ in range(200):
        press(K.Key_Return)
    assert name(application) != first
    assert settled(application) == 0
    settle(application, qtbot)
    press(K.Key_Z, CTRL)
    qtbot.waitUntil(lambda: name(application) == first)
    assert str(application.session.review.review.revision.status) == "in_review"


def test_what_was_finished_is_told_while_its_file_is_written(application, qtbot):
    first = name(application)
    finish(application)
    settle(application, qtbot)
    qtbot.waitUntil(lambda: any("written to" in text for text in notices(application)))
    shown = application.window.status.notice
    assert shown.text() == f"“{first}” is marked reviewed. Ctrl+Z goes back to it."
    application.actions["document.export"].trigger()  # who asks for it is told
    qtbot.waitUntil(lambda: "written to" in shown.text())


def test_the_last_document_leaves_nothing_behind_that_watches(application, qtbot):
    for document in NAMES:
        application.session.open(id_of(application, document))
        settle(application, qtbot)
    for _ in range(3):
        finish(application)
        if application.session.document is not None:
            settle(application, qtbot)
    qtbot.waitUntil(lambda: application.session.document is None)
    assert not application.seen_first.active


def test_a_list_that_was_read_before_the_last_document_was_finished_does_not_bring_it_back(
    application, qtbot, monkeypatch
):
    for _ in range(2):
        finish(application)
        settle(application, qtbot)
    held: list[tuple[Future, tuple]] = []

    def append(*steps) -> Future:
        held.append((Future(), steps))
        return held[-1][0]

    store = application.session.desk.append
    monkeypatch.setattr(application.session.desk, "append", append)
    finish(application)
    qtbot.waitUntil(lambda: application.session.document is None)
    with qtbot.waitSignal(application.session.queue.loaded):
        application.session.queue.reload(now=True)
    assert application.session.queue.rowCount() == 1
    assert not application.session.opening.wanted
    for told, steps in held:
        told.set_result(store(*steps).result())
    qtbot.waitUntil(lambda: application.session.queue.rowCount() == 0)
    assert application.session.document is None


# Within a document


def test_two_hundred_keys_at_once_all_count_each_in_the_field_that_was_active(application, qtbot):
    review = application.session.review
    ids = [row.id for row in review.rows()]
    for row in ids[:-1]:
        review.review.confirm(row) if not review.judgement(row).error else review.review.confirm(row, force=True)
    review.refresh()
    review.select(ids[0])
    keys = 0
    while keys < 200:
        for number, _row in enumerate(ids):
            QApplication.focusWidget().selectAll()
            QTest.keyClicks(QApplication.focusWidget(), f"v{number}")
            press(K.Key_Tab)
            keys += 3
        review.select(ids[0])
    drafts = [review.draft(row) for row in ids]
    assert drafts == [f"v{number}" for number in range(len(ids))]


def test_enters_at_once_confirm_one_value_after_the_other_and_are_undone_one_by_one(application, qtbot):
    review = application.session.review
    asking = len(review.review.asking())
    steps = len(review.review.history.done)
    press(K.Key_Return, times=2)
    done = review.review.history.done
    assert 1 <= len(done) - steps <= 2
    last = done[-1].changes[0].id
    assert (
        f"{review.label(review.entry(last))} confirmed." in notices(application)[-1]
        or "error" in notices(application)[-1]
    )
    press(K.Key_Z, CTRL)
    assert review.current == last
    assert len(review.review.history.done) == len(done) - 1
    assert len(review.review.asking()) >= asking - 1


def break_a_rule(application: Application) -> str:
    """A required value is gone. Returns its id; it is the active one."""
    review = application.session.review
    review.select("total:0")
    editor_of(application).selectAll()
    press(K.Key_Delete)
    press(K.Key_Return)
    assert review.current == "total:0"
    assert review.forcing("total:0")
    return "total:0"


def test_enters_at_once_keep_no_value_against_a_rule_until_the_question_was_seen(application):
    review = application.session.review
    entry = break_a_rule(application)
    press(K.Key_Return, times=200)
    assert review.current == entry
    assert not review.entry(entry).value.forced
    assert review.forcing(entry)

    look_at(application)
    press(K.Key_Return)
    assert review.entry(entry).value.forced


def test_finishing_twice_at_once_passes_over_no_doubt_that_was_not_told(application):
    first, review = name(application), application.session.review
    left = len(review.review.unsure())
    press(K.Key_Return, CTRL, times=200)
    assert name(application) == first
    assert review.current == review.review.unsure()[0]
    assert f"{left} value(s) still to check" in notices(application)[-1]
    look_at(application)
    press(K.Key_Return, CTRL)
    assert name(application) != first


# A held key


def hold(application: Application, key: Qt.Key, times: int, text: str = "") -> None:
    """As X11 sends it: each repetition is let go and pressed at the same time, and not always marked as one."""
    window, none, at = application.window.windowHandle(), Qt.KeyboardModifier.NoModifier, 1000
    for number in range(times):
        down = QKeyEvent(QEvent.Type.KeyPress, key, none, text, False)
        up = QKeyEvent(QEvent.Type.KeyRelease, key, none, text, number % 2 == 0)
        down.setTimestamp(at)
        at += 40
        up.setTimestamp(at)
        QApplication.sendEvent(window, down)
        look_at(application)
        QApplication.sendEvent(window, up)


def test_a_held_enter_confirms_once_also_where_its_repetitions_are_not_marked(application):
    review = application.session.review
    steps, asking = len(review.review.history.done), review.review.asking()
    assert len(asking) > 1
    hold(application, K.Key_Return, 30, "\r")
    assert len(review.review.history.done) == steps + 1
    assert review.current == asking[1]


def tap(application: Application, key: Qt.Key, at: int) -> None:
    """Press and let go at a time, as a keyboard tells it; then look."""
    for kind, later in ((QEvent.Type.KeyPress, 0), (QEvent.Type.KeyRelease, 5)):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "\r", False)
        event.setTimestamp(at + later)
        QApplication.sendEvent(application.window.windowHandle(), event)
    look_at(application)


def test_enters_that_no_hand_presses_one_by_one_confirm_but_neither_force_nor_finish(application):
    first, review = name(application), application.session.review
    entry = break_a_rule(application)
    for number in range(100):
        tap(application, K.Key_Return, 1000 + 20 * number)
    assert not review.entry(entry).value.forced
    tap(application, K.Key_Return, 3200)
    assert review.entry(entry).value.forced

    for number in range(100):
        tap(application, K.Key_Return, 5000 + 20 * number)
    assert name(application) == first
    assert application.panes.fields.panel.finish.hasFocus()
    assert "once more" in notices(application)[-1]
    tap(application, K.Key_Return, 7200)
    assert name(application) != first


def test_a_held_letter_is_written_again_and_again(application):
    editor_of(application).selectAll()
    hold(application, K.Key_0, 5, "0")
    assert editor_of(application).text() == "00000"


# While something else is slow


@pytest.fixture
def slow_store(application) -> Iterator[threading.Event]:
    """The store does nothing until it is set."""
    gate = threading.Event()
    application.session.desk.workspace.lane.submit(lambda _connection: gate.wait(60))
    yield gate
    gate.set()


def seen(application: Application, qtbot) -> None:
    qtbot.waitUntil(lambda: not application.seen_first.active and editor_of(application).hasFocus())


def test_a_slow_disk_loses_no_key_and_mixes_no_documents(application, qtbot, slow_store, tmp_path):
    review = application.session.review
    first, active = name(application), review.current
    QTest.keyClicks(editor_of(application), "1")
    press(K.Key_Return)
    kept = review.entry(active).value.text
    assert "1" in kept
    finish(application)
    qtbot.waitUntil(lambda: name(application) != first)
    second = name(application)
    seen(application, qtbot)
    there = review.current
    QTest.keyClicks(editor_of(application), "2")
    press(K.Key_Return)
    typed = review.entry(there).value.text
    assert application.session.saving.pending > 0
    slow_store.set()
    settle(application, qtbot)
    assert name(application) == second
    application.session.open(id_of(application, first))
    settle(application, qtbot)
    assert review.entry(active).value.text == kept
    assert str(review.review.revision.status) == "reviewed"
    application.session.open(id_of(application, second))
    settle(application, qtbot)
    assert review.entry(there).value.text == typed
    assert not [text for text in notices(application) if "changed" in text and "since" in text]


def test_who_goes_back_before_it_is_saved_finds_it_as_it_was_left(application, qtbot, slow_store):
    review = application.session.review
    first, active = name(application), review.current
    QTest.keyClicks(editor_of(application), "1")
    press(K.Key_Return)
    kept = review.entry(active).value.text
    application.session.step_document(1)
    qtbot.waitUntil(lambda: name(application) != first)
    seen(application, qtbot)
    application.session.open(id_of(application, first))
    slow_store.set()
    qtbot.waitUntil(lambda: name(application) == first)
    settle(application, qtbot)
    assert review.entry(active).value.text == kept


def test_without_a_picture_of_the_page_values_are_seen_and_confirmed(application, qtbot, monkeypatch):
    review = application.session.review
    pages = application._pages
    pages.gate.clear()
    finish(application)
    qtbot.waitUntil(lambda: not application.seen_first.active)
    steps = len(review.review.history.done)
    press(K.Key_Return)
    assert len(review.review.history.done) == steps + 1
    pages.gate.set()


def test_what_is_typed_stays_when_a_new_reading_arrives_under_it(application, qtbot):
    review = application.session.review
    active = review.current
    editor_of(application).selectAll()
    QTest.keyClicks(editor_of(application), "half a wo")
    application.session.reread()
    qtbot.waitUntil(lambda: application.session.reading.running or application.session.reading.waiting)
    calm = Calm(application)
    qtbot.waitUntil(calm.idle)
    assert review.current == active
    assert editor_of(application).text() == "half a wo"
    QTest.keyClicks(editor_of(application), "rd")
    press(K.Key_Return)
    assert review.entry(active).value.text == "half a word"


def test_what_is_typed_while_a_region_is_read_counts_and_the_reading_goes_to_no_other_field(application, qtbot):
    review = application.session.review
    active = review.current
    review.draw(*review.entry(active).value.regions)
    assert review.proposal.reading
    editor_of(application).selectAll()
    QTest.keyClicks(editor_of(application), "mine")
    press(K.Key_Return)
    assert review.entry(active).value.text == "mine"
    was = texts(application)
    settle(application, qtbot)
    assert texts(application) == was
    assert editor_of(application).text() == was[review.current]


def test_a_document_comes_up_with_what_was_typed_into_it_and_not_with_what_was_typed_elsewhere(
    application, open_window, qtbot
):
    """Killed in the middle: what was typed half a second ago is a draft on the disk."""
    review = application.session.review
    first, active = name(application), review.current
    QTest.keyClicks(editor_of(application), "77")
    draft = review.draft(active)
    application.session.step_document(1)
    qtbot.waitUntil(lambda: name(application) != first)
    settle(application, qtbot)
    assert all(review.draft(row.id) is None for row in review.rows())
    QTest.keyClicks(editor_of(application), "88")
    second, there, other = name(application), review.current, review.draft(review.current)
    application.session.drafts.flush()
    qtbot.waitUntil(Calm(application).idle)
    application.close()

    again = open_window()
    qtbot.waitUntil(lambda: again.session.queue.rowCount() == 3)
    for shown, entry, text in ((first, active, draft), (second, there, other)):
        again.session.open(id_of(again, shown))
        qtbot.waitUntil(lambda shown=shown: again.session.document and name(again) == shown)
        settle(again, qtbot)
        assert again.session.review.draft(entry) == text


def test_the_caret_stays_where_it_is_while_the_document_is_shown_anew(application, qtbot):
    review = application.session.review
    active = review.current
    editor_of(application).selectAll()
    QTest.keyClicks(editor_of(application), "half wd")
    press(K.Key_Left)
    application.session.opening.again(review.review.document.id)
    calm = Calm(application)
    qtbot.waitUntil(calm.idle)
    assert review.current == active
    QTest.keyClicks(QApplication.focusWidget(), "or")
    assert review.draft(active) == "half word"
