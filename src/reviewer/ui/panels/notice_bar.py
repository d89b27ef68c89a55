"""Notices: what happened, what to do, and one action that does it."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from reviewer.ui.look import icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import ICON, Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.label import paragraph
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.mark import Mark
from reviewer.ui.panels.presence import show_in_parent

_ALL: Final = (1 << 24) - 1
"""The width of a widget that may be as wide as it gets."""
_TONES: Final = {"info": "text2", "warning": "doubt", "error": "error"}


class NoticeLine(QWidget):
    """The one notice of the status bar. It never takes the focus by itself.

    Signals:
        chosen: its action.
    """

    chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark()
        self._text = ElidedLabel("", Use.SECOND, steady=True)
        self._link = Link(use=Use.SECOND)
        self._link.clicked.connect(self.chosen)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._link)
        row.addStretch(0)
        self.clear()

    def show_notice(self, text: str, action: str = "", level: str = "info", icon: str = "") -> None:
        """Show a notice instead of the one before.

        Args:
            text: what happened and what to do, plain.
            action: the verb of the link, or empty.
            level: info, warning or error; decides icon and color.
            icon: another icon than the level's.
        """
        self._mark.set_icon(icon or level, _TONES[level])
        self._text.setText(text)
        self._text.set_tone("error" if level == "error" else "text")
        self._text.setMaximumWidth(self._text.whole_width() if action else _ALL)  # the link follows the text
        self._link.setText(action)
        self._link.setVisible(bool(action))
        self.setAccessibleName(text)

    @property
    def told(self) -> bool:
        """Whether there is a notice."""
        return bool(self._text.text())

    def clear(self) -> None:
        """Show nothing."""
        self.show_notice("")
        self._mark.set_icon("")

    def text(self) -> str:
        """The notice shown, whole."""
        return self._text.text()


class NoticeBar(QFrame):
    """A bar above the page for what needs an answer.

    Signals:
        chosen: its action.
        dismissed: the operator closed it.
    """

    chosen = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._level: str = "error"
        self._mark = Mark(side=ICON)
        self._text = paragraph()
        self._link = Link()
        self._link.clicked.connect(self.chosen)
        self._close = QToolButton()
        self._close.setAutoRaise(True)
        self._close.setIcon(icons.icon("close"))
        self._close.setToolTip(self.tr("Close this notice"))
        self._close.setAccessibleName(self.tr("Close this notice"))
        self._close.clicked.connect(self.dismissed)
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.MARGIN, 5, Space.GAP, 5)
        row.setSpacing(Space.WIDE)
        row.addWidget(self._mark)
        row.addWidget(self._text, 1)
        row.addWidget(self._link)
        row.addWidget(self._close)
        self.hide()

    def show_notice(self, text: str, action: str = "", level: str = "error", icon: str = "") -> None:
        """Show a notice; arguments as for the status bar's."""
        self._level = level
        self._mark.set_icon(icon or level, _TONES[level])
        self._text.setText(text)
        self._link.setText(action)
        self._link.setVisible(bool(action))
        self.setAccessibleName(text)
        show_in_parent(self, True)
        self.update()

    def text(self) -> str:
        """The notice shown."""
        return self._text.text()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        ground = {"error": table.error_soft, "warning": table.doubt_soft, "info": table.accent_soft}[self._level]
        painter.fillRect(self.rect(), ground)
        painter.fillRect(0, self.height() - 1, self.width(), 1, table.line)
