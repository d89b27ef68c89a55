"""The operator's own keys while they are being changed."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from PySide6.QtGui import QKeySequence

from reviewer.ui import actions, keys
from reviewer.ui.actions import Conflict
from reviewer.ui.table.action import Action
from reviewer.ui.table.rows import ACTIONS


class OwnKeys:
    """Keys by action: those of the table, changed by the operator's own.

    Args:
        changed: keys by action name, as in the settings. What belongs to no action of the table is kept.
    """

    def __init__(self, changed: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self._changed = dict(changed or {})

    @property
    def changed(self) -> dict[str, tuple[str, ...]]:
        """Only what differs from the table, for the settings."""
        return dict(self._changed)

    def of(self, action: Action) -> tuple[str, ...]:
        """The keys of an action."""
        return actions.keys_of(action, self._changed)

    def is_own(self, action: Action) -> bool:
        """Whether an action has other keys than the table's."""
        return action.name in self._changed and _meant(self._changed[action.name]) != _meant(action.keys)

    def add(self, action: Action, sequence: str) -> None:
        """Give an action one more key. The main Enter and the keypad's are one."""
        more = [key for key in twins(sequence) if _meant((key,))[0] not in _meant(self.of(action))]
        self._set(action, (*self.of(action), *more))

    def remove(self, action: Action, label: str) -> None:
        """Take away all keys of an action that are written alike."""
        self._set(action, tuple(key for key in self.of(action) if keys.label(key) != label))

    def restore(self, action: Action) -> None:
        """Give an action the keys of the table again."""
        self._changed.pop(action.name, None)

    def conflicts(self) -> tuple[Conflict, ...]:
        """Keys that two actions would answer to at the same time."""
        # The whole comparison takes longer than a key press may; it is needed only where a key stands twice.
        return actions.conflicts(self._changed) if self._doubled() else ()

    def _doubled(self) -> bool:
        users: defaultdict[str, set[str]] = defaultdict(set)
        for action in ACTIONS:
            for key in _meant(self.of(action)):
                users[key].add(action.name)
        return any(len(names) > 1 for names in users.values())

    def _set(self, action: Action, sequences: tuple[str, ...]) -> None:
        if _meant(sequences) == _meant(action.keys):
            self.restore(action)
        else:
            self._changed[action.name] = sequences


def twins(sequence: str) -> tuple[str, ...]:
    """A key, with its twin on the keypad where it is Enter."""
    head, plus, last = sequence.rpartition("+")
    if last in ("Return", "Enter"):
        return (f"{head}{plus}Return", f"{head}{plus}Enter")
    return (sequence,)


def _meant(sequences: Iterable[str]) -> tuple[str, ...]:
    return tuple(QKeySequence(sequence).toString() for sequence in sequences)
