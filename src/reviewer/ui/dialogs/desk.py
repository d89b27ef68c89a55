"""The dialogs of the window: settings, tasks, keys, about, and small questions."""

from collections.abc import Callable, Iterable, Mapping

import msgspec
from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QDialog, QWidget

from reviewer import __version__
from reviewer.document_types import DocumentTypes
from reviewer.domain.document_type import DocumentType
from reviewer.domain.recognition import RecognitionTask
from reviewer.engines.base import EngineInfo
from reviewer.exporters.training_set import PERSONAL
from reviewer.services.remote.info import ProviderInfo
from reviewer.services.sources import title_of
from reviewer.settings import Settings
from reviewer.ui.dialogs.about import About
from reviewer.ui.dialogs.ask import AskName, AskPassword, AskReason
from reviewer.ui.dialogs.choose_one import ChooseSource, ChooseType
from reviewer.ui.dialogs.confirm import Confirm
from reviewer.ui.dialogs.decide import Decide
from reviewer.ui.dialogs.filter_card import FilterCard
from reviewer.ui.dialogs.key_sheet import KeySheet
from reviewer.ui.dialogs.palette.palette import Palette
from reviewer.ui.dialogs.read_regions import ReadRegions
from reviewer.ui.dialogs.settings.dialog import SettingsDialog
from reviewer.ui.dialogs.tasks import FEEDBACK, NOTICES, TASKS, TasksPopover
from reviewer.ui.dialogs.why.panel import WhyPanel
from reviewer.ui.engines import Engines
from reviewer.ui.main_window import MainWindow
from reviewer.ui.notices import Notices
from reviewer.ui.panels.field_side import FieldSide
from reviewer.ui.providers import Providers
from reviewer.ui.viewmodels.intake import Locked
from reviewer.ui.viewmodels.session import Session
from reviewer.ui.viewmodels.tasks import TasksViewModel


