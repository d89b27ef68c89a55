"""A question with two verbs, for what has to be known before it is done."""

from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.look import fonts
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import paragraph

_WIDTH = 460


class Confirm(VeiledDialog):
    """Sentences, and two verbs. `accepted` says that the first is wanted.

    Args:
        title: of the window.
        sentences: a paragraph each.
        yes, no: the verbs.
    """

    def __init__(
        self, title: str, sentences: tuple[str, ...], yes: str, no: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.yes, self.no = QPushButton(yes), QPushButton(no)
        box = QDialogButtonBox()
        box.addButton(self.yes, QDialogButtonBox.ButtonRole.AcceptRole)
        box.addButton(self.no, QDialogButtonBox.ButtonRole.RejectRole)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SECTION, Space.FIELD, Space.SECTION, Space.FIELD)
        column.setSpacing(Space.GAP)
        for sentence in sentences:
            words = paragraph(sentence)
            words.setMinimumWidth(fonts.scaled(_WIDTH))
            column.addWidget(words)
        column.addSpacing(Space.GAP)
        column.addWidget(box)
        self.setAccessibleDescription(" ".join(sentences))
        self.yes.setDefault(True)
        self.yes.setFocus()
