"""In the modes over many documents, a key is about what was on the screen, long enough to be looked at.

What is pressed before that was meant for what stood there before, or comes from a key that is held. It is not kept for
later: nobody has seen yet what it would confirm then. All of such a burst is left out, until the hand pauses.
"""

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.ui.viewmodels.notice import Notice

BURST_MS = 250
"""Without a key for so long, a burst is over. Nobody looks at a screenful in less."""
ANSWER_MS = 120
"""One value may be answered faster, but not as fast as a held key repeats; not all systems tell that it is held."""


class LookFirst(QObject):
    """Says whether a key counts.

    Signals:
        told: a Notice.
    """

    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left_out = 0
        self.pause = QTimer(self, singleShot=True)

    def allows(self, shown: bool) -> bool:
        """Whether a key counts that is about something shown, or not shown yet; one that does not is told."""
        if shown and not self.pause.isActive():
            self._left_out = 0
            return True
        self._left_out += 1
        self.pause.start(BURST_MS)
        text = self.tr("Left out: %n key(s) pressed before this could be looked at.", "", self._left_out)
        self.told.emit(Notice(text, key="unseen"))
        return False

    def rest(self, milliseconds: int) -> None:
        """Something else is shown now: what is pressed at once is not about that."""
        self.pause.start(max(milliseconds, self.pause.remainingTime()))
