"""One table of the document, such as the line items of an invoice, as rows and columns."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal, Slot

from reviewer.domain import amounts
from reviewer.domain.document_type import FieldType, Kind
from reviewer.domain.hidden import visible
from reviewer.domain.issue import Issue, Level
from reviewer.ui.look import lines
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.rows import FieldRow

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What a delegate asks for: the FieldRow of a cell, or None where a row has none."""

    CELL = Qt.ItemDataRole.UserRole


class TableViewModel(QAbstractTableModel):
    """The table of the active value, else the first of the document; empty when it has none.

    Signals:
        shaped: another table is shown, or it has other rows.
        revalued: values or judgements changed.
        moved: another value is the active one.
    """

    shaped = Signal()
    revalued = Signal()
    moved = Signal()

    def __init__(self, review: ReviewViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self.field: FieldType | None = None
        self.columns: tuple[FieldType, ...] = ()
        self._rows: tuple[str, ...] = ()
        self._cells: dict[tuple[str, str], FieldRow] = {}
        self._places: dict[str, tuple[int, int]] = {}
        review.opened.connect(self._on_opened)
        review.changed.connect(self._on_changed)
        review.selected.connect(self._on_selected)

    # Looking

    @property
    def rows(self) -> int:
        return len(self._rows)

    @property
    def current(self) -> QModelIndex:
        """The active value's cell; invalid when it stands elsewhere."""
        place = self._places.get(self._review.current)
        return QModelIndex() if place is None else self.index(*place)

    def cell(self, row: int, column: int) -> FieldRow | None:
        if not (0 <= row < len(self._rows) and 0 <= column < len(self.columns)):
            return None
        return self._cells.get((self._rows[row], self.columns[column].name))

    def unsure(self) -> int:
        """How many cells need a human."""
        return sum(cell.judgement.unsure for cell in self._cells.values())

    def page(self, row: int) -> int | None:
        """The page that a row stands on, from 0; None when it has no place."""
        cells = (self.cell(row, column) for column in range(len(self.columns)))
        return next((cell.value.regions[0].page for cell in cells if cell is not None and cell.value.regions), None)

    def sums(self) -> tuple[tuple[str, Decimal], ...]:
        """Label and sum of each column that a rule adds up, as far as its amounts can be read."""
        found = []
        for column in self._summed():
            parts = [self._cells.get((row, column.name)) for row in self._rows]
            figures = [
                amounts.number(part.value.normalized or part.value.text)
                for part in parts
                if part is not None and part.value.text
            ]
            known = [figure for figure in figures if figure is not None]
            if known and len(known) == len(figures):
                found.append((column.label, sum(known, Decimal(0))))
        return tuple(found)

    def _summed(self) -> Iterator[FieldType]:
        """The columns that stand in a sum of the document type's rules; else the last one of amounts."""
        review, field = self._review.review, self.field
        if review is None or field is None:
            return
        terms = {str(term).lstrip("-") for rule in review.kind.rules for term in rule.get("terms", ())}
        named = [column for column in self.columns if f"{field.name}.{column.name}" in terms]
        last = [column for column in self.columns if column.kind is Kind.AMOUNT][-1:]
        yield from named or last

    def issue(self) -> Issue | None:
        """The worst that the rules say of several cells together, such as a sum that differs."""
        cells = self._places
        told = [issue for issue in self._review.issues if sum(value in cells for value in issue.values) > 1]
        return next(iter(sorted(told, key=lambda issue: issue.level is not Level.ERROR)), None)

    # Moving

    def select(self, index: QModelIndex) -> None:
        """Make a cell the active value; one that its row lacks cannot be."""
        cell = self.cell(index.row(), index.column())
        if cell is not None:
            self._review.select(cell.id)

    def walk(self, right: int, down: int) -> bool:
        """Go from the active cell to the next one in a direction, over gaps. False at the edge."""
        here = self.current
        row, column = here.row() + down, here.column() + right
        while 0 <= row < len(self._rows) and 0 <= column < len(self.columns):
            if self.cell(row, column) is not None:
                self.select(self.index(row, column))
                return True
            row, column = row + down, column + right
        return False

    def enter(self) -> bool:
        """Make a cell the active value: the first unsure one, else the first. False when there is none."""
        cells = [cell for row in range(self.rows) for cell in self._in_row(row)]
        first = next((cell for cell in cells if cell.judgement.unsure), next(iter(cells), None))
        if first is not None:
            self._review.select(first.id)
        return first is not None

    # QAbstractTableModel

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        cell = self.cell(index.row(), index.column()) if index.isValid() else None
        if cell is None:
            return None
        if role == Role.CELL:
            return cell
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return visible(cell.value.text)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(index.row(), cell)
        if role in (Qt.ItemDataRole.AccessibleDescriptionRole, Qt.ItemDataRole.ToolTipRole):
            return " ".join(reason.text for reason in cell.judgement.reasons) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation is Qt.Orientation.Horizontal:
            return self.columns[section].label if section < len(self.columns) else None
        return self._row_name(section)

    def _row_name(self, row: int) -> str:
        """The number of a row, with its page where it begins to stand on another one."""
        page = self.page(row)
        above = next((one for n in range(row - 1, -1, -1) if (one := self.page(n)) is not None), 0)
        return str(row + 1) if page in (None, above) else self.tr("{} · p. {}").format(row + 1, (page or 0) + 1)

    def _spoken(self, row: int, cell: FieldRow) -> str:
        value = cell.value
        state = self.tr("unsure") if cell.judgement.unsure else self.tr("by you") if value.settled else self.tr("sure")
        draft = self._review.draft(cell.id)
        typed = "" if draft is None else self.tr("typed, but not confirmed: {}").format(visible(draft))
        figure = "" if value.settled or not value.text else lines.figure(value.confidence)
        text = visible(value.text) or self.tr("empty")
        parts = (cell.label, self.tr("row {}").format(row + 1), text, state, figure, typed)
        return ", ".join(part for part in parts if part)

    # Following

    @Slot()
    def _on_opened(self) -> None:
        self._reset(self._review.rows())

    @Slot(str)
    def _on_selected(self, entry_id: str) -> None:
        entry = self._review.entry(entry_id)
        if entry is not None and entry.row and entry_id not in self._places:  # a cell of another table, or of a pair
            row = next((row for row in self._review.rows() if row.id == entry_id), None)
            if row is not None and row.table and (self.field is None or row.table != self.field.name):
                self._reset(self._review.rows())
        if self.field is not None:
            self.moved.emit()

    @Slot()
    def _on_changed(self) -> None:
        rows = self._review.rows()
        name = self._wanted(rows)
        if not name and self.field is None:
            return  # neither is nor was there a table
        cells = {(row.row, row.column): row for row in rows if row.table == name}
        if (
            self.field is None
            or name != self.field.name
            or tuple(_order(cells)) != self._rows
            or set(cells) != set(self._cells)
        ):
            self._reset(rows)
            return
        before, self._cells = self._cells, cells
        for key, cell in cells.items():
            if cell is not before[key]:
                place = self.index(*self._places[cell.id])
                self.dataChanged.emit(place, place)
        self.revalued.emit()

    def _wanted(self, rows: Iterable[FieldRow]) -> str:
        """Name of the table to show: that of the active value, else the one that is shown, else the first."""
        tables = {row.id: row.table for row in rows if row.table}
        here = tables.get(self._review.current, "")
        shown = self.field.name if self.field is not None and self.field.name in tables.values() else ""
        return here or shown or next(iter(tables.values()), "")

    def _reset(self, rows: tuple[FieldRow, ...]) -> None:
        name = self._wanted(rows)
        review = self._review.review
        self.beginResetModel()
        self.field = None if review is None else review.kind.field(name)
        self._cells = {(row.row, row.column): row for row in rows if row.table == name and self.field is not None}
        self._rows = tuple(_order(self._cells))
        used = {column for _, column in self._cells}
        columns = () if self.field is None else self.field.columns
        self.columns = tuple(column for column in columns if column.name in used)
        numbers = {row: number for number, row in enumerate(self._rows)}
        places = {column.name: number for number, column in enumerate(self.columns)}
        self._places = {
            cell.id: (numbers[row], places[column]) for (row, column), cell in self._cells.items() if column in places
        }
        self.endResetModel()
        self.shaped.emit()

    def _in_row(self, row: int) -> Iterable[FieldRow]:
        cells = (self.cell(row, column) for column in range(len(self.columns)))
        return (cell for cell in cells if cell is not None)


def _order(cells: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Ids of the rows, each once, in their order."""
    return dict.fromkeys(row for row, _ in cells)
