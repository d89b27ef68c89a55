"""Puts the window together and runs it: first paint at once, the workspace right after."""

import gc
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

import msgspec
from PySide6.QtCore import QElapsedTimer, QLocale, QObject, QSettings, QStorageInfo, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from reviewer import settings as settings_files
from reviewer.domain.document import Document
from reviewer.domain.queue import QueueRow
from reviewer.engines.base import EngineInfo
from reviewer.errors import PasswordNeeded, ReviewerError, SettingsError, WorkspaceBusy
from reviewer.jobs import CancelToken, Report
from reviewer.lanes import LOAD, STORE
from reviewer.pages.client import PageClient
from reviewer.settings import Appearance, Settings
from reviewer.ui import actions, english
from reviewer.ui.canvas.page_jobs import PageFile, PageKey
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.canvas.thumbnails import Thumbnails
from reviewer.ui.commands import Commands, Panes
from reviewer.ui.dialogs.desk import DialogsDesk, account_name
from reviewer.ui.letterbox import Letterbox
from reviewer.ui.look import theme
from reviewer.ui.main_window import LOW, MainWindow
from reviewer.ui.notices import Notices
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.panels.first_run import FirstRun
from reviewer.ui.panels.page_panel import PagePanel
from reviewer.ui.panels.queue_panel import QueuePanel
from reviewer.ui.panels.strips import Strips
from reviewer.ui.single import Doorbell, hand_over
from reviewer.ui.table.action import Context
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.queue import Progress
from reviewer.ui.viewmodels.session import Session, Workers
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.opening import Opened
    from reviewer.services.start import Recovered

COLLECT_MS = 10_000
CLOSE_SECONDS = 2.5

Start = Callable[[Path, Settings], "tuple[Desk, Workers]"]
Recover = Callable[["Desk"], "Recovered"]


@dataclass(frozen=True)
class StartJob:
    """Open the workspace; imports what the first paint did not wait for."""

    kind: ClassVar[str] = "start"
    start: Start
    folder: Path
    settings: Settings

    def __call__(self, token: CancelToken, report: Report) -> "tuple[Desk, Workers]":
        return self.start(self.folder, self.settings)


@dataclass(frozen=True)
class RecoverJob:
    """Bring back what was left when Reviewer stopped."""

    kind: ClassVar[str] = "recover"
    recover: Recover
    desk: "Desk"

    def __call__(self, token: CancelToken, report: Report) -> "Recovered":
        return self.recover(self.desk)


