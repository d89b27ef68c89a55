"""A small grid of signs that are not on the keyboard, at the editor."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QStandardItem, QStandardItemModel
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

from reviewer.domain import special_signs
from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius, Space
from reviewer.ui.panels.elided import ElidedLabel
from reviewer.ui.panels.line_edit import LineEdit

_COLUMNS, _ROWS, _CELL = 10, 4, 34
_WALKS: Final = (
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Left,
    Qt.Key.Key_Right,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_GAP, _EDGE = 4, 8

Index = QModelIndex | QPersistentModelIndex


class SignPalette(QFrame):
    """Arrows walk, Enter takes, typing looks for a name, Esc goes back.

    Signals:
        taken: a sign, and whether the palette stays open (Shift+Enter).
        left: it was closed without one.
    """

    taken = Signal(str, bool)
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("signs")
        self.setAccessibleName(self.tr("Special characters"))
        self._likely: tuple[str, ...] = ()
        self._model = QStandardItemModel(self)
        self.filter = LineEdit(self)
        self.filter.setPlaceholderText(self.tr("Name, such as euro or e acute"))
        self.filter.setAccessibleName(self.tr("Name of a character"))
        self.filter.addAction(icons.icon("search", "text2"), LineEdit.ActionPosition.LeadingPosition)
        self.filter.textChanged.connect(self._fill)
        self.filter.installEventFilter(self)
        self.grid = _grid(self)
        self.grid.setModel(self._model)
        self.grid.setItemDelegate(_Cell(self.grid))
        self.grid.clicked.connect(self._on_clicked)
        self.grid.selectionModel().currentChanged.connect(self._on_current_changed)
        self._name = ElidedLabel("", Use.SECOND, parent=self)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.GAP, Space.GAP, Space.GAP, Space.GAP)
        column.setSpacing(Space.GAP)
        for widget in (self.filter, self.grid, self._name):
            column.addWidget(widget)
        cell = fonts.scaled(_CELL)
        self.grid.setGridSize(QSize(cell, cell))
        self.grid.setFixedSize(_COLUMNS * cell + 14, _ROWS * cell + 2)
        self.hide()

    def open(self, signs: Iterable[str], anchor: QRect) -> None:
        """Offer signs under a rectangle of the window, or over it where there is no room."""
        self._likely = tuple(signs)
        self.filter.clear()
        self._fill()
        self.adjustSize()
        window = self.window()
        below = anchor.bottom() + 1 + _GAP
        top = below if below + self.height() <= window.height() - _EDGE else anchor.top() - _GAP - self.height()
        left = min(anchor.left(), window.width() - self.width() - _EDGE)
        self.move(max(_EDGE, left), max(_EDGE, top))
        self.show()
        self.raise_()
        self.filter.setFocus(Qt.FocusReason.PopupFocusReason)

    @property
    def chosen(self) -> str:
        """The sign that Enter takes, or empty."""
        return str(self.grid.currentIndex().data() or "")

    # Within

    @Slot()
    def _fill(self) -> None:
        words = self.filter.text().strip()
        signs = special_signs.named(words)[:200] if words else self._likely
        self._model.clear()
        for sign in signs:
            item = QStandardItem(sign)
            item.setEditable(False)
            item.setData(special_signs.name(sign), Qt.ItemDataRole.AccessibleTextRole)
            item.setToolTip(special_signs.name(sign))
            self._model.appendRow(item)
        if signs:
            self.grid.setCurrentIndex(self._model.index(0, 0))
        else:
            self._name.setText(self.tr("No character is called so."))

    @Slot(QModelIndex)
    def _on_current_changed(self, index: QModelIndex) -> None:
        sign = str(index.data() or "")
        if sign:
            self._name.setText(f"{special_signs.name(sign)}  U+{ord(sign):04X}")
            self.filter.setAccessibleDescription(special_signs.name(sign))

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        self.grid.setCurrentIndex(index)
        self._take(stay=False)

    def _take(self, *, stay: bool) -> None:
        sign = self.chosen
        if not sign:
            return
        if not stay:
            self.hide()
        self.taken.emit(sign, stay)

    def leave(self) -> None:
        """Close without a sign."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            event.accept()  # while it is open, keys are its own
            return False
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        match event.key():
            case key if key in _WALKS:
                self.grid.keyPressEvent(event)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._take(stay=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Period if control:
                self.leave()
            case Qt.Key.Key_Tab | Qt.Key.Key_Backtab:
                pass
            case _:
                return False
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_box(painter, self.rect(), frame=colors().control, fill=colors().base, radius=Radius.DIALOG)
        painter.end()


def _grid(parent: QWidget) -> QListView:
    made = QListView(parent)
    made.setAccessibleName(parent.accessibleName())
    made.setViewMode(QListView.ViewMode.IconMode)
    made.setMovement(QListView.Movement.Static)
    made.setResizeMode(QListView.ResizeMode.Adjust)
    made.setUniformItemSizes(True)
    made.setFrameShape(QFrame.Shape.NoFrame)
    made.setMouseTracking(True)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # keys go to the filter, which passes them on
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    return made


class _Cell(QStyledItemDelegate):
    """One sign, large."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(fonts.scaled(_CELL), fonts.scaled(_CELL))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        table, rect = colors(), option.rect.adjusted(1, 1, -1, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            paint_box(painter, rect, frame=table.accent, fill=table.accent_soft, width=2)
        elif option.state & QStyle.StateFlag.State_MouseOver:
            paint_box(painter, rect, fill=table.alt)
        font = QFont(fonts.font(Use.VALUE))
        painter.setFont(font)
        painter.setPen(table.text)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), str(index.data()))
