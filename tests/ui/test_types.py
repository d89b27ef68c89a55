"""PySide's table of types: room for all before there is a second thread, and none made in one."""

import importlib
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QTimer

import reviewer
from reviewer.ui.late import PORTIONS, Late
from reviewer.ui.starting import LATE
from reviewer.ui.workers.type_table import FULL, ROOM

MODULES_AT_ONCE = 6


def run(program: str, settings: Path) -> None:
    """Run a program in a process of its own, where nothing is imported yet."""
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)],
        env=os.environ | {"PYTHONPATH": str(Path(reviewer.__file__).parents[1]), "REVIEWER_SETTINGS": str(settings)},
        cwd=settings,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="PySide has no such table with this Python")
def test_there_is_room_for_every_type_of_the_window(tmp_path):
    run(
        f"""
        import importlib, pkgutil
        import reviewer.ui.application, reviewer.ui
        from reviewer.ui.workers.runner import Runner
        from reviewer.ui.workers.type_table import known_types
        assert known_types() < {ROOM}, known_types()
        Runner()
        assert known_types() == {ROOM}, known_types()
        for module in pkgutil.walk_packages(reviewer.ui.__path__, "reviewer.ui."):
            importlib.import_module(module.name)
        assert known_types() < {FULL}, known_types()
        """,
        tmp_path,
    )


def test_no_type_of_the_window_is_made_in_a_thread(tmp_path):
    run(
        """
        import builtins, threading
        from pathlib import Path
        from PySide6.QtCore import QEventLoop, QTimer
        from shiboken6 import Shiboken
        from reviewer import app
        from reviewer.settings import Settings
        from reviewer.ui.application import Application
        from reviewer.ui.frame import make_qt

        made, threads, build = [], set(), builtins.__build_class__

        def noted(*arguments, **more):
            kind = build(*arguments, **more)
            thread = threading.current_thread()
            threads.add(thread)
            if issubclass(kind, Shiboken.Object):
                made.append((kind.__name__, thread))
            return kind

        settings = Settings()
        qt, look = make_qt(settings)
        builtins.__build_class__ = noted
        window = Application(Path("workspace"), settings, look, start=app.start, recover=app.recover)
        loop = QEventLoop()
        window.starting.done.connect(lambda: QTimer.singleShot(0, loop.quit))
        window.show()
        loop.exec()
        while not window.starting.late.done:
            qt.processEvents()
        window.close()
        assert len(threads) > 1, threads
        assert made
        assert not [name for name, thread in made if thread is not threading.main_thread()], made
        """,
        tmp_path,
    )


def test_a_thread_imports_nothing_of_the_window(tmp_path):
    names = "; ".join(f"import {name}" for name in LATE)
    run(
        f"import sys; {names}; assert not [n for n in sys.modules if n.startswith(('PySide', 'reviewer.ui'))]", tmp_path
    )


def test_what_is_imported_late_is_small_at_a_time(tmp_path):
    run(
        f"""
        import importlib, sys
        import reviewer.app, reviewer.ui.application
        for name in {LATE}:
            importlib.import_module(name)
        for name in {PORTIONS}:
            before = set(sys.modules)
            importlib.import_module(name)
            assert len(set(sys.modules) - before) <= {MODULES_AT_ONCE}, (name, set(sys.modules) - before)
        """,
        tmp_path,
    )


def test_the_window_answers_between_two_portions(qapp, qtbot, monkeypatch):
    seen = []
    monkeypatch.setattr(importlib, "import_module", seen.append)
    parent = QObject()
    made = Late(("one", "two"), parent)
    QTimer.singleShot(0, lambda: seen.append("answer"))
    made.begin()
    qtbot.waitUntil(lambda: made.done)
    assert seen == ["one", "answer", "two"]
