"""The page Workspace: where documents and exported files lie."""

from pathlib import Path

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from reviewer import settings as settings_files
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.form import Form
from reviewer.ui.dialogs.settings.page import Group, Page, heading
from reviewer.ui.dialogs.settings.path_field import PathField, Wanted
from reviewer.ui.table.action import QT_TRANSLATE_NOOP


class Workspace(Page):
    """The folder of the workspace, and the one that corrected JSON goes to.

    Args:
        now: the workspace that is open, None while none is.
    """

    name = "workspace"
    title = QT_TRANSLATE_NOOP("settings", "Workspace")
    group = Group.REVIEWER

    def __init__(self, now: Path | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = PathField(self.tr("Open now"), Wanted.FOLDER, opens=True)
        self.now.set_path("" if now is None else str(now))
        self.now.edit.setReadOnly(True)
        self.now.choose.hide()
        self.folder = PathField(self.tr("Workspace"), Wanted.FOLDER, opens=True)
        self.export = PathField(self.tr("Exported files"), Wanted.FOLDER, opens=True)
        form = Form(
            self,
            heading(self),
            self.tr(
                "A workspace is one folder with the originals, all changes and their history. Back it up as a whole."
            ),
        )
        form.section(self.tr("Documents"))
        if now is not None:
            form.row(self.tr("Open now"), self.now)
        self._folder_row = form.row(
            self.tr("Next start"),
            self.folder,
            hint=self.tr("Opened at the next start. The workspace of now stays where it is, with all its documents."),
        )
        form.section(self.tr("Export"))
        self._export_row = form.row(
            self.tr("Exported files"),
            self.export,
            hint=self.tr("A document's corrected JSON is written there as it is marked reviewed."),
        )
        for field in (self.folder, self.export):
            field.changed.connect(self._on_changed)

    def load(self, settings: Settings) -> None:
        folders = settings.folders
        self.folder.set_path(folders.workspace, str(settings_files.default_workspace()))
        self.export.set_path(folders.export)
        self._on_changed()

    def store(self, settings: Settings) -> Settings:
        folders = msgspec.structs.replace(settings.folders, workspace=self.folder.path(), export=self.export.path())
        return msgspec.structs.replace(settings, folders=folders)

    def problem(self) -> str:
        return self.folder.problem() or self.export.problem()

    @Slot()
    def _on_changed(self) -> None:
        workspace = self.folder.path() or self.folder.edit.placeholderText()
        self.export.edit.setPlaceholderText(str(Path(workspace) / "export"))
        self._folder_row.say(self.folder.problem())
        self._export_row.say(self.export.problem())
        self.changed.emit()
