"""Actions that change the way to review. The tool bar has them as a row of words."""

from typing import Final

from reviewer.ui.table.action import QT_TRANSLATE_NOOP, WINDOW, Action, Context

MODES: Final = (
    Action(
        name="mode.document",
        text=QT_TRANSLATE_NOOP("actions", "Document"),
        help=QT_TRANSLATE_NOOP("actions", "Reviews one document at a time; leads back there from everywhere."),
        context=Context.MODE,
        keys=("Esc",),
        icon="mode-document",
        group=WINDOW,
        menu="view/modes",
        toolbar="modes",
        checkable=True,
        yields=True,
    ),
    Action(
        name="mode.adjudicate",
        text=QT_TRANSLATE_NOOP("actions", "Adjudicate"),
        help=QT_TRANSLATE_NOOP("actions", "Shows values that were read in two ways, one after the other."),
        keys=("Ctrl+Shift+F9",),
        icon="mode-adjudicate",
        group=WINDOW,
        menu="view/modes",
        toolbar="modes",
        checkable=True,
    ),
)
