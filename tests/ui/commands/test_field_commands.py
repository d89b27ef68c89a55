"""Actions on the active value, where they cannot be done."""

import pytest

import windows


@pytest.fixture
def opened(look, qtbot, tmp_path, monkeypatch):
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    made = windows.make(tmp_path, look)
    with qtbot.waitSignal(made.starting.done, timeout=60_000):
        made.show()
    made.session.intake.take([windows.receipt(tmp_path / "a.png", "12.60")])
    qtbot.waitUntil(lambda: len(made.session.review.rows()) > 5, timeout=30_000)
    yield made
    made.close()
    made.window.deleteLater()


@pytest.mark.parametrize("name", ["field.add", "field.remove", "field.readings", "field.take_1", "field.take_9"])
def test_a_finished_document_says_of_each_why_it_cannot_be_done(opened, qtbot, name):
    action = opened.actions[name]
    qtbot.waitUntil(action.isEnabled)
    opened.session.review.review.reject("Not for us")
    opened.session.review.refresh()
    qtbot.waitUntil(lambda: not action.isEnabled())
    assert "This document is finished. Reopen it first." in action.toolTip()


def test_a_candidate_that_is_not_there_is_told(opened, qtbot):
    qtbot.waitUntil(opened.actions["field.take_9"].isEnabled)
    opened.actions["field.take_9"].trigger()
    assert opened.notices.past[-1].text == "There is no candidate 9 for this value."


def test_typing_can_be_taken_back_and_done_again_where_nothing_else_was_done(opened, qtbot):
    review, undo, redo = opened.session.review, opened.actions["edit.undo"], opened.actions["edit.redo"]
    assert not undo.isEnabled()
    review.typed("something else")
    assert undo.isEnabled()

    undo.trigger()
    assert review.draft(review.current) is None
    assert not undo.isEnabled()
    redo.trigger()
    assert review.draft(review.current) == "something else"
    review.next_field(1)
    assert not undo.isEnabled()
