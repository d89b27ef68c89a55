"""The middle of the window in modes: what is shown, what is hidden, and what the keys of documents do meanwhile."""

from array import array
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolBar, QToolButton, QVBoxLayout

from reviewer import app
from reviewer.domain.revision import RevisionStatus
from reviewer.settings import Settings
from reviewer.ui.application import Application
from reviewer.ui.main_window import NARROW
from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.mode_bar import ModeBar
from reviewer.ui.panels.mode_page import ModePage
from reviewer.ui.replay.calm import Calm
from reviewer.ui.viewmodels.modes import Mode, Scope


class Page(ModePage):
    """Notes what it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.edit = QLineEdit(self)
        QVBoxLayout(self).addWidget(self.edit)
        self.told: list[object] = []

    def begin(self, scope: Scope) -> None:
        self.told.append(scope)

    def end(self) -> None:
        self.told.append("end")

    def take_focus(self) -> None:
        self.edit.setFocus()


@pytest.fixture
def window(look, qtbot, tmp_path, monkeypatch) -> Iterator[Application]:
    """A window on an empty workspace whose queue says that there are documents, and is read from the store no more."""
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made = Application(tmp_path / "workspace", Settings(operator="Ana"), look, app.start, app.recover)
    made.page = Page()
    made.middle.pages = {Mode.ADJUDICATE: lambda: made.page}
    with qtbot.waitSignal(made.starting.done):
        made.show()
    calm = Calm(made)
    qtbot.waitUntil(lambda: made.session.queue.whole and calm.idle())
    made.session.queue.use(None)
    fill(made)
    yield made
    made.close()
    made.window.deleteLater()


def fill(made: Application, count: int = 3) -> None:
    made.session.queue.empty = not count
    made.session.queue.counts = {RevisionStatus.PENDING: count} if count else {}
    made.session.queue.counted.emit()


def test_a_mode_has_the_window_for_itself_and_gives_it_back(window):
    window.actions["mode.adjudicate"].trigger()
    assert window.window.stack.currentWidget() is window.page
    assert not window.window.field_dock.isVisible()
    assert not window.window.queue_dock.isVisible()
    assert window.page.told == [Scope(window.session.queue.wanted)]
    assert window.actions["mode.adjudicate"].isChecked()

    window.actions["mode.document"].trigger()
    assert window.window.stack.currentWidget() is window.panes.page
    assert window.window.field_dock.isVisible()
    assert window.window.queue_dock.isVisible()
    assert window.page.told[-1] == "end"
    assert window.actions["mode.document"].isChecked()


def test_the_key_of_a_mode_leads_back_too(window):
    window.actions["mode.adjudicate"].trigger()
    window.actions["mode.adjudicate"].trigger()
    assert window.session.modes.mode is Mode.DOCUMENT
    assert window.actions["mode.document"].isChecked()


def test_escape_leads_back_also_from_an_editor(window, qtbot):
    window.actions["mode.adjudicate"].trigger()
    qtbot.keyClick(window.page, Qt.Key.Key_Escape)
    assert not window.session.modes.on


def test_a_click_on_the_mode_that_is_on_leaves_it_on(window):
    bar = window.window.findChild(ModeBar)
    bar.buttons["mode.document"].click()
    assert bar.buttons["mode.document"].isChecked()
    bar.buttons["mode.adjudicate"].click()
    assert bar.buttons["mode.adjudicate"].isChecked()
    assert not bar.buttons["mode.document"].isChecked()


def test_keys_of_the_document_wait_while_a_mode_is_on(window):
    names = ("field.blank", "document.finish", "document.reread", "issue.next", "field.take_1", "document.export")
    window.actions["mode.adjudicate"].trigger()
    window.commands.refresh()  # as after each change of a value
    for name in names:
        assert not window.actions[name].isEnabled(), name
        assert "Esc leads back" in window.actions[name].toolTip()
    window.actions["mode.document"].trigger()
    assert window.actions["issue.next"].isEnabled()
    assert "No document is open" in window.actions["document.finish"].toolTip()


def test_a_queue_that_the_operator_closed_stays_closed(window):
    window.window.queue_dock.hide()
    window.actions["mode.adjudicate"].trigger()
    window.actions["mode.document"].trigger()
    assert not window.window.queue_dock.isVisible()


def test_counting_does_not_open_what_was_closed(window):
    window.window.field_dock.hide()
    fill(window, 4)
    assert not window.window.field_dock.isVisible()


def test_a_workspace_that_gets_empty_has_no_modes(window):
    window.actions["mode.adjudicate"].trigger()
    fill(window, 0)
    assert not window.session.modes.on
    assert window.window.stack.currentWidget() not in (window.page, window.panes.page)


def test_several_chosen_documents_are_what_a_mode_works_on(window):
    window.session.modes.chosen = lambda: (7, 9)
    window.actions["mode.adjudicate"].trigger()
    assert window.page.told[0].chosen == (7, 9)


def test_one_document_is_chosen_always_and_says_nothing(window):
    window.session.modes.chosen = lambda: (7,)
    window.actions["mode.adjudicate"].trigger()
    assert window.page.told[0].chosen == ()


def test_chosen_documents_count_though_their_rows_were_never_looked_at(window):
    queue, listed = window.session.queue, window.panes.queue.list
    queue._become(array("q", range(1, 301)))
    listed.choose_all_of([range(10, 250)])
    window.actions["mode.adjudicate"].trigger()
    assert window.page.told[0].chosen == tuple(range(11, 251))

    window.actions["mode.adjudicate"].trigger()
    listed.selectAll()
    window.actions["mode.adjudicate"].trigger()
    assert window.page.told[2].chosen == ()  # whatever the queue lists


def test_docks_are_kept_as_in_the_document_view(window):
    window.actions["mode.adjudicate"].trigger()
    window.close()
    assert not window.window.queue_dock.isHidden()


def test_each_mode_has_a_word_in_the_row(window):
    bar = window.window.findChild(ModeBar)
    shown = [button.text() for button in bar.findChildren(QToolButton) if button.isVisible()]
    assert shown == ["Document", "Field", "Yes/No", "Characters", "Adjudicate"]


def test_where_there_is_no_room_one_button_has_the_modes(window, qtbot):
    bar = window.window.findChild(ModeBar)
    window.window.resize(NARROW - 1, 800)
    qtbot.waitUntil(bar.folded.isVisible)
    assert [button for button in bar.findChildren(QToolButton) if button.isVisible()] == [bar.folded]
    assert bar.folded.text() == "Document"
    window.actions["mode.adjudicate"].trigger()
    assert bar.folded.text() == "Adjudicate"
    assert [action.text() for action in bar.folded.menu().actions()] == [
        "Document",
        "Field sheet",
        "Yes or no",
        "Character sheet",
        "Adjudicate",
    ]


def test_without_documents_there_is_a_way_to_the_keys_and_nothing_to_finish(window, qtbot):
    bar = window.window.findChild(QToolBar, "tools")

    def shown() -> set[str]:
        return {button.text() for button in bar.findChildren(CapButton) if button.isVisible()}

    assert shown() == {"Postpone", "Reject…", "Mark reviewed"}
    fill(window, 0)
    qtbot.waitUntil(lambda: shown() == {"Keys"})
    assert not window.actions["mode.field"].isEnabled()
    assert "No documents yet" in window.actions["mode.field"].toolTip()
    assert window.actions["mode.document"].isEnabled()

    fill(window, 1)
    qtbot.waitUntil(lambda: shown() == {"Postpone", "Reject…", "Mark reviewed"})
    assert window.actions["mode.field"].isEnabled()


def test_pages_are_turned_over_after_a_mode_only_where_there_are_some(window):
    assert not window.actions["page.next"].isEnabled()
    window.actions["mode.adjudicate"].trigger()
    assert "Esc leads back" in window.actions["page.next"].toolTip()
    window.actions["mode.document"].trigger()
    window.commands.refresh()
    assert not window.actions["page.next"].isEnabled()
    assert window.actions["page.next"].toolTip() == "This is the last page."
