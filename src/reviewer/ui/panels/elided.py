"""A label of one line that gives way: names are cut in the middle, sentences at the end."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOption, QWidget

from reviewer.domain.hidden import visible
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.plain import tip
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.label import Label

NAME = Qt.TextElideMode.ElideMiddle
SENTENCE = Qt.TextElideMode.ElideRight


class ElidedLabel(Label):
    """Shows as much as fits. The whole text is in the accessible name, and in the tip while it is cut.

    A `steady` one has all the room it gets, whatever it says: another text lays nothing out anew, neither the label's
    panel nor, above that, the window.
    """

    def __init__(
        self,
        text: str = "",
        use: Use = Use.BODY,
        tone: str = "text",
        *,
        cut: Qt.TextElideMode = SENTENCE,
        steady: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        self._cut = cut
        self._said: str | None = None
        super().__init__("…" if steady else text, use, tone, parent)
        if steady:
            self._said = ""
            self.setText(text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        if self._said is None:
            super().setText(text)
        elif visible(text) != self._said:
            self._said = visible(text)
            self.update()
        self.setAccessibleName(self.text())
        self._tell()

    def text(self) -> str:
        return super().text() if self._said is None else self._said

    def minimumSizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("…") * 3, super().minimumSizeHint().height())

    def whole_width(self) -> int:
        """How wide it must be to show all."""
        return self.fontMetrics().horizontalAdvance(self.text()) + 1

    def shown(self) -> str:
        """The text as it fits now."""
        return self.fontMetrics().elidedText(self.text(), self._cut, self.contentsRect().width())

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
