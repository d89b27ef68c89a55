"""The foot of the settings dialog."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialogButtonBox, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from reviewer.ui.look.current import colors
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.link import Link


class Footer(QWidget):
    """Defaults at the left, what keeps from OK in the middle, the buttons at the right."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.defaults = QPushButton(self.tr("Restore defaults"))
        self.defaults.setFlat(True)
        self.defaults.setAutoDefault(False)
        self.problem = ElidedLabel("", tone="error")
        self.show_problem = Link(self.tr("Show"))
        self.ok = QPushButton(self.tr("OK"))
        self.ok.setDefault(True)
        self.cancel = QPushButton(self.tr("Cancel"))
        self.cancel.setAutoDefault(False)
        self.box = QDialogButtonBox()
        self.box.addButton(self.ok, QDialogButtonBox.ButtonRole.AcceptRole)
        self.box.addButton(self.cancel, QDialogButtonBox.ButtonRole.RejectRole)
        self.box.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.WIDE, 13, Space.FIELD, Space.WIDE)
        row.setSpacing(Space.WIDE)
        row.addWidget(self.defaults)
        row.addWidget(self.problem)
        row.addWidget(self.show_problem)
        row.addStretch(1)
        row.addWidget(self.box)
        self.say("")

    def say(self, problem: str) -> None:
        """Say what must be put right before OK; empty when nothing must."""
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.show_problem.setVisible(bool(problem))
        self.ok.setEnabled(not problem)
        self.ok.setAccessibleDescription(problem)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        painter.fillRect(self.rect(), table.window)
        painter.fillRect(0, 0, self.width(), 1, table.line)
