"""Actions of the menu View that change how the picture of the page looks."""

from typing import Final

from reviewer.ui.table.action import PAGE, QT_TRANSLATE_NOOP, Action, Context

PICTURE: Final = (
    Action(
        name="view.picture",
        text=QT_TRANSLATE_NOOP("actions", "Brightness and contrast"),
        help=QT_TRANSLATE_NOOP("actions", "Shows sliders for brightness and contrast of the page."),
        keys=("Ctrl+Shift+B",),
        icon="sliders",
        group=PAGE,
        menu="view/picture",
        toolbar="page-right",
    ),
    Action(
        name="view.brighter",
        text=QT_TRANSLATE_NOOP("actions", "Brighter"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the picture of the page brighter."),
        context=Context.PAGE,
        keys=("B",),
        group=PAGE,
        menu="view/picture",
        repeat=True,
    ),
    Action(
        name="view.darker",
        text=QT_TRANSLATE_NOOP("actions", "Darker"),
        help=QT_TRANSLATE_NOOP("actions", "Shows the picture of the page darker."),
        context=Context.PAGE,
        keys=("Shift+B",),
        group=PAGE,
        menu="view/picture",
        repeat=True,
    ),
    Action(
        name="view.steeper",
        text=QT_TRANSLATE_NOOP("actions", "Stronger contrast"),
        help=QT_TRANSLATE_NOOP("actions", "Sets light and dark on the page further apart."),
        context=Context.PAGE,
        keys=("C",),
        group=PAGE,
        menu="view/picture",
        repeat=True,
    ),
    Action(
        name="view.flatter",
        text=QT_TRANSLATE_NOOP("actions", "Weaker contrast"),
        help=QT_TRANSLATE_NOOP("actions", "Brings light and dark on the page nearer to each other."),
        context=Context.PAGE,
        keys=("Shift+C",),
        group=PAGE,
        menu="view/picture",
        repeat=True,
    ),
    Action(
        name="view.invert",
        text=QT_TRANSLATE_NOOP("actions", "Invert the picture"),
        help=QT_TRANSLATE_NOOP("actions", "Shows light print on dark paper the other way round."),
        context=Context.PAGE,
        keys=("I",),
        group=PAGE,
        menu="view/picture",
        checkable=True,
    ),
    Action(
        name="view.plain_picture",
        text=QT_TRANSLATE_NOOP("actions", "Picture as it is"),
        help=QT_TRANSLATE_NOOP("actions", "Takes back brightness, contrast and inverting."),
        context=Context.PAGE,
        keys=("0",),
        group=PAGE,
        menu="view/picture",
    ),
)
