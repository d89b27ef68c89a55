"""Choosing one of many: a plain list, typed into to shorten it, and Enter."""

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QSize, QSortFilterProxyModel, Qt, Slot
from PySide6.QtGui import QKeyEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from reviewer.domain.document_type import DocumentType
from reviewer.domain.hidden import visible
from reviewer.ui.dialogs.veil import VeiledDialog
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.tokens import ICON, Height, Space, Width
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.line_edit import LineEdit

_WIDTH, _ROWS = 360, 10
_NAME, _NOW = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_WALKS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)


@dataclass(frozen=True)
class Words:
    """What the dialog says: title, prompt, what the list is called, that nothing matches, and of the one now."""

    title: str
    prompt: str
    list: str
    none: str
    now: str


class ChooseOne(VeiledDialog):
    """Things by title, the present one marked and chosen first. `accepted` says that `chosen` is wanted.

    Args:
        items: name and title of each, in their order.
        now: name of the present one.
        words: what is said.
    """

    def __init__(self, items: Iterable[tuple[str, str]], now: str, words: Words, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.setWindowTitle(words.title)
        self._model = QStandardItemModel(self)
        for name, title in items:
            self._model.appendRow(self._item(name, title, name == now))
        self._found = QSortFilterProxyModel(self)
        self._found.setSourceModel(self._model)
        self._found.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.search = LineEdit()
        self.list = QListView()
        self._none = Label(words.none, Use.BODY, "text2")
        self._build()
        self._choose(next((row for row in range(self._found.rowCount()) if self._at(row) == now), 0))

    @property
    def chosen(self) -> str:
        """Name of the chosen one, or empty."""
        return self._at(self.list.currentIndex().row())

    # Within

    def _item(self, name: str, title: str, now: bool) -> QStandardItem:
        item = QStandardItem(visible(title))
        item.setData(name, _NAME)
        item.setData(now, _NOW)
        if now:
            item.setData(self._words.now.format(title), Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _build(self) -> None:
        self.search.setPlaceholderText(self._words.prompt)
        self.search.setAccessibleName(self._words.prompt)
        self.search.addAction(icons.icon("search", "text2"), LineEdit.ActionPosition.LeadingPosition)
        self.search.textChanged.connect(self._on_text_changed)
        self.search.installEventFilter(self)
        self.list.setAccessibleName(self._words.list)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setMouseTracking(True)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys go to the search, which passes them on
        self.list.setItemDelegate(_Row(self.list))
        self.list.setModel(self._found)
        rows = min(_ROWS, max(1, self._model.rowCount()))
        self.list.setFixedHeight(rows * self.list.sizeHintForRow(0))
        self.list.clicked.connect(self.accept)
        self._none.setContentsMargins(Space.WIDE, Space.GAP, Space.WIDE, Space.GAP)
        self._none.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.WIDE, Space.WIDE, Space.WIDE, Space.WIDE)
        column.setSpacing(Space.GAP)
        for widget in (self.search, self.list, self._none):
            column.addWidget(widget)
        self.setFixedWidth(fonts.scaled(_WIDTH))
        self.search.setFocus()

    def _at(self, row: int) -> str:
        return str(self._found.index(row, 0).data(_NAME) or "")

    def _choose(self, row: int) -> None:
        self.list.setCurrentIndex(self._found.index(row, 0))

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self._found.setFilterFixedString(text.strip())
        none = self._found.rowCount() == 0
        self.list.setVisible(not none)
        self._none.setVisible(none)
        if not self.list.currentIndex().isValid():
            self._choose(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.chosen:
            self.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        pressed = event if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) else None
        if watched is self.search and pressed is not None and pressed.key() in _WALKS:
            self.list.keyPressEvent(pressed)
            return True
        return super().eventFilter(watched, event)


class ChooseType(ChooseOne):
    """What kind of paper a document is."""

    def __init__(self, types: Iterable[DocumentType], now: str, parent: QWidget | None = None) -> None:
        words = Words(
            self.tr("Change the type"),
            self.tr("Type of this document"),
            self.tr("Types"),
            self.tr("No type is called so."),
            self.tr("{}, the type now"),
        )
        by_title = sorted(types, key=lambda kind: kind.title.casefold())
        super().__init__([(kind.name, kind.title) for kind in by_title], now, words, parent)


class ChooseSource(ChooseOne):
    """What reads a document: an engine of this computer, or a provider."""

    def __init__(self, sources: Iterable[tuple[str, str]], now: str, parent: QWidget | None = None) -> None:
        words = Words(
            self.tr("Read with"),
            self.tr("What shall read this document?"),
            self.tr("Engines and providers"),
            self.tr("Nothing is called so."),
            self.tr("{}, which read it last"),
        )
        super().__init__(sources, now, words, parent)


class _Row(QStyledItemDelegate):
    """A title; a tick before the one that counts now."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, fonts.scaled(Height.CONTROL))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        table, rect = colors(), option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen:
            painter.fillRect(rect, table.accent_soft)
            painter.fillRect(rect.adjusted(0, 0, Width.BAR - rect.width(), 0), table.accent)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, table.alt)
        tick = rect.adjusted(Space.WIDE, (rect.height() - ICON) // 2, 0, 0)
        tick.setSize(QSize(ICON, ICON))
        if index.data(_NOW):
            icons.paint(painter, "tick", tick, table.accent_ink)
        painter.setFont(fonts.font(Use.NAME if index.data(_NOW) else Use.BODY))
        painter.setPen(table.text)
        words = rect.adjusted(Space.WIDE + ICON + Space.GAP, 0, -Space.GAP, 0)
        title = painter.fontMetrics().elidedText(index.data(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), title)
