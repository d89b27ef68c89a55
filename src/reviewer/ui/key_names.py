"""What keys are called in sentences: each by its action, since the operator may have given that another key.

A sentence names the action, `"{keys[edit.undo]} takes it back."`, and is filled with `KEYS`. The words are set when the
actions are made, and again when their keys are changed; before that they are those of the table.
"""

from collections.abc import Iterator, Mapping
from typing import Final

from reviewer.ui.table.action import Action
from reviewer.ui.table.rows import ACTIONS

_BY_NAME: Final = {action.name: action for action in ACTIONS}
_WRITTEN: Final = {"Return": "Enter", "PgDown": "PgDn"}


class _Names(Mapping[str, str]):
    """By the name of an action: its first key; the name that menus have for it where it has no key."""

    def __init__(self) -> None:
        self._own: dict[str, str] = {}

    def __getitem__(self, name: str) -> str:
        return self._own.get(name) or _usual(_BY_NAME[name])

    def __iter__(self) -> Iterator[str]:
        return iter(_BY_NAME)

    def __len__(self) -> int:
        return len(_BY_NAME)

    def use(self, own: Mapping[str, str]) -> None:
        """Say these from now on; for the others what the table says."""
        self._own = dict(own)


KEYS: Final = _Names()


def quoted(title: str) -> str:
    """What stands for the key of an action that has none."""
    return f"“{title}”"


def _usual(action: Action) -> str:
    if not action.keys:
        return quoted(action.text.removesuffix("…"))
    head, plus, last = action.keys[0].rpartition("+")
    return f"{head}{plus}{_WRITTEN.get(last, last)}"
