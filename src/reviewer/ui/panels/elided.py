"""A label of one line that gives way: names are cut in the middle, sentences at the end."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOption, QWidget

from reviewer.ui.look.fonts import Use
from reviewer.ui.look.plain import tip
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.label import Label

NAME = Qt.TextElideMode.ElideMiddle
SENTENCE = Qt.TextElideMode.ElideRight


class ElidedLabel(Label):
    """Shows as much as fits. The whole text is in the accessible name, and in the tip while it is cut."""

    def __init__(
        self,
        text: str = "",
        use: Use = Use.BODY,
        tone: str = "text",
        *,
        cut: Qt.TextElideMode = SENTENCE,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, use, tone, parent)
        self._cut = cut
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        super().setText(text)
        self.setAccessibleName(self.text())
        self._tell()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def shown(self) -> str:
        """The text as it fits now."""
        return self.fontMetrics().elidedText(self.text(), getattr(self, "_cut", SENTENCE), self.contentsRect().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        run_by_letters(painter)
        option = QStyleOption()
        option.initFrom(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        flags = int(QStyle.visualAlignment(self.layoutDirection(), self.alignment())) | int(Qt.TextFlag.TextSingleLine)
        self.style().drawItemText(
            painter, self.contentsRect(), flags, self.palette(), self.isEnabled(), self.shown(), self.foregroundRole()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._tell()

    def _tell(self) -> None:
        self.setToolTip(tip(self.text()) if self.shown() != self.text() else "")
