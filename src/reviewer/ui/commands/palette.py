"""What the command palette does with what was chosen in it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSettings, Slot

from reviewer.ui.actions import BY_NAME
from reviewer.ui.commands.panes import Group, Handlers

if TYPE_CHECKING:  # as with all dialogs: not before it is asked for
    from reviewer.ui.dialogs.palette.palette import Palette

MOST: Final = 8
_KEPT: Final = "recent-actions"


class PaletteCommands(Group):
    """Lists all actions, and remembers which were run from the list.

    Attributes:
        recent: names of actions, the last one first.
    """

    of_document = False
    _palette: "Palette | None" = None
    recent: tuple[str, ...] = ()

    def handlers(self) -> Handlers:
        return {"window.palette": self.toggle}

    @Slot()
    def toggle(self) -> None:
        """Show the palette, or take it away."""
        if self._palette is None:
            self._palette = self._dialogs().palette()
            self._palette.chosen.connect(self._on_chosen)
        if self._palette.isVisible():
            self._palette.close_card()
        else:
            self._palette.open(self.recent)

    def restore(self, kept: QSettings) -> None:
        """What was run last time."""
        names = kept.value(_KEPT)
        found = names if isinstance(names, list) else [names]
        self.recent = tuple(name for name in found if isinstance(name, str) and name in BY_NAME)[:MOST]

    def keep(self, kept: QSettings) -> None:
        """Remember what was run, for the next start."""
        kept.setValue(_KEPT, list(self.recent))

    @Slot(str)
    def _on_chosen(self, name: str) -> None:
        others = (other for other in self.recent if other != name)
        self.recent = (name, *others)[:MOST]
