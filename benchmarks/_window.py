"""The real window, for benchmarks: opened on a workspace, driven by keys, watched while it paints."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QObject, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from reviewer import app
from reviewer.settings import Reading, Settings
from reviewer.ui.application import Application
from reviewer.ui.canvas.pictures import SHARP
from reviewer.ui.frame import make_qt

Condition = Callable[[], bool]
POLL_MS = 10


class Painted(QObject):
    """Hears when widgets were painted while a condition held. `at` is the moment when the window's painting ended."""

    def __init__(self, condition: Condition, *widgets: QWidget) -> None:
        super().__init__()
        self._condition = condition
        self._left = set(widgets)
        self._loop: QEventLoop | None = None
        self.at = 0.0
        for widget in widgets:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and watched in self._left and self._condition():
            self._left.discard(watched)
            if not self._left:  # the whole window is painted in one go: what is posted comes after it
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
        return False

    def customEvent(self, event: QEvent) -> None:
        self.at = monotonic()
        if self._loop is not None:
            self._loop.quit()

    def wait(self, seconds: float = 30.0) -> float:
        """Run the window until it is so. Returns the moment."""
        if not self.at:
            self._loop = QEventLoop()
            QTimer.singleShot(int(seconds * 1000), self._loop, self._loop.quit)
            self._loop.exec()
        if not self.at:
            sys.exit(f"The window did not answer in {seconds:.0f} s.")
        return self.at


class Window:
    """One window in front of one operator."""

    def __init__(self, application: Application) -> None:
        self.application = application
        self.session = application.session
        self.review = application.session.review
        self.pictures = application.pictures
        self.page = application.panes.page.view.viewport()
        self.fields = application.panes.fields.list.viewport()
        self.editor = application.panes.fields.list.editor

    def wait(self, condition: Condition, seconds: float = 120.0) -> None:
        """Run the window until a condition holds."""
        loop, until = QEventLoop(), monotonic() + seconds
        timer = QTimer(interval=POLL_MS)
        timer.timeout.connect(lambda: loop.quit() if condition() or monotonic() > until else None)
        timer.start()
        loop.exec()
        if not condition():
            sys.exit(f"The window did not get ready in {seconds:.0f} s.")

    def run(self, seconds: float) -> None:
        """Run the window for a while."""
        loop = QEventLoop()
        QTimer.singleShot(int(seconds * 1000), loop, loop.quit)
        loop.exec()

    def wait_idle(self, seconds: float = 120.0) -> None:
        """Until nothing is drawn, read or saved, and that stays so for a moment."""
        calm = 0

        def idle() -> bool:
            nonlocal calm
            session, runner = self.session, self.application.runner
            reading = session.reading.running or session.reading.waiting
            busy = reading or runner.drawing or session.saving.pending or _at_work(runner)
            calm = 0 if busy else calm + 1
            return calm > 15

        self.wait(idle, seconds)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(QApplication.focusWidget() or self.application.window, key, modifiers)

    # What is seen

    def shows(self, document: str) -> bool:
        """Whether a document is under review, with some picture of its page."""
        shown = self.session.document
        return shown is not None and shown.id == document and bool(self.pictures.levels(self.review.page))

    def sharp(self) -> bool:
        """Whether the shown page's picture is as sharp as the window draws it."""
        picture, size = self.pictures.picture(self.review.page), self.pictures.size(self.review.page)
        if picture is None or size is None:
            return False
        return max(picture.width(), picture.height()) >= min(SHARP, max(size)) - 2

    def focused(self) -> bool:
        """Whether the editor of the active field has the keyboard."""
        return self.editor.isVisible() and self.editor.hasFocus()


def _at_work(runner: object) -> bool:
    from reviewer.lanes import ALL, STORE

    return any(runner.runs(lane) for lane in ALL if lane is not STORE)  # type: ignore[attr-defined]


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
