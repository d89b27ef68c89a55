"""Where a value is edited: a row of the fields, or a cell of the table."""

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from reviewer.ui.panels.value_edit import ValueEdit


class Editing(Protocol):
    """A view with the live editor of the active value.

    Attributes:
        taking: asked first at an Enter: takes what is marked in a list at the editor, and says whether it did.
    """

    taking: Callable[[], bool]

    @property
    def editor(self) -> ValueEdit: ...

    def viewport(self) -> QWidget: ...

    def frame(self) -> QRect:
        """What the value takes, in the viewport; empty when it is not edited here."""
        ...

    def focus_editor(self) -> None: ...


def anchor(place: Editing) -> QRect:
    """As much of the value as is seen, in its window; empty when nothing is."""
    viewport = place.viewport()
    seen = place.frame().intersected(viewport.rect())
    return QRect(viewport.mapTo(viewport.window(), seen.topLeft()), seen.size()) if not seen.isEmpty() else QRect()
