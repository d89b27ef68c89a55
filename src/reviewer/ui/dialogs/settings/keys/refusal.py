"""Which keys an action cannot have, because the window or typing needs them."""

from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence

from reviewer.ui import keys
from reviewer.ui.table.action import MENUS, Context

_Key = Qt.Key
_CHORD: Final = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
_EDITING: Final = frozenset(
    {_Key.Key_Backspace, _Key.Key_Delete, _Key.Key_Left, _Key.Key_Right, _Key.Key_Up, _Key.Key_Down, _Key.Key_Home}
    | {_Key.Key_End}
)
_WALKING: Final = frozenset({_Key.Key_Tab, _Key.Key_Backtab, _Key.Key_Return, _Key.Key_Enter, _Key.Key_Space})
_TEXT: Final = frozenset({"Ctrl+A", "Ctrl+C", "Ctrl+V", "Ctrl+X"})

_EDITED: Final = frozenset({Context.WINDOW, Context.FIELD, Context.TABLE, Context.SHEET})
"""Contexts in which an editor of text may have the focus."""

_WALKED: Final = frozenset({Context.WINDOW, Context.QUEUE})
"""Contexts in which such keys move the focus or press what has it."""


def why_not(sequence: str, context: Context, *, yields: bool = False) -> str:
    """A sentence on why an action cannot have this key, or empty.

    Args:
        sequence: the key.
        context: of the action.
        yields: whether the action leaves its key to a text editor that has the focus.
    """
    combination = QKeySequence(sequence)[0]  # type: ignore[index]  # the stub does not know it
    key, modifiers = combination.key(), combination.keyboardModifiers()
    label = keys.label(sequence)
    edited = context in _EDITED and (not yields or context is Context.WINDOW)
    if not modifiers & _CHORD:
        if key in _WALKING and context in _WALKED:
            return _tr("{key} is needed to move and to press buttons. Add Ctrl or Alt.").format(key=label)
        if edited and (key in _EDITING or _types(key)):
            return _tr("{key} is needed for typing. Add Ctrl or Alt.").format(key=label)
    if context in _EDITED and not yields and QKeySequence(sequence).toString() in _TEXT:
        return _tr("{key} is needed to mark, copy and paste text. Take another key.").format(key=label)
    for _, text in MENUS:
        title = QCoreApplication.translate("actions", text)
        if QKeySequence.mnemonic(title) == QKeySequence(sequence):
            return _tr("{key} opens the menu {menu}. Take another key.").format(key=label, menu=title.replace("&", ""))
    return ""


def _types(key: Qt.Key) -> bool:
    """Whether a key writes something by itself: everything below Qt's keys without a sign."""
    return int(key) < int(_Key.Key_Escape) and key not in _WALKING


def _tr(text: str) -> str:
    return QCoreApplication.translate("keys", text)
