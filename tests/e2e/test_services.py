"""Whole rounds with each service in the window, by keys: sent, waited for, shown, corrected, reviewed, told."""

import os
import signal
import subprocess
import sys

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from canned import KTP, RECEIPT
from e2e.services import ASPOSE, HANDL, MINDEE_V1, MINDEE_V2, MYBIROS, VERIHUBS, finish, player, printed
from paper import page
from reviewer import settings as settings_files
from reviewer.domain.geometry import bounds
from reviewer.lanes import DELIVER
from reviewer.services import feedback
from reviewer.store import outbox, recognitions
from reviewer.store.outbox import OutboxState

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
SOON = 0.2
NEVER = 3_600.0


@pytest.fixture
def play(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(feedback, "GRACE", SOON)
    with player(monkeypatch) as made:
        yield made


@pytest.fixture
def slip(tmp_path):
    return printed(tmp_path / "slip.png", RECEIPT)


def go_to(desk, field):
    """Make a field the active one, by keys."""
    desk.wait(lambda: QApplication.focusWidget() is desk.editor)
    for _ in desk.review.rows():
        if desk.review.current.split(":")[0] == field:
            return
        desk.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to {field}")


def correct(desk, field, text):
    """Type another value into a field."""
    go_to(desk, field)
    desk.press(Qt.Key.Key_A, CTRL)
    desk.type(text)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: desk.value(field) == text)


def outgoing(desk):
    """What was put into the outbox for services: kinds and states."""
    with desk.session.desk.workspace.read() as connection:
        found = outbox.listed(connection, frozenset(OutboxState))
    return [(each.kind, each.state) for each in found if each.kind in feedback.KINDS]


def wait_told(desk, count):
    """Until services know what they are to know."""
    delivered = OutboxState.DELIVERED
    desk.wait(lambda: [state for _, state in outgoing(desk)] == [delivered] * count)
    desk.wait(lambda: not desk.application.runner.runs(DELIVER))


def wait_dialog(desk):
    """Until a dialog is there and has the focus."""

    def focused():
        dialog, widget = QApplication.activeModalWidget(), QApplication.focusWidget()
        return dialog is not None and widget is not None and dialog.isAncestorOf(widget)

    desk.wait(focused)


def choose(desk, words):
    """Go to a button of a dialog by Tab, and press it."""
    wait_dialog(desk)
    for _ in range(5):
        if QApplication.focusWidget().text() == words:
            desk.press(Qt.Key.Key_Space)
            return
        desk.press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab does not lead to “{words}”")


def wait_stuck(desk, words):
    """Until the queue says so, the task has ended, and the document is shown."""
    desk.wait(lambda: words in desk.state())
    desk.wait(
        lambda: desk.session.document is not None and not desk.session.reading.is_reading(desk.session.document.id)
    )


def read_with(desk, words):
    """Let something else read the document, by keys."""
    desk.wait(lambda: QApplication.focusWidget() is desk.editor)
    desk.press(Qt.Key.Key_F5, CTRL)
    desk.wait(lambda: QApplication.focusWidget() is not desk.editor)
    desk.type(words)
    desk.press(Qt.Key.Key_Return)
    desk.window.activateWindow()  # what a window manager does when a dialog closes; the tests' display has none
    desk.wait(lambda: QApplication.focusWidget() is desk.editor)


def place_of(text, word):
    return next(bounds(each.polygon) for line in page(text).lines for each in line.words if each.text == word)


def same_place(regions, box):
    (found,) = (bounds(region.polygon) for region in regions)
    return box.holds(found.center) and found.holds(box.center)


def total_told(told):
    """The total in corrections as Mindee has them, and the values that it had itself."""
    (body,) = told
    return body["total_amount"]["value"], body["supplier_name"]["value"], body["supplier_address"]["value"]


