"""Actions of tables, such as the line items of an invoice."""

from typing import Final

from reviewer.ui.table.action import MOVE, QT_TRANSLATE_NOOP, Action, Context

TABLE_ACTIONS: Final = (
    Action(
        name="table.enter",
        text=QT_TRANSLATE_NOOP("actions", "Go to the table"),
        help=QT_TRANSLATE_NOOP(
            "actions", "Goes to the table below the page and back. In it, arrows walk from cell to cell."
        ),
        keys=("Ctrl+G",),
        icon="mode-field",
        group=MOVE,
        menu="field/walk",
    ),
    Action(
        name="table.left",
        text=QT_TRANSLATE_NOOP("actions", "Cell to the left"),
        help=QT_TRANSLATE_NOOP("actions", "Goes to the cell to the left, also while its text is being changed."),
        context=Context.TABLE,
        keys=("Alt+Left",),
        group=MOVE,
        repeat=True,
    ),
    Action(
        name="table.right",
        text=QT_TRANSLATE_NOOP("actions", "Cell to the right"),
        help=QT_TRANSLATE_NOOP("actions", "Goes to the cell to the right, also while its text is being changed."),
        context=Context.TABLE,
        keys=("Alt+Right",),
        group=MOVE,
        repeat=True,
    ),
    Action(
        name="view.table",
        text=QT_TRANSLATE_NOOP("actions", "Tables below the page"),
        help=QT_TRANSLATE_NOOP("actions", "Shows tables as rows and columns below the page, or among the fields."),
        icon="mode-field",
        menu="view/panes",
        checkable=True,
    ),
)
