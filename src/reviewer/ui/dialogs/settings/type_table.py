"""Document types at a service: which are read there, and what each is called there."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLineEdit,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.domain.document_type import DocumentType
from reviewer.ui.dialogs.settings.form import Composite, limited
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_ring
from reviewer.ui.look.tokens import Height, Space

Index = QModelIndex | QPersistentModelIndex
_NAME: Final = Qt.ItemDataRole.UserRole
_TYPE, _CALLED = 0, 1
_ROWS, _BOX, _WIDTH = 8, 16, 440
_Check = Qt.CheckState
_Trigger = QAbstractItemView.EditTrigger


class TypeTable(Composite):
    """A row for each document type: a box says that it is read there, beside it stands what it is called there.

    Args:
        kinds: the document types at hand.
        label: of the table, for screen readers.
        service: what the service is called.

    Signals:
        changed: a box or a name changed.
    """

    changed = Signal()

    def __init__(self, kinds: Iterable[DocumentType], label: str, service: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._titles = {kind.name: kind.title for kind in kinds}
        self.table = self.control = QTableWidget(0, 2)
        self.table.setAccessibleName(label)
        self.table.setHorizontalHeaderLabels([self.tr("Read by {}").format(service), self.tr("Called there")])
        self._dress()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table)
        limited(self, _WIDTH)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_values({}, ())
        self.table.itemChanged.connect(self._on_changed)

    def show_values(self, called: Mapping[str, Any], read: Collection[str]) -> None:
        """Show names by type, and the types that are read there, these first; types that are gone stay listed."""
        names = dict(self._titles)
        names.update({name: name for name in (*called, *read) if name not in names})
        self.table.blockSignals(True)
        self.table.setRowCount(0)
        used = {name for name, text in called.items() if text} | set(read)
        for name, title in sorted(names.items(), key=lambda item: (item[0] not in used, item[1].casefold())):
            self._add(name, title, str(called.get(name, "")), name in read)
        self.table.blockSignals(False)
        self.table.setCurrentCell(0, _TYPE)

    def add(self, name: str, title: str, called: str) -> None:
        """List one more type, at the top, read there."""
        self._titles[name] = title
        self.show_values({**self.called(), name: called}, [*self.read(), name])
        self.changed.emit()

    def called(self) -> dict[str, str]:
        """What types are called there, without those that have no name."""
        named = ((self._name(row), str(self._cell(row, _CALLED) or "").strip()) for row in self._rows())
        return {name: text for name, text in named if text}

    def read(self) -> list[str]:
        """Names of the types that are read there."""
        checked = (_Check.Checked, _Check.Checked.value)
        state = Qt.ItemDataRole.CheckStateRole
        return [self._name(row) for row in self._rows() if self._cell(row, _TYPE, state) in checked]

    # Within

    def _rows(self) -> range:
        return range(self.table.rowCount())

    def _name(self, row: int) -> str:
        return str(self._cell(row, _TYPE, _NAME))

    def _cell(self, row: int, column: int, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.table.model().index(row, column).data(role)

    def _add(self, name: str, title: str, called: str, read: bool) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        enabled = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        kind = QTableWidgetItem(title)
        kind.setData(_NAME, name)
        kind.setFlags(enabled | Qt.ItemFlag.ItemIsUserCheckable)
        kind.setCheckState(_Check.Checked if read else _Check.Unchecked)
        there = QTableWidgetItem(called)
        there.setFlags(enabled | Qt.ItemFlag.ItemIsEditable)
        there.setData(Qt.ItemDataRole.AccessibleDescriptionRole, self.tr("What {} is called there").format(title))
        self.table.setItem(row, _TYPE, kind)
        self.table.setItem(row, _CALLED, there)

    def _dress(self) -> None:
        table = self.table
        table.setItemDelegate(_Cell(table))
        table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.setMouseTracking(True)
        table.setEditTriggers(_Trigger.AnyKeyPressed | _Trigger.EditKeyPressed | _Trigger.DoubleClicked)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(_row_height())
        table.verticalHeader().setMinimumSectionSize(_row_height())
        head = table.horizontalHeader()
        head.setSectionResizeMode(_TYPE, QHeaderView.ResizeMode.Stretch)
        head.setSectionResizeMode(_CALLED, QHeaderView.ResizeMode.Stretch)
        head.setSectionsClickable(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFont(fonts.font(Use.LABEL))
        head.setFixedHeight(_row_height())
        table.setFixedHeight((min(_ROWS, max(3, len(self._titles))) + 1) * _row_height() + 4)
        table.clicked.connect(self._on_clicked)

    @Slot(QTableWidgetItem)
    def _on_changed(self, _item: QTableWidgetItem) -> None:
        self.changed.emit()

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        if index.column() == _CALLED:
            self.table.edit(index)


class _Cell(QStyledItemDelegate):
    """A box and a title; or a name."""

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        edit = QLineEdit(parent)
        edit.setAccessibleName(str(index.data(Qt.ItemDataRole.AccessibleDescriptionRole)))
        return edit

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, view = colors(), option.widget
        rect = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, table.alt)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, table.line)
        inner = rect.adjusted(Space.GAP, 0, -Space.GAP, 0)
        if index.column() == _TYPE:
            box = QStyleOptionViewItem(option)
            box.rect = self._box(option, inner)
            checked = index.data(Qt.ItemDataRole.CheckStateRole) in (_Check.Checked, _Check.Checked.value)
            box.state = option.state | (QStyle.StateFlag.State_On if checked else QStyle.StateFlag.State_Off)
            view.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, view)
            inner = QStyle.visualRect(option.direction, inner, inner.adjusted(_BOX + Space.GAP, 0, 0, 0))
        painter.setFont(fonts.font(Use.BODY))
        painter.setPen(table.text)
        words = painter.fontMetrics().elidedText(str(index.data() or ""), Qt.TextElideMode.ElideRight, inner.width())
        flags = QStyle.visualAlignment(option.direction, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(inner, int(flags), words)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(1, 0, -1, -1), radius=3)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(fonts.scaled(120), _row_height())

    def _box(self, option: QStyleOptionViewItem, inner: QRect) -> QRect:
        place = QRect(inner.left(), inner.center().y() - _BOX // 2 + 1, _BOX, _BOX)
        return QStyle.visualRect(option.direction, inner, place)


def _row_height() -> int:
    return fonts.scaled(Height.TARGET + 4)
