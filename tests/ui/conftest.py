"""Widget tests run offscreen, with the look on, settings of their own, and no thread left behind."""

import os
import sys
from collections.abc import Iterator

if "--onscreen" not in sys.argv:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
import shiboken6
from PySide6.QtCore import QThread
from PySide6.QtWidgets import QApplication

from reviewer.ui.key_names import KEYS
from reviewer.ui.look import theme

_QT = frozenset({"qapp", "qtbot", "look"})


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--onscreen", action="store_true", help="show the windows of the tests")


def pytest_configure(config: pytest.Config) -> None:
    # Offscreen there is no window manager to tell; Qt warns at each window and each menu.
    config.addinivalue_line("qt_log_ignore", r"^This plugin does not support (propagateSizeHints|raise|grabbing)")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if _QT & set(getattr(item, "fixturenames", ())):
            item.add_marker("gui")


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> theme.Theme:
    """The application with its style, once: a style cannot be taken off again."""
    return theme.apply(qapp, "light")


@pytest.fixture
def look(dressed: theme.Theme) -> Iterator[theme.Theme]:
    """The light look, restored after the test."""
    yield dressed
    if dressed.text_factor != 1.0:
        dressed.set_text_factor(1.0)
    if dressed.scheme != "light":
        dressed.set_scheme("light")


@pytest.fixture(autouse=True)
def usual_keys() -> Iterator[None]:
    """Sentences call keys as the table has them, whatever a test before changed."""
    yield
    KEYS.use({})


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch) -> None:
    """Nothing is read from or written to the settings and data of whoever runs the tests."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))


@pytest.fixture(autouse=True)
def no_thread_left(monkeypatch) -> Iterator[None]:
    """Fail a test that leaves a QThread running."""
    started: list[QThread] = []
    start = QThread.start

    def noted(thread: QThread, *arguments: object) -> None:
        started.append(thread)
        start(thread, *arguments)

    monkeypatch.setattr(QThread, "start", noted)
    yield
    left = [thread for thread in started if shiboken6.isValid(thread) and thread.isRunning()]
    for thread in left:
        thread.quit()
        thread.wait(2000)
    assert not left, f"{len(left)} threads were left running"
