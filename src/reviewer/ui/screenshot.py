"""Opens the window on a workspace, waits until it shows a document, and writes a picture of it or of its settings."""

from pathlib import Path

from PySide6.QtCore import QObject, QSize, QTimer, Slot
from PySide6.QtWidgets import QApplication, QDialog

from reviewer.lanes import DESCRIBE
from reviewer.settings import Settings
from reviewer.ui.application import Application
from reviewer.ui.dialogs.settings.dialog import SIZE
from reviewer.ui.frame import make_qt
from reviewer.ui.starting import Recover, Start

LOOK_MS = 100
PATIENCE = 600


class _Watch(QObject):
    """Looks every tenth of a second whether the window has settled."""

    def __init__(self, application: Application, name: str, file: Path, qt: QApplication, page: str) -> None:
        super().__init__()
        self._page = page
        self._application = application
        self._name = name
        self._file = file
        self._qt = qt
        self._left = PATIENCE
        self._calm = 0
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._timer.start()
        self.written = False

    @Slot()
    def _look(self) -> None:
        self._left -= 1
        self._calm = self._calm + 1 if self._settled() else 0
        if self._calm < 5 and self._left > 0:
            return
        if self._calm and self._page and self._dialog() is None:
            self._application.dialogs.open_settings(self._page)
            self._dialog()
            self._calm = 0
            return
        self._timer.stop()
        shown = self._dialog() or self._application.window
        if self._calm:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self.written = shown.grab().save(str(self._file))
        self._qt.quit()

    def _dialog(self) -> QDialog | None:
        """The settings, in their usual size whatever the screen."""
        found = self._qt.activeModalWidget()
        if not isinstance(found, QDialog):
            return None
        found.resize(SIZE)
        return found

    def _settled(self) -> bool:
        """Whether the wanted document is shown with its sharp picture."""
        session = self._application.session
        document = session.document
        if document is None or session.reading.running or session.reading.waiting:
            return False
        if self._name and document.name != self._name:
            self._choose()
            return False
        if self._application.runner.runs(DESCRIBE):
            return False
        return self._application.pictures.ready(session.review.page) and not self._application.runner.drawing

    def _choose(self) -> None:
        queue = self._application.session.queue
        for number in range(queue.rowCount()):
            row = queue.at(number)
            if row is not None and row.name == self._name:
                self._application.session.open(row.id)


def take(
    folder: Path,
    file: Path,
    *,
    settings: Settings,
    start: Start,
    recover: Recover,
    size: tuple[int, int] = (1600, 1000),
    document: str = "",
    paths: tuple[Path, ...] = (),
    page: str = "",
) -> bool:
    """Write a picture of the review window, or of a page of the settings. Returns whether it was written.

    Args:
        folder: of the workspace.
        file: PNG to write.
        settings: of the operator; the scheme among them.
        start: opens a workspace.
        recover: brings back what was left.
        size: of the window, logical pixels.
        document: name of the document to show, or empty for the first.
        paths: to take in first.
        page: name of a page of the settings, or empty.
    """
    qt, look = make_qt(settings)
    application = Application(folder, settings, look, start, recover, paths)
    application.window.resize(QSize(*size))
    application.show()
    watch = _Watch(application, document, file, qt, page)
    qt.exec()
    application.close()
    return watch.written
