"""Imports what the window needs later, so that nobody waits for it then."""

import importlib
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Slot

PORTIONS = (
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "reviewer.ui.dialogs.about",
    "reviewer.ui.dialogs.ask",
    "reviewer.ui.dialogs.choose_one",
    "reviewer.ui.dialogs.confirm",
    "reviewer.ui.dialogs.decide",
    "reviewer.ui.dialogs.filter_card",
    "reviewer.ui.dialogs.key_sheet",
    "reviewer.ui.dialogs.palette.palette",
    "reviewer.ui.dialogs.read_regions",
    "reviewer.ui.dialogs.tasks",
    "reviewer.ui.dialogs.why.known",
    "reviewer.ui.dialogs.why.candidate_list",
    "reviewer.ui.dialogs.why.panel",
    "reviewer.ui.dialogs.settings.appearance",
    "reviewer.ui.dialogs.settings.document_types",
    "reviewer.ui.dialogs.settings.general",
    "reviewer.ui.dialogs.settings.keys.keys_model",
    "reviewer.ui.dialogs.settings.keys.key_delegate",
    "reviewer.ui.dialogs.settings.keys.keys_page",
    "reviewer.ui.dialogs.settings.option_input",
    "reviewer.ui.dialogs.settings.provider",
    "reviewer.ui.dialogs.settings.reading",
    "reviewer.ui.dialogs.settings.dialog",
    "reviewer.ui.dialogs.desk",
)
"""From small to large, none of which takes more than some milliseconds after those before it."""


class Late(QObject):
    """Imports a portion at a time between events, in the GUI thread: PySide's types are not made in others.

    Args:
        portions: names of modules.
        parent: owns it.
    """

    def __init__(self, portions: Sequence[str], parent: QObject) -> None:
        super().__init__(parent)
        self._left = list(portions)

    @property
    def done(self) -> bool:
        """Whether all are there."""
        return not self._left

    @Slot()
    def begin(self) -> None:
        """Import the next portion, then let the window do what has come meanwhile."""
        if self._left:
            importlib.import_module(self._left.pop(0))
            QTimer.singleShot(0, self.begin)
