"""Has a screen reader say something that changed while the focus stayed where it is."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from reviewer.domain.hidden import visible


def announce(widget: QWidget, text: str, *, at_once: bool = False) -> None:
    """Say a text for a widget. Without a screen reader nothing happens.

    Args:
        widget: that it belongs to.
        text: plain sentences.
        at_once: not only when what is being said is over.
    """
    if text and QAccessible.isActive():
        event = QAccessibleAnnouncementEvent(widget, visible(text))
        if at_once:
            event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
        QAccessible.updateAccessibility(event)
