"""Keys: how they are written, and which of them a text editor must let through."""

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

YIELDS: Final = "yields"
"""Dynamic property of a QAction whose key belongs to a text editor while one has the focus."""

MODIFIERS: Final = frozenset(
    {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta, Qt.Key.Key_CapsLock}
)
"""Keys that mean something only together with another."""

_NAMES: Final = {"Return": "Enter", "PgDown": "PgDn"}
_BUT_KEYPAD: Final = ~Qt.KeyboardModifier.KeypadModifier


def label(sequence: str) -> str:
    """How a key is written on a cap: `Ctrl+Enter`, on a Mac with its signs."""
    native = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText)
    head, plus, last = native.rpartition("+") if not native.endswith("+") else ("", "", native)
    word = _NAMES.get(last)
    return f"{head}{plus}{QCoreApplication.translate('keys', word)}" if word else native


def labels(sequences: Iterable[str]) -> tuple[str, ...]:
    """The labels of several keys, each once: Return and keypad Enter are both `Enter`."""
    return tuple(dict.fromkeys(label(sequence) for sequence in sequences))


def follow(action: QAction, show: Callable[[str], object]) -> None:
    """Show the first key of an action, and another one when the operator changes it.

    Args:
        action: whose key it is.
        show: is given the key as QKeySequence writes it, empty for none.
    """
    shown: list[str] = []

    def tell() -> None:
        first = action.shortcut().toString()
        if shown != [first]:  # an action also tells of being enabled, at every key press
            shown[:] = [first]
            show(first)

    action.changed.connect(tell)
    tell()


def claims(event: QKeyEvent, actions: Iterable[QAction]) -> bool:
    """Whether one of `actions` wants this key, so that a text editor must not take it."""
    if event.key() in MODIFIERS:
        return False
    pressed = [QKeySequence(combination) for combination in _combinations(event)]
    return any(
        action.isEnabled() and not action.property(YIELDS)
        for action in actions
        if any(sequence in pressed for sequence in action.shortcuts())
    )


def reaching(widget: QWidget) -> Iterator[QAction]:
    """The actions that answer to keys while `widget` has the focus: its own, its panes' and its window's."""
    above: QWidget | None = widget
    while above is not None:
        yield from above.actions()
        if above.isWindow():
            return
        above = above.parentWidget()


def passes(event: QEvent, widget: QWidget) -> bool:
    """For an editor's `event`: whether this is a key of the table. If so it is ignored here; return False then.

    Editors accept ShortcutOverride for every key that means something to them, such as Ctrl+Z and, under X11, Ctrl+U;
    the action would never be asked. A plain letter or sign is text there, whatever the operator made it mean elsewhere.
    """
    if event.type() is not QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
        return False
    if _is_text(event) or not claims(event, reaching(widget)):
        return False
    event.ignore()
    return True


class KeyGuard(QObject):
    """Lets the keys of the table through a stock editor, such as a search field."""

    def __init__(self, editor: QWidget) -> None:
        super().__init__(editor)
        self._editor = editor
        editor.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return passes(event, self._editor)


def _combinations(event: QKeyEvent) -> Iterator[QKeyCombination]:
    """The ways to write a key press: Backtab is Shift+Tab, and a sign may need Shift on this keyboard."""
    modifiers = event.modifiers() & _BUT_KEYPAD
    key = Qt.Key(event.key()) if event.key() else Qt.Key.Key_unknown
    if key is Qt.Key.Key_Backtab:
        key, modifiers = Qt.Key.Key_Tab, modifiers | Qt.KeyboardModifier.ShiftModifier
    yield QKeyCombination(modifiers, key)
    if modifiers & Qt.KeyboardModifier.ShiftModifier and not _is_letter_or_named(key):
        yield QKeyCombination(modifiers & ~Qt.KeyboardModifier.ShiftModifier, key)


def _is_text(event: QKeyEvent) -> bool:
    commands = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
    return bool(event.text()) and event.text().isprintable() and not event.modifiers() & commands


def _is_letter_or_named(key: Qt.Key) -> bool:
    return Qt.Key.Key_A.value <= key.value <= Qt.Key.Key_Z.value or key.value >= Qt.Key.Key_Escape.value
