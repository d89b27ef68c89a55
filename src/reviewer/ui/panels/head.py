"""The head of a panel: its name, a word on its state, and what can be done with all of it."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.share import paint_share
from reviewer.ui.look.tokens import Height, Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.label import Label

_BAR = 3


class PanelHead(QWidget):
    """40 pixels high; its lower edge can show a share. Serves as the title bar of a dock."""

    def __init__(self, title: str, *, margin: int = Space.MARGIN, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        self._share: float | None = None
        self._folded = False
        self._title = Label(title, Use.HEAD)
        self._caption = ElidedLabel("", Use.BODY, "text2", steady=True)
        self._caption.hide()
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(margin, 0, margin - 6, 0)
        self._row.setSpacing(Space.GAP)
        self._row.addWidget(self._title)
        self._row.addWidget(self._caption, 1)
        self._row.addStretch(0)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(title)

    def set_folded(self, folded: bool) -> None:
        """Show nothing but what was added, where the panel is very narrow."""
        self._folded = folded
        self._title.setVisible(not folded)
        self._caption.setVisible(bool(self._caption.text()) and not folded)
        self._row.setContentsMargins(0 if folded else self._margin, 0, Space.WIDE if folded else self._margin - 6, 0)

    def set_title(self, title: str) -> None:
        """Call the panel otherwise."""
        self._title.setText(title)
        self.setAccessibleName(title)

    def set_caption(self, text: str) -> None:
        """Say the state of the panel, such as `10 of 13 settled`."""
        self._caption.setText(text)
        self._caption.setVisible(bool(text) and not self._folded)

    def set_share(self, share: float | None) -> None:
        """Show a share of 0 to 1 at the lower edge; None shows none."""
        if share != self._share:
            self._share = share
            self.update(self._bar())

    def add(self, widget: QWidget) -> None:
        """Put something at the right end."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignVCenter)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), fonts.scaled(Height.HEAD))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), fonts.scaled(Height.HEAD))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors().base)
        if self._share is None:
            return
        paint_share(painter, self._bar(), self._share, direction=self.layoutDirection(), radius=0)

    def _bar(self) -> QRect:
        return QRect(0, self.height() - _BAR, self.width(), _BAR)
