"""What the actions of the modes do."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtGui import QAction

from reviewer.ui import actions
from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.viewmodels.modes import Mode

BY_ACTION = {f"mode.{mode.value}": mode for mode in Mode}


class ModeCommands(Group):
    """Entering and leaving modes."""

    of_document = False
    _made: Mapping[str, QAction] = MappingProxyType({})

    def handlers(self) -> Handlers:
        return {name: partial(self._enter, mode) for name, mode in BY_ACTION.items() if name in actions.BY_NAME}

    def mark(self, made: Mapping[str, QAction]) -> None:
        """Check the action of the mode that is on, now and whenever one of them was given.

        Over no documents at all, there is nothing to be on but that of one document.
        """
        self._made = made
        none = self.tr("No documents yet.") if self._session.queue.empty else ""
        for name, mode in BY_ACTION.items():
            if name in made:
                made[name].setChecked(mode is self._session.modes.mode)
                actions.set_available(made[name], "" if mode is Mode.DOCUMENT else none)

    def _enter(self, mode: Mode, _checked: bool) -> None:
        modes = self._session.modes
        if mode is Mode.DOCUMENT:
            modes.leave()
        else:
            modes.enter(mode)
        self.mark(self._made)  # the click has unchecked it, whatever came of it
