"""One block over the canvas instead of a page: what is wrong with it, and what to do."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import ICON, Radius, Space
from reviewer.ui.panels.label import paragraph
from reviewer.ui.panels.mark import Mark

WIDEST = 420


class PageBlock(QWidget):
    """At most 420 wide, in the upper half of what it lies over; at its top where there is a page to be seen.

    Signals:
        again_asked: the operator wants it tried again.
    """

    again_asked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self._over_page = False
        self._what = paragraph("", Use.HEAD)
        self._advice = paragraph("", Use.BODY, "text2")
        self._again = QPushButton()
        self._again.clicked.connect(self.again_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.FIELD, Space.FIELD, Space.FIELD, Space.FIELD)
        row.setSpacing(Space.WIDE)
        self._mark = Mark("error", "error", ICON, self)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(Space.STEP)
        column.addWidget(self._what)
        column.addWidget(self._advice)
        column.addWidget(self._again, 0, Qt.AlignmentFlag.AlignLeft)
        row.addLayout(column, 1)
        self.hide()

    def say(self, what: str, advice: str = "", *, again: str = "", over_page: bool = False, wrong: bool = True) -> None:
        """Show what is wrong and what to do, or why there is no page.

        Args:
            what: what happened.
            advice: what to do, or empty.
            again: verb of a button, where trying again may help.
            over_page: there is a page to be seen all the same, of which little is to be hidden.
            wrong: whether something went wrong.
        """
        self._mark.set_icon(*(("error", "error") if wrong else ("ring-tick", "text2")))
        self._over_page = over_page
        self._what.setText(what)
        self._advice.setText(advice)
        self._advice.setVisible(bool(advice))
        self._again.setText(again)
        self._again.setVisible(bool(again))
        self.setAccessibleName(f"{what} {advice}".strip())
        self.place()
        self.show()
        self.raise_()

    def text(self) -> str:
        """What it says."""
        return f"{self._what.text()} {self._advice.text()}".strip()

    def place(self) -> None:
        """Take its place; to be called when what it lies over becomes larger or smaller."""
        width = min(WIDEST, self._view.width() - 2 * Space.MARGIN)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        top = Space.MARGIN if self._over_page else max(Space.MARGIN, self._view.height() // 3 - height // 2)
        self.setGeometry((self._view.width() - width) // 2, top, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        table = colors()
        paint_box(QPainter(self), QRectF(self.rect()), frame=table.control, fill=table.base, radius=Radius.DIALOG)
