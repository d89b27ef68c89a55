"""The keys of a mode of the page: while it is on they belong to it, whatever they mean elsewhere."""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from reviewer.ui import keys
from reviewer.ui.canvas.word_walk import Way

_WAYS: Final = {
    Qt.Key.Key_Left: Way.LEFT,
    Qt.Key.Key_Right: Way.RIGHT,
    Qt.Key.Key_Up: Way.UP,
    Qt.Key.Key_Down: Way.DOWN,
}
_HELD: Final = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


def way_of(event: QKeyEvent) -> Way | None:
    """The way that an arrow points, or None for another key."""
    return _WAYS.get(Qt.Key(event.key())) if event.key() else None


def held(event: QKeyEvent) -> Qt.KeyboardModifier:
    """Which of Shift, Ctrl and Alt are held."""
    return event.modifiers() & _HELD


def action_of(event: QKeyEvent, actions: Iterable[QAction]) -> QAction | None:
    """The action that a key press means, as the operator set its keys."""
    return next((action for action in actions if keys.claims(event, (action,))), None)


def caps(action: QAction | None) -> str:
    """How the first key of an action is written, or nothing."""
    sequences = action.shortcuts() if action is not None else []
    return keys.label(QKeySequence(sequences[0]).toString()) if sequences else ""
