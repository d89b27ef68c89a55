"""The document types at hand, as a small table: title, number of fields, threshold."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from reviewer.domain.document_type import DocumentType
from reviewer.ui.look import fonts, lines
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_ring
from reviewer.ui.look.tokens import Height, Space

Index = QModelIndex | QPersistentModelIndex
_KIND: Final = Qt.ItemDataRole.UserRole
_MOST = 12


class TypeList(QListWidget):
    """Rows to look at; the whole of a type is in its file."""

    def __init__(self, kinds: Iterable[DocumentType], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Document types"))
        self.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.setItemDelegate(_Row(self))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for kind in kinds:
            self.addItem(self._item(kind))
        self.setFixedHeight(max(1, min(_MOST, self.count())) * fonts.scaled(Height.KEY_ROW))

    def _item(self, kind: DocumentType) -> QListWidgetItem:
        item = QListWidgetItem(kind.title)
        item.setData(_KIND, kind)
        parts = (kind.title, fields_of(kind), self.tr("unsure below {figure}").format(figure=threshold_of(kind)))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(parts))
        return item


class _Row(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(fonts.scaled(240), fonts.scaled(Height.KEY_ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        kind: DocumentType = index.data(_KIND)
        table, rect = colors(), QRect(option.rect)
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, table.alt)
        if index.row() < index.model().rowCount() - 1:
            painter.fillRect(rect.left() + Space.GAP, rect.bottom(), rect.width() - 2 * Space.GAP, 1, table.line)
        columns = columns_of(rect.width())
        texts = (kind.title, fields_of(kind), threshold_of(kind))
        for number, ((left, width), text) in enumerate(zip(columns, texts, strict=True)):
            cell = QStyle.visualRect(
                option.direction, rect, QRect(rect.left() + left, rect.top(), width, rect.height())
            )
            side = Qt.AlignmentFlag.AlignRight if number == 2 else Qt.AlignmentFlag.AlignLeft
            flags = QStyle.visualAlignment(option.direction, side | Qt.AlignmentFlag.AlignVCenter)
            painter.setFont(fonts.font(Use.BODY))
            painter.setPen(table.text if number == 0 else table.text2)
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
            painter.drawText(cell, int(flags), shown)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, rect.adjusted(0, 0, 0, -1), radius=3)


def columns_of(width: int) -> tuple[tuple[int, int], ...]:
    """Left edge and width of each column in a list of some width."""
    last = fonts.scaled(96)
    middle = fonts.scaled(128)
    first = max(40, width - last - middle - 2 * Space.GAP)
    return ((Space.GAP, first - Space.GAP), (first, middle), (width - last - Space.GAP, last))


def fields_of(kind: DocumentType) -> str:
    """How many fields a type has, in words."""
    count = len(kind.fields)
    if count == 1:
        return QCoreApplication.translate("TypeList", "1 field")
    return QCoreApplication.translate("TypeList", "{count} fields").format(count=count)


def threshold_of(kind: DocumentType) -> str:
    """The figure below which a value of a type is unsure."""
    return lines.figure(kind.threshold)
