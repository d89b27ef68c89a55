"""What the middle of the window shows in a mode of its own."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.table.action import Context
from reviewer.ui.viewmodels.look_first import BURST_MS, LookFirst
from reviewer.ui.viewmodels.modes import Scope


class ModePage(QWidget):
    """A page of the window's middle. It is made when its mode is entered first, and stays.

    Attributes:
        context: of the actions whose keys work in it.
        look: says which keys count, or None where all do.
        moving: keys that only move when they are held.
    """

    context = Context.SHEET
    look: LookFirst | None = None
    moving: frozenset[Qt.Key] = frozenset()

    def event(self, event: QEvent) -> bool:
        """A held key answers once. X11 does not tell of each repeat that it is one, so all of them are one burst."""
        held = isinstance(event, QKeyEvent) and event.isAutoRepeat() and event.key() not in self.moving
        if held and event.type() is QEvent.Type.ShortcutOverride and self.look is not None:
            self.look.rest(BURST_MS)
        return super().event(event)

    def begin(self, scope: Scope) -> None:
        """The mode was entered: find what there is to do in these documents, and show it."""
        raise NotImplementedError

    def end(self) -> None:
        """The mode is left: keep what was typed, let go of pictures."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where the operator goes on."""
        raise NotImplementedError