@pytest.mark.parametrize(
    ("service", "says"),
    [(HANDL, None), (MINDEE_V1, total_told), (MINDEE_V2, None), (MYBIROS, list)],
    ids=["handl", "mindee-v1", "mindee-v2", "mybiros"],
)
def test_a_receipt_is_sent_shown_corrected_reviewed_and_told(play, open_window, slip, service, says):
    played = play(service)
    desk = open_window(slip, settings=played.settings())
    desk.wait(lambda: played.asked("poll") > 1 and f"Sent to {service.title}" in desk.state())

    played.answer()
    desk.wait_read()
    assert played.sent == 1
    assert desk.review.review.revision.document_type == "receipt"
    assert desk.value("company") == "THE OLDE CHANDLERY"
    (total,) = desk.review.review.revision.of_field("total")
    assert float(total.value.text) == 12.5
    assert total.value.confidence is not None
    assert same_place(total.value.regions, place_of(RECEIPT, "12.50"))
    desk.application.panes.page.view.overlay.line(total.id)  # it is drawn on the page

    correct(desk, "total", "13.50")
    finish(desk)
    if says is None:
        assert outgoing(desk) == []
    else:
        wait_told(desk, 1)
    desk.wait(lambda: not desk.application.runner.runs(DELIVER))
    expected = {None: [], total_told: (13.5, "THE OLDE CHANDLERY", "12 Quay Street, Ardlough"), list: ["approved"]}
    assert (says or list)(played.told) == expected[says]
    assert played.sent == 1


def test_a_card_by_verihubs_is_located_here(play, open_window, tmp_path):
    played = play(VERIHUBS, KTP)
    desk = open_window(printed(tmp_path / "card.png", KTP), settings=played.settings())
    desk.wait(lambda: played.asked("poll") > 1 and "Sent to Verihubs" in desk.state())
    played.answer()
    desk.wait_read()
    assert desk.review.review.revision.document_type == "ktp"
    (number,) = desk.review.review.revision.of_field("nik")
    assert number.value.text == "3171234567890123"
    assert number.value.confidence is None
    assert same_place(number.value.regions, place_of(KTP, "3171234567890123"))
    assert "Located locally." in number.value.messages
    go_to(desk, "nik")

    correct(desk, "occupation", "PELAUT")
    finish(desk)
    desk.wait(lambda: not desk.application.runner.runs(DELIVER))
    assert outgoing(desk) == []
    assert played.told == []
    assert played.sent == 1


