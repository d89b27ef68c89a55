"""What the middle of the window shows in a mode of its own."""

from PySide6.QtWidgets import QWidget

from reviewer.ui.table.action import Context
from reviewer.ui.viewmodels.modes import Scope


class ModePage(QWidget):
    """A page of the window's middle. It is made when its mode is entered first, and stays.

    Attributes:
        context: of the actions whose keys work in it.
    """

    context = Context.SHEET

    def begin(self, scope: Scope) -> None:
        """The mode was entered: find what there is to do in these documents, and show it."""
        raise NotImplementedError

    def end(self) -> None:
        """The mode is left: keep what was typed, let go of pictures."""
        raise NotImplementedError

    def take_focus(self) -> None:
        """Put the focus where the operator goes on."""
        raise NotImplementedError
