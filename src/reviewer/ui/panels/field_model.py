"""The rows of the field panel as a Qt list model."""

from collections.abc import Iterable
from dataclasses import replace
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot

from reviewer.domain.changed import places
from reviewer.domain.doubt import Band, Judgement
from reviewer.domain.field import Value
from reviewer.domain.hidden import visible
from reviewer.ui.look import lines
from reviewer.ui.look.plain import tip
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.rows import FieldRow

Index = QModelIndex | QPersistentModelIndex


_LETTERS, _LINES, _SENTENCE = 36, 4, 48
"""What fits into a row at rest: of a value in one line, lines of a value, and of a reason."""


TABLE = "table\n"
"""Begins the id of a table's row; no entry has such an id."""


class Role(IntEnum):
    """What a delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole


class FieldModel(QAbstractListModel):
    """Follows a ReviewViewModel.

    `only_unsure` leaves the settled rows out; `folded` gives each table one row, since its cells are shown elsewhere.
    """

    def __init__(self, review: ReviewViewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._rows: tuple[FieldRow, ...] = ()
        self._places: dict[str, int] = {}
        self._folds: dict[str, FieldRow] = {}
        self._only_unsure = False
        self._folded = False
        self._passing = ""  # the row that is shown only while it is the active one
        review.opened.connect(self._on_opened)
        review.changed.connect(self._on_changed)
        review.selected.connect(self._on_selected)

    @property
    def only_unsure(self) -> bool:
        return self._only_unsure

    def set_only_unsure(self, only: bool) -> None:
        self._only_unsure = only
        self._on_opened()

    def set_folded(self, folded: bool) -> None:
        """Whether each table has one row instead of one for each cell."""
        if folded != self._folded:
            self._folded = folded
            self._on_opened()

    def is_folded(self, entry_id: str) -> bool:
        """Whether an entry has no row of its own, but stands in that of its table."""
        row = self.at(self.row_of(entry_id))
        return row is not None and row.id != entry_id

    @property
    def rows(self) -> tuple[FieldRow, ...]:
        """All rows; those that a step left alone are the same objects as before."""
        return self._rows

    def row_of(self, entry_id: str) -> int:
        """Where an entry stands, or the table that it is a cell of; -1 when nothing is shown of it."""
        return self._places.get(entry_id, -1)

    def at(self, number: int) -> FieldRow | None:
        return self._rows[number] if 0 <= number < len(self._rows) else None

    # QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return base | Qt.ItemFlag.ItemIsEditable if index.isValid() else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.at(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return row.value.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return visible(" ".join(reason.text for reason in row.judgement.reasons))
        if role == Qt.ItemDataRole.ToolTipRole:
            return visible(_cut(row) or "") or None
        return None

    def _spoken(self, row: FieldRow) -> str:
        """What a screen reader says: "Total, 8.96, unsure, 61 %"."""
        value = row.value
        text = visible(value.text) or self.tr("empty")
        judged = {
            Band.SURE: self.tr("sure"),
            Band.CHECK: self.tr("unsure"),
            Band.DOUBTFUL: self.tr("very unsure"),
            Band.PERSON: self.tr("by you"),
        }[row.judgement.band]
        state = self.tr("by you, a new reading differs") if value.conflict is not None else judged
        figure = "" if value.settled or not value.text else lines.figure(value.confidence)
        return ", ".join(part for part in (name_of(row), text, state, figure) if part)

    @Slot()
    def _on_opened(self) -> None:
        self.beginResetModel()
        self._rows = self._wanted()
        self._places = {row.id: number for number, row in enumerate(self._rows)}
        if self._folded:
            tables = {row.table: number for number, row in enumerate(self._rows) if row.table}
            cells = (row for row in self._review.rows() if row.table in tables)
            self._places.update({cell.id: tables[cell.table] for cell in cells})
        self.endResetModel()

    @Slot(str)
    def _on_selected(self, entry_id: str) -> None:
        """A row that is shown only while it is the active one comes or goes."""
        passing, self._passing = self._passing, ""
        missing = bool(entry_id) and self.row_of(entry_id) < 0
        if missing or passing:
            self._on_opened()
        if missing:
            self._passing = entry_id

    @Slot()
    def _on_changed(self) -> None:
        before, rows = self._rows, self._wanted()
        changed = places(before, rows)
        if len(before) != len(rows) or any(before[number].id != rows[number].id for number in changed):
            self._on_opened()
            return
        self._rows = rows
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def _wanted(self) -> tuple[FieldRow, ...]:
        rows = self._review.rows()
        if self._folded:
            rows = self._fold(rows)
        if not self._only_unsure:
            return rows
        here = next((row.table for row in self._review.rows() if row.id == self._review.current), "")
        return tuple(
            row
            for row in rows
            if row.judgement.unsure
            or row.value.conflict is not None
            or row.id == self._review.current
            or (row.table and row.table == here)
        )

    def _fold(self, rows: tuple[FieldRow, ...]) -> tuple[FieldRow, ...]:
        """Each table as one row, where its first cell stands; the same object as before where nothing changed."""
        cells: dict[str, list[FieldRow]] = {}
        for row in [row for row in rows if row.table]:
            cells.setdefault(row.table, []).append(row)
        if not cells:
            return rows
        return tuple(self._folded_rows(rows, cells))

    def _folded_rows(self, rows: tuple[FieldRow, ...], cells: dict[str, list[FieldRow]]) -> Iterable[FieldRow]:
        for row in rows:
            if not row.table:
                yield row
            elif row is cells[row.table][0]:
                made = self._table_row(cells[row.table])
                old = self._folds.get(row.table)
                self._folds[row.table] = old if old == made else made
                yield self._folds[row.table]

    def _table_row(self, cells: list[FieldRow]) -> FieldRow:
        unsure = sum(cell.judgement.unsure for cell in cells)
        conflicts = sum(cell.value.conflict is not None for cell in cells)
        error = any(cell.judgement.error for cell in cells)
        band = Band.DOUBTFUL if error else Band.CHECK if unsure or conflicts else Band.SURE
        text = self.tr("%n row(s)", "", len({cell.row for cell in cells}))
        if unsure:
            text = self.tr("{}, {} to check").format(text, unsure)
        if conflicts:
            text = self.tr("{}, %n conflict(s)", "", conflicts).format(text)
        first = cells[0]
        return replace(
            first,
            id=f"{TABLE}{first.table}",
            label=first.caption,
            number=0,
            first=False,
            kind=None,
            value=Value(text, confidence=1.0),
            judgement=Judgement(band, error=error),
        )


def _cut(row: FieldRow) -> str | None:
    """What a row may have no room for: a long value, or reasons behind the first; None when it shows all."""
    text = row.value.text
    reasons = [reason.text for reason in row.judgement.reasons]
    long = len(text) > _LETTERS or text.count("\n") >= _LINES
    told = " ".join(reasons) if len(reasons) > 1 or any(len(reason) > _SENTENCE for reason in reasons) else ""
    parts = [part for part in (text if long else "", told) if part]
    return tip("\n\n".join(parts)) if parts else None


def name_of(row: FieldRow) -> str:
    """The label of a row with its number: "Line items 2, Amount"."""
    if not row.number:
        return row.label
    if row.label == row.caption:
        return f"{row.label} {row.number}"
    return f"{row.caption} {row.number}, {row.label}"
