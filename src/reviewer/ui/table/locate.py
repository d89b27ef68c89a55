"""Actions that find texts on the pages, and write what no key has."""

from typing import Final

from reviewer.ui.table.action import PAGE, QT_TRANSLATE_NOOP, REGION, VALUE, Action

FIND: Final = (
    Action(
        name="document.find",
        text=QT_TRANSLATE_NOOP("actions", "Find in the document"),
        help=QT_TRANSLATE_NOOP("actions", "Looks for a text on all pages, also where it was misread."),
        keys=("Ctrl+F",),
        icon="search",
        group=PAGE,
        menu="edit/find",
    ),
    Action(
        name="document.find_next",
        text=QT_TRANSLATE_NOOP("actions", "Find next"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the next place of the text that was looked for."),
        keys=("F3",),
        group=PAGE,
        menu="edit/find",
        repeat=True,
    ),
    Action(
        name="document.find_previous",
        text=QT_TRANSLATE_NOOP("actions", "Find previous"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the place before this one."),
        keys=("Shift+F3",),
        group=PAGE,
        menu="edit/find",
        repeat=True,
    ),
    Action(
        name="document.find_take",
        text=QT_TRANSLATE_NOOP("actions", "Take what was found"),
        help=QT_TRANSLATE_NOOP("actions", "Makes the found place text and place of the active value."),
        keys=("Alt+Return", "Alt+Enter"),
        group=VALUE,
        menu="edit/find",
    ),
)

SIGNS: Final = (
    Action(
        name="field.signs",
        text=QT_TRANSLATE_NOOP("actions", "Special characters"),
        help=QT_TRANSLATE_NOOP("actions", "Offers letters with accents, currencies and marks for the value."),
        keys=("Ctrl+.",),
        group=VALUE,
        menu="edit/signs",
    ),
)

READING: Final = (
    Action(
        name="region.read_with",
        text=QT_TRANSLATE_NOOP("actions", "Read regions with…"),
        help=QT_TRANSLATE_NOOP("actions", "Chooses the engine and the language that read what you draw."),
        keys=("Ctrl+Shift+F5",),
        group=REGION,
        menu="field/region",
    ),
)
