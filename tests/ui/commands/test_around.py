"""What only a mouse could do: answering notices, opening tasks, showing less, larger texts, going to the issues."""

import pytest
from PySide6.QtWidgets import QApplication

import windows
from reviewer import settings as settings_files
from reviewer.ui.panels.link import Link
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel
from reviewer.ui.viewmodels.tasks import TasksViewModel


@pytest.fixture
def application(look, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made = windows.make(tmp_path, look)
    with qtbot.waitSignal(made.starting.done):
        made.show()
    made.window.activateWindow()
    qtbot.waitUntil(made.window.isActiveWindow)
    yield made
    made.close()
    made.window.deleteLater()


@pytest.fixture
def opened(application, qtbot, tmp_path):
    application.session.intake.take([windows.receipt(tmp_path / "a.png", "12.60")])
    qtbot.waitUntil(lambda: len(application.session.review.rows()) > 5)
    qtbot.waitUntil(application.panes.fields.list.editor.hasFocus)
    return application


def test_the_link_of_a_notice_is_followed_by_a_key(application):
    done = []
    application.notices.tell(Notice("Deleted.", action="Undo", act=lambda: done.append("undo")))
    application.actions["notice.act"].trigger()
    application.actions["notice.act"].trigger()
    assert done == ["undo"]
    assert application.notices.past[-1].text == "No notice offers anything now."


def test_an_error_goes_before_what_only_tells(application):
    done = []
    application.notices.tell(Notice("Deleted.", action="Undo", act=lambda: done.append("undo")))
    application.notices.tell(
        Notice("The disk is full.", NoticeLevel.ERROR, action="Try again", act=lambda: done.append("again"))
    )
    application.actions["notice.act"].trigger()
    assert done == ["again"]
    assert not application.window.notice_bar.isVisible()


def test_notices_are_closed_by_a_key_one_after_the_other(application):
    for text in ("One.", "Two."):
        application.notices.tell(Notice(text, NoticeLevel.ERROR, key=text))
    application.actions["notice.close"].trigger()
    assert application.window.notice_bar.text() == "Two."
    application.actions["notice.close"].trigger()
    assert not application.window.notice_bar.isVisible()
    application.notices.tell(Notice("Saved."))
    application.actions["notice.close"].trigger()
    assert not application.window.status.notice.told


def test_tasks_open_and_close(application):
    application.actions["window.tasks"].trigger()
    assert application.dialogs._popover.isVisible()
    application.actions["window.tasks"].trigger()
    assert not application.dialogs._popover.isVisible()


def test_the_filter_of_the_fields_and_its_action_go_together(opened):
    made, panel = opened.actions["view.only_unsure"], opened.panes.fields.panel
    every = panel._model.rowCount()
    made.trigger()
    assert panel._filter.isChecked()
    assert panel._model.rowCount() < every
    panel._filter.click()
    assert not made.isChecked()
    assert panel._model.rowCount() == every


def test_texts_become_larger_at_once_and_stay_so(application):
    before = application.window.font().pointSizeF()
    for _ in range(3):
        application.actions["view.larger_texts"].trigger()
    assert settings_files.load().appearance.text_size == 1.3
    assert application.window.font().pointSizeF() == pytest.approx(before * 1.3)
    for _ in range(9):
        application.actions["view.smaller_texts"].trigger()
    assert settings_files.load().appearance.text_size == 0.8
    assert application.notices.past[-1].text == "Texts are at 80 %."
    application.actions["view.usual_texts"].trigger()
    assert application.window.font().pointSizeF() == before


def test_f6_reaches_the_issues_and_goes_on(opened):
    next_pane, issues = opened.actions["view.next_pane"], opened.panes.fields.issues
    assert len(issues.links()) > 0
    next_pane.trigger()
    assert QApplication.focusWidget() is issues.links()[0]
    assert isinstance(QApplication.focusWidget(), Link)
    next_pane.trigger()
    assert opened.panes.queue.isAncestorOf(QApplication.focusWidget())
    opened.actions["view.previous_pane"].trigger()
    assert issues.isAncestorOf(QApplication.focusWidget())


def test_f6_goes_to_the_search_where_the_queue_lists_nothing(opened, qtbot):
    search = opened.panes.queue.search
    search.setText("nowhere")
    qtbot.waitUntil(lambda: opened.session.queue.rowCount() == 0)
    opened.panes.fields.issues.enter()
    opened.actions["view.next_pane"].trigger()
    assert QApplication.focusWidget() is search


def test_f6_goes_into_the_table_and_out_of_it_again(opened):
    panes, view, grid = opened.panes, opened.panes.page.view, opened.panes.table.grid
    next_pane, previous_pane = opened.actions["view.next_pane"], opened.actions["view.previous_pane"]
    view.setFocus()
    next_pane.trigger()
    assert grid.editor.hasFocus()
    next_pane.trigger()
    assert panes.fields.list.editor.hasFocus()
    previous_pane.trigger()
    assert grid.editor.hasFocus()
    previous_pane.trigger()
    assert view.hasFocus()


def test_the_status_bar_shows_how_much_of_a_batch_is_read(application, monkeypatch):
    shown = []
    monkeypatch.setattr(application.window.status.tasks, "show_tasks", lambda *told: shown.append(told))
    monkeypatch.setattr(TasksViewModel, "share", 0.25)
    application.tasks.counted.emit()
    assert shown == [(0, 0, 0.25)]


def test_tab_takes_what_a_cell_offers_before_it_goes_on(opened, monkeypatch):
    grid, asked = opened.panes.table.grid, []
    monkeypatch.setattr(grid.editor, "take_offered", lambda: asked.append("offered") or True)
    cell = next(row.id for row in opened.session.review.rows() if row.table)
    opened.session.review.select(cell)
    assert grid.active
    assert grid.isVisible()
    opened.actions["field.next"].trigger()
    assert asked == ["offered"]
    assert opened.session.review.current == cell
