"""What stands in the middle of the window: the page, that of a mode, or the first-run screen of an empty workspace."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, QStorageInfo, Signal, Slot
from PySide6.QtGui import QAction, QImage, QPixmap
from PySide6.QtWidgets import QWidget

from reviewer.ui import actions
from reviewer.ui.engines import Engines
from reviewer.ui.main_window import MainWindow
from reviewer.ui.table.action import Context
from reviewer.ui.viewmodels.modes import Mode, Modes
from reviewer.ui.viewmodels.queue import QueueViewModel

if TYPE_CHECKING:  # only an empty workspace shows them
    from reviewer.engines.base import EngineInfo
    from reviewer.ui.panels.first_run import FirstRun
    from reviewer.ui.panels.mode_page import ModePage


class Middle(QObject):
    """Changes between them as documents come and go and modes are entered. All but the page are made when needed.

    Args:
        window: that has the middle.
        page: stands there from the start.
        queue: knows whether there are documents.
        modes: knows which mode is on.
        engines: what reads here.
        folder: of the workspace.
        made: actions that the first-run screen offers.

    Attributes:
        pages: makes the pages of modes.

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
        modes: Modes,
        engines: Engines,
        folder: Path,
        made: Mapping[str, QAction],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._page = page
        self._queue = queue
        self._modes = modes
        self._engines = engines
        self._folder = folder
        self._made = made
        self._first_run: FirstRun | None = None
        self._mode_pages: dict[Mode, ModePage] = {}
        self._begun: ModePage | None = None
        self._queue_was_shown = True
        self._was: tuple[bool, Mode] | None = None
        self.pages: Mapping[Mode, Callable[[], ModePage]] = {}
        window.stack.addWidget(page)
        queue.counted.connect(self._on_counted)
        modes.changed.connect(self._on_mode_changed)

    @Slot()
    def _on_counted(self) -> None:
        self._window.status.show_reviewed(self._queue.reviewed_today)
        if self._queue.empty:
            self._modes.leave()
        self._show()
        if self._first_run is not None and self._queue.empty:
            self._first_run.focus_first()

    @Slot()
    def _on_mode_changed(self) -> None:
        if self._modes.on and (self._queue.empty or self._modes.mode not in self.pages):
            self._modes.leave()
        else:
            self._show()

    def _show(self) -> None:
        """Show what belongs there. Docks that the operator closed stay so while nothing else comes."""
        mode, empty = self._modes.mode, self._queue.empty
        if (empty, mode) == self._was:
            return
        before = self._was or (empty, Mode.DOCUMENT)
        self._was = (empty, mode)
        if self._begun is not None:
            self._begun.end()
            self._begun = None
        if before[1] is Mode.DOCUMENT and mode is not Mode.DOCUMENT:
            self._queue_was_shown = not self._window.queue_dock.isHidden()
        page = self._mode_page(mode) if mode in self.pages else None
        shown = page or (self._first() if empty else self._page)
        self._window.show_mode(shown, document=page is None and not empty, empty=empty)
        self._window.field_dock.setVisible(not empty and page is None)
        self._window.queue_dock.setVisible(page is None and self._queue_was_shown)
        if page is not None:
            self._begun = page
            page.begin(self._modes.scope)
            page.take_focus()

    def _mode_page(self, mode: Mode) -> "ModePage":
        if mode not in self._mode_pages:
            made = self._mode_pages[mode] = self.pages[mode]()
            self._window.stack.addWidget(made)
            for context in (made.context, Context.MODE):
                actions.attach(self._made, context, made)
        return self._mode_pages[mode]

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
