"""One value, large: the picture over the text."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QInputMethodEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from reviewer.ui.look import current, fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.tokens import Space
from reviewer.ui.look.ways import run_by_letters
from reviewer.ui.panels.sheets import cell_words
from reviewer.ui.panels.sheets.cell_painter import fits, paint_lines, paint_value
from reviewer.ui.panels.sheets.sheet_edit import SheetEdit
from reviewer.ui.panels.sheets.strips import SheetStrips
from reviewer.ui.viewmodels.sheets.cell import SheetCell
from reviewer.ui.viewmodels.sheets.states import State

PICTURE, TEXT, LINES = 120, 72, 4
_INSET = 20
_LABEL_ON_PAPER = QColor("#4C5866")


class PairCard(QWidget):
    """Shows a cell; typing opens its editor.

    Args:
        strips: gives the picture.
        allows: whether a key counts that opens the editor.

    Signals:
        entered: Enter in the editor, with its text.
        drafted: what is in the editor now.
        dropped: Esc in the editor.
        looked: a cell was painted so that it counts.
    """

    entered = Signal(str)
    drafted = Signal(str)
    dropped = Signal()
    looked = Signal()

    def __init__(self, strips: SheetStrips, allows: Callable[[], bool], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strips = strips
        self._allows = allows
        self._cell: SheetCell | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(fonts.scaled(760))
        self.editor = SheetEdit(Use.VALUE_EDIT, self)
        self.editor.entered.connect(self._on_entered)
        self.editor.escaped.connect(self._on_escaped)
        self.editor.moved.connect(self._on_entered)
        self.editor.typed.connect(self._on_typed)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.looked)

    def show_cell(self, cell: SheetCell | None, spoken: str) -> None:
        """Show a cell, or none."""
        if cell is not self._cell:
            self.close_editor()
        self._cell = cell
        self.setAccessibleName(spoken)
        self.updateGeometry()
        self.update()

    def picture_size(self) -> QSize:
        """Of the picture."""
        return QSize(self.width() - 2 * _INSET, PICTURE - 4)

    def edit(self, typed: str = "") -> None:
        """Open the editor."""
        cell = self._cell
        if cell is None or not self._allows() or cell.state in (State.GONE, State.FINISHED):
            return
        text = cell.text if cell.draft is None else cell.draft
        self._place()
        self.editor.open(text, cell.weak if cell.draft is None else (), typed, self.accessibleName())
        self.update()

    def close_editor(self) -> None:
        """Put the editor away."""
        if not self.editor.isHidden():
            had = self.editor.hasFocus()
            self.editor.hide()
            if had:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            self.update()

    @property
    def editing(self) -> bool:
        """Whether it is being typed in."""
        return not self.editor.isHidden()

    def _lines(self) -> int:
        text = "" if self._cell is None else self._cell.text if self._cell.draft is None else self._cell.draft
        return min(LINES, text.count("\n") + 1)

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(640), PICTURE + fonts.scaled(TEXT) + (self._lines() - 1) * fonts.line(Use.VALUE_EDIT))

    def _text_place(self) -> QRect:
        return QRect(0, PICTURE, self.width(), self.height() - PICTURE)

    def _text_room(self) -> QRect:
        return self._text_place().adjusted(_INSET, 0, -Space.MARGIN, 0)

    def _place(self) -> None:
        line = fonts.metrics(Use.VALUE_EDIT).height() * self._lines() + 2
        place = self._text_place()
        self.editor.setGeometry(_INSET, place.center().y() - line // 2, self.width() - 2 * _INSET, line)

    @Slot()
    def _on_entered(self) -> None:
        text = self.editor.text()
        self.close_editor()
        self.entered.emit(text)

    @Slot()
    def _on_escaped(self) -> None:
        self.close_editor()
        self.dropped.emit()

    @Slot()
    def _on_typed(self) -> None:
        self.drafted.emit(self.editor.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        text = event.text()
        if text and text.isprintable() and text != " " and plain == Qt.KeyboardModifier.NoModifier:
            self.edit(text)
        elif event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Down):
            self.edit()
        elif event.key() == Qt.Key.Key_Escape and self._cell is not None and self._cell.draft is not None:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What an input method or a dead key gave is typed like a letter."""
        if event.commitString().strip():
            self.edit(event.commitString())

    def mouseDoubleClickEvent(self, event) -> None:  # type: ignore[no-untyped-def]
        self.edit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        esc = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape
        typed = self._cell is not None and self._cell.draft is not None
        if esc and typed and event.type() is QEvent.Type.ShortcutOverride:
            event.accept()  # Esc drops what was typed before it leaves the sheet
            return True
        if event.type() in (QEvent.Type.WindowActivate, QEvent.Type.WindowDeactivate):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table, cell = QPainter(self), current.colors(), self._cell
        run_by_letters(painter)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_box(painter, self.rect(), fill=table.base)
        picture = QRect(0, 0, self.width(), PICTURE)
        painter.fillRect(picture.adjusted(1, 1, -1, 0), table.paper_strip)
        painter.fillRect(1, PICTURE, self.width() - 2, 1, table.line)
        if cell is not None:
            self._paint_cell(painter, picture, cell)
        if self.hasFocus() or self.editor.hasFocus():
            paint_box(painter, self.rect(), frame=table.accent, width=2)
        else:
            paint_box(painter, self.rect(), frame=table.control)
            paint_focus(painter, self.rect(), self)

    def _paint_cell(self, painter: QPainter, picture: QRect, cell: SheetCell) -> None:
        ratio = self.devicePixelRatioF()
        made = self._strips.picture(cell, self.picture_size(), ratio, Use.VALUE_EDIT)
        if made is not None:
            painter.drawPixmap(_INSET, 2, made)
        else:
            failed = self._strips.failed(cell, self.picture_size().height(), ratio)
            painter.setFont(fonts.font(Use.SECOND))
            painter.setPen(_LABEL_ON_PAPER)
            told = cell_words.no_picture(cell, failed=failed)
            painter.drawText(picture.adjusted(_INSET, 0, 0, 0), int(Qt.AlignmentFlag.AlignVCenter), told)
        if not self.editing:
            place = self._text_room()
            if self._lines() == 1:
                paint_value(painter, place, cell, Use.VALUE_EDIT, caret=False)
            else:
                paint_lines(painter, place, cell, Use.VALUE_EDIT, LINES)
        drawn = self._strips.drawn(cell, self.picture_size().height(), ratio)
        whole = fits(cell.text, self._text_room(), Use.VALUE_EDIT, LINES)
        if drawn is not None and cell.show(drawn=drawn, whole=whole):
            self._soon.start()
