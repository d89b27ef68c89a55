"""A key that answers a question counts once the question was painted.

A second key keeps a value that breaks a rule, and finishes a document with doubts left. Keys that were pressed before
anybody could read that, such as the rest of a burst, answer nothing: it is asked again.
"""

from collections.abc import Callable, Collection
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, SignalInstance, Slot
from PySide6.QtWidgets import QWidget


class Asker(Protocol):
    """A view-model that asks for a second key.

    Attributes:
        unseen: says whether nobody has seen yet what was asked.
    """

    unseen: Callable[[], bool]

    @property
    def asked(self) -> SignalInstance: ...


class AskedFirst(QObject):
    """Watches the painting from when something is asked until it was seen, and no longer.

    Args:
        asker: asks.
        painted: where it is shown; one of them must be painted.
    """

    def __init__(self, asker: Asker, painted: Collection[QWidget], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._painted = tuple(painted)
        self._waits = False
        asker.asked.connect(self._on_asked)
        asker.unseen = lambda: self.waits

    @property
    def waits(self) -> bool:
        """Whether what was asked last is not on the screen yet; where nobody can see it, nothing waits for that."""
        return self._waits and any(widget.isVisible() for widget in self._painted)

    @Slot()
    def _on_asked(self) -> None:
        for widget in self._painted:
            widget.update()
            if not self._waits:
                widget.installEventFilter(self)
        self._waits = True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Paint and self._waits:
            self._waits = False
            for widget in self._painted:
                widget.removeEventFilter(self)
        return False
