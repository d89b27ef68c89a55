"""A label that shows its text as it is: never as markup, in one of the sizes and tones of the look."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from reviewer.ui.look.fonts import Use


class Label(QLabel):
    """Plain text; size, weight and color come from the style sheet by its properties `use` and `tone`."""

    def __init__(self, text: str = "", use: Use = Use.BODY, tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("use", use.value)
        self.setProperty("tone", tone)
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Change the color: text, text2, accent, accent_ink, accent_text, doubt, error or disabled."""
        if self.property("tone") == tone:
            return
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)
        self.update()


def paragraph(text: str = "", use: Use = Use.BODY, tone: str = "text") -> Label:
    """A label of several lines."""
    made = Label(text, use, tone)
    made.setWordWrap(True)
    return made
