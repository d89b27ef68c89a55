"""What a panel shows when it has nothing to show: why, and what to do."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import ICON, Space
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.link import Link
from reviewer.ui.panels.mark import Mark

WIDEST = 420


class Empty(QWidget):
    """A few words in the middle, with up to two links.

    Signals:
        chosen: the link that was pressed, by its place.
    """

    chosen = Signal(int)

    def __init__(self, text: str = "", *, icon: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark(icon, "text2", ICON + 6)
        self._text = paragraph(text, Use.BODY, "text2")
        self._text.setAlignment(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self._text.setMaximumWidth(WIDEST)
        self._links = (Link(), Link())
        for place, link in enumerate(self._links):
            link.hide()
            link.clicked.connect(lambda _checked=False, chosen=place: self.chosen.emit(chosen))
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.SECTION, Space.SECTION, Space.SECTION, Space.SECTION)
        column.setSpacing(Space.WIDE)
        column.addStretch(2)
        column.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addLayout(_centered(self._text))
        column.addLayout(_beside(self._links))
        column.addStretch(3)
        self.say(text, icon=icon)

    def say(self, text: str, *actions: str, icon: str = "", tone: str = "text2") -> None:
        """Say something else.

        Args:
            text: one or two sentences, plain.
            actions: verbs of up to two links.
            icon: a name of the set, or empty.
            tone: color role of the icon.
        """
        self._text.setText(text)
        self._mark.set_icon(icon, tone)
        for place, link in enumerate(self._links):
            link.setText(actions[place] if place < len(actions) else "")
            link.setVisible(place < len(actions))
        self.setAccessibleName(text)

    def text(self) -> str:
        """What it says."""
        return self._text.text()


def _centered(label: Label) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(label, 100)
    row.addStretch(1)
    return row


def _beside(links: tuple[Link, ...]) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(Space.MARGIN)
    row.addStretch(1)
    for link in links:
        row.addWidget(link)
    row.addStretch(1)
    return row
