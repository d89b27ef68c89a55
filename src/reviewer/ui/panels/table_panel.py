"""The table below the page: its name, its cells, its sums."""

from collections.abc import Mapping

from PySide6.QtCore import QLocale, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from reviewer.domain.issue import Level
from reviewer.ui.look import icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.head import PanelHead
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.strips import Strips
from reviewer.ui.panels.table_grid import TableGrid
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.table import TableViewModel

ICONS = {"field.add": "plus", "field.remove": "delete", "view.table": "close"}


class TablePanel(QWidget):
    """Shown while the document has a table and the operator wants to see it.

    Signals:
        ready: nothing is left to check after an Enter.
    """

    ready = Signal()

    def __init__(self, review: ReviewViewModel, strips: Strips, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._wanted = True
        self._review = review
        self.model = TableViewModel(review, self)
        self.grid = TableGrid(review, self.model, strips, self)
        self.head = PanelHead(self.tr("Table"), parent=self)
        self._foot = Label("", Use.SECOND, "text2", self)
        self._told = ElidedLabel("", steady=True, parent=self)
        foot = QHBoxLayout()
        foot.setContentsMargins(Space.MARGIN, Space.STEP, Space.MARGIN, Space.STEP)
        foot.setSpacing(Space.MARGIN)
        foot.addWidget(self._told, 1)
        foot.addWidget(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 1, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.grid, 1)
        column.addLayout(foot)
        self.model.shaped.connect(self._on_changed)
        self.model.revalued.connect(self._on_changed)
        self.model.moved.connect(self._tell)
        review.proposal_changed.connect(self._on_changed)
        self.grid.ready.connect(self.ready)
        self._on_changed()

    def set_actions(self, actions: Mapping[str, QAction]) -> None:
        """Offer what can be done with rows."""
        for name, icon in ICONS.items():
            button = QToolButton(self.head)
            button.setIcon(icons.icon(icon))
            button.setToolTip(actions[name].toolTip())
            button.setAccessibleName(actions[name].text())
            button.setAutoRaise(True)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click must not take the keyboard from the cell
            button.clicked.connect(actions[name].trigger)
            self.head.add(button)

    def set_wanted(self, wanted: bool) -> None:
        """Show the table of a document that has one, or never."""
        self._wanted = wanted
        self._on_changed()

    @property
    def wanted(self) -> bool:
        return self._wanted

    @Slot()
    def _on_changed(self) -> None:
        model = self.model
        shown = self._wanted and model.rows > 0
        left = not shown and self.grid.editor.hasFocus()
        self.setVisible(shown)
        if left:  # else the keyboard would go to whatever comes next in the window
            self.grid.elsewhere.emit()
        if model.field is None or not model.rows:
            return
        rows, unsure = self.tr("%n row(s)", "", model.rows), model.unsure()
        to_check = self.tr("{} to check").format(unsure) if unsure else self.tr("nothing to check")
        self.head.set_title(model.field.label)
        self.head.set_caption(f"{rows} · {to_check}")
        locale = QLocale()
        sums = [f"{label} {locale.toString(float(total), 'f', 2)}" for label, total in model.sums()]
        self._foot.setText(self.tr("Sum: {}").format(" · ".join(sums)) if sums else "")
        self._tell()

    @Slot()
    def _tell(self) -> None:
        """The active cell's reason, else what the rules say of the table."""
        issue = self.model.issue()
        told = self.grid.told() or ("" if issue is None else issue.text)
        self._told.setText(told)
        wrong = issue is not None and issue.level is Level.ERROR and told == issue.text
        self._told.set_tone("error" if wrong else "doubt")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors().base)
        painter.fillRect(0, 0, self.width(), 1, colors().line)
