"""What becomes of a document of which nobody knows whether its service has it, or whose answer is lost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import Label, paragraph

_WIDTH = 460


class Decide(VeiledDialog):
    """Says what happened, and offers what can be done. Esc, or Enter where nothing else costs nothing: decide later.

    Args:
        name: of the document.
        service: what the service is called.
        what: sentence on what happened.
        can_ask: the service can be asked again for what it has.

    Signals:
        send_asked: send the document once more.
        ask_asked: ask for the answer again.
        left: nothing more is to be asked or sent for it.
    """

    send_asked = Signal()
    ask_asked = Signal()
    left = Signal()

    def __init__(self, name: str, service: str, what: str, *, can_ask: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What shall become of it?"))
        self.send = QPushButton(self.tr("Send again"))
        self.ask = QPushButton(self.tr("Ask again"))
        self.leave = QPushButton(self.tr("Give up"))
        self.later = QPushButton(self.tr("Decide later"))
        self.ask.setVisible(can_ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SECTION, Space.FIELD, Space.SECTION, Space.FIELD)
        column.setSpacing(Space.GAP)
        title = Label(name, Use.HEAD)
        column.addWidget(title)
        for text in (what, self._advice(service, can_ask)):
            words = paragraph(text)
            words.setMinimumWidth(fonts.scaled(_WIDTH))
            column.addWidget(words)
        column.addSpacing(Space.GAP)
        column.addWidget(self._buttons())
        first = self.ask if can_ask else self.later
        first.setDefault(True)  # Enter alone must neither send anything twice nor give it up
        first.setFocus()
        for button, signal in ((self.send, self.send_asked), (self.ask, self.ask_asked), (self.leave, self.left)):
            button.clicked.connect(signal)
            button.clicked.connect(self.accept)
        self.later.clicked.connect(self.reject)

    def _advice(self, service: str, can_ask: bool) -> str:
        if can_ask:
            return self.tr(
                "Asking again costs nothing. If it is sent again, {service} may read and charge it twice."
            ).format(service=service)
        return self.tr("If it arrived and is sent again, {service} may read and charge it twice.").format(
            service=service
        )

    def _buttons(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self.leave)
        row.addStretch(1)
        for button in (self.later, self.send, self.ask):
            row.addWidget(button)
        for button in (self.leave, self.later, self.send, self.ask):
            button.setAutoDefault(True)  # Enter presses the one that has the focus
        return box
