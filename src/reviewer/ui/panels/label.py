"""A label that shows its text as it is: never as markup, in one of the sizes and tones of the look."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QStyle, QWidget

from reviewer.domain.hidden import visible
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ways import run_by_letters


class Label(QLabel):
    """Plain text in the font of its use and the color of its tone, also when the theme changes."""

    def __init__(self, text: str = "", use: Use = Use.BODY, tone: str = "text", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._use = use
        self._tone = tone
        self._fitted = False
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # in a panel with another ground it would be another one
        self._dress()
        self.setText(text)

    def setText(self, text: str) -> None:
        super().setText(visible(text))
        if self._fitted:
            self._fit()

    def fit(self) -> None:
        """Be as large as the text, always: a figure that takes no more room than the last lays nothing out anew."""
        self._fitted = True
        self._fit()

    def set_tone(self, tone: str) -> None:
        """Change the color: text, text2, accent, accent_ink, accent_text, doubt, error or disabled."""
        if tone != self._tone:
            self._tone = tone
            self._color()

    def paintEvent(self, event: QPaintEvent) -> None:
        way = self.layoutDirection()
        if way is not Qt.LayoutDirection.RightToLeft:
            super().paintEvent(event)
            return
        painter = QPainter(self)  # Qt would turn a name or a figure round, whatever its letters
        run_by_letters(painter)
        flags = int(QStyle.visualAlignment(way, self.alignment()))
        flags |= int(Qt.TextFlag.TextWordWrap) if self.wordWrap() else 0
        role, rect = self.foregroundRole(), self.contentsRect()
        self.style().drawItemText(painter, rect, flags, self.palette(), self.isEnabled(), self.text(), role)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() is QEvent.Type.StyleChange:
            self._dress()
        if self._fitted and event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._fit()

    def _dress(self) -> None:
        if self._use is not Use.BODY:
            self.setFont(fonts.font(self._use))
        if self._tone != "text":
            self._color()

    def _fit(self) -> None:
        self.setFixedSize(self.fontMetrics().size(int(Qt.TextFlag.TextSingleLine), self.text()))

    def _color(self) -> None:
        own = QPalette()
        if self._tone != "text":
            for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
                own.setColor(group, QPalette.ColorRole.WindowText, getattr(colors(), self._tone))
        self.setPalette(own)


def paragraph(text: str = "", use: Use = Use.BODY, tone: str = "text") -> Label:
    """A label of several lines."""
    made = Label(text, use, tone)
    made.setWordWrap(True)
    return made
