"""The path of a folder or program: typed, or chosen in the platform's dialog."""

from enum import Enum
from pathlib import Path

from PySide6.QtCore import QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QSizePolicy

from reviewer.ui.dialogs.settings.form import Composite, limited
from reviewer.ui.look.plain import tip
from reviewer.ui.look.tokens import Space


class Wanted(Enum):
    """What the path names."""

    FOLDER = "folder"
    PROGRAM = "program"


class PathField(Composite):
    """One line to type, a button to choose, and where it helps one to open. Empty means the usual place.

    Signals:
        changed: another path stands there.
        settled: the operator is done typing, or has chosen.
    """

    changed = Signal()
    settled = Signal()

    def __init__(self, label: str, wanted: Wanted, *, opens: bool = False) -> None:
        super().__init__()
        self._label = label
        self._wanted = wanted
        self.edit = self.control = QLineEdit()
        self.edit.setAccessibleName(label)
        limited(self.edit)
        self.choose = QPushButton(self.tr("Choose…"))
        self.choose.setAccessibleName(self.tr("Choose: {label}").format(label=label))
        self.open = QPushButton(self.tr("Open"))
        self.open.setAccessibleName(self.tr("Open: {label}").format(label=label))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self.edit, 100)
        for button in (self.choose, self.open):
            button.setAutoDefault(False)
            row.addWidget(button)
        row.addStretch(1)
        self.open.setVisible(opens)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.editingFinished.connect(self.settled)
        self.choose.clicked.connect(self._on_choose)
        self.open.clicked.connect(self._on_open)

    def path(self) -> str:
        """The path as it is kept: whole, without blanks around it; empty for the usual place."""
        typed = self.edit.text().strip()
        return str(Path(typed).expanduser()) if typed.startswith("~") else typed

    def set_path(self, path: str, usual: str = "") -> None:
        """Show a path, and in pale letters the usual place that counts when it is empty."""
        self.edit.setText(path)
        self.edit.setPlaceholderText(usual)
        self.edit.setCursorPosition(0)

    def problem(self) -> str:
        """A sentence on why this path cannot be used, or empty."""
        path = self.path()
        if path and not Path(path).is_absolute():
            return self.tr("“{path}” is not a whole path. Choose it, or type it from the top.").format(path=path)
        if path and self._wanted is Wanted.FOLDER and Path(path).is_file():
            return self.tr("“{path}” is a file. Choose a folder.").format(path=path)
        return ""

    @Slot()
    def _on_text_changed(self) -> None:
        self.edit.setToolTip(tip(self.path()))
        self.changed.emit()

    @Slot()
    def _on_choose(self) -> None:
        start = self.path() or self.edit.placeholderText()
        if self._wanted is Wanted.FOLDER:
            chosen = QFileDialog.getExistingDirectory(self, self._label, start)
        else:
            chosen, _ = QFileDialog.getOpenFileName(self, self._label, start)
        if chosen:
            self.edit.setText(chosen)
            self.settled.emit()

    @Slot()
    def _on_open(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.path() or self.edit.placeholderText()))
