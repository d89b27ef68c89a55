"""The frame of the window: what is painted first, while what fills it is not even imported."""

import sys
from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QEventLoop, QSettings, QTimer
from PySide6.QtWidgets import QApplication

from reviewer import settings as settings_files
from reviewer.settings import Settings
from reviewer.ui import actions, english
from reviewer.ui.look import theme
from reviewer.ui.main_window import MainWindow

PATIENCE_MS = 500
SWITCH_SECONDS = 0.0005
"""How long a worker may hold Python's lock while the window waits for it. Python's 5 ms, several times in one answer,
are felt; so short a time costs workers nothing that could be measured."""


class Frame:
    """The window as it was left, with menus, tool bar and status bar, and nothing in its panes yet.

    Attributes:
        window: the main window.
        actions: all actions by name; they are disabled before `answer`.
    """

    def __init__(self, settings: Settings) -> None:
        self._handlers: dict[str, Callable[..., Any]] = {}
        self.window = MainWindow()
        self.actions = actions.build(self.window, {name: self._relay(name) for name in actions.BY_NAME}, settings.keys)
        for made in self.actions.values():
            made.setEnabled(False)
        self.window.add_bars(self.actions)
        self.window.add_docks()
        self.window.restore(kept())

    def show(self) -> None:
        """Show the window. Returns when it was painted, or when it seems that nobody sees it."""
        painting = QEventLoop()
        self.window.painted.connect(painting.quit)
        QTimer.singleShot(PATIENCE_MS, painting, painting.quit)
        self.window.show()
        painting.exec()

    def answer(self, handlers: Mapping[str, Callable[..., Any]]) -> None:
        """Let the actions do something: handlers by name, one for each."""
        self._handlers.update(handlers)
        for made in self.actions.values():
            made.setEnabled(True)

    def _relay(self, name: str) -> Callable[..., Any]:
        return lambda *checked: self._handlers[name](*checked)


def kept() -> QSettings:
    """Where size, place and docks of the window are kept."""
    return QSettings(str(settings_files.folder() / "window.ini"), QSettings.Format.IniFormat)


def make_qt(settings: Settings) -> tuple[QApplication, theme.Theme]:
    """The Qt application, and its look."""
    sys.setswitchinterval(SWITCH_SECONDS)
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    english.install(qt)
    qt.setApplicationName("Reviewer")
    qt.setOrganizationName("Reviewer")
    qt.setDesktopFileName("reviewer")
    look = settings.appearance
    scheme = look.scheme if look.scheme in theme.SCHEMES else "system"
    return qt, theme.apply(qt, scheme, look.text_size)
