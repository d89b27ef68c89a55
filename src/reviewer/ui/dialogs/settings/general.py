"""The page General: who the operator is, and where the settings are kept."""

import msgspec
from PySide6.QtWidgets import QLineEdit, QWidget

from reviewer import settings as settings_files
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.form import Form, limited
from reviewer.ui.dialogs.settings.page import Group, Page, heading
from reviewer.ui.dialogs.settings.path_field import PathField, Wanted
from reviewer.ui.table.action import QT_TRANSLATE_NOOP


class General(Page):
    """The operator's name."""

    name = "general"
    title = QT_TRANSLATE_NOOP("settings", "General")
    group = Group.REVIEWER

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operator = ""
        self.operator = QLineEdit()
        self.operator.setMaxLength(200)
        limited(self.operator)
        self.place = PathField(self.tr("Kept in"), Wanted.FOLDER, opens=True)
        self.place.set_path(str(settings_files.folder()))
        self.place.edit.setReadOnly(True)
        self.place.choose.hide()
        form = Form(self, heading(self), self.tr("Who works here. All settings are of this account on this computer."))
        form.section(self.tr("Operator"))
        form.row(
            self.tr("Your name"),
            self.operator,
            hint=self.tr(
                "Stands beside each change you make, with the time. Left empty, Reviewer asks at the next start."
            ),
        )
        form.section(self.tr("Settings"))
        form.row(
            self.tr("Kept in"), self.place, hint=self.tr("One text file. Documents are in the workspace, never here.")
        )
        self.operator.textEdited.connect(self.changed)

    def load(self, settings: Settings) -> None:
        self._operator = settings.operator
        self.operator.setText(settings.operator)

    def store(self, settings: Settings) -> Settings:
        typed = self.operator.text()
        operator = self._operator if typed == self._operator else typed.strip()
        return msgspec.structs.replace(settings, operator=operator)
