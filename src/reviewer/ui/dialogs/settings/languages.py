"""The list of languages to read, with a check box each."""

from collections.abc import Iterable, Mapping
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.ui.dialogs.settings import language_names
from reviewer.ui.dialogs.settings.form import INPUT, Composite, limited
from reviewer.ui.dialogs.settings.search_edit import SearchEdit
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_ring
from reviewer.ui.look.tokens import Height, Space

Index = QModelIndex | QPersistentModelIndex
_TAG: Final = Qt.ItemDataRole.UserRole
_ENGINES: Final = Qt.ItemDataRole.UserRole + 1
_ROWS, _BOX = 6, 16
_Check = Qt.CheckState


class Languages(Composite):
    """Which languages documents are in: those checked, in the order in which they were.

    Signals:
        changed: the operator checked one or took one out.
    """

    changed = Signal()

    def __init__(self, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chosen: list[str] = []
        self._offered: dict[str, tuple[str, ...]] = {}
        self.search = SearchEdit(self.tr("Find a language"))
        self.list = self.control = QListWidget()
        self.list.setAccessibleName(label)
        self.list.setItemDelegate(_Row(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setFixedHeight(_ROWS * _row_height() + 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.STEP)
        column.addWidget(self.search)
        column.addWidget(self.list)
        limited(self, INPUT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.textChanged.connect(self._narrow)
        self.search.left.connect(self._on_left)
        self.list.itemChanged.connect(self._on_item_changed)

    def chosen(self) -> tuple[str, ...]:
        """BCP 47 tags, the likeliest first."""
        return tuple(self._chosen)

    def choose(self, tags: Iterable[str]) -> None:
        """Check exactly these."""
        self._chosen = list(dict.fromkeys(tags))
        self._fill()

    def offer(self, engines: Mapping[str, tuple[str, ...]]) -> None:
        """List the languages that engines read: titles of engines by tag."""
        self._offered = dict(engines)
        self._fill()

    def _fill(self) -> None:
        current = self.list.currentItem()
        before = current.data(_TAG) if current is not None else None
        self.list.blockSignals(True)
        self.list.clear()
        first = sorted(self._chosen, key=lambda tag: language_names.name(tag).casefold())
        others = sorted(set(self._offered) - set(first), key=lambda tag: language_names.name(tag).casefold())
        for tag in (*first, *others):
            self.list.addItem(self._item(tag))
            if tag == before:
                self.list.setCurrentRow(self.list.count() - 1)
        self.list.blockSignals(False)
        self._narrow()

    def _item(self, tag: str) -> QListWidgetItem:
        item = QListWidgetItem(language_names.name(tag))
        engines = ", ".join(self._offered.get(tag, ()))
        item.setData(_TAG, tag)
        item.setData(_ENGINES, engines if engines or not self._offered else self.tr("no engine here"))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, item.data(_ENGINES))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(_Check.Checked if tag in self._chosen else _Check.Unchecked)
        return item

    @Slot()
    def _narrow(self) -> None:
        words = self.search.text().casefold().split()
        for row in range(self.list.count()):
            item = self.list.item(row)
            text = f"{item.text()} {item.data(_TAG)}".casefold()
            item.setHidden(not all(word in text for word in words))

    @Slot()
    def _on_left(self) -> None:
        shown = [row for row in range(self.list.count()) if not self.list.item(row).isHidden()]
        if shown:
            self.list.setCurrentRow(shown[0])
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(QListWidgetItem)
    def _on_item_changed(self, item: QListWidgetItem) -> None:
        tag = item.data(_TAG)
        if item.checkState() is _Check.Checked and tag not in self._chosen:
            self._chosen.append(tag)
        elif item.checkState() is _Check.Unchecked and tag in self._chosen:
            self._chosen.remove(tag)
        self.changed.emit()


class _Row(QStyledItemDelegate):
    """A check box, the name, and at the end which engines read it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(fonts.scaled(160), _row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, view = colors(), option.widget
        if option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, table.alt)
        rect = QRect(option.rect).adjusted(Space.GAP, 0, -Space.GAP, 0)
        box = QStyleOptionViewItem(option)
        box.rect = QRect(rect.left(), rect.center().y() - _BOX // 2 + 1, _BOX, _BOX)
        box.rect = QStyle.visualRect(option.direction, rect, box.rect)
        checked = index.data(Qt.ItemDataRole.CheckStateRole) in (_Check.Checked, _Check.Checked.value)
        box.state = option.state | (QStyle.StateFlag.State_On if checked else QStyle.StateFlag.State_Off)
        view.style().drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorItemViewItemCheck, box, painter, view)
        words = QStyle.visualRect(option.direction, rect, rect.adjusted(_BOX + Space.GAP, 0, 0, 0))
        self._paint_words(painter, words, option, index)
        if option.state & QStyle.StateFlag.State_HasFocus:
            paint_ring(painter, QRect(option.rect).adjusted(1, 0, -1, 0), radius=3)

    def _paint_words(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem, index: Index) -> None:
        table = colors()
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(fonts.font(Use.BODY))
        painter.setPen(table.text)
        name = index.data(Qt.ItemDataRole.DisplayRole)
        width = painter.fontMetrics().horizontalAdvance(name) + Space.MARGIN
        painter.drawText(rect, int(QStyle.visualAlignment(option.direction, left)), name)
        painter.setFont(fonts.font(Use.SECOND))
        painter.setPen(table.text2)
        engines = painter.fontMetrics().elidedText(
            index.data(_ENGINES) or "", Qt.TextElideMode.ElideRight, rect.width() - width
        )
        painter.drawText(rect, int(QStyle.visualAlignment(option.direction, right)), engines)


def _row_height() -> int:
    return fonts.scaled(Height.TARGET + 2)
