"""What the actions of the menus File, Edit and Help do."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog

from reviewer import log_file
from reviewer.ui.commands.panes import Group, Handlers

FILES = "*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.webp *.bmp *.gif *.jp2 *.j2k *.heic *.heif"


class WindowCommands(Group):
    """Taking files in, undo, search, help.

    Attributes:
        open_samples: takes the samples in; the composition knows where they are.
    """

    of_document = False
    open_samples: Callable[[], None] = staticmethod(lambda: None)

    def handlers(self) -> Handlers:
        acting = self._session.acting
        return {
            "file.open": self.open_files,
            "file.open_folder": self.open_folder,
            "file.paste": self.paste,
            "document.export": self._session.export_now,
            "file.training_set": lambda: self._dialogs().confirm_training_set(self.export_training_set),
            "window.settings": lambda: self._dialogs().open_settings(),
            "window.quit": self._panes.window.close,
            "edit.undo": lambda: (self._session.modes.worker or acting).undo(),
            "edit.redo": lambda: (self._session.modes.worker or acting).redo(),
            "queue.find": self.find_in_queue,
            "help.keys": lambda: self._dialogs().show_keys(),
            "help.samples": lambda: self.open_samples(),
            "help.logs": self.show_logs,
            "help.about": lambda: self._dialogs().show_about(),
        }

    @Slot()
    def open_files(self) -> None:
        title = self.tr("Open files")
        kinds = self.tr("Documents ({});;All files (*)").format(FILES)
        names, _ = QFileDialog.getOpenFileNames(self._panes.window, title, "", kinds)
        self._session.intake.take([Path(name) for name in names])

    @Slot()
    def open_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._panes.window, self.tr("Open a folder"))
        if name:
            self._session.intake.take([Path(name)])

    @Slot()
    def export_training_set(self) -> None:
        """Ask where it goes, and write it."""
        title = self.tr("Export a training set")
        name, _ = QFileDialog.getSaveFileName(self._panes.window, title, "training-set.jsonl", "JSON Lines (*.jsonl)")
        if name:
            self._session.training.write(Path(name))

    @Slot()
    def paste(self) -> None:
        """Take files or a picture from the clipboard."""
        held: QMimeData = QGuiApplication.clipboard().mimeData()
        paths = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if paths:
            self._session.intake.take(paths, show=True)
            return
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            self._tell(self.tr("There is no picture and no file in the clipboard. Copy one, then paste."))
            return
        self._session.intake.take_picture(lambda folder: _saved(image, folder))

    @Slot()
    def find_in_queue(self) -> None:
        self._session.modes.leave()  # in the others there is no queue to be seen
        self._panes.window.queue_dock.show()
        self._panes.queue.focus_search()

    @Slot()
    def show_logs(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(log_file.folder())))


def _saved(image: QImage, folder: Path) -> Path:
    """Write a pasted picture into a folder; in a worker thread."""
    path = folder / "pasted.png"
    image.save(str(path), "PNG")  # type: ignore[call-overload]  # the stub wants bytes, PySide takes str
    return path
