"""A real window under X11, real children, real engines; settings and workspace of the test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer import app
from reviewer.settings import Settings
from reviewer.ui.application import Application
from reviewer.ui.look import theme

SAMPLES = Path(__file__).parents[2] / "resources" / "samples"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "e2e" in item.path.parts:
            item.add_marker("e2e")


@pytest.fixture(scope="session")
def dressed(qapp: QApplication) -> theme.Theme:
    return theme.apply(qapp, "light")


@pytest.fixture(autouse=True)
def own_settings(tmp_path, monkeypatch) -> None:
    monkeypatch.setenv("REVIEWER_SETTINGS", str(tmp_path / "settings"))


class Desk:
    """An operator in front of the window: looks and presses keys, knows nothing of what is behind."""

    def __init__(self, qtbot, application: Application) -> None:
        self._qtbot = qtbot
        self.application = application
        self.window = application.window
        self.session = application.session
        self.review = application.session.review

    def wait(self, condition: Callable[[], bool]) -> None:
        self._qtbot.waitUntil(condition)

    def wait_read(self) -> None:
        """Until everything was read and a document is shown."""
        self.wait(lambda: self.session.document is not None and bool(self.review.rows()))
        self.wait(lambda: not self.session.reading.running and not self.session.reading.waiting)
        self.wait(lambda: bool(self.review.rows()) and self.saved())

    def saved(self) -> bool:
        return self.session.saving.pending == 0

    def state(self) -> str:
        """What the queue says of its first document; empty when there is none."""
        queue = self.session.queue
        return "" if not queue.rowCount() else queue.index(0).data(Qt.ItemDataRole.AccessibleTextRole)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.wait(lambda: self.application.looked_at)  # an operator looks before pressing
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifiers)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)

    @property
    def editor(self):
        return self.application.panes.fields.list.editor

    def value(self, field: str) -> str:
        return self.review.review.revision.of_field(field)[0].value.text

    def status(self) -> str:
        return str(self.review.review.revision.status)


@pytest.fixture
def open_window(qtbot, dressed, tmp_path) -> Iterator[Callable[..., Desk]]:
    """Opens the window on the test's workspace; may be called again after `close`."""
    opened: list[Application] = []

    def open_(*paths: Path, settings: Settings | None = None) -> Desk:
        chosen = settings or Settings(operator="Ana")
        application = Application(tmp_path / "workspace", chosen, dressed, app.start, app.recover, paths)
        opened.append(application)
        application.window.resize(1600, 1000)
        application.show()
        with qtbot.waitExposed(application.window):
            pass
        application.window.activateWindow()
        desk = Desk(qtbot, application)
        desk.wait(lambda: application.session.desk is not None)
        return desk

    yield open_
    for application in opened:
        application.close()
        application.window.deleteLater()


@pytest.fixture
def receipt() -> Path:
    return SAMPLES / "receipt-hardware.jpg"
