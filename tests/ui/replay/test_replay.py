"""Scripts drive the whole window: real keys, real workspace, only the reading is canned."""

import json
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

import windows
from reviewer.__main__ import main
from reviewer.store.lock import LOCK, Lock
from reviewer.ui.panels.value_edit import ValueEdit
from reviewer.ui.replay.calm import Calm
from reviewer.ui.replay.outcome import Outcome, Played, as_json, as_lines, summary
from reviewer.ui.replay.player import How, Player
from reviewer.ui.replay.script import parse
from reviewer.ui.replay.waiting import Routine


@pytest.fixture
def play(look, qtbot, tmp_path, monkeypatch) -> Iterator[Callable[..., Played]]:
    """Plays steps, each a dict, in a window on a workspace of the test."""
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    windows.receipt(tmp_path / "a.png")
    windows.receipt(tmp_path / "b.png", "12.60")
    made = []

    def play_(*steps: dict, **how: object) -> Played:
        application = windows.make(tmp_path, look)
        made.append(application)
        script = parse([json.dumps(step) for step in steps])
        player = Player(application, script, How(**how), tmp_path, (tmp_path / "a.png",), lambda _outcome, _verb: None)
        routine = Routine(player.play(lambda: False), player)
        application.show()
        application.window.activateWindow()
        with qtbot.waitSignal(routine.ended):
            routine.begin()
        application.close()
        if routine.error is not None:
            raise routine.error
        return Played(tuple(player.outcomes), len(script))

    yield play_
    for application in made:
        application.close()
        application.window.deleteLater()


TAKEN = ({"add": ["a.png", "b.png"]}, {"wait": "read"}, {"open": "b.png"}, {"wait": "shown"})


def test_the_main_path(play, tmp_path):
    played = play(
        *TAKEN,
        {"expect": {"document": "b.png", "status": "pending", "active": "company", "errors": 3, "type": "receipt"}},
        {"field": "total"},
        {"expect": {"active": "total", "value": "12.60", "unsure": True, "reason": "12.50"}},
        {"key": "Ctrl+A"},
        {"type": "12.50"},
        {"expect": {"editor": "12.50", "value": "12.60", "focus": "Total"}},
        {"key": "Return"},
        {"expect": {"field": "total", "value": "12.50", "errors": 0, "status": "in_review"}},
        {"key": "Ctrl+Return", "times": 2},
        {"expect": {"document": "b.png", "notice": "still to check"}},
        {"key": "Ctrl+Return"},
        {"expect": {"document": "a.png"}},
        {"wait": "idle"},
        {"key": "Ctrl+Z"},
        {"expect": {"document": "b.png", "status": "in_review"}},
        {"do": "edit.undo"},
        {"expect": {"field": "total", "value": "12.60"}},
        {"wait": "saved"},
    )
    assert played.fine, [outcome.problem for outcome in played.outcomes]
    keys = [outcome for outcome in played.outcomes if "key" in outcome.what]
    assert all(outcome.ms is not None and outcome.ms > 0 for outcome in keys)
    assert (tmp_path / "workspace" / "export" / "b.json").exists()


def test_a_failed_expectation_says_what_is_so_and_ends_it(play):
    wanted = {"field": "total", "value": "8.95", "document": "c.png"}
    played = play(*TAKEN, {"expect": wanted, "seconds": 0}, {"key": "Tab"})
    assert not played.fine
    assert len(played.outcomes) == len(TAKEN) + 1
    assert played.outcomes[-1].problem == "value of “total” is “12.60”, not “8.95”. document is “b.png”, not “c.png”."


def test_after_a_failure_it_goes_on_when_it_shall(play):
    played = play(*TAKEN, {"open": "c.png"}, {"field": "nothing"}, {"field": "cash"}, keep_going=True)
    assert [outcome.problem for outcome in played.outcomes if not outcome.ok] == [
        "The queue lists no document “c.png”.",
        "The shown document has no value “nothing”.",
    ]
    assert played.outcomes[-1].seen.field == "cash"


def test_an_action_that_is_not_possible_now_says_why(play):
    played = play({"do": "document.finish"}, {"do": "document.delete"}, keep_going=True)
    assert played.outcomes[0].problem == "“document.finish” cannot be done now: No document is open."
    assert played.outcomes[1].problem == "“document.delete” cannot be done now: The queue is not shown."


def test_what_is_missing_is_told(play):
    played = play(
        {"add": "gone.png"}, {"add": "sample:a.png"}, {"wait": "read"}, {"expect": {"queue": 1}}, keep_going=True
    )
    assert [outcome.problem for outcome in played.outcomes] == ["“gone.png” is not there.", "", "", ""]


def test_notices_are_told_and_expected(play):
    played = play(
        *TAKEN,
        {"key": "Ctrl+Return"},
        {"expect": {"notice": "error(s) left"}, "seconds": 0},
        {"expect": {"notice": "to check"}},
        {"expect": {"notice": "to check"}, "seconds": 0},
        keep_going=True,
    )
    finish, wrong, told, again = played.outcomes[-4:]
    assert any("to check" in text for text in finish.notices)
    assert told.ok
    assert not wrong.ok
    assert again.problem == "No notice says “to check”; none came."


