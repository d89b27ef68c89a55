"""Actions of the mode Adjudicate."""

from typing import Final

from reviewer.ui.table.action import QT_TRANSLATE_NOOP, VALUE, Action, Context

ADJUDICATE: Final = (
    Action(
        name="adjudicate.upper",
        text=QT_TRANSLATE_NOOP("actions", "The upper one"),
        help=QT_TRANSLATE_NOOP("actions", "Says that the upper of two readings is right, and shows the next pair."),
        context=Context.PAIR,
        keys=("Up",),
        group=VALUE,
        yields=True,
    ),
    Action(
        name="adjudicate.lower",
        text=QT_TRANSLATE_NOOP("actions", "The lower one"),
        help=QT_TRANSLATE_NOOP("actions", "Says that the lower of two readings is right, and shows the next pair."),
        context=Context.PAIR,
        keys=("Down",),
        group=VALUE,
        yields=True,
    ),
    Action(
        name="adjudicate.later",
        text=QT_TRANSLATE_NOOP("actions", "Later"),
        help=QT_TRANSLATE_NOOP("actions", "Leaves the pair for later, and shows the next one."),
        context=Context.PAIR,
        keys=("Space",),
        group=VALUE,
        yields=True,
    ),
    Action(
        name="adjudicate.show_page",
        text=QT_TRANSLATE_NOOP("actions", "Open the document"),
        help=QT_TRANSLATE_NOOP("actions", "Opens the document of the pair, at its value."),
        context=Context.PAIR,
        keys=("F2",),
        group=VALUE,
    ),
)
