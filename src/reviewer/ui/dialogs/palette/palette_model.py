"""The actions that were found, as rows."""

from collections.abc import Mapping, Sequence
from enum import IntEnum
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QAction

from reviewer.ui import actions, keys
from reviewer.ui.dialogs.palette.ranking import Entry, Found, find
from reviewer.ui.table.rows import ACTIONS

Index = QModelIndex | QPersistentModelIndex
ITSELF = "window.palette"


class Role(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole


class Row(msgspec.Struct, frozen=True):
    """One action.

    Attributes:
        found: what it is, and which letters matched.
        icon: name of its icon, or empty.
        why_not: why it cannot be run now, or empty.
        checked: whether it is on; None for what is neither on nor off.
        recent: it was run from here before, and nothing is searched.
    """

    found: Found
    icon: str = ""
    why_not: str = ""
    checked: bool | None = None
    recent: bool = False

    @property
    def entry(self) -> Entry:
        return self.found.entry


class PaletteModel(QAbstractListModel):
    """Rows that match what was typed, best first.

    Args:
        made: the actions by name.
    """

    def __init__(self, made: Mapping[str, QAction], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._made = made
        self._entries: list[Entry] = []
        self._why: dict[str, str] = {}
        self._recent: tuple[str, ...] = ()
        self._rows: list[Row] = []

    def look(self, recent: Sequence[str]) -> None:
        """Take in how all actions stand now, and list them."""
        self._recent = tuple(recent)
        shown = [action for action in ACTIONS if action.name in self._made and action.name != ITSELF]
        self._why = {action.name: actions.why_not(self._made[action.name]) for action in shown}
        self._entries = [
            Entry(
                action.name,
                actions.full_title(action),
                actions.explanation(action),
                QCoreApplication.translate("actions", action.group) if action.group else "",
                keys.labels(sequence.toString() for sequence in self._made[action.name].shortcuts()),
                not self._why[action.name],
            )
            for action in shown
        ]
        self.narrow("")

    def narrow(self, text: str) -> None:
        """List what matches."""
        self.beginResetModel()
        found = find(self._entries, text, self._recent)
        self._rows = [self._row(each, searched=bool(text.strip())) for each in found]
        self.endResetModel()

    def row(self, number: int) -> Row | None:
        """A row by its number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    # QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.entry.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(row)
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return row.why_not or row.entry.help
        return None

    # Within

    def _row(self, found: Found, *, searched: bool) -> Row:
        name = found.entry.name
        made = self._made[name]
        return Row(
            found,
            actions.BY_NAME[name].icon,
            self._why[name],
            made.isChecked() if made.isCheckable() else None,
            recent=not searched and name in self._recent,
        )

    def _spoken(self, row: Row) -> str:
        parts = [row.entry.title, *row.entry.caps[:1]]
        if row.checked is not None:
            parts.append(self.tr("on") if row.checked else self.tr("off"))
        if row.why_not:
            parts.append(self.tr("not possible now"))
        return ", ".join(parts)
