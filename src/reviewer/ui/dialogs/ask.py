"""Small questions: a reason, the operator's name, a password. One sentence, one input, two verbs."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QPushButton, QVBoxLayout, QWidget

from reviewer.domain.hidden import cleaned
from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.line_edit import LineEdit

_WIDTH = 420


class Ask(VeiledDialog):
    """One question with one line to answer. `open()` it; `accepted` says that there is an answer."""

    def __init__(self, title: str, question: str, label: str, yes: str, no: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.edit = LineEdit()
        self.edit.setAccessibleName(label)
        self.note = Label("", Use.SECOND, "error")
        self.note.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SECTION, Space.FIELD, Space.SECTION, Space.FIELD)
        column.setSpacing(Space.GAP)
        sentence = paragraph(question)
        sentence.setMinimumWidth(fonts.scaled(_WIDTH))
        column.addWidget(sentence)
        column.addSpacing(Space.STEP)
        name = Label(label, Use.LABEL, "text2")
        name.setBuddy(self.edit)
        column.addWidget(name)
        column.addWidget(self.edit)
        column.addWidget(self.note)
        column.addSpacing(Space.GAP)
        column.addWidget(self._buttons(yes, no))
        self.edit.setFocus()

    def answer(self) -> str:
        """What was typed, without blanks around it."""
        return cleaned(self.edit.text()).strip()

    def require(self) -> None:
        """Accept only when something is typed."""
        self.edit.textChanged.connect(self._on_text_changed)
        self._on_text_changed()

    def _buttons(self, yes: str, no: str) -> QDialogButtonBox:
        box = QDialogButtonBox()
        self.yes = QPushButton(yes)
        self.no = QPushButton(no)
        self.yes.setDefault(True)
        self.no.setAutoDefault(False)
        box.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.no, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box

    @Slot()
    def _on_text_changed(self) -> None:
        self.yes.setEnabled(bool(self.answer()))


class AskReason(Ask):
    """Why a document is rejected, postponed or reopened."""

    def __init__(self, question: str, yes: str, no: str, parent: QWidget | None = None) -> None:
        super().__init__(yes, question, self.tr("Reason"), yes, no, parent)
        self.require()


class AskName(Ask):
    """Who the operator is; asked once."""

    def __init__(self, suggestion: str = "", parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Your name"),
            self.tr("Every change is kept with a name and a time. Which name shall stand there for you?"),
            self.tr("Name"),
            self.tr("Use this name"),
            self.tr("Not now"),
            parent,
        )
        self.edit.setText(suggestion)
        self.edit.selectAll()
        self.require()


class AskPassword(Ask):
    """The password of an encrypted PDF."""

    def __init__(self, name: str, tries_left: int, *, wrong: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(
            self.tr("Password"),
            self.tr("“{name}” is encrypted. The password is kept in memory only, until Reviewer closes.").format(
                name=name
            ),
            self.tr("Password"),
            self.tr("Open"),
            self.tr("Leave it"),
            parent,
        )
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | Qt.InputMethodHint.ImhNoPredictiveText)
        self.require()
        if wrong:
            self.note.setText(self._wrong(tries_left))
            self.note.show()

    def answer(self) -> str:
        """The password exactly as typed: blanks may belong to it."""
        return self.edit.text()

    def _wrong(self, tries_left: int) -> str:
        if tries_left == 1:
            return self.tr("That password does not open it. One try is left.")
        return self.tr("That password does not open it. {count} tries are left.").format(count=tries_left)
