"""The action that lists all others."""

from typing import Final

from reviewer.ui.table.action import QT_TRANSLATE_NOOP, WINDOW, Action

PALETTE: Final = (
    Action(
        name="window.palette",
        text=QT_TRANSLATE_NOOP("actions", "Find an action…"),
        help=QT_TRANSLATE_NOOP("actions", "Lists all actions. Type parts of a name; Enter runs the marked one."),
        keys=("Ctrl+K",),
        icon="command",
        group=WINDOW,
        menu="help/keys",
    ),
)
