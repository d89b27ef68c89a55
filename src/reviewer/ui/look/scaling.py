"""Sizes that grow with the texts, also while the window is open."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from reviewer.ui.look import fonts


def keep_scaled(widget: QWidget, set_size: Callable[[int], object], px: int) -> None:
    """Give a widget a size, and another one when texts become larger or smaller.

    Args:
        widget: is told of it by the theme.
        set_size: is given logical pixels, such as `widget.setFixedHeight`.
        px: as drawn for a body text of 13 pixels.
    """
    set_size(fonts.scaled(px))
    _Scaling(widget, set_size, px)


class _Scaling(QObject):
    """Belongs to its widget, and ends with it."""

    def __init__(self, widget: QWidget, set_size: Callable[[int], object], px: int) -> None:
        super().__init__(widget)
        self._set_size = set_size
        self._px = px
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.StyleChange:
            self._set_size(fonts.scaled(self._px))
        return False
