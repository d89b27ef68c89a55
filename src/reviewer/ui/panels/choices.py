"""Other readings of the active value, as small buttons that a number takes."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from reviewer.domain.field import Alternative
from reviewer.ui.look import lines
from reviewer.ui.look.tokens import Height, Space

MOST = 3


class Choices(QWidget):
    """One button a candidate: "8.95 Tesseract, 88 % Alt+1". Never takes the focus.

    Signals:
        taken: the number of a candidate, from 1.
    """

    taken = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(Space.GAP)
        self._layout.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._buttons = [self._make(number) for number in range(1, MOST + 1)]

    def show_alternatives(self, alternatives: tuple[Alternative, ...]) -> None:
        """Show the first candidates."""
        for number, button in enumerate(self._buttons):
            button.setVisible(number < len(alternatives))
            if number < len(alternatives):
                self._fill(button, alternatives[number], number + 1)

    def _make(self, number: int) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName("choice")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setFixedHeight(Height.CONTROL_SMALL)
        button.clicked.connect(lambda: self.taken.emit(number))
        self._layout.addWidget(button)
        return button

    def _fill(self, button: QPushButton, found: Alternative, number: int) -> None:
        figure = "" if found.confidence is None else f", {lines.figure(found.confidence)}"
        text = found.text.replace("\n", " ")
        shown = text if len(text) <= 24 else f"{text[:23]}…"
        # An ampersand would become a mnemonic.
        button.setText(f"{shown}   {found.origin}{figure}   Alt+{number}".replace("&", "&&"))
        button.setToolTip(text)
        button.setAccessibleName(self.tr("Use {}").format(text))
