"""Python's garbage collector, kept out of worker threads: a collection there could destroy a widget."""

import gc

from PySide6.QtCore import QObject, QTimer, Slot

COLLECT_MS = 10_000


class Garbage(QObject):
    """Collects in the GUI thread from time to time, from now until `close`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._timer = QTimer(self, interval=COLLECT_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def keep(self) -> None:
        """What there is now stays: a collection need not look at it any more, which would take 0.1 s and more."""
        gc.freeze()

    def close(self) -> None:
        """Let Python collect again whenever it likes."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    @Slot()
    def _collect(self) -> None:
        gc.collect()
