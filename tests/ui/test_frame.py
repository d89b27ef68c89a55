"""What is painted first, and what it does not wait for."""

import builtins
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

import reviewer
from reviewer.settings import Settings
from reviewer.ui import actions, frame
from reviewer.ui.frame import Frame

LATE = ("sqlalchemy", "reviewer.store.database", "reviewer.services", "reviewer.ui.canvas", "reviewer.ui.dialogs.desk")
LATE_TOO = ("PySide6.QtNetwork", "tomlkit", "logging.handlers", "ctypes")


@pytest.fixture
def made(look, qtbot, tmp_path, monkeypatch) -> Frame:
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path))
    made = Frame(Settings(keys={"file.open": ("F2",)}))
    qtbot.addWidget(made.window)
    return made


def test_the_first_paint_waits_for_nothing_that_is_not_seen(tmp_path):
    program = textwrap.dedent(
        f"""
        import sys
        from reviewer import app
        from reviewer.ui.frame import Frame, make_qt
        settings = app.load_settings()
        qt, look = make_qt(settings)
        Frame(settings).show()
        early = [name for name in {LATE + LATE_TOO} if name in sys.modules]
        assert not early, early
        """
    )
    run(program, tmp_path)


def test_the_window_waits_for_no_database(tmp_path):
    run("import sys, reviewer.ui.application; assert 'sqlalchemy' not in sys.modules", tmp_path)


def run(program: str, settings: Path) -> None:
    source = str(Path(reviewer.__file__).parents[1])
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONPATH": source, "REVIEWER_SETTINGS": str(settings)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_imports_are_pythons_own():
    """PySide's would read the source of every module."""
    assert builtins.__import__ is builtins.__orig_import__


def test_it_is_painted_when_it_was_shown(made, qtbot):
    heard = []
    made.window.painted.connect(lambda: heard.append("painted"))
    made.show()
    assert made.window.isVisible()
    assert heard == ["painted"]


def test_a_window_that_nobody_sees_is_not_waited_for(made, monkeypatch):
    monkeypatch.setattr(frame, "PATIENCE_MS", 1)
    made.window.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    made.show()
    assert made.window.isVisible()


def test_it_has_all_actions_with_the_operators_keys(made):
    assert set(made.actions) == set(actions.BY_NAME)
    assert made.actions["file.open"].shortcut().toString() == "F2"


def test_actions_can_be_given_when_somebody_answers(made):
    given = []
    assert not any(action.isEnabled() for action in made.actions.values())
    made.answer({name: lambda *checked, name=name: given.append((name, *checked)) for name in made.actions})
    made.actions["file.open"].trigger()
    made.actions["view.words"].trigger()
    assert given == [("file.open",), ("view.words", True)]


def test_the_docks_are_there_before_what_they_hold(made):
    made.show()
    assert made.window.queue_dock.isVisible()
    assert made.window.field_dock.isVisible()
    assert not made.window.queue_dock.widget().findChildren(object)
