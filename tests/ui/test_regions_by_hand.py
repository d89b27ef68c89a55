"""Editing and drawing regions in the whole window: real keys, the focus where it belongs, undo."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desks import KIND, document, entry, text, value
from reviewer import app
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Revision
from reviewer.domain.step import History, Step
from reviewer.services.review import Review
from reviewer.settings import Settings
from reviewer.ui.application import Application

K, M = Qt.Key, Qt.KeyboardModifier
TOTAL, CASH, TOP = Box(0.3, 0.1, 0.5, 0.12), Box(0.3, 0.2, 0.5, 0.22), Box(0.3, 0.05, 0.5, 0.07)
WORDS = text([("Shop", TOP)], [("8.96", TOTAL)], [("50.00", CASH)])
Steps = list[Step]


@pytest.fixture
def window(look, qtbot, tmp_path, monkeypatch) -> Iterator[tuple[Application, Steps]]:
    """A window with a document that nobody stored."""
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made = Application(tmp_path / "workspace", Settings(operator="Ana"), look, app.start, app.recover)
    steps: Steps = []
    entries = (entry("total", value("8.96", 0.61, TOTAL)), entry("cash", value("50.00", 0.7, CASH)))
    revision = Revision("d", entries={e.id: e for e in entries})
    review = Review(
        document(),
        lambda _name: KIND,
        revision,
        History(),
        check=lambda _revision, _kind: (),
        keep=steps.append,
        operator="Ana",
    )
    made.window.show()
    made.window.activateWindow()
    made.window.stack.setCurrentWidget(made.panes.page)
    made.window.field_dock.show()
    made.session.review.open(review, {0: WORDS}, {})
    made.panes.fields.list.focus_editor()
    qtbot.waitUntil(made.panes.fields.list.editor.hasFocus)
    yield made, steps
    made.close()
    made.window.deleteLater()


def press(key, modifiers=M.NoModifier, times=1) -> None:
    for _ in range(times):
        QTest.keyClick(QApplication.focusWidget(), key, modifiers)


def editor_has_focus(application: Application) -> Callable[[], bool]:
    return application.panes.fields.list.editor.hasFocus


def test_a_region_is_edited_from_the_editor_and_the_focus_comes_back(window):
    application, steps = window
    view = application.panes.page.view
    press(K.Key_E, M.ControlModifier)
    assert view.hasFocus()
    assert not application.actions["edit.undo"].isEnabled()

    press(K.Key_Tab)
    press(K.Key_Down, M.ControlModifier)  # belongs to the mode: no other document
    press(K.Key_Right, times=2)
    assert application.actions["edit.undo"].isEnabled(), "what is held can be undone"
    press(K.Key_Return)

    assert [step.action for step in steps] == ["reshape"]
    assert editor_has_focus(application)()
    press(K.Key_Z, M.ControlModifier)
    assert application.session.review.entry("total:0").value.regions[0].polygon == TOTAL.polygon()


def test_the_same_key_locks_it_again_and_keeps(window):
    application, steps = window
    press(K.Key_E, M.ControlModifier)
    press(K.Key_Right)
    press(K.Key_E, M.ControlModifier)

    assert len(steps) == 1
    assert not application.panes.page.view.hands.on


def test_undo_in_the_middle_of_editing(window):
    application, steps = window
    press(K.Key_E, M.ControlModifier)
    press(K.Key_Right, times=3)
    press(K.Key_Z, M.ControlModifier)

    assert len(steps) == 2, "the visit, and its undo"
    assert application.session.review.entry("total:0").value.regions[0].polygon == TOTAL.polygon()
    press(K.Key_Escape)
    assert len(steps) == 2


def test_words_are_framed_proposed_and_taken_by_keys_alone(window):
    application, steps = window
    press(K.Key_R, M.AltModifier)
    press(K.Key_Down)
    press(K.Key_Return)
    assert editor_has_focus(application)()
    assert application.panes.fields.list.editor.text() == "50.00"
    assert steps == []

    press(K.Key_Return)

    changed = steps[0].changes[0].after.value
    assert (changed.text, changed.regions[0].polygon) == ("50.00", CASH.polygon())


def test_leaving_the_page_ends_what_is_drawn(window):
    application, _ = window
    press(K.Key_R, M.AltModifier)
    press(K.Key_F6)

    assert not application.panes.page.view.hands.on
    assert application.session.review.proposal is None


def test_reading_again_reads_what_was_just_drawn(window):
    application, _ = window
    review = application.session.review
    asked = []
    review.read_asked.connect(asked.append)
    press(K.Key_R, M.AltModifier)
    press(K.Key_Down)
    press(K.Key_Return)

    press(K.Key_F5)

    assert [region.polygon for region in asked[0].regions] == [CASH.polygon()]


def test_regions_are_walked_on_the_page_and_edited_there(window):
    application, steps = window
    application.panes.page.view.setFocus()
    press(K.Key_Tab)
    assert application.session.review.current == "cash:0"
    press(K.Key_Backtab, M.ShiftModifier)
    assert application.session.review.current == "total:0"

    press(K.Key_E)
    press(K.Key_Right)
    press(K.Key_Return)

    assert steps[0].changes[0].id == "total:0"


def test_the_picture_is_changed_and_reset_by_keys_on_the_page(window):
    application, _ = window
    application.panes.page.view.setFocus()
    press(K.Key_B, times=2)
    press(K.Key_C, M.ShiftModifier)
    press(K.Key_I)
    tone = application.pictures.tone
    assert (tone.brightness, tone.contrast, tone.inverted) == (20, -10, True)
    assert application.actions["view.invert"].isChecked()

    press(K.Key_0)

    assert application.pictures.tone.plain
    assert not application.actions["view.invert"].isChecked()


def test_without_a_place_editing_says_what_to_do(window):
    application, _ = window
    review = application.session.review
    review.correct("8.96", ())
    press(K.Key_E, M.ControlModifier)

    assert "Draw one with Alt+R" in application.notices.past[-1].text


def test_closing_the_window_keeps_what_was_moved(window):
    application, steps = window
    press(K.Key_E, M.ControlModifier)
    press(K.Key_Right)

    application.session.close()

    assert [step.action for step in steps] == ["reshape"]


def test_where_there_is_no_value_a_region_says_so_and_how_to_get_one(window):
    application, _ = window
    empty = Review(
        document(),
        lambda _name: KIND,
        Revision("e"),
        History(),
        check=lambda _revision, _kind: (),
        keep=lambda _step: None,
        operator="Ana",
    )
    application.session.review.open(empty, {0: WORDS}, {})
    for name in ("region.draw", "region.edit", "region.reread"):
        application.actions[name].trigger()
        told = application.notices.past[-1].text
        assert told == "There is no value that a region could be of. Alt+Ins adds one where the type allows it."
        application.actions["notice.close"].trigger()
