"""What is done to documents that are chosen in the queue, in the whole window."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from reviewer import app
from reviewer.domain.queue import Filter, Order, Sort
from reviewer.domain.revision import RevisionStatus
from reviewer.settings import Settings
from reviewer.store import documents, queue, schema
from reviewer.ui.application import Application
from reviewer.ui.dialogs.ask import AskReason
from reviewer.ui.replay.calm import Calm
from reviewer.ui.table.queue import QUEUE_MENU
from workspaces import prepared, running


@pytest.fixture
def make(look, qtbot, tmp_path, monkeypatch) -> Iterator[Callable[..., Application]]:
    """Opens the window on a workspace of some documents that were not read."""
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made: list[Application] = []

    def make_(*names: str) -> Application:
        with running(tmp_path / "workspace") as workspace:
            for name in names:
                document = prepared(workspace, name, name.encode())
                workspace.lane.call(
                    lambda connection, one=document: documents.add(connection, one, workspace.originals)
                )
        made.append(Application(tmp_path / "workspace", Settings(operator="Ana"), look, app.start, app.recover))
        application = made[-1]
        with qtbot.waitSignal(application.starting.done):
            application.show()
        application.window.activateWindow()
        qtbot.waitUntil(lambda: application.session.opening.here != "" and application.session.queue.whole)
        return application

    yield make_
    for application in made:
        application.close()
        application.window.deleteLater()


def names(application) -> list[str]:
    workspace = application.session.desk.workspace
    with workspace.read() as connection:
        return [row.name for row in queue.listed(connection)]


def statuses(application) -> set[RevisionStatus]:
    with application.session.desk.workspace.read() as connection:
        return set(queue.counts(connection))


def choose(application, qtbot, *rows: int) -> None:
    view = application.panes.queue.list
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    view.choose_all_of([range(row, row + 1) for row in rows])


def press(application, qtbot, key, modifiers=Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(QApplication.focusWidget(), key, modifiers)


def test_all_that_match_are_deleted_and_one_undo_brings_them_back(make, qtbot):
    application = make("a.jpg", "b.jpg", "other.jpg", "c.jpg")
    application.session.filter.type("jpg")
    qtbot.waitUntil(lambda: application.session.queue.whole)
    view = application.panes.queue.list
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    press(application, qtbot, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert application.panes.queue.chosen_count == 4

    press(application, qtbot, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(application) == [])

    application.actions["edit.undo"].trigger()
    qtbot.waitUntil(lambda: len(names(application)) == 4)


def test_a_reason_is_asked_for_once_for_all(make, qtbot):
    application = make("a.jpg", "b.jpg", "c.jpg")
    choose(application, qtbot, 1, 2)
    application.actions["document.postpone"].trigger()
    (dialog,) = application.window.findChildren(AskReason)
    dialog.edit.setText("later")
    dialog.yes.click()

    qtbot.waitUntil(lambda: application.session.queue.counts.get(RevisionStatus.POSTPONED) == 2)
    assert application.session.document.name == "a.jpg"


def test_an_action_is_about_the_chosen_document_rather_than_the_shown_one(make, qtbot):
    application = make("a.jpg", "b.jpg")
    choose(application, qtbot, 1)
    assert application.session.document.name == "a.jpg"
    application.actions["document.delete"].trigger()
    qtbot.waitUntil(lambda: names(application) == ["a.jpg"])


def test_one_after_the_other_is_deleted_from_the_queue_without_leaving_it(make, qtbot):
    application = make("a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg")
    view = application.panes.queue.list
    qtbot.waitUntil(lambda: not application.seen_first.active)
    choose(application, qtbot, 2)
    for left in (["a.jpg", "b.jpg", "d.jpg", "e.jpg"], ["a.jpg", "b.jpg", "e.jpg"]):
        press(application, qtbot, Qt.Key.Key_Delete)
        qtbot.waitUntil(lambda left=left: application.session.queue.rowCount() == len(left))
        assert names(application) == left
        assert view.chosen() == [range(2, 3)]

    choose(application, qtbot, 0)  # the shown one: another is shown then
    press(application, qtbot, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: application.session.document.name == "b.jpg" and not application.seen_first.active)
    qtbot.waitUntil(lambda: view.chosen() == [range(1)] and application.session.queue.rowCount() == 2)
    assert QApplication.focusWidget() is view
    press(application, qtbot, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: names(application) == ["e.jpg"])


@pytest.mark.parametrize("deed", ["export", "retype"])
def test_the_keyboard_stays_in_the_queue_while_the_shown_document_is_among_the_chosen(make, qtbot, deed):
    application = make("a.jpg", "b.jpg")
    choose(application, qtbot, 0, 1)
    how = {"document_type": "receipt"} if deed == "retype" else {}
    with qtbot.waitSignal(application.session.bulk.done, timeout=60_000):
        application.commands.queue._do(deed, application.commands.queue.chosen, **how)
    calm = Calm(application)
    qtbot.waitUntil(lambda: calm.idle() and not application.seen_first.active, timeout=60_000)
    QApplication.processEvents()
    assert QApplication.focusWidget() is application.panes.queue.list


def test_with_the_focus_elsewhere_an_action_is_about_the_shown_document(make, qtbot):
    application = make("a.jpg", "b.jpg", "c.jpg")
    choose(application, qtbot, 1, 2)
    application.panes.page.view.setFocus()
    qtbot.waitUntil(application.panes.page.view.hasFocus)
    assert not application.commands.queue.others
    application.session.review.postpone("later")
    qtbot.waitUntil(lambda: application.session.queue.counts.get(RevisionStatus.POSTPONED) == 1)


def test_the_menu_of_the_queue_has_what_can_be_done_to_several(make):
    application = make("a.jpg")
    listed = [action.objectName() if action else "" for action in application.panes.queue.context_actions]
    assert listed == [name for group in QUEUE_MENU for name in ("", *group)][1:]


def test_finished_documents_can_be_reopened_together(make, qtbot, tmp_path):
    application = make("a.jpg", "b.jpg")
    workspace = application.session.desk.workspace
    finished = schema.documents.update().values(status="rejected")
    workspace.lane.submit(lambda connection: connection.execute(finished)).result()
    application.session.queue.reload(now=True)
    choose(application, qtbot, 0, 1)
    assert application.actions["document.reopen"].isEnabled()
    assert application.actions["document.postpone"].isEnabled()


def test_the_card_of_filters_is_used_by_keys(make, qtbot):
    application = make("b.jpg", "a.jpg")
    application.actions["queue.filter"].trigger()
    card = application.dialogs._filter
    assert card.isVisible()
    boxes = card._boxes
    qtbot.waitUntil(boxes["document_types"].hasFocus)
    qtbot.keyClick(boxes["document_types"], Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is boxes["sources"]

    card._order.setCurrentIndex(list(Order).index(Order.NAME))
    card._order.activated.emit(card._order.currentIndex())
    qtbot.waitUntil(
        lambda: application.session.queue.at(0) is not None and application.session.queue.at(0).name == "a.jpg"
    )
    card._checks["errors"].click()
    assert application.session.queue.filter == Filter(errors=True)
    assert [chip.text() for chip in application.panes.queue.searching.chips.chips] == ["With errors", "By name ↑"]

    card.clear.click()
    assert (application.session.queue.filter, application.session.queue.sorting) == (Filter(), Sort())
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert not card.isVisible()
