"""Actions on the list of documents."""

from typing import Final

from reviewer.ui.table.action import QT_TRANSLATE_NOOP, WINDOW, Action, Context

QUEUE_ACTIONS: Final = (
    Action(
        name="queue.filter",
        text=QT_TRANSLATE_NOOP("actions", "Filter and sort the queue…"),
        help=QT_TRANSLATE_NOOP("actions", "Chooses which documents the queue lists, and in which order."),
        keys=("Ctrl+Shift+L",),
        icon="filter",
        group=WINDOW,
        menu="edit/find",
    ),
    Action(
        name="queue.clear_filter",
        text=QT_TRANSLATE_NOOP("actions", "Clear the filter"),
        help=QT_TRANSLATE_NOOP("actions", "Lists all documents of the queue again."),
        icon="close",
        menu="edit/find",
    ),
    Action(
        name="queue.choose_all",
        text=QT_TRANSLATE_NOOP("actions", "Choose all documents"),
        help=QT_TRANSLATE_NOOP("actions", "Chooses all documents of the list, for what is done to all of them."),
        context=Context.QUEUE,
        keys=("Ctrl+A",),
        group=WINDOW,
        menu="edit/find",
    ),
)

CHOSEN: Final = (
    ("document.postpone", "document.reject", "document.reopen"),
    ("document.reread", "document.read_with", "document.change_type"),
    ("document.export",),
    ("document.delete",),
)
"""What is done to each of the chosen documents, in groups."""

QUEUE_MENU: Final = (*CHOSEN[:2], ("document.export", "document.merge"), *CHOSEN[3:])
"""The context menu of the queue: what is done to the chosen documents, also to all of them together."""
