"""A hand on the keyboard: presses keys and types, as real key events to whoever has the focus."""

import unicodedata
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

_WHITE: Final = {"\n": "Shift+Return", "\t": "Tab"}


def is_key(written: str) -> bool:
    """Whether this is a single key as QKeySequence reads it: `Ctrl+Return`."""
    sequence = QKeySequence(written)
    return sequence.count() == 1 and sequence[0].key() is not Qt.Key.Key_unknown  # type: ignore[index]


def press(written: str, window: QWidget) -> None:
    """Press and release a key.

    Args:
        written: as QKeySequence reads it; `Return` is the main Enter, `Enter` the keypad's.
        window: gets it when nothing has the focus.
    """
    combination = QKeySequence(written)[0]  # type: ignore[index]  # the stub does not know it
    key, modifiers = combination.key(), combination.keyboardModifiers()
    if key is Qt.Key.Key_Tab and modifiers & Qt.KeyboardModifier.ShiftModifier:
        key = Qt.Key.Key_Backtab
    elif key is Qt.Key.Key_Enter:
        modifiers |= Qt.KeyboardModifier.KeypadModifier
    QTest.keyClick(focused(window), key, modifiers)


def write(text: str, window: QWidget) -> None:
    """Type a text, sign by sign; what no key of a plain keyboard has comes as from an input method."""
    for letter in unicodedata.normalize("NFC", text):
        if letter in _WHITE:
            press(_WHITE[letter], window)
        elif " " <= letter <= "~":
            QTest.keyClicks(focused(window), letter)
        else:
            event = QInputMethodEvent()
            event.setCommitString(letter)
            QCoreApplication.sendEvent(focused(window), event)


def focused(window: QWidget) -> QWidget:
    """Who gets the next key: an open menu or list, else who has the focus."""
    return QApplication.activePopupWidget() or QApplication.focusWidget() or window.focusWidget() or window
