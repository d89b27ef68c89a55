"""Actions of the menu Document."""

from typing import Final

from reviewer.ui.table.action import DOCUMENT, FINISH, QT_TRANSLATE_NOOP, Action, Context

DOCUMENT_ACTIONS: Final = (
    Action(
        name="document.finish",
        text=QT_TRANSLATE_NOOP("actions", "Mark reviewed"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Finishes the document and shows the next. With doubts left, goes to the first."
        ),
        keys=("Ctrl+Return", "Ctrl+Enter"),
        icon="tick",
        group=FINISH,
        menu="document/finish",
        toolbar="right",
    ),
    Action(
        name="document.reject",
        text=QT_TRANSLATE_NOOP("actions", "Reject…"),
        help=QT_TRANSLATE_NOOP("actions", "Takes the document out of the queue, with a reason."),
        keys=("Ctrl+Shift+Return", "Ctrl+Shift+Enter"),
        icon="reject",
        group=FINISH,
        menu="document/finish",
        toolbar="right",
    ),
    Action(
        name="document.postpone",
        text=QT_TRANSLATE_NOOP("actions", "Postpone"),
        help=QT_TRANSLATE_NOOP("actions", "Puts the document aside, with a reason, and shows the next one."),
        keys=("Ctrl+L",),
        icon="clock",
        group=FINISH,
        menu="document/finish",
        toolbar="right",
    ),
    Action(
        name="document.reopen",
        text=QT_TRANSLATE_NOOP("actions", "Reopen…"),
        help=QT_TRANSLATE_NOOP("actions", "Puts a finished document back into the queue, with a reason."),
        icon="history",
        menu="document/finish",
    ),
    Action(
        name="document.next",
        text=QT_TRANSLATE_NOOP("actions", "Next document"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the next document of the queue."),
        keys=("Ctrl+Down",),
        group=DOCUMENT,
        menu="document/walk",
        repeat=True,
    ),
    Action(
        name="document.previous",
        text=QT_TRANSLATE_NOOP("actions", "Previous document"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the document before this one."),
        keys=("Ctrl+Up",),
        group=DOCUMENT,
        menu="document/walk",
        repeat=True,
    ),
    Action(
        name="page.reread",
        text=QT_TRANSLATE_NOOP("actions", "Read this page again"),
        help=QT_TRANSLATE_NOOP("actions", "Reads the shown page again. What you set or confirmed stays."),
        keys=("Alt+Shift+F5",),
        icon="retry",
        group=DOCUMENT,
        menu="document/read",
    ),
    Action(
        name="document.reread",
        text=QT_TRANSLATE_NOOP("actions", "Read the document again"),
        help=QT_TRANSLATE_NOOP("actions", "Reads all pages again. What you set or confirmed stays."),
        keys=("Shift+F5",),
        icon="retry",
        group=DOCUMENT,
        menu="document/read",
    ),
    Action(
        name="document.read_with",
        text=QT_TRANSLATE_NOOP("actions", "Read with…"),
        help=QT_TRANSLATE_NOOP("actions", "Lets another engine or a provider read the document. What you set stays."),
        keys=("Ctrl+F5",),
        icon="cloud",
        group=DOCUMENT,
        menu="document/read",
    ),
    Action(
        name="document.check",
        text=QT_TRANSLATE_NOOP("actions", "Check my corrections"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Sends the document to its service again, to compare your corrections. No value changes."
        ),
        icon="shield",
        menu="document/read",
    ),
    Action(
        name="document.read_anyway",
        text=QT_TRANSLATE_NOOP("actions", "Read the picture anyway"),
        help=QT_TRANSLATE_NOOP("actions", "Reads the picture although the file brings its own text."),
        icon="eye",
        menu="document/read",
    ),
    Action(
        name="document.change_type",
        text=QT_TRANSLATE_NOOP("actions", "Change the type…"),
        help=QT_TRANSLATE_NOOP("actions", "Says what kind of paper this is. Fields that mean the same are kept."),
        keys=("Ctrl+T",),
        icon="page",
        group=DOCUMENT,
        menu="document/read",
    ),
    Action(
        name="document.split",
        text=QT_TRANSLATE_NOOP("actions", "Split"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Makes documents of the parts that this one seems to have. It can be undone."
        ),
        icon="split",
        menu="document/read",
    ),
    Action(
        name="task.retry",
        text=QT_TRANSLATE_NOOP("actions", "Try again"),
        help=QT_TRANSLATE_NOOP("actions", "Starts the failed reading of this document again."),
        icon="retry",
        menu="document/task",
    ),
    Action(
        name="task.cancel",
        text=QT_TRANSLATE_NOOP("actions", "Cancel reading"),
        help=QT_TRANSLATE_NOOP("actions", "Stops reading this document. What was read so far is kept."),
        icon="cancel",
        menu="document/task",
    ),
    Action(
        name="document.show_original",
        text=QT_TRANSLATE_NOOP("actions", "Show the original in its folder"),
        help=QT_TRANSLATE_NOOP("actions", "Opens the folder of the file that this document was taken from."),
        icon="folder",
        menu="document/file",
    ),
    Action(
        name="document.forget_lesson",
        text=QT_TRANSLATE_NOOP("actions", "Forget what this document taught"),
        help=QT_TRANSLATE_NOOP("actions", "Erases what learning keeps of this document. The document itself stays."),
        menu="document/file",
    ),
    Action(
        name="document.delete",
        text=QT_TRANSLATE_NOOP("actions", "Delete"),
        help=QT_TRANSLATE_NOOP("actions", "Deletes the chosen documents. It can be undone."),
        context=Context.QUEUE,
        keys=("Del",),
        icon="delete",
        group=DOCUMENT,
        menu="document/file",
    ),
)
