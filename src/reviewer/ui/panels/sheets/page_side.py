"""Right of a sheet: the page around the active value, why it is unsure, and what else it might be."""

from collections.abc import Mapping
from pathlib import PurePath

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from reviewer.ui import keys
from reviewer.ui.look import current
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import ICON_ROW, Space
from reviewer.ui.panels.choices import Choices
from reviewer.ui.panels.head import PanelHead
from reviewer.ui.panels.key_cap import KeyCap
from reviewer.ui.panels.label import Label, paragraph
from reviewer.ui.panels.mark import Mark
from reviewer.ui.panels.sheets import cell_words
from reviewer.ui.panels.sheets.legend import Legend
from reviewer.ui.panels.sheets.page_part import PagePart
from reviewer.ui.viewmodels.candidates import of_alternative
from reviewer.ui.viewmodels.sheets.cell import SheetCell

REASONS = 3


class PageSide(QWidget):
    """Follows the active cell.

    Args:
        part: the page.
        made: the actions, whose keys are told.

    Signals:
        taken: the number of a proposal, from 1.
        more_asked: all proposals are to be listed.
    """

    taken = Signal(int)
    more_asked = Signal()

    def __init__(self, part: PagePart, made: Mapping[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.part = part
        self.setAccessibleName(self.tr("On the page"))
        self.head = PanelHead(self.tr("On the page"), parent=self)
        self.cap = KeyCap("F2")
        self.head.add(self.cap)
        self._reasons = [_Reason(self) for _ in range(REASONS)]
        self.choices = Choices(self)
        self.choices.follow(made)
        if "sheet.page" in made:
            keys.follow(made["sheet.page"], self.cap.set_key)
        self.choices.taken.connect(self.taken)
        self.choices.more_asked.connect(self.more_asked)
        below = self._below = QVBoxLayout()
        below.setContentsMargins(Space.FIELD, Space.WIDE, Space.FIELD, Space.MARGIN)
        below.setSpacing(Space.GAP)
        for reason in self._reasons:
            below.addWidget(reason)
        below.addWidget(self.choices)
        below.addSpacing(Space.GAP)
        below.addWidget(Legend(self))
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(part, 1)
        column.addLayout(below)
        self.show_cell(None, "")

    def put_above(self, widget: QWidget) -> None:
        """Put something between the page and the reasons."""
        self._below.insertWidget(0, widget)

    def show_cell(self, cell: SheetCell | None, label: str) -> None:
        """Show a cell, or none."""
        if cell is None:
            self.head.set_caption("")
            self.part.show_place(None, None, "")
        else:
            name = PurePath(cell.name).stem or cell.name
            number = cell.region.page + 1 if cell.region is not None else 0
            self.head.set_caption(self.tr("{name}, page {number}").format(name=name, number=number) if number else name)
            _, figure = cell_words.line_and_figure(cell)
            instead = cell_words.no_picture(cell, failed=False)
            self.part.show_place(cell.page, cell.region, f"{label} {figure}".strip(), instead)
        told = [] if cell is None else cell_words.reasons(cell)[:REASONS]
        for number, reason in enumerate(self._reasons):
            reason.say(*(told[number] if number < len(told) else ("", False)))
        value = None if cell is None else cell.value
        alternatives = () if value is None else value.alternatives
        self.choices.setVisible(bool(alternatives))
        self.choices.show_candidates(tuple(map(of_alternative, alternatives)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), current.colors()
        painter.fillRect(self.rect(), table.base)
        edge = self.width() - 1 if self.layoutDirection() is Qt.LayoutDirection.RightToLeft else 0
        painter.fillRect(edge, 0, 1, self.height(), table.line)


class _Reason(QWidget):
    """One sentence with its sign."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark = Mark("ring-question", "doubt", ICON_ROW)
        self._text: Label = paragraph("", Use.SECOND, "doubt")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._text, 1)

    def say(self, text: str, error: bool) -> None:
        self._mark.set_icon("error" if error else "ring-question", "error" if error else "doubt")
        self._text.set_tone("error" if error else "doubt")
        self._text.setText(text)
        self.setVisible(bool(text))
