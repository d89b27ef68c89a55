"""The right side: the fields, and under them what the rules say."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from reviewer.ui.panels.cap_button import CapButton
from reviewer.ui.panels.field_panel import FieldPanel
from reviewer.ui.panels.issue_panel import IssuePanel
from reviewer.ui.panels.strips import Strips
from reviewer.ui.viewmodels.candidates import Candidates
from reviewer.ui.viewmodels.review import ReviewViewModel


class FieldSide(QWidget):
    """Fields above, issues below.

    Args:
        review: the document.
        strips: the pictures of the values.
        candidates: what else they might be; made here, unless somebody else needs them.

    Signals:
        finish_asked: the operator wants the document marked reviewed.
    """

    finish_asked = Signal()

    def __init__(
        self,
        review: ReviewViewModel,
        strips: Strips,
        parent: QWidget | None = None,
        *,
        candidates: Candidates | None = None,
    ) -> None:
        super().__init__(parent)
        self.panel = FieldPanel(review, strips, candidates or Candidates(review, parent=self), self)
        self.issues = IssuePanel(review, self)
        self.head = self.panel.head
        self.list = self.panel.list
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.panel)
        splitter.addWidget(self.issues)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(splitter)
        self.panel.finish_asked.connect(self.finish_asked)

    @property
    def presses(self) -> tuple[QWidget, ...]:
        """What changes the document when it is clicked."""
        return (self.list.viewport(), self.panel.finish, *self.list.choices.findChildren(CapButton))

    def set_reading(self, words: str) -> None:
        """Say how far the document is read; empty when nothing more is to come."""
        self.panel.set_reading(words)

    def set_returns(self, words: str) -> None:
        """Say what becomes of corrections; empty for a document that was read here."""
        self.panel.set_returns(words)

    def set_next(self, name: str) -> None:
        """Name of the document that comes next, or empty."""
        self.panel.set_next(name)
