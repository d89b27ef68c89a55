"""The actions of the table as rows: captions, and under each its actions with their keys."""

from collections.abc import Iterator
from enum import IntEnum
from typing import Any

import msgspec
from PySide6.QtCore import QAbstractListModel, QCoreApplication, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from reviewer.ui import actions, keys
from reviewer.ui.dialogs.settings.keys.own_keys import OwnKeys
from reviewer.ui.table.action import GROUPS, Action
from reviewer.ui.table.rows import ACTIONS

Index = QModelIndex | QPersistentModelIndex


class Role(IntEnum):
    """What the delegate asks for."""

    ROW = Qt.ItemDataRole.UserRole


class Row(msgspec.Struct, frozen=True):
    """A line of the list.

    Attributes:
        title: of the action, or the caption.
        action: None for a caption.
        help: what the action does.
        caps: labels of its keys.
        own: it has other keys than the table's.
        conflicts: sentences on keys that another action has too.
    """

    title: str
    action: Action | None = None
    help: str = ""
    caps: tuple[str, ...] = ()
    own: bool = False
    conflicts: tuple[str, ...] = ()

    def matches(self, words: list[str]) -> bool:
        """Whether every word occurs in it."""
        whole = " ".join((self.title, self.help, *self.caps)).casefold()
        return all(word in whole for word in words)


class Shared(msgspec.Struct, frozen=True):
    """A key, as it is written on caps, and the other actions that have it."""

    label: str
    others: tuple[Action, ...]

    @property
    def titles(self) -> str:
        return "”, “".join(actions.full_title(other) for other in self.others)


class KeysModel(QAbstractListModel):
    """Rows that match the search.

    Signals:
        keys_changed: an action has other keys.
    """

    keys_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._own = OwnKeys()
        self._words: list[str] = []
        self._rows: list[Row] = []

    @property
    def own(self) -> OwnKeys:
        """The keys as they are now."""
        return self._own

    def use(self, own: OwnKeys) -> None:
        """Show other keys."""
        self._own = own
        self._reset()

    def narrow(self, text: str) -> None:
        """Show only actions in whose title, help or keys every word occurs."""
        self._words = text.casefold().split()
        self._reset()

    def row(self, number: int) -> Row | None:
        """A row by its number."""
        return self._rows[number] if 0 <= number < len(self._rows) else None

    def row_of(self, name: str) -> int:
        """The number of an action's row, -1 when it is not shown."""
        found = (number for number, row in enumerate(self._rows) if row.action is not None and row.action.name == name)
        return next(found, -1)

    def shared(self, action: Action) -> Shared | None:
        """The first key of an action that others have too, or None."""
        mine = [each for each in self._own.conflicts() if action.name in (each.first, each.second)]
        if not mine:
            return None
        label = keys.label(mine[0].key)
        names = (
            each.second if each.first == action.name else each.first for each in mine if keys.label(each.key) == label
        )
        return Shared(label, tuple(actions.BY_NAME[name] for name in dict.fromkeys(names)))

    # Changing

    def add(self, action: Action, sequence: str) -> None:
        self._own.add(action, sequence)
        self._update()

    def remove(self, action: Action, label: str) -> None:
        self._own.remove(action, label)
        self._update()

    def restore(self, action: Action) -> None:
        self._own.restore(action)
        self._update()

    # QAbstractListModel

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index.row())
        return super().flags(index) if row is not None and row.action is not None else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == Role.ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((row.title, *row.caps))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " ".join((*row.conflicts, row.help))
        return None

    # Within

    def _reset(self) -> None:
        self.beginResetModel()
        self._rows = list(self._made())
        self.endResetModel()

    def _update(self) -> None:
        """Keys changed: the rows stay, so that the one being edited stays where it is."""
        conflicts = self._sentences()
        for number, row in enumerate(self._rows):
            if row.action is not None:
                self._rows[number] = self._row(row.action, conflicts)
        self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        self.keys_changed.emit()

    def _made(self) -> Iterator[Row]:
        conflicts = self._sentences()
        for group in (*GROUPS, ""):
            rows = [self._row(action, conflicts) for action in ACTIONS if action.group == group]
            shown = [row for row in rows if row.matches(self._words)]
            if shown:
                yield Row(QCoreApplication.translate("actions", group) if group else self.tr("Others"))
                yield from shown

    def _row(self, action: Action, conflicts: dict[str, list[str]]) -> Row:
        return Row(
            actions.full_title(action),
            action,
            " ".join(part for part in (actions.explanation(action), actions.where(action)) if part),
            keys.labels(self._own.of(action)),
            self._own.is_own(action),
            tuple(conflicts.get(action.name, ())),
        )

    def _sentences(self) -> dict[str, list[str]]:
        """What to say beside each action that shares a key."""
        found: dict[str, list[str]] = {}
        for conflict in self._own.conflicts():
            for name, other in ((conflict.first, conflict.second), (conflict.second, conflict.first)):
                sentence = self.tr("{key} is also the key of “{action}”.").format(
                    key=keys.label(conflict.key), action=actions.full_title(actions.BY_NAME[other])
                )
                said = found.setdefault(name, [])
                if sentence not in said:
                    said.append(sentence)
        return found
