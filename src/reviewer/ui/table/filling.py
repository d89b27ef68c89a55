"""Actions that fill the active value in: as before, and step by step."""

from typing import Final

from reviewer.ui.table.action import QT_TRANSLATE_NOOP, VALUE, Action, Context

FILLING: Final = (
    Action(
        name="field.ditto",
        text=QT_TRANSLATE_NOOP("actions", "As in the document before"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Gives the active value the text that the same field has in the document before."
        ),
        keys=("Ctrl+D",),
        icon="ditto",
        group=VALUE,
        menu="field/mark",
    ),
    Action(
        name="field.step_up",
        text=QT_TRANSLATE_NOOP("actions", "One more"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Counts up the day, month, year or digit at the caret, or shows the choice before."
        ),
        context=Context.FIELD,
        keys=("Alt+Up",),
        group=VALUE,
        menu="field/fill",
        repeat=True,
    ),
    Action(
        name="field.step_down",
        text=QT_TRANSLATE_NOOP("actions", "One less"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Counts down the day, month, year or digit at the caret, or shows the next choice."
        ),
        context=Context.FIELD,
        keys=("Alt+Down",),
        group=VALUE,
        menu="field/fill",
        repeat=True,
    ),
)
