"""Python's garbage collector, kept out of worker threads: a collection there could destroy a widget."""

import gc
from typing import ClassVar

from PySide6.QtCore import QObject, QTimer, Slot

COLLECT_MS = 10_000


class Garbage(QObject):
    """Collects in the GUI thread from time to time, from now until `close`."""

    _open: ClassVar[int] = 0
    """How many there are: while one window works, another one that closes lets nothing collect elsewhere."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        Garbage._open += 1
        self._timer = QTimer(self, interval=COLLECT_MS)
        self._timer.timeout.connect(self._collect)
        self._timer.start()

    def keep(self) -> None:
        """What there is now stays: a collection need not look at it any more, which would take 0.1 s and more."""
        gc.freeze()

    def close(self, *, threads: bool = False) -> None:
        """Let Python collect again whenever it likes, unless there are threads that still work."""
        if not self._timer.isActive():
            return
        self._timer.stop()
        if threads:
            return  # the process is about to end
        Garbage._open -= 1
        if not Garbage._open:
            gc.unfreeze()
            gc.enable()

    @Slot()
    def _collect(self) -> None:
        gc.collect()
