"""A key of a service: typed once, never shown again, removed with a button."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSizePolicy, QWidget

from reviewer.secret import Secret
from reviewer.ui.dialogs.settings.form import Composite, limited
from reviewer.ui.look import icons
from reviewer.ui.look.tokens import Space


class SecretField(Composite):
    """One line to type a key, an eye to see what is being typed, and Remove where there is one already.

    Signals:
        changed: something was typed, or the key is to be removed.
    """

    changed = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = False
        self._removed = False
        self.edit = self.control = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(label)
        limited(self.edit)
        self._eye = QAction(icons.icon("eye", "text2"), self.tr("Show what is typed"), self.edit)
        self._eye.setCheckable(True)
        self.edit.addAction(self._eye, QLineEdit.ActionPosition.TrailingPosition)
        self.remove = QPushButton(self.tr("Remove"))
        self.remove.setAutoDefault(False)
        self.remove.setAccessibleName(self.tr("Remove: {label}").format(label=label))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self.edit, 100)
        row.addWidget(self.remove)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.edit.textChanged.connect(self._on_changed)
        self._eye.toggled.connect(self._on_eye)
        self.remove.clicked.connect(self._on_remove)
        self.set_known(False)

    def set_known(self, known: bool) -> None:
        """Say whether there is a key already."""
        self._known, self._removed = known, False
        self._show()

    def reset(self) -> None:
        """Forget what was typed, and that the key was to be removed."""
        self._removed = False
        self.edit.clear()
        self._show()

    def typed(self) -> Secret | None:
        """The key that was typed, None when none was."""
        text = self.edit.text().strip()
        return Secret(text) if text else None

    @property
    def removed(self) -> bool:
        """Whether the key that is there is to be forgotten."""
        return self._removed and self.typed() is None

    @property
    def present(self) -> bool:
        """Whether there is a key, or will be."""
        return self.typed() is not None or (self._known and not self._removed)

    def _show(self) -> None:
        kept = self._known and not self._removed
        self.remove.setVisible(kept)
        self.edit.setPlaceholderText("•" * 16 if kept else "")

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()

    @Slot(bool)
    def _on_eye(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self._eye.setIcon(icons.icon("crossed-eye" if shown else "eye", "text2"))

    @Slot()
    def _on_remove(self) -> None:
        self._removed = True
        self.edit.clear()
        self._show()
        self.edit.setFocus()
        self.changed.emit()
