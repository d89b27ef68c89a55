"""What an action is: one thing that a hand can do, by a stable name.

A key is written as QKeySequence reads it; `Return` is the main Enter, `Enter` the keypad's. The first is the one shown.
"""

from enum import StrEnum
from typing import Final

import msgspec


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Mark a text for `lupdate`, which looks for calls of this name. PySide's own says it returns an object."""
    return text


class Context(StrEnum):
    """Where the focus must be for an action's keys to work. Actions of the window work everywhere in it.

    Those of `mode` work on the page of every mode, whatever other actions that has.
    """

    WINDOW = "window"
    QUEUE = "queue"
    PAGE = "page"
    STRIP = "strip"  # the strip of pages beside the page
    FIELD = "field"
    TABLE = "table"
    SHEET = "sheet"
    SHAPE = "shape"  # the page, while a region is edited
    DRAW = "draw"  # the page, while a region is drawn by keys
    PAIR = "pair"
    MODE = "mode"


class Action(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that a hand can do.

    Attributes:
        name: stable; settings, replays and tests refer to it.
        context: where its keys work.
        text: as in menus and on the key sheet, English; ends in … when a question follows.
        help: one sentence on what it does, English.
        keys: the default keys; none for what is reached by menu only.
        icon: a file of `resources/icons`, or empty.
        group: heading on the key sheet.
        menu: name of the menu, then "/" and the section in it; empty for none.
        toolbar: left or right of the tool bar, modes for the row of modes in it, page-left or page-right of the page
            bar; empty for none.
        checkable: whether it is on or off.
        repeat: whether a held key does it again and again.
        yields: whether a text editor with the focus keeps the key for itself.
    """

    name: str
    text: str
    help: str
    context: Context = Context.WINDOW
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""
    menu: str = ""
    toolbar: str = ""
    checkable: bool = False
    repeat: bool = False
    yields: bool = False


class Gesture(msgspec.Struct, frozen=True):
    """A row of the key sheet for what the pointer does; it cannot be changed."""

    text: str
    keys: tuple[str, ...]
    group: str


MENUS: Final = (
    ("file", QT_TRANSLATE_NOOP("actions", "&File")),
    ("edit", QT_TRANSLATE_NOOP("actions", "&Edit")),
    ("view", QT_TRANSLATE_NOOP("actions", "&View")),
    ("page", QT_TRANSLATE_NOOP("actions", "&Page")),
    ("document", QT_TRANSLATE_NOOP("actions", "&Document")),
    ("field", QT_TRANSLATE_NOOP("actions", "F&ield")),
    ("help", QT_TRANSLATE_NOOP("actions", "&Help")),
)

SUBMENUS: Final = {
    "view/texts": QT_TRANSLATE_NOOP("actions", "&Text size"),
    "view/notices": QT_TRANSLATE_NOOP("actions", "&Notices"),
    "view/picture": QT_TRANSLATE_NOOP("actions", "Pi&cture of the page"),
}
"""Parts of a menu that open beside it: with them the menu would be higher than a low screen."""

MOVE: Final = QT_TRANSLATE_NOOP("actions", "Confirm and move")
FINISH: Final = QT_TRANSLATE_NOOP("actions", "Finish")
VALUE: Final = QT_TRANSLATE_NOOP("actions", "Value")
REGION: Final = QT_TRANSLATE_NOOP("actions", "Region")
REGION_EDITED: Final = QT_TRANSLATE_NOOP("actions", "While a region is edited")
REGION_DRAWN: Final = QT_TRANSLATE_NOOP("actions", "While a region is drawn")
DOCUMENT: Final = QT_TRANSLATE_NOOP("actions", "Document")
PAGE: Final = QT_TRANSLATE_NOOP("actions", "Page")
PAGES: Final = QT_TRANSLATE_NOOP("actions", "Pages of a document")
POINTER: Final = QT_TRANSLATE_NOOP("actions", "Pointer")
WINDOW: Final = QT_TRANSLATE_NOOP("actions", "Window")

GROUPS: Final = (
    MOVE,
    FINISH,
    VALUE,
    DOCUMENT,
    PAGE,
    PAGES,
    REGION,
    REGION_EDITED,
    REGION_DRAWN,
    POINTER,
    WINDOW,
)
