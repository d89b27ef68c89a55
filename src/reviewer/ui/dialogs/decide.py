"""What becomes of a document of which nobody knows whether its service has it, or whose answer is lost."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.label import Label, paragraph

_WIDTH = 460


class Decide(VeiledDialog):
    """Says what happened, and offers what can be done. Esc leaves everything as it is.

    Args:
        name: of the document.
        service: what the service is called.
        what: sentence on what happened.
        can_ask: the service can be asked again for what it has.

    Signals:
        send_asked: send the document once more.
        ask_asked: ask for the answer again.
        left: the document is not to be read there any more.
    """

    send_asked = Signal()
    ask_asked = Signal()
    left = Signal()

    def __init__(self, name: str, service: str, what: str, *, can_ask: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("What shall become of it?"))
        self.send = QPushButton(self.tr("Send again"))
        self.ask = QPushButton(self.tr("Ask again"))
        self.leave = QPushButton(self.tr("Leave it"))
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
        column.addWidget(self._buttons(can_ask))
        for button, signal in ((self.send, self.send_asked), (self.ask, self.ask_asked), (self.leave, self.left)):
            button.clicked.connect(signal)
            button.clicked.connect(self.accept)

    def _advice(self, service: str, can_ask: bool) -> str:
        if can_ask:
            return self.tr(
                "Asking again costs nothing. If it is sent again, {service} may read and charge it twice."
            ).format(service=service)
        return self.tr("If it arrived and is sent again, {service} may read and charge it twice.").format(
            service=service
        )

    def _buttons(self, can_ask: bool) -> QDialogButtonBox:
        box = QDialogButtonBox()
        box.addButton(self.send, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.ask, QDialogButtonBox.ButtonRole.ActionRole)
        box.addButton(self.leave, QDialogButtonBox.ButtonRole.ActionRole)
        for button in (self.send, self.ask, self.leave):
            button.setAutoDefault(False)
        first = self.ask if can_ask else self.leave
        first.setDefault(True)  # Enter must not send anything twice
        first.setFocus()
        return box
