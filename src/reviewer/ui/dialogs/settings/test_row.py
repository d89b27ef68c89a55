"""A button that asks a service, for example whether it can be reached, and how that went in words."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy

from reviewer.ui.dialogs.settings.form import Composite
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.mark import Mark


class TestRow(Composite):
    """A button with a verdict beside it.

    Args:
        verb: on the button; without one it tests the connection.

    Signals:
        asked: test it.
    """

    __test__ = False  # no test class, whatever it is called
    asked = Signal()

    def __init__(self, verb: str = "") -> None:
        super().__init__()
        self.button = self.control = QPushButton(verb or self.tr("Test connection"))
        self.button.setAutoDefault(False)
        self.button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._waits = False
        self._mark = Mark("ring-tick")
        self.words = Label("", Use.BODY)
        self.words.setWordWrap(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self.button)
        row.addWidget(self._mark)
        row.addWidget(self.words, 1)
        self.button.clicked.connect(self.asked)
        self._mark.hide()

    def wait(self) -> None:
        """Say that it is being tested."""
        self._waits = True
        self._mark.hide()
        self.words.set_tone("text2")
        self.words.setText(self.tr("Asking…"))

    def say(self, text: str, *, fine: bool) -> None:
        """Say how it went; nothing when what was tested has changed meanwhile."""
        if not self._waits:
            return
        self._waits = False
        self._mark.set_icon("ring-tick" if fine else "error", "text" if fine else "error")
        self._mark.show()
        self.words.set_tone("text" if fine else "error")
        self.words.setText(text)
        self.button.setAccessibleDescription(text)

    def forget(self) -> None:
        """Show no verdict: it was about something else."""
        self._waits = False
        self._mark.hide()
        self.words.setText("")
        self.button.setAccessibleDescription("")