class DialogsDesk(QObject):
    """Opens dialogs and brings their answers to whom they concern.

    Args:
        window: that they lie over.
        session: what they are about.
        tasks: what is being read.
        notices: listed beside the tasks.
        engines: what reads here.
        providers: services that read.
        actions: whose keys are shown.
        settings: gives the settings as they are.

    Signals:
        settings_changed: the operator changed the Settings.
        closed: something that lay over the window went away.
    """

    settings_changed = Signal(object)
    closed = Signal()

    def __init__(
        self,
        window: MainWindow,
        session: Session,
        tasks: TasksViewModel,
        notices: Notices,
        engines: Engines,
        providers: Providers,
        actions: Mapping[str, QAction],
        settings: Callable[[], Settings],
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._engines = engines
        self._providers = providers
        self._actions = actions
        self._settings = settings
        self._dialog: SettingsDialog | None = None
        self._sheet: KeySheet | None = None
        self._filter: FilterCard | None = None
        self._asking: set[str] = set()
        self._popover = TasksPopover(window, tasks, session.unsent, notices.past, window.status.tasks)
        self._popover.all_asked.connect(session.delivering.look_now)
        engines.known.connect(self._on_engines_known)
        providers.known.connect(self._on_providers_known)
        providers.tried.connect(self._on_tried)
        providers.made.connect(self._on_made)

    # Settings

    def open_settings(self, page: str = "") -> None:
        """Show the settings, at a page."""
        desk = self._session.desk
        types = desk.types if desk is not None else DocumentTypes({})
        here = desk.workspace.folder if desk is not None else None
        dialog = SettingsDialog(self._settings(), types, self._window, workspace=here)
        dialog.applied.connect(self.settings_changed)
        dialog.engines_wanted.connect(self._engines.describe)
        dialog.keys_given.connect(self._providers.keep)
        dialog.test_wanted.connect(self._on_test_wanted)
        dialog.type_wanted.connect(self._on_type_wanted)
        dialog.finished.connect(self._on_settings_closed)
        self._dialog = dialog
        dialog.open_page(page)
        _open(dialog)
        self._engines.describe(self._settings().reading.tesseract)
        self._providers.describe()

    @Slot(str)
    def _on_test_wanted(self, provider: str) -> None:
        if self._dialog is not None:
            self._providers.test(provider, self._dialog.settings(), self._dialog.given())

    @Slot(str)
    def _on_type_wanted(self, provider: str) -> None:
        if self._dialog is not None:
            self._providers.make_type(provider, self._dialog.settings(), self._dialog.given())

    @Slot(str, object, str, str)
    def _on_made(self, provider: str, kind: DocumentType | None, called: str, text: str) -> None:
        if self._dialog is not None:
            self._dialog.set_made(provider, kind, called, text)

    @Slot(object)
    def _on_providers_known(self, infos: "tuple[ProviderInfo, ...]") -> None:
        if self._dialog is not None:
            self._dialog.set_providers(infos)

    @Slot(str, str, bool)
    def _on_tried(self, provider: str, text: str, fine: bool) -> None:
        if self._dialog is not None:
            self._dialog.set_tried(provider, text, fine)

    @Slot(object)
    def _on_engines_known(self, engines: tuple[EngineInfo, ...]) -> None:
        if self._dialog is not None:
            self._dialog.set_engines(engines)

    @Slot()
    def _on_settings_closed(self) -> None:
        self._dialog = None

    # To look at

    @Slot()
    def open_tasks(self) -> None:
        """Show tasks and notices, or close them."""
        if not self._popover.isVisible():
            self._popover.show_list(TASKS)
        self._popover.open()

    def show_notices(self) -> None:
        """Show the notices of this run."""
        self._popover.show_list(NOTICES)
        if not self._popover.isVisible():
            self._popover.open()

    def show_feedback(self) -> None:
        """Show what services have not been told yet."""
        self._popover.show_list(FEEDBACK)
        if not self._popover.isVisible():
            self._popover.open()

    def show_keys(self) -> None:
        """Show the keys, or close them."""
        if self._sheet is not None and self._sheet.isVisible():
            self._sheet.close_card()
            return
        modes = self._session.modes
        called = self._actions[f"mode.{modes.mode.value}"].text()
        self._sheet = KeySheet(self._window, self._actions, called, in_mode=modes.on)
        self._sheet.change_asked.connect(self._on_change_keys)
        self._sheet.closed.connect(self.closed)
        self._sheet.open()

    def palette(self) -> Palette:
        """What lists all actions, to be laid over the window."""
        return Palette(self._window, self._actions)

    @Slot()
    def _on_change_keys(self) -> None:
        if self._sheet is not None:
            self._sheet.close_card()
        self.open_settings("keys")

    def show_about(self) -> None:
        """Show version and licenses."""
        _open(About(__version__, parent=self._window))

    def why(self, side: FieldSide) -> WhyPanel:
        """What shows why a value is what it is, to be laid over the fields."""
        return WhyPanel(self._session.review, self._session.explaining, side)

    def filter_queue(self, anchor: QWidget) -> None:
        """Show all filters of the queue, or close them."""
        if self._filter is None:
            self._filter = FilterCard(self._window, self._session.filter, anchor)
        self._filter.open()

    # Questions

    def ask_reason(self, question: str, yes: str, no: str, answer: Callable[[str], None]) -> None:
        """Ask why something is done to a document; `answer` gets the reason."""
        dialog = AskReason(question, yes, no, self._window)
        dialog.accepted.connect(lambda: answer(dialog.answer()))
        _open(dialog)

    def choose_type(self, types: Iterable[DocumentType], now: str, answer: Callable[[str], None]) -> None:
        """Ask what kind of paper a document is; `answer` gets the name of another type than the one now."""
        dialog = ChooseType(types, now, self._window)
        dialog.accepted.connect(lambda: answer(dialog.chosen) if dialog.chosen != now else None)
        _open(dialog)

    def choose_source(self, sources: Iterable[tuple[str, str]], now: str, answer: Callable[[str], None]) -> None:
        """Ask what reads a document; `answer` gets the name."""
        dialog = ChooseSource(sources, now, self._window)
        dialog.accepted.connect(lambda: answer(dialog.chosen))
        _open(dialog)

    def choose_region_reading(self, likely: Iterable[str], read: Callable[[], None] | None) -> None:
        """Ask what reads regions from now on.

        Args:
            likely: BCP 47, languages of the document.
            read: reads the place of the active value, where it has one.
        """
        dialog = ReadRegions(self._settings().reading, likely, can_read=read is not None, parent=self._window)

        def use() -> None:
            settings = self._settings()
            replace = msgspec.structs.replace
            reading = replace(settings.reading, region_engine=dialog.engine, region_languages=dialog.languages)
            self.settings_changed.emit(replace(settings, reading=reading))
            if dialog.read_now and read is not None:
                read()

        dialog.accepted.connect(use)
        _open(dialog)

    @Slot(object, bool)
    def decide(self, task: RecognitionTask, can_ask: bool) -> None:
        """Ask what becomes of a task that is uncertain or lost."""
        row = self._session.queue.row(task.document)
        name = row.name if row is not None else self.tr("A document")
        dialog = Decide(name, title_of(task.source), task.error, can_ask=can_ask, parent=self._window)
        rereading = self._session.rereading
        dialog.send_asked.connect(lambda: rereading.send_again(task))
        dialog.ask_asked.connect(lambda: rereading.ask_again(task))
        dialog.left.connect(lambda: rereading.let_be(task))
        _open(dialog)

    def confirm_training_set(self, answer: Callable[[], None]) -> None:
        """Say what personal data a training set has; `answer` is called when it is wanted all the same."""
        sentences = (
            self.tr("A training set has what people settled in all reviewed documents, for whoever trains a reader."),
            self.tr("{personal} Keep it as carefully as the documents.").format(personal=PERSONAL),
        )
        title, yes, no = self.tr("Export a training set"), self.tr("Choose a file…"), self.tr("Cancel")
        dialog = Confirm(title, sentences, yes, no, self._window)
        dialog.accepted.connect(answer)
        _open(dialog)

    def ask_name(self) -> None:
        """Ask who the operator is; the name used so far is offered."""
        dialog = AskName(self._settings().operator, self._window)
        dialog.accepted.connect(lambda: self._rename(dialog.answer()))
        _open(dialog)

    def _rename(self, name: str) -> None:
        self.settings_changed.emit(msgspec.structs.replace(self._settings(), operator=name))

    @Slot(object)
    def ask_password(self, locked: Locked) -> None:
        """Ask for a password; each file has one question at a time."""
        key = locked.sha256 or str(locked.path)
        if key in self._asking or locked.tries <= 0:
            return
        self._asking.add(key)
        dialog = AskPassword(locked.name, locked.tries, wrong=locked.wrong, parent=self._window)
        dialog.finished.connect(lambda: self._asking.discard(key))
        dialog.accepted.connect(lambda: self._session.intake.unlock(locked, dialog.answer()))
        _open(dialog)


def _open(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
