"""The cells of a sheet as rows of a list, for what asks lists: accessibility above all."""

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from reviewer.domain.hidden import visible

Index = QModelIndex | QPersistentModelIndex
Words = Callable[[int], str]


class CellModel(QAbstractListModel):
    """As many rows as there are cells; the words come from the sheet.

    Args:
        count: gives the number of cells.
        text: what a cell shows.
        spoken: a cell in words.
        described: why it is unsure.
    """

    def __init__(
        self, count: Callable[[], int], text: Words, spoken: Words, described: Words, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._count = count
        self._words = {
            int(Qt.ItemDataRole.DisplayRole): text,
            int(Qt.ItemDataRole.AccessibleTextRole): spoken,
            int(Qt.ItemDataRole.AccessibleDescriptionRole): described,
        }
        self._rows = 0

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._rows

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        words = self._words.get(int(role))
        return visible(words(index.row())) if words is not None and 0 <= index.row() < self._rows else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """All can be typed over: a list lets input methods speak to it only then."""
        return super().flags(index) | Qt.ItemFlag.ItemIsEditable

    def reset(self) -> None:
        """There are other cells."""
        self.beginResetModel()
        self._rows = self._count()
        self.endResetModel()

    def tell(self, numbers: Sequence[int] | set[int]) -> None:
        """Some cells are otherwise now."""
        for number in numbers:
            if number < self._rows:
                self.dataChanged.emit(self.index(number), self.index(number))
