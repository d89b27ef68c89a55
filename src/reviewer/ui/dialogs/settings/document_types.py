"""The page Document types: which there are, where own ones lie, and below what a value is unsure."""

import msgspec
from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QWidget

from reviewer.document_types import DocumentTypes as Types
from reviewer.domain.field import DEFAULT_THRESHOLD
from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.form import Form
from reviewer.ui.dialogs.settings.page import Group, Page, heading
from reviewer.ui.dialogs.settings.path_field import PathField, Wanted
from reviewer.ui.dialogs.settings.slider_spin import SliderSpin
from reviewer.ui.dialogs.settings.type_list import TypeList
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.mark import Mark
from reviewer.ui.table.action import QT_TRANSLATE_NOOP


class DocumentTypes(Page):
    """What kinds of paper are known.

    Args:
        types: the document types at hand, with what is wrong with the files of others.
    """

    name = "document_types"
    title = QT_TRANSLATE_NOOP("settings", "Document types")
    group = Group.READING

    def __init__(self, types: Types, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._threshold = 0.0
        self.list = TypeList(types.values())
        self.folder = PathField(self.tr("Own types"), Wanted.FOLDER, opens=True)
        self.alike = QCheckBox(self.tr("One threshold for all document types"))
        self.threshold = SliderSpin(1, 100, 1)
        form = Form(
            self, heading(self), self.tr("What is looked for on which kind of paper. Each type is one text file.")
        )
        self._add_types(form, types)
        self._add_rest(form)
        self.folder.changed.connect(self._on_changed)
        self.alike.toggled.connect(self._on_changed)
        self.threshold.changed.connect(self._on_changed)

    def _add_types(self, form: Form, types: Types) -> None:
        form.section()
        form.add(_Head())
        form.add(self.list, wide=True)
        for problem in types.problems:
            form.add(_Problem(problem))

    def _add_rest(self, form: Form) -> None:
        form.section(self.tr("Own types"))
        self._folder_row = form.row(
            self.tr("Folder"),
            self.folder,
            hint=self.tr(
                "A type of yours replaces the one that comes with Reviewer and has its name. Read at the start."
            ),
        )
        form.section(self.tr("Unsure values"))
        form.check(self.alike, self.tr("A value below it needs your eyes. Unchecked: each document type's own counts."))
        self.threshold.name(self.tr("Unsure below"))
        form.row(self.tr("Unsure below"), self.threshold)

    def load(self, settings: Settings) -> None:
        self.folder.set_path(settings.folders.document_types, self.tr("None"))
        self._threshold = settings.reading.threshold
        self.alike.setChecked(self._threshold > 0)
        self.threshold.set_value(round((self._threshold or DEFAULT_THRESHOLD) * 100))
        self._on_changed()

    def store(self, settings: Settings) -> Settings:
        folders = msgspec.structs.replace(settings.folders, document_types=self.folder.path())
        reading = msgspec.structs.replace(settings.reading, threshold=self._chosen())
        return msgspec.structs.replace(settings, folders=folders, reading=reading)

    def problem(self) -> str:
        return self.folder.problem()

    def _chosen(self) -> float:
        """The threshold; a figure finer than the slider's stays until the slider is moved."""
        if not self.alike.isChecked():
            return 0.0
        same = self._threshold > 0 and round(self._threshold * 100) == self.threshold.value()
        return self._threshold if same else self.threshold.value() / 100

    @Slot()
    def _on_changed(self) -> None:
        self.threshold.setEnabled(self.alike.isChecked())
        self.folder.open.setEnabled(bool(self.folder.path()))
        self._folder_row.say(self.folder.problem())
        self.changed.emit()


class _Head(QWidget):
    """What the columns of the list mean."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, Space.STEP)
        row.addWidget(Label(self.tr("Type"), Use.LABEL, "text2"))
        row.addStretch(1)
        row.addWidget(Label(self.tr("Unsure below"), Use.LABEL, "text2"))


class _Problem(QWidget):
    """A file that was left out, and why."""

    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, Space.GAP, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(Mark("error", "error", 16), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(paragraph(self.tr("{problem} It was left out.").format(problem=text), Use.BODY, "error"), 1)
        self.setAccessibleName(text)
