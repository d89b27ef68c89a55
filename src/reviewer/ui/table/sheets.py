"""Actions of the sheets over many documents."""

from typing import Final

from reviewer.ui.table.action import MOVE, QT_TRANSLATE_NOOP, VALUE, WINDOW, Action, Context

SHEET_MODES: Final = (
    Action(
        name="mode.field",
        text=QT_TRANSLATE_NOOP("actions", "Field sheet"),
        help=QT_TRANSLATE_NOOP("actions", "Shows one field of many documents, to be confirmed together."),
        keys=("F9",),
        icon="mode-field",
        group=WINDOW,
        menu="view/modes",
        toolbar="modes",
        checkable=True,
    ),
    Action(
        name="mode.yes_no",
        text=QT_TRANSLATE_NOOP("actions", "Yes or no"),
        help=QT_TRANSLATE_NOOP("actions", "Asks for one unsure value after the other, each answered by one key."),
        keys=("Shift+F9",),
        icon="ring-question",
        group=WINDOW,
        menu="view/modes",
        toolbar="modes",
        checkable=True,
    ),
    Action(
        name="mode.characters",
        text=QT_TRANSLATE_NOOP("actions", "Character sheet"),
        help=QT_TRANSLATE_NOOP("actions", "Shows all characters that were read as one sign, over many documents."),
        keys=("Ctrl+F9",),
        icon="mode-characters",
        group=WINDOW,
        menu="view/modes",
        toolbar="modes",
        checkable=True,
    ),
)

SHEETS: Final = (
    Action(
        name="sheet.confirm",
        text=QT_TRANSLATE_NOOP("actions", "Confirm what was shown"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Confirms all that was in view and can be confirmed, and shows the next. Errors are left out."
        ),
        context=Context.SHEET,
        keys=("Return", "Enter"),
        icon="tick",
        group=MOVE,
        yields=True,
    ),
    Action(
        name="sheet.yes",
        text=QT_TRANSLATE_NOOP("actions", "Right"),
        help=QT_TRANSLATE_NOOP("actions", "Says that the text is what the picture shows; the next comes."),
        context=Context.SHEET,
        keys=("Y", "Right"),
        icon="tick",
        group=MOVE,
        yields=True,
    ),
    Action(
        name="sheet.no",
        text=QT_TRANSLATE_NOOP("actions", "Wrong"),
        help=QT_TRANSLATE_NOOP("actions", "Sets the value aside for its document; the next comes."),
        context=Context.SHEET,
        keys=("N", "Left"),
        icon="clock",
        group=MOVE,
        yields=True,
    ),
    Action(
        name="sheet.back",
        text=QT_TRANSLATE_NOOP("actions", "Look at the one before"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the value before this one again, and changes nothing."),
        context=Context.SHEET,
        keys=("Up",),
        group=MOVE,
        yields=True,
    ),
    Action(
        name="sheet.aside",
        text=QT_TRANSLATE_NOOP("actions", "Set aside"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Leaves a value, or a character that looks odd, for its document; once more takes it up again."
        ),
        context=Context.SHEET,
        keys=("Space",),
        icon="clock",
        group=VALUE,
        yields=True,
    ),
    Action(
        name="sheet.page",
        text=QT_TRANSLATE_NOOP("actions", "Show the page"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the page around the active value of a sheet, or takes it away."),
        context=Context.SHEET,
        keys=("F2",),
        icon="page",
        group=MOVE,
    ),
    Action(
        name="sheet.open",
        text=QT_TRANSLATE_NOOP("actions", "Open its document"),
        help=QT_TRANSLATE_NOOP("actions", "Leaves the sheet and opens the document at the active value."),
        context=Context.SHEET,
        keys=("Shift+F2",),
        icon="open",
        group=MOVE,
    ),
    Action(
        name="sheet.next",
        text=QT_TRANSLATE_NOOP("actions", "Next field or sign"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the next field of a sheet that has something to check."),
        context=Context.SHEET,
        keys=("Ctrl+PgDown",),
        group=MOVE,
    ),
    Action(
        name="sheet.previous",
        text=QT_TRANSLATE_NOOP("actions", "Previous field or sign"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the field before this one that has something to check."),
        context=Context.SHEET,
        keys=("Ctrl+PgUp",),
        group=MOVE,
    ),
    Action(
        name="sheet.choose",
        text=QT_TRANSLATE_NOOP("actions", "Choose a field or sign"),
        help=QT_TRANSLATE_NOOP("actions", "Opens the list of all fields, with how many of their values are to check."),
        context=Context.SHEET,
        keys=("Alt+Down",),
        group=MOVE,
    ),
)
