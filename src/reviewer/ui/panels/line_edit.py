"""A line to type into, which takes only as much as a line is for."""

from PySide6.QtCore import QCoreApplication, QPoint, Slot
from PySide6.QtWidgets import QLineEdit, QToolTip, QWidget

from reviewer.ui.announce import announce
from reviewer.ui.look.plain import tip

LONGEST = 1_000
"""Letters of a line: what is looked for, a name, a reason."""


class LineEdit(QLineEdit):
    """Says it where more was put into it than it takes, such as a whole file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMaxLength(LONGEST)
        self.inputRejected.connect(self._on_rejected)

    @Slot()
    def _on_rejected(self) -> None:
        if len(self.text()) >= self.maxLength():
            tell_shortened(self, self.maxLength())


def tell_shortened(edit: QWidget, letters: int) -> None:
    """Say under an input that it takes so many letters; that goes when something else is done."""
    words = QCoreApplication.translate("inputs", "{} letters at most. The rest was left out.").format(letters)
    QToolTip.showText(edit.mapToGlobal(QPoint(0, edit.height() - 8)), tip(words), edit)
    announce(edit, words)
