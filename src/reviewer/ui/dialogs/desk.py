"""The dialogs of the window: settings, tasks, the operator's name, passwords."""

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

import msgspec
from PySide6.QtCore import QObject, Qt, Signal, Slot

from reviewer.document_types import DocumentTypes
from reviewer.engines.base import EngineInfo
from reviewer.engines.client import ReaderClient
from reviewer.jobs import CancelToken, Report
from reviewer.lanes import DESCRIBE
from reviewer.settings import Settings
from reviewer.ui.dialogs.ask import AskName, AskPassword
from reviewer.ui.dialogs.settings.dialog import SettingsDialog
from reviewer.ui.dialogs.tasks import TasksPopover
from reviewer.ui.main_window import MainWindow
from reviewer.ui.notices import Notices
from reviewer.ui.viewmodels.session import Locked, Session
from reviewer.ui.viewmodels.tasks import TasksViewModel


@dataclass(frozen=True)
class DescribeJob:
    """Ask the engines what they are, in a reader child."""

    kind: ClassVar[str] = "describe engines"
    tesseract: str

    def __call__(self, token: CancelToken, report: Report) -> tuple[EngineInfo, ...]:
        reader = ReaderClient({"tesseract_path": self.tesseract})
        try:
            return reader.describe(token=token)
        finally:
            reader.close()


class DialogsDesk(QObject):
    """Opens dialogs and brings their answers to whom they concern.

    Args:
        window: that they lie over.
        session: what they are about.
        notices: listed beside the tasks.
        settings: gives the settings as they are.

    Signals:
        settings_changed: the operator changed the Settings.
        engines_known: what the engines say of themselves (a tuple of EngineInfo).
    """

    settings_changed = Signal(object)
    engines_known = Signal(object)

    def __init__(
        self, window: MainWindow, session: Session, notices: Notices, settings: Callable[[], Settings]
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._settings = settings
        self._dialog: SettingsDialog | None = None
        self._asking: set[str] = set()
        self.tasks = TasksViewModel(session.reading, session.queue, self)
        self._popover = TasksPopover(window, self.tasks, notices.past, window.status.tasks)
        self.tasks.retry_asked.connect(session.retry)
        self.tasks.counted.connect(self._on_counted)
        window.status.tasks_asked.connect(self._popover.open)

    # Settings

    def open_settings(self, page: str = "") -> None:
        """Show the settings, at a page."""
        desk = self._session.desk
        types = desk.types if desk is not None else DocumentTypes({})
        dialog = SettingsDialog(self._settings(), types, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.applied.connect(self.settings_changed)
        dialog.engines_wanted.connect(self.describe_engines)
        dialog.finished.connect(self._on_settings_closed)
        self._dialog = dialog
        dialog.open_page(page)
        dialog.open()
        self.describe_engines(self._settings().reading.tesseract)

    @Slot(str)
    def describe_engines(self, tesseract: str) -> None:
        """Ask the engines what they are; `engines_known` tells."""
        job = DescribeJob(tesseract)
        self._session.runner.start(DESCRIBE, job, succeeded=self._on_described, failed=self._on_not_described)

    @Slot(object)
    def _on_not_described(self, _error: object) -> None:
        if self._dialog is not None:
            self._dialog.set_engines(())

    @Slot(object)
    def _on_described(self, engines: object) -> None:
        if isinstance(engines, tuple):
            if self._dialog is not None:
                self._dialog.set_engines(engines)
            self.engines_known.emit(engines)

    @Slot()
    def _on_settings_closed(self) -> None:
        self._dialog = None

    # Questions

    def ask_name(self) -> None:
        """Ask who the operator is; the account's name is offered."""
        dialog = AskName(account_name(), self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self._rename(dialog.answer()))
        dialog.open()

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
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda: self._asking.discard(key))
        dialog.accepted.connect(lambda: self._session.unlock(locked, dialog.answer()))
        dialog.open()

    @Slot()
    def _on_counted(self) -> None:
        self._window.status.tasks.show_tasks(self._session.reading.running, self._session.reading.waiting)


def account_name() -> str:
    """The name of the account, as the first guess for the operator's."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "operator"
