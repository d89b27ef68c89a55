"""One window for a workspace: a second start hands its files over."""

import argparse
import gc

import pytest

from reviewer import app
from reviewer.store.lock import LOCK, Lock
from reviewer.ui.single import Doorbell, hand_over


@pytest.fixture
def doorbell(qapp, tmp_path):
    opened = Doorbell(tmp_path)
    yield opened
    opened.close()


def test_a_second_start_hands_its_files_over(doorbell, qtbot, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with qtbot.waitSignal(doorbell.rung) as rung:
        assert hand_over(tmp_path, (tmp_path / "ü 日本.png",))

    assert rung.args == [[str(tmp_path / "ü 日本.png")]]


def test_without_a_window_nobody_takes_them(qapp, tmp_path):
    Doorbell(tmp_path).close()

    assert not hand_over(tmp_path, ())


def test_what_is_no_list_of_paths_is_not_taken(doorbell, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("reviewer.ui.single.json.dumps", lambda _paths: '{"a": 1}')
    rung = []
    doorbell.rung.connect(rung.append)
    assert hand_over(tmp_path, ())
    monkeypatch.undo()
    with qtbot.waitSignal(doorbell.rung):
        hand_over(tmp_path, ())

    assert rung == [[]]


def test_the_second_start_opens_no_window(doorbell, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr("reviewer.ui.frame.make_qt", lambda _settings: pytest.fail("a window was made"))
    monkeypatch.setattr(gc, "disable", lambda: None)
    lock = Lock(tmp_path / LOCK)
    lock.take()
    options = argparse.Namespace(samples=False, workspace=tmp_path, files=[tmp_path / "a.png"])
    with qtbot.waitSignal(doorbell.rung) as rung:
        assert app.run_window(options) == 0
    lock.release()

    assert rung.args == [[str(tmp_path / "a.png")]]
