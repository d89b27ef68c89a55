"""What a page of the settings is."""

from collections.abc import Iterable
from enum import IntEnum

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from reviewer.settings import Settings


class Group(IntEnum):
    """The captions of the list, in their order; one without pages is not shown."""

    REVIEWER = 0
    READING = 1
    PROVIDERS = 2
    DELIVERY = 3


def caption(group: Group) -> str:
    """A group's caption in the operator's language."""
    texts = {
        Group.REVIEWER: QCoreApplication.translate("settings", "Reviewer"),
        Group.READING: QCoreApplication.translate("settings", "Reading"),
        Group.PROVIDERS: QCoreApplication.translate("settings", "Providers"),
        Group.DELIVERY: QCoreApplication.translate("settings", "Delivery"),
    }
    return texts[group]


class Page(QWidget):
    """Shows one part of the settings and stores it again.

    Attributes:
        name: stable, for `SettingsDialog.open_page`.
        title: in the list and at the top of the page; English and marked for translation, or a proper name.
        group: caption that it stands under.
        entry: what gets the focus when the page was asked for by name, or None for the list.

    Signals:
        changed: the operator changed something.
    """

    changed = Signal()

    name = ""
    title = ""
    group = Group.REVIEWER
    entry: QWidget | None = None

    def load(self, settings: Settings) -> None:
        """Show settings."""
        raise NotImplementedError

    def store(self, settings: Settings) -> Settings:
        """The same settings with what this page shows. What the operator left alone stays exactly as it was."""
        raise NotImplementedError

    def problem(self) -> str:
        """A sentence on what must be put right before OK, or empty."""
        return ""

    def reveal(self, words: Iterable[str]) -> None:
        """Show what is folded away, when it has some of the words that are searched for."""

    def words(self) -> str:
        """All that is written on the page, for the search of the dialog."""
        parts: list[QLabel | QAbstractButton] = [*self.findChildren(QLabel), *self.findChildren(QAbstractButton)]
        return " ".join([heading(self), *(part.text() for part in parts)])


def heading(page: Page | type[Page]) -> str:
    """The title of a page in the operator's language."""
    return QCoreApplication.translate("settings", page.title)