def test_aspose_reads_what_the_operator_draws_and_the_places_of_the_type(play, open_window, slip, tmp_path):
    played = play(ASPOSE, RECEIPT)
    desk = open_window(slip, settings=played.settings(default=False))
    desk.wait_read()  # by an engine of this computer
    desk.wait(lambda: desk.application.pictures.ready(0))
    go_to(desk, "number")  # the slip has none: here is what shall be read as one
    desk.press(Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    drag(desk, place_of(RECEIPT, "8.50").grown(0.01, 0.01))
    desk.wait(lambda: desk.review.proposal is not None and not desk.review.proposal.reading)
    desk.press(Qt.Key.Key_Return)
    desk.wait(lambda: bool(desk.review.review.revision.of_field("number")[0].value.regions))
    desk.wait(desk.saved)

    read_with(desk, "Aspose")
    desk.wait(lambda: played.asked("poll") > 1 and "Sent to Aspose.OCR" in desk.state())
    played.answer()
    desk.wait(lambda: latest(desk).name == "aspose")
    read = {field.name: field.values[0] for field in latest(desk).fields if field.values}
    assert read["number"].text == "8.50"
    assert same_place(read["total"].regions, place_of(RECEIPT, "12.50"))
    assert read["total"].text == "12.50"
    assert read["total"].confidence is None
    desk.wait_read()

    finish(desk)
    desk.wait(lambda: not desk.application.runner.runs(DELIVER))
    assert outgoing(desk) == []
    assert played.told == []


def drag(desk, box):
    """Draw a rectangle on the page with the mouse."""
    view = desk.application.panes.page.view
    rect = view.view_box(box)
    viewport, left = view.viewport(), Qt.MouseButton.LeftButton
    QTest.mousePress(viewport, left, pos=rect.topLeft())
    for step in (1, 2, 3):
        QTest.mouseMove(viewport, rect.topLeft() + QPoint(rect.width() * step // 3, rect.height() * step // 3))
        QApplication.processEvents()
    QTest.mouseRelease(viewport, left, pos=rect.bottomRight())


def latest(desk):
    with desk.session.desk.workspace.read() as connection:
        return recognitions.latest(connection, desk.session.document.id)


def test_another_service_reads_a_document_that_was_read_here(play, open_window, slip):
    played = play(HANDL)
    desk = open_window(slip, settings=played.settings(default=False))
    desk.wait_read()
    assert played.sent == 0
    correct(desk, "company", "Chandlery")
    read_with(desk, "Handl")
    desk.wait(lambda: played.asked("poll") > 1)
    played.answer()
    desk.wait(lambda: latest(desk).name == "handl")
    desk.wait_read()
    assert desk.value("company") == "Chandlery"  # what a person set stays
    assert desk.value("change") == "7.50"
    assert played.sent == 1


def test_a_finish_that_is_undone_within_the_grace_is_told_to_nobody(play, open_window, slip, monkeypatch):
    monkeypatch.setattr(feedback, "GRACE", NEVER)
    played = play(MINDEE_V1)
    desk = open_window(slip, settings=played.settings())
    desk.wait(lambda: played.asked("poll") > 0)
    played.answer()
    desk.wait_read()
    finish(desk)
    assert outgoing(desk) == [(feedback.VALUES, OutboxState.WAITING)]
    desk.press(Qt.Key.Key_Z, CTRL)
    desk.wait(desk.saved)
    assert outgoing(desk) == []
    desk.session.delivering.look()
    desk.wait(lambda: not desk.application.runner.runs(DELIVER))
    assert played.told == []

    monkeypatch.setattr(feedback, "GRACE", 0.0)
    desk.wait(lambda: desk.session.document is not None and QApplication.focusWidget() is desk.editor)
    finish(desk)
    wait_told(desk, 1)
    assert len(played.told) == 1


def test_what_waits_for_a_service_is_told_after_a_restart(play, open_window, slip, monkeypatch):
    monkeypatch.setattr(feedback, "GRACE", NEVER)
    played = play(MYBIROS)
    desk = open_window(slip, settings=played.settings())
    desk.wait(lambda: played.asked("poll") > 0)
    played.answer()
    desk.wait_read()
    monkeypatch.setattr(feedback, "GRACE", 2.0)
    finish(desk)
    desk.application.close()
    assert played.told == []

    again = open_window(settings=played.settings())
    wait_told(again, 1)
    assert played.told == ["approved"]


def test_a_window_that_is_killed_while_it_waits_asks_again(qtbot, play, open_window, slip, tmp_path):
    played = play(HANDL)
    settings_files.save(played.settings())
    environment = {**os.environ, "XDG_STATE_HOME": str(tmp_path / "state")}
    command = [sys.executable, "-m", "reviewer", "--workspace", str(tmp_path / "workspace"), str(slip)]
    window = subprocess.Popen(command, env=environment)
    try:
        qtbot.waitUntil(lambda: played.asked("poll") > 0)
    finally:
        window.send_signal(signal.SIGKILL)
        window.wait()
    before = played.asked("poll")

    desk = open_window(settings=played.settings())
    desk.wait(lambda: played.asked("poll") > before and "Sent to Handl" in desk.state())
    played.answer()
    desk.wait_read()
    assert desk.value("change") == "7.50"
    assert played.sent == 1


def test_what_may_have_arrived_is_sent_again_only_when_the_operator_says_so(play, open_window, slip):
    played = play(HANDL, faults=("cut=0+times=1@submit",))
    desk = open_window(slip, settings=played.settings())
    wait_stuck(desk, "Unclear whether it arrived")
    assert played.sent == 1

    desk.press(Qt.Key.Key_F5, SHIFT)
    wait_dialog(desk)
    desk.press(Qt.Key.Key_Return)  # the default is to decide later
    desk.wait(lambda: QApplication.activeModalWidget() is None)
    assert "Unclear whether it arrived" in desk.state()
    assert played.sent == 1

    desk.window.activateWindow()
    desk.wait(desk.window.isActiveWindow)
    desk.press(Qt.Key.Key_F5, SHIFT)
    choose(desk, "Give up")
    desk.wait(lambda: "Cancelled" in desk.state())
    assert played.sent == 1


def test_what_may_have_arrived_is_sent_again(play, open_window, slip):
    played = play(HANDL, faults=("cut=0+times=1@submit",))
    desk = open_window(slip, settings=played.settings())
    wait_stuck(desk, "Unclear whether it arrived")
    desk.press(Qt.Key.Key_F5, SHIFT)
    choose(desk, "Send again")
    desk.wait(lambda: played.sent == 2)
    played.answer()
    desk.wait_read()
    assert desk.value("change") == "7.50"


def test_what_the_service_lost_is_sent_again(play, open_window, slip):
    played = play(MYBIROS, faults=("lost+times=1",))
    desk = open_window(slip, settings=played.settings())
    wait_stuck(desk, "Lost by the service")
    assert played.sent == 1
    desk.press(Qt.Key.Key_F5, SHIFT)
    choose(desk, "Send again")
    desk.wait(lambda: played.sent == 2)
    played.answer()
    desk.wait_read()
    assert desk.value("change") == "7.50"
