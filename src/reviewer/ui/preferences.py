"""The settings as they are, and what follows when they change."""

from collections.abc import Mapping

import msgspec
from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction

from reviewer import settings as settings_files
from reviewer.errors import SettingsError
from reviewer.settings import Settings
from reviewer.ui import actions
from reviewer.ui.look import theme
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.session import Session


class Preferences(QObject):
    """Puts settings to use, and keeps them.

    Args:
        settings: at the start.
        look: of the application.
        made: actions that have the operator's keys.
        session: that works with them.

    Attributes:
        settings: as they are now.

    Signals:
        dressed: another appearance is in use.
        changed: other settings are in use.
        told: a Notice.
    """

    dressed = Signal()
    changed = Signal()
    told = Signal(object)

    def __init__(
        self,
        settings: Settings,
        look: theme.Theme,
        made: Mapping[str, QAction],
        session: Session,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.settings = _named(settings)
        self._look = look
        self._made = made
        self._session = session

    @Slot(object)
    def change(self, settings: Settings) -> None:
        """Use other settings from now on."""
        settings = _named(settings)
        before, self.settings = self.settings, settings
        if settings.appearance != before.appearance:
            self._dress()
        if settings.keys != before.keys:
            actions.change_keys(self._made, settings.keys)
        if settings.folders.workspace != before.folders.workspace:
            self.told.emit(Notice(self.tr("The other workspace opens at the next start."), key="workspace"))
        self._tell_session()
        self._keep()
        self.changed.emit()

    def _dress(self) -> None:
        look = self.settings.appearance
        if look.scheme in theme.SCHEMES:
            self._look.set_scheme(look.scheme)
        self._look.set_text_factor(look.text_size)
        self.dressed.emit()

    def _tell_session(self) -> None:
        session, review = self._session, self._session.review.review
        if session.desk is not None:
            session.desk.settings = self.settings
            session.acting.operator = self.settings.operator
            session.returning.forget()
        if review is not None:
            review.operator = self.settings.operator

    def _keep(self) -> None:
        try:
            settings_files.save(self.settings)
        except SettingsError as error:
            self.told.emit(of_error(error))


def _named(settings: Settings) -> Settings:
    """With the account's name for the operator's, until there is one."""
    return settings if settings.operator else msgspec.structs.replace(settings, operator=_account_name())


def _account_name() -> str:
    import getpass  # only who gave no name waits for it

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "operator"
