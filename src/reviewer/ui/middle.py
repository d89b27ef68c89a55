"""What stands in the middle of the window: the page, or the first-run screen while the workspace is empty."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QStorageInfo, Signal, Slot
from PySide6.QtGui import QAction, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from reviewer.ui.engines import Engines
from reviewer.ui.main_window import MainWindow
from reviewer.ui.viewmodels.queue import QueueViewModel

if TYPE_CHECKING:  # only an empty workspace shows them
    from reviewer.engines.base import EngineInfo
    from reviewer.ui.panels.first_run import FirstRun


class Middle(QObject):
    """Changes between the two as documents come and go. The first-run screen is made when it is needed.

    Args:
        window: that has the middle.
        page: stands there from the start.
        queue: knows whether there are documents.
        engines: what reads here.
        folder: of the workspace.
        made: actions that the first-run screen offers.

    Signals:
        settings_asked: the operator wants to change settings: name of their page.
        engines_asked: what reads here is to be said.
        samples_asked: small pictures of the samples are to be shown.
    """

    settings_asked = Signal(str)
    engines_asked = Signal()
    samples_asked = Signal()

    def __init__(
        self,
        window: MainWindow,
        page: QWidget,
        queue: QueueViewModel,
        engines: Engines,
        folder: Path,
        made: Mapping[str, QAction],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._page = page
        self._queue = queue
        self._engines = engines
        self._folder = folder
        self._made = made
        self._first_run: FirstRun | None = None
        window.stack.addWidget(page)
        queue.counted.connect(self._on_counted)

    @Slot()
    def _on_counted(self) -> None:
        empty = self._queue.empty
        shown = self._first() if empty else self._page
        if self._window.stack.currentWidget() is not shown:
            self._window.stack.setCurrentWidget(shown)
        if self._first_run is not None and empty:
            self._first_run.focus_first()
        self._window.field_dock.setVisible(not empty)
        self._window.status.show_reviewed(self._queue.reviewed_today)

    def _first(self) -> "FirstRun":
        if self._first_run is None:
            from reviewer.ui.panels.first_run import FirstRun  # only an empty workspace shows it

            made = self._first_run = FirstRun(self._made, self._window)
            made.reading_asked.connect(lambda: self.settings_asked.emit("reading"))
            made.workspace_asked.connect(lambda: self.settings_asked.emit("workspace"))
            free = QLocale().formattedDataSize(QStorageInfo(str(self._folder)).bytesAvailable(), 0)
            made.workspace.say(self.tr("{}, {} free.").format(self._folder, free))
            self._window.stack.addWidget(made)
            self._engines.known.connect(self._on_engines_known)
            self.engines_asked.emit()  # not sooner: it starts a reader child
            self.samples_asked.emit()
        return self._first_run

    @Slot(object)
    def show_samples(self, pictures: tuple[QImage, ...]) -> None:
        """Show small pictures of the samples."""
        if self._first_run is not None:
            self._first_run.samples.set_pictures([QPixmap.fromImage(picture) for picture in pictures])

    @Slot(object)
    def _on_engines_known(self, engines: "tuple[EngineInfo, ...]") -> None:
        """Say what reads here."""
        names = [f"{engine.title} {short(engine.version)}".strip() for engine in engines if engine.available]
        if names and self._first_run is not None:
            words = self.tr("{}, on this computer, without a network.").format(self.tr(" and ").join(names))
            self._first_run.reading.say(words)


def short(version: str) -> str:
    """The first two figures of a version: 5.3 of "5.3.0 (leptonica 1.82)"."""
    return ".".join(version.split()[0].split(".")[:2]) if version else ""
