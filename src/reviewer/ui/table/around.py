"""Actions for what stands around the document: notices, tasks, the size of texts."""

from typing import Final

from reviewer.ui.table.action import QT_TRANSLATE_NOOP, WINDOW, Action

AROUND: Final = (
    Action(
        name="view.only_unsure",
        text=QT_TRANSLATE_NOOP("actions", "Only what is to check"),
        help=QT_TRANSLATE_NOOP("actions", "Shows only the fields that need a human, or all of them."),
        icon="filter",
        menu="view/fields",
        checkable=True,
    ),
    Action(
        name="view.larger_texts",
        text=QT_TRANSLATE_NOOP("actions", "Larger texts"),
        help=QT_TRANSLATE_NOOP("actions", "Gives all texts of the window a larger size; pages stay as they are."),
        menu="view/texts",
    ),
    Action(
        name="view.smaller_texts",
        text=QT_TRANSLATE_NOOP("actions", "Smaller texts"),
        help=QT_TRANSLATE_NOOP("actions", "Gives all texts of the window a smaller size; pages stay as they are."),
        menu="view/texts",
    ),
    Action(
        name="view.usual_texts",
        text=QT_TRANSLATE_NOOP("actions", "Texts as in the system"),
        help=QT_TRANSLATE_NOOP("actions", "Gives texts the size that the system gives its own."),
        menu="view/texts",
    ),
    Action(
        name="window.tasks",
        text=QT_TRANSLATE_NOOP("actions", "Tasks and notices"),
        help=QT_TRANSLATE_NOOP("actions", "Lists what is read, what failed, what is not sent yet, and all notices."),
        icon="hourglass",
        menu="view/notices",
    ),
    Action(
        name="notice.act",
        text=QT_TRANSLATE_NOOP("actions", "Do what the notice offers"),
        help=QT_TRANSLATE_NOOP("actions", "Follows the link of the notice that is shown, such as Undo or Try again."),
        keys=("F7",),
        group=WINDOW,
        menu="view/notices",
    ),
    Action(
        name="notice.close",
        text=QT_TRANSLATE_NOOP("actions", "Close the notice"),
        help=QT_TRANSLATE_NOOP("actions", "Takes away the notice that is shown; the list of notices keeps it."),
        keys=("Shift+F7",),
        group=WINDOW,
        menu="view/notices",
    ),
)
