"""Watches the folder where `reviewer add` hands files over to the window."""

from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

CALM_MS = 200


class Letterbox(QObject):
    """Says when something was put into a folder, or taken out of it.

    Args:
        folder: to watch.

    Signals:
        changed: once for changes that come close together.
    """

    changed = Signal()

    def __init__(self, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, singleShot=True, interval=CALM_MS)
        self._soon.timeout.connect(self.changed)
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._on_changed)

    def _on_changed(self, _folder: str) -> None:
        if not self._soon.isActive():
            self._soon.start()
