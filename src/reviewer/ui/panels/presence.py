"""Showing and hiding parts that may not have their place yet."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def show_in_parent(widget: QWidget, shown: bool) -> None:
    """Show or hide a part. Without a parent it only remembers: `show` would open it as a window of its own."""
    if not shown:
        widget.hide()
    elif widget.parentWidget() is not None:
        widget.show()
    else:
        widget.setAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide, False)
