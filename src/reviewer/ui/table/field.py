"""Actions of the menu Field."""

from typing import Final

from reviewer.ui.table.action import MOVE, QT_TRANSLATE_NOOP, REGION, VALUE, Action, Context

FIELD_ACTIONS: Final = (
    Action(
        name="field.confirm",
        text=QT_TRANSLATE_NOOP("actions", "Confirm, next to check"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Says that what the editor shows is right, and goes to the next unsure field."
        ),
        context=Context.FIELD,
        keys=("Return", "Enter"),
        icon="tick",
        group=MOVE,
        menu="field/confirm",
    ),
    Action(
        name="field.next",
        text=QT_TRANSLATE_NOOP("actions", "Next field"),
        help=QT_TRANSLATE_NOOP("actions", "Goes to the next field and confirms nothing."),
        context=Context.FIELD,
        keys=("Tab",),
        group=MOVE,
        menu="field/walk",
        repeat=True,
    ),
    Action(
        name="field.previous",
        text=QT_TRANSLATE_NOOP("actions", "Previous field"),
        help=QT_TRANSLATE_NOOP("actions", "Goes to the field before this one and confirms nothing."),
        context=Context.FIELD,
        keys=("Shift+Tab",),
        group=MOVE,
        menu="field/walk",
        repeat=True,
    ),
    Action(
        name="issue.next",
        text=QT_TRANSLATE_NOOP("actions", "Next issue"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Goes to the next value that a rule says is wrong, or that a new reading contradicts."
        ),
        keys=("F8",),
        icon="warning",
        group=MOVE,
        menu="field/walk",
        repeat=True,
    ),
    Action(
        name="field.why",
        text=QT_TRANSLATE_NOOP("actions", "Why this value?"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Shows what speaks for the active value, what settles it, and which others might be meant."
        ),
        keys=("Ctrl+J",),
        icon="ring-question",
        group=MOVE,
        menu="field/walk",
    ),
    Action(
        name="field.blank",
        text=QT_TRANSLATE_NOOP("actions", "Blank"),
        help=QT_TRANSLATE_NOOP("actions", "Says that there is nothing on the paper here."),
        keys=("Ctrl+B",),
        icon="blank",
        group=VALUE,
        menu="field/mark",
    ),
    Action(
        name="field.unreadable",
        text=QT_TRANSLATE_NOOP("actions", "Unreadable"),
        help=QT_TRANSLATE_NOOP("actions", "Says that nobody can read this."),
        keys=("Ctrl+U",),
        icon="crossed-eye",
        group=VALUE,
        menu="field/mark",
    ),
    Action(
        name="field.add",
        text=QT_TRANSLATE_NOOP("actions", "Add a value or row"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Adds an empty value, or a row below the active one, where a field may have several."
        ),
        keys=("Alt+Ins",),
        icon="plus",
        group=VALUE,
        menu="field/rows",
    ),
    Action(
        name="field.remove",
        text=QT_TRANSLATE_NOOP("actions", "Remove the value or row"),
        help=QT_TRANSLATE_NOOP("actions", "Removes the active value, or the row it stands in. It can be undone."),
        keys=("Alt+Del",),
        icon="delete",
        group=VALUE,
        menu="field/rows",
    ),
    Action(
        name="field.readings",
        text=QT_TRANSLATE_NOOP("actions", "Candidates"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Lists what else the active value might be, and who says so; the number takes one."
        ),
        keys=("F4",),
        group=VALUE,
        menu="field/rows",
    ),
    Action(
        name="region.reread",
        text=QT_TRANSLATE_NOOP("actions", "Read the region again"),
        help=QT_TRANSLATE_NOOP("actions", "Reads the region of the active field again, as a proposal."),
        keys=("F5",),
        icon="retry",
        group=REGION,
        menu="field/region",
    ),
    Action(
        name="region.draw",
        text=QT_TRANSLATE_NOOP("actions", "Draw a region"),
        help=QT_TRANSLATE_NOOP("actions", "Draws where the value of the active field stands; it is then read there."),
        keys=("Alt+R",),
        icon="draw",
        group=REGION,
        menu="field/region",
    ),
)

TAKES: Final = tuple(
    Action(
        name=f"field.take_{number}",
        text=QT_TRANSLATE_NOOP("actions", "Take candidate 1 to 9"),
        help=QT_TRANSLATE_NOOP("actions", "Takes one of the candidates that are listed under the value."),
        keys=(f"Alt+{number}",),
        group=VALUE,
    )
    for number in range(1, 10)
)
