"""The value that a character stands in, as a cell of its own."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.domain.doubt import Band
from reviewer.domain.field_value import FieldValue
from reviewer.ui.panels.sheets import cell_painter
from reviewer.ui.panels.sheets.cell_painter import CellPainter
from reviewer.ui.viewmodels.sheets.cell import SheetCell
from reviewer.ui.viewmodels.sheets.characters import CharacterCell


def value_of(cell: CharacterCell) -> SheetCell:
    """The value of a character, that character marked."""
    character = cell.character
    light = FieldValue(
        document=character.document,
        entry=character.entry,
        field=character.field,
        column=character.column,
        text=cell.text,
        band=Band.PERSON if cell.settled else Band.CHECK,
        settled=cell.settled,
        confidence=character.confidence,
        region=character.region,
    )
    return SheetCell(light, character.name, character.page, weak=() if cell.corrected else (character.at,))


class Corner(QWidget):
    """Shows a value; nothing can be done with it here.

    Args:
        painter: paints it.
    """

    def __init__(self, painter: CellPainter, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._painter = painter
        self._cell: SheetCell | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_cell(self, cell: SheetCell | None) -> None:
        """Show a value, or none."""
        self._cell = cell
        self.setAccessibleName("" if cell is None else " ".join(cell.text.split()))
        self.setVisible(cell is not None)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(cell_painter.LEAST, cell_painter.measure().height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._cell is not None:
            self._painter.paint(QPainter(self), self.rect(), self._cell, active=False, focused=False)
