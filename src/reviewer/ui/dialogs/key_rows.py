"""What the key sheet lists: the table's groups with the keys that actions have now."""

from collections.abc import Mapping, Sequence
from typing import Final

import msgspec
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction

from reviewer.ui import keys
from reviewer.ui.actions import explanation, title
from reviewer.ui.table.action import GROUPS, QT_TRANSLATE_NOOP, Context
from reviewer.ui.table.rows import ACTIONS, GESTURES

_MANY: Final = 3
_MODES: Final = QT_TRANSLATE_NOOP("actions", "Over many documents")
_ADJUDICATE: Final = QT_TRANSLATE_NOOP("actions", "In Adjudicate")
_APART: Final = {Context.SHEET: _MODES, Context.MODE: _MODES, Context.PAIR: _ADJUDICATE}
"""Keys that do something else than in the document view stand for themselves."""


class KeyRow(msgspec.Struct, frozen=True):
    """One line of the sheet: what is done, by which keys (as written on the caps), and its help sentence."""

    text: str
    caps: tuple[str, ...]
    help: str = ""

    def matches(self, words: str) -> bool:
        """Whether every word that was typed occurs in it."""
        whole = " ".join((self.text, self.help, *self.caps)).casefold()
        return all(word in whole for word in words.casefold().split())


class KeyGroup(msgspec.Struct, frozen=True):
    """A heading and its rows."""

    title: str
    rows: tuple[KeyRow, ...]


def groups(actions: Mapping[str, QAction], *, in_mode: bool = False) -> tuple[KeyGroup, ...]:
    """The groups of the table; only actions that exist and have a key are listed.

    Args:
        actions: with the keys that they have now.
        in_mode: another mode than that of one document is on: then its keys come first.
    """
    found, apart = [], (_MODES, _ADJUDICATE)
    for group in (*apart, *GROUPS) if in_mode else (*GROUPS, *apart):
        merged: dict[str, list[str]] = {}
        helps: dict[str, str] = {}
        for action in ACTIONS:
            if _APART.get(action.context, action.group) != group or action.name not in actions:
                continue
            written = keys.labels(sequence.toString() for sequence in actions[action.name].shortcuts())
            if written:
                merged.setdefault(title(action).removesuffix("…"), []).append(written[0])
                helps[title(action).removesuffix("…")] = explanation(action)
        rows = [KeyRow(text, _caps(written), helps[text]) for text, written in merged.items()]
        rows += [
            KeyRow(_translated(gesture.text), tuple(_translated(key) for key in gesture.keys))
            for gesture in GESTURES
            if gesture.group == group
        ]
        if rows:
            found.append(KeyGroup(_translated(group), tuple(rows)))
    return tuple(found)


def in_columns(shown: Sequence[KeyGroup], count: int) -> list[list[KeyGroup]]:
    """Spread the groups over columns in their order, so that the longest column is as short as can be."""
    heights = [len(group.rows) + 2 for group in shown]
    limit = max(max(heights, default=0), -(-sum(heights) // count))
    while True:
        columns = _filled(shown, heights, limit)
        if len(columns) <= count:
            return columns + [[] for _ in range(count - len(columns))]
        limit += 1


def _filled(shown: Sequence[KeyGroup], heights: Sequence[int], limit: int) -> list[list[KeyGroup]]:
    columns: list[list[KeyGroup]] = [[]]
    filled = 0
    for group, height in zip(shown, heights, strict=True):
        if columns[-1] and filled + height > limit:
            columns.append([])
            filled = 0
        columns[-1].append(group)
        filled += height
    return columns


def _caps(written: Sequence[str]) -> tuple[str, ...]:
    """A row of many keys shows the first and the end of the last: `Alt+1…9`."""
    if len(written) <= _MANY:
        return tuple(written)
    head, _, _ = written[0].rpartition("+")
    last = written[-1].removeprefix(f"{head}+")
    return (f"{written[0]}…{last}",)


def _translated(text: str) -> str:
    return QCoreApplication.translate("actions", text)
