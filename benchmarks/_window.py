"""The real window, for benchmarks: opened on a workspace, driven by keys, watched while it paints."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, thread_time
from typing import NamedTuple

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer import app
from reviewer.settings import Reading, Settings
from reviewer.ui.application import Application
from reviewer.ui.frame import make_qt
from reviewer.ui.replay import painted
from reviewer.ui.replay.calm import STEADY, Calm
from reviewer.ui.replay.waiting import Until

Condition = painted.Condition
POLL_MS = 10


class Painted(painted.Painted):
    """Hears when widgets were painted while a condition held; the benchmark ends when that does not come."""

    def wait(self, seconds: float = 30.0) -> float:
        at = super().wait(seconds)
        if not at:
            sys.exit(f"The window did not answer in {seconds:.0f} s.")
        return at


class Turn(NamedTuple):
    """A turn of the event loop: milliseconds, and those of them that the window's thread was computing."""

    ms: float
    cpu: float


class Turns:
    """Hears how long each turn of the event loop takes: that long, the window answers nothing."""

    def __init__(self) -> None:
        self.all: list[Turn] = []
        self._began = (0.0, 0.0)
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._on_awake)
        dispatcher.aboutToBlock.connect(self._on_block)
        self._on_awake()

    def _on_awake(self) -> None:
        self._began = (monotonic(), thread_time())

    def _on_block(self) -> None:
        at, computed = self._began
        self.all.append(Turn((monotonic() - at) * 1000, (thread_time() - computed) * 1000))

    def take(self) -> list[Turn]:
        """Those since it was asked last."""
        taken, self.all = self.all, []
        return taken


class Window:
    """One window in front of one operator."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.session = application.session
        self.calm = Calm(application)
        self.review = application.session.review
        self.pictures = application.pictures
        self.page = application.panes.page.view.viewport()
        self.fields = application.panes.fields.list.viewport()
        self.editor = application.panes.fields.list.editor

    def wait(self, condition: Condition, seconds: float = 120.0) -> None:
        """Run the window until a condition holds."""
        loop, until, came = QEventLoop(), monotonic() + seconds, False

        def look() -> None:
            nonlocal came
            came = condition()  # asked once: by the next time something else may have begun
            if came or monotonic() > until:
                loop.quit()

        timer = QTimer(interval=POLL_MS)
        timer.timeout.connect(look)
        timer.start()
        loop.exec()
        if not came:
            sys.exit(f"The window did not get ready in {seconds:.0f} s.")

    def run(self, seconds: float) -> None:
        """Run the window for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop, loop.quit)
        loop.exec()

    def wait_idle(self, seconds: float = 120.0) -> None:
        """Until nothing is drawn, read or saved, and that stays so for a moment."""
        still = Until(self.calm.idle, seconds, hold=STEADY)
        self.wait(lambda: still.over() is not None, seconds)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.application.window, key, modifiers)

    # What is seen

    def shows(self, document: str) -> bool:
        """Whether a document is under review, with some picture of its page."""
        return self.calm.shows(document)

    def sharp(self) -> bool:
        """Whether the shown page's picture is as sharp as the window draws it."""
        return self.calm.sharp()

    def focused(self) -> bool:
        """Whether the editor of the active field has the keyboard."""
        return self.editor.isVisible() and self.editor.hasFocus()


@contextmanager
def opened(folder: Path, *, readers: int = 2) -> Iterator[Window]:
    """The window on a workspace; closed afterwards."""
    app.calm_memory()  # as the program does
    settings = Settings(operator="Bench", reading=Reading(readers=readers))
    _, look = make_qt(settings)
    application = Application(folder, settings, look, app.start, app.recover)
    application.window.resize(1600, 1000)
    window = Window(application)
    try:
        application.show()
        window.wait(lambda: application.session.desk is not None)
        application.window.activateWindow()
        yield window
    finally:
        application.close()
        application.window.deleteLater()
