"""The editor of a cell: opened by typing, closed by Enter or Esc."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from reviewer.ui.look import current, fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels.line_edit import tell_shortened
from reviewer.ui.panels.value_edit import ValueEdit

_OWN = frozenset({Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab})


class SheetEdit(ValueEdit):
    """A ValueEdit that keeps Enter, Esc and Tab for itself: outside of it they mean the whole sheet."""

    def __init__(self, use: Use, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.use = use
        self.setObjectName("cell")
        self.shortened.connect(partial(tell_shortened, self))
        self.hide()

    def open(self, text: str, weak: Sequence[int], typed: str, name: str) -> None:
        """Begin to edit: what is typed replaces the doubtful character, or the whole text where none is marked.

        Args:
            text: of the cell.
            weak: indexes of doubtful characters.
            typed: what opened the editor; empty leaves the text as it is.
            name: of the cell, for screen readers.
        """
        self.set_font(fonts.font(self.use))
        self.setAccessibleName(name)
        self.show_text(text, weak=weak, spacing=(), doubt=current.colors().doubt_line)
        cursor = self.textCursor()
        if len(weak) == 1:
            cursor.setPosition(weak[0])
            cursor.setPosition(weak[0] + 1, cursor.MoveMode.KeepAnchor)
        elif typed or not weak:
            cursor.select(cursor.SelectionType.Document)
        else:
            cursor.setPosition(weak[0])
        self.setTextCursor(cursor)
        self.show()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        if typed:
            self.insertPlainText(typed)

    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            plain = event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier)
            if event.key() in _OWN and plain == Qt.KeyboardModifier.NoModifier:
                event.accept()
                return True
        return super().event(event)