class Application(QObject):
    """One window with everything behind it.

    Args:
        folder: of the workspace.
        settings: of the operator.
        look: of the application.
        start: opens a workspace; runs in a worker thread.
        recover: brings back what was left; runs in a worker thread.
        takes: paths to take in as soon as the workspace is open.

    Signals:
        handed_over: another window has this workspace; it came to the front and took the files.
    """

    handed_over = Signal()

    def __init__(
        self,
        folder: Path,
        settings: Settings,
        look: theme.Theme,
        start: Start,
        recover: Recover,
        takes: tuple[Path, ...] = (),
    ) -> None:
        super().__init__()
        self.theme = look
        self.folder = folder
        self.settings = settings
        self._start = start
        self._recover = recover
        self._takes = takes
        self._closed = False
        self._described = False
        self.elapsed = QElapsedTimer()
        self.elapsed.start()
        self.runner = Runner(self)
        self.session = Session(self.runner, self)
        self.renderer = PageClient()
        self.thumbnails = Thumbnails(self.runner, self.renderer, self)
        self.pictures = Pictures(self.runner, self.renderer, self.thumbnails, self)
        self._small_wanted: dict[PageKey, PageFile] = {}
        self._small_soon = QTimer(self, singleShot=True, interval=0)
        self._small_soon.timeout.connect(self._want_thumbnails)
        self._build()
        self._connect()
        # A collection in a worker thread could destroy a widget there: collect here, when the window is idle.
        gc.disable()
        self._collector = QTimer(self)
        self._collector.setInterval(COLLECT_MS)
        self._collector.timeout.connect(self._collect)
        self._collector.start()

    def _build(self) -> None:
        session, review = self.session, self.session.review
        self.window = MainWindow()
        self.strips = Strips(review, self.pictures, self)
        page = PagePanel(review, self.pictures, parent=self.window)
        fields = FieldSide(review, self.strips, self.window)
        queue = QueuePanel(session.queue, self._thumbnail, self._type_title, self.window)
        self.panes = Panes(self.window, queue, page, fields)
        self.commands = Commands(session, self.panes, self.pictures, self)
        made = actions.build(self.window, self.commands.handlers(), self.settings.keys)
        self.commands.made = made
        self.actions = made
        page.set_actions(made)
        page.view.set_dimmed(self.settings.appearance.dim_page)
        for name in ("view.overlay", "view.words"):
            made[name].setChecked(True)
        actions.attach(made, Context.FIELD, fields.list)
        actions.attach(made, Context.PAGE, page.view)
        actions.attach(made, Context.QUEUE, queue.list)
        queue.context_actions = [made[name] for name in ("document.delete",)]
        self.window.add_bars(made)
        self.window.add_docks(queue, queue.head, fields, fields.head)
        self.first_run = FirstRun(made, self.window)
        self.window.stack.addWidget(self.first_run)
        self.window.stack.addWidget(page)
        self.notices = Notices(self.window.status, self.window.notice_bar, self)
        self.dialogs = DialogsDesk(self.window, session, self.notices, lambda: self.settings)
        self.commands.open_settings = self.dialogs.open_settings
        self.window.restore(self._window_settings())
        self._show_stack()

    def _connect(self) -> None:
        session, window = self.session, self.window
        session.told.connect(self.notices.tell)
        session.shown.connect(self._on_shown)
        session.ahead_changed.connect(self._on_ahead)
        session.locked.connect(self.dialogs.ask_password)
        session.exported.connect(self._on_exported)
        session.queue.counted.connect(self._show_stack)
        session.reading.progressed.connect(self._on_reading)
        session.reading.failed.connect(self._on_reading_failed)
        session.review.changed.connect(self.commands.refresh)
        session.review.opened.connect(self.commands.refresh)
        session.saving.changed.connect(self.commands.refresh)
        session.adding.connect(self._on_adding)
        session.unlocked.connect(self._on_unlocked)
        self.pictures.failed.connect(self._on_picture_failed)
        self.runner.crashed.connect(self._on_crashed)
        self.dialogs.settings_changed.connect(self.change_settings)
        self.dialogs.engines_known.connect(self._on_engines_known)
        self.first_run.reading_asked.connect(lambda: self.dialogs.open_settings("reading"))
        self.first_run.workspace_asked.connect(lambda: self.dialogs.open_settings("workspace"))
        self.panes.queue.asked.connect(session.open)
        self.panes.fields.finish_asked.connect(self.commands.finish)
        self.panes.page.read_anyway_asked.connect(self.commands.made["document.read_anyway"].trigger)
        self.panes.page.view.picked.connect(self.panes.fields.list.focus_editor)
        self.thumbnails.arrived.connect(self._on_thumbnail)
        window.dropped.connect(self._on_dropped)
        window.resized.connect(self._on_resized)
        window.close_asked.connect(self.close)

    # Running

    def show(self) -> None:
        """Show the window; the workspace is opened when it was painted."""
        self.window.show()
        self.commands.refresh()
        QTimer.singleShot(0, self._open_workspace)

    @Slot()
    def _open_workspace(self) -> None:
        job = StartJob(self._start, self.folder, self.settings)
        self.runner.start(LOAD, job, succeeded=self._on_started, failed=self._on_not_started)

    @Slot(object)
    def _on_started(self, started: "tuple[Desk, Workers]") -> None:
        desk, workers = started
        self._doorbell = Doorbell(self.folder, self)
        self._doorbell.rung.connect(self._on_rung)
        self._letterbox = Letterbox(desk.workspace.incoming, self)
        self._letterbox.changed.connect(self.session.take_incoming)
        self.session.use(desk, workers)
        for problem in desk.types.problems:
            self.notices.tell(of_error(SettingsError(problem, "Its file was left out.")))
        self.runner.start(LOAD, RecoverJob(self._recover, desk), succeeded=self._on_recovered, failed=self._on_failed)
        self._show_places()
        if not self.settings.operator:
            # The account's name counts until there is an answer.
            self.change_settings(msgspec.structs.replace(self.settings, operator=account_name()), keep=False)
            self.dialogs.ask_name()

    @Slot(object)
    def _on_recovered(self, found: "Recovered") -> None:
        # What was imported until now stays: a collection need not look at it, which takes 0.1 s and more.
        gc.freeze()
        self.session.recover(found)
        self.commands.refresh()
        if self._takes:
            self.session.take(list(self._takes))

    @Slot(list)
    def _on_rung(self, paths: list[str]) -> None:
        """A second start handed its files over."""
        self.window.setWindowState(self.window.windowState() & ~Qt.WindowState.WindowMinimized)
        self.window.raise_()
        self.window.activateWindow()
        self.session.take([Path(path) for path in paths])

    @Slot(object)
    def _on_not_started(self, error: ReviewerError) -> None:
        if isinstance(error, WorkspaceBusy) and hand_over(self.folder, self._takes):
            self.handed_over.emit()
            return
        self.notices.tell(of_error(error, self.tr("Try again"), self._open_workspace))

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.notices.tell(of_error(error))

    @Slot(object)
    def change_settings(self, settings: Settings, *, keep: bool = True) -> None:
        """Use other settings from now on."""
        if not settings.operator:
            settings = msgspec.structs.replace(settings, operator=account_name())
        before, self.settings = self.settings, settings
        if settings.appearance != before.appearance:
            self._dress(settings.appearance)
        if settings.keys != before.keys:
            actions.change_keys(self.actions, settings.keys)
        if keep and settings.folders.workspace != before.folders.workspace:
            self.notices.tell(Notice(self.tr("The other workspace opens at the next start."), key="workspace"))
        if self.session.desk is not None:
            self.session.desk.settings = settings
        review = self.session.review.review
        if review is not None:
            review.operator = settings.operator
        if keep:
            try:
                settings_files.save(settings)
            except SettingsError as error:
                self.notices.tell(of_error(error))

    def _dress(self, look: Appearance) -> None:
        if look.scheme in theme.SCHEMES:
            self.theme.set_scheme(look.scheme)
        self.theme.set_text_factor(look.text_size)
        self.panes.page.view.set_dimmed(look.dim_page)

    # Closing

    @Slot()
    def close(self) -> None:
        """End everything within three seconds; what was going on goes on at the next start."""
        if self._closed:
            return
        self._closed = True
        self._collector.stop()
        self.notices.close()
        self.window.keep(self._window_settings())
        self.session.close()
        desk = self.session.desk
        # Children first: a job that waits for its child ends at once.
        self.renderer.close()
        for tools in self.session.tools_in_use():
            tools.close()
        ended = self.runner.close(CLOSE_SECONDS, last=STORE, before_last=desk.workspace.lane.close if desk else None)
        if ended and desk is not None:
            desk.workspace.close()
        gc.unfreeze()
        gc.enable()

    # What is shown

    def _thumbnail(self, row: QueueRow) -> QImage | None:
        page, desk = row.first_page, self.session.desk
        if page is None or desk is None:
            return None
        key = PageKey(page.original, page.index)
        image = self.thumbnails.image(key, page.rotation)
        if image is None:
            path = desk.workspace.originals.path_of(page.original)
            self._small_wanted[key] = PageFile(path, page.index, desk.passwords.of(page.original))
            self._small_soon.start()
        return image

    @Slot()
    def _want_thumbnails(self) -> None:
        """Ask for the small pictures that rows missed while they were painted."""
        wanted, self._small_wanted = self._small_wanted, {}
        for key, file in wanted.items():
            self.thumbnails.want(key, file)

    def _type_title(self, name: str) -> str:
        desk = self.session.desk
        return desk.kind(name).title if desk is not None else name

    def _file(self, document: Document, page: int) -> tuple[Path, int, str | None]:
        desk = self.session.desk
        assert desk is not None
        found = document.pages[page]
        path = desk.workspace.originals.path_of(found.original)
        return path, found.index, desk.passwords.of(found.original)

    @Slot(object)
    def _on_shown(self, opened: "Opened | None") -> None:
        document = None if opened is None else opened.document
        if document is None:
            self.pictures.open(None, None)
            self.window.setWindowTitle("Reviewer")
            return
        self.pictures.open(document, lambda page: self._file(document, page))
        self.window.setWindowTitle(f"{document.name} – Reviewer")
        QTimer.singleShot(0, self.panes.fields.list.focus_editor)

    @Slot(object)
    def _on_ahead(self, documents: tuple[Document, ...]) -> None:
        first = [(document.pages[0], document) for document in documents if document.pages]
        self.pictures.prepare(
            tuple((PageKey(page.original, page.index), PageFile(*self._file(document, 0))) for page, document in first)
        )
        self.panes.fields.set_next(self.session.next_name)

    @Slot()
    def _show_stack(self) -> None:
        """The first-run screen while the workspace is empty."""
        empty = self.session.queue.empty
        shown = self.first_run if empty else self.panes.page
        if self.window.stack.currentWidget() is not shown:
            self.window.stack.setCurrentWidget(shown)
        if empty:
            self.first_run.focus_first()
            if not self._described and self.session.desk is not None:
                # Not before the first document of a filled workspace: it starts a reader child.
                self._described = True
                self.dialogs.describe_engines(self.settings.reading.tesseract)
        if self.window.field_dock is not None:
            self.window.field_dock.setVisible(not empty)
        self.window.status.show_reviewed(self.session.queue.reviewed_today)

    @Slot(str, object)
    def _on_reading(self, document: str, progress: Progress | None) -> None:
        if progress is not None:
            self.notices.clear(document)  # that its last reading failed
        if document == self.session.queue.current:
            self.panes.page.set_state(progress.words if progress is not None else "")
            if progress is not None:
                self.panes.page.show_failure("")

    @Slot(str, object)
    def _on_reading_failed(self, document: str, error: ReviewerError) -> None:
        if document == self.session.queue.current and not self.session.review.texts:
            self.panes.page.show_failure(error.text, error.advice)

    def _show_places(self) -> None:
        storage = QStorageInfo(str(self.folder))
        free = QLocale().formattedDataSize(storage.bytesAvailable(), 0)
        self.first_run.workspace.say(self.tr("{}, {} free.").format(self.folder, free))

    @Slot(object)
    def _on_engines_known(self, engines: tuple[EngineInfo, ...]) -> None:
        """Say on the first-run screen what reads here."""
        names = [f"{engine.title} {short(engine.version)}".strip() for engine in engines if engine.available]
        if names:
            words = self.tr("{}, on this computer, without a network.").format(self.tr(" and ").join(names))
            self.first_run.reading.say(words)

    @Slot(object)
    def _on_thumbnail(self, _key: object) -> None:
        self.panes.queue.list.viewport().update()

    @Slot(float, str)
    def _on_adding(self, share: float, words: str) -> None:
        if words:
            self.notices.tell(Notice(words, key="adding"))
        else:
            self.notices.clear("adding")

    @Slot(int)
    def _on_exported(self, count: int) -> None:
        desk = self.session.desk
        if desk is not None:
            text = self.tr("%n file(s) written to {}.", "", count).format(desk.export_folder)
            self.notices.tell(Notice(text, key="exported"))

    @Slot(object)
    def _on_crashed(self, _error: object) -> None:
        text = self.tr("Something went wrong in Reviewer itself. Nothing that was saved is lost; the log says where.")
        self.notices.tell(Notice(text, key="crash"))

    @Slot(list)
    def _on_dropped(self, paths: list[str]) -> None:
        self.session.take([Path(path) for path in paths])

    @Slot()
    def _on_resized(self) -> None:
        name = self.window.size_class()
        self.panes.queue.set_narrow(name != "wide")
        self.panes.fields.issues.set_folded(self.window.height() < LOW)
        self.strips.ratio = self.window.devicePixelRatioF()

    # Passwords

    @Slot(int, object)
    def _on_picture_failed(self, page: int, error: object) -> None:
        document = self.session.document
        if isinstance(error, PasswordNeeded) and document is not None:
            self.session.lock(document.pages[page].original)

    @Slot()
    def _on_unlocked(self) -> None:
        self.pictures.retry(self.session.review.page)

    # Housekeeping

    def _window_settings(self) -> QSettings:
        return QSettings(str(settings_files.folder() / "window.ini"), QSettings.Format.IniFormat)

    @Slot()
    def _collect(self) -> None:
        gc.collect()


def short(version: str) -> str:
    """The first two figures of a version: 5.3 of "5.3.0 (leptonica 1.82)"."""
    return ".".join(version.split()[0].split(".")[:2]) if version else ""


def make_qt(settings: Settings) -> tuple[QApplication, theme.Theme]:
    """The Qt application, and its look."""
    existing = QApplication.instance()
    qt = existing if isinstance(existing, QApplication) else QApplication(sys.argv[:1])
    english.install(qt)
    qt.setApplicationName("Reviewer")
    qt.setOrganizationName("Reviewer")
    qt.setDesktopFileName("reviewer")
    look = settings.appearance
    scheme = look.scheme if look.scheme in theme.SCHEMES else "system"
    return qt, theme.apply(qt, scheme, look.text_size)