def test_a_dialog_with_a_loop_of_its_own_does_not_hold_it_up(play):
    played = play(
        *TAKEN,
        {"do": "view.filter_below"},
        {"expect": {"dialog": "Only values below"}},
        {"key": "Escape"},
        {"expect": {"dialog": ""}},
        {"key": "F1"},
        {"expect": {"dialog": "Keys"}},
        {"key": "Escape"},
        {"expect": {"dialog": "", "focus": "Company"}},
        {"do": "view.filter_below"},
    )
    assert played.fine, [outcome.problem for outcome in played.outcomes]


def test_a_checkable_action_is_made_so_whatever_it_is(play):
    played = play(*TAKEN, {"do": "view.words", "checked": True}, {"do": "view.words", "checked": False})
    assert played.fine


def test_text_that_no_key_writes_and_several_lines_are_typed(play):
    played = play(*TAKEN, {"key": "Ctrl+A"}, {"type": "Añejo 東京\n8"}, {"expect": {"editor": "Añejo 東京\n8"}})
    assert played.fine, played.outcomes[-1].problem


def test_pictures_are_written(play, tmp_path):
    play({"size": [1280, 720]}, {"key": "F1"}, {"shot": "shots/keys.png"}, frames=tmp_path / "frames")
    assert sorted(path.name for path in (tmp_path / "frames").iterdir()) == ["0001.png", "0002.png", "0003.png"]
    shot = QImage(str(tmp_path / "shots" / "keys.png"))
    assert (shot.width(), shot.height()) == (1280, 720)
    assert shot == QImage(str(tmp_path / "frames" / "0003.png"))


def test_a_picture_that_cannot_be_written_is_a_failed_step(play, tmp_path):
    (tmp_path / "file").write_text("")
    played = play({"shot": "file/a.png"})
    assert played.outcomes[0].problem.startswith("The folder of “a.png” cannot be made")


def test_a_closed_window_ends_it(play):
    played = play({"do": "window.quit"}, {"key": "Tab"}, keep_going=True)
    assert played.outcomes[-1].problem == "The window is closed."


def test_what_is_told_can_be_read_by_people_and_programs(play):
    played = play(*TAKEN, {"key": "Tab", "note": "Goes on"})
    outcome = played.outcomes[-1]
    built = json.loads(as_json(outcome))
    assert (built["step"], built["line"], built["ok"]) == (5, 5, True)
    assert built["what"] == {"key": "Tab", "note": "Goes on"}
    assert built["seen"]["document"] == "b.png"
    lines = as_lines(outcome, "Goes on")
    assert lines[0] == "Goes on"
    assert "b.png (pending)" in lines[1]
    assert summary(played).startswith("5 of 5 steps, 0 failed; answers painted within")


def test_lines_stay_short():
    from reviewer.ui.replay.seen import Seen

    seen = Seen(document="a.png", status="pending", label="Address", value="x" * 90 + "\ny", editor="x")
    shown = as_lines(Outcome(1, 1, {"type": "z" * 90}, False, Seen(), problem="No."), "")
    assert shown[0].startswith("  1 × type zzz")
    assert shown[1] == "      failed: No."
    (line,) = as_lines(Outcome(1, 1, {"key": "Tab"}, True, seen), "")
    assert len(line) < 160


# As a command


@pytest.fixture
def command(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))
    monkeypatch.setenv("TMPDIR", str(tmp_path))

    def run(*arguments: object, script: str) -> tuple[int, str]:
        (tmp_path / "script.jsonl").write_text(script, "utf-8")
        code = main(["replay", str(tmp_path / "script.jsonl"), "--offscreen", *map(str, arguments)])
        return code, capsys.readouterr().err

    return run


def test_a_wrong_script_is_one_sentence(command):
    code, said = command(script='{"key": "Tab"}\n{"do": "field.confrim"}\n')
    assert code == 1
    assert said == "Line 2: there is no action “field.confrim”. Is “field.confirm” meant? Nothing was played.\n"


def test_a_workspace_that_is_open_elsewhere_is_left_alone(command, tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    lock = Lock(folder / LOCK)
    lock.take()
    code, said = command("--workspace", folder, script='{"key": "Tab"}')
    lock.release()
    assert code == 1
    assert said.startswith("This workspace is open in the Reviewer window")
    assert said.endswith("Close it, or use --workspace.\n")


def test_an_answer_that_was_painted_before_all_was_over_has_its_time(play, monkeypatch):
    """What goes on behind it ends later, and paints nothing."""
    usual, over = Calm.answered, []

    class Seen(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if isinstance(watched, ValueEdit) and event.type() is QEvent.Type.KeyPress:
                over.clear()
                QTimer.singleShot(100, lambda: over.append(True))
            return False

    seen = Seen()
    QApplication.instance().installEventFilter(seen)
    over.append(True)
    monkeypatch.setattr(Calm, "answered", lambda calm: usual(calm) and bool(over))
    played = play(*TAKEN, {"field": "total"}, {"type": "1"})
    QApplication.instance().removeEventFilter(seen)
    assert played.fine, [outcome.problem for outcome in played.outcomes]
    assert played.outcomes[-1].ms is not None
