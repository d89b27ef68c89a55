"""All rows of the table, in the order in which they stand in menus, bars and on the key sheet."""

from typing import Final

from reviewer.ui.table.action import POINTER, QT_TRANSLATE_NOOP, Action, Gesture
from reviewer.ui.table.adjudicate import ADJUDICATE
from reviewer.ui.table.around import AROUND
from reviewer.ui.table.document import DOCUMENT_ACTIONS
from reviewer.ui.table.field import FIELD_ACTIONS, TAKES
from reviewer.ui.table.filling import FILLING
from reviewer.ui.table.locate import FIND, READING, SIGNS
from reviewer.ui.table.modes import MODES
from reviewer.ui.table.page import VIEW
from reviewer.ui.table.pages import DOCUMENTS, PAGE_ACTIONS
from reviewer.ui.table.palette import PALETTE
from reviewer.ui.table.picture import PICTURE
from reviewer.ui.table.queue import QUEUE_ACTIONS
from reviewer.ui.table.region import DRAWS, REGION_GESTURES, REGIONS, SHAPES
from reviewer.ui.table.sheets import SHEET_MODES, SHEETS
from reviewer.ui.table.table import TABLE_ACTIONS
from reviewer.ui.table.window import EDIT, FILE, HELP

ACTIONS: Final[tuple[Action, ...]] = (
    *FILE,
    *FIELD_ACTIONS,
    *FILLING,
    *READING,
    *TAKES,
    *TABLE_ACTIONS,
    *REGIONS,
    *EDIT,
    *FIND,
    *SIGNS,
    *QUEUE_ACTIONS,
    *DOCUMENT_ACTIONS,
    *DOCUMENTS,
    *VIEW,
    *AROUND,
    *PALETTE,
    *PICTURE,
    *SHAPES,
    *DRAWS,
    *PAGE_ACTIONS,
    MODES[0],
    *SHEET_MODES,
    *MODES[1:],
    *SHEETS,
    *ADJUDICATE,
    *HELP,
)

GESTURES: Final = (
    Gesture(
        QT_TRANSLATE_NOOP("actions", "Read a rectangle"),
        (QT_TRANSLATE_NOOP("actions", "Drag"),),
        POINTER,
    ),
    Gesture(
        QT_TRANSLATE_NOOP("actions", "Zoom to the pointer"),
        (QT_TRANSLATE_NOOP("actions", "Ctrl+Wheel"),),
        POINTER,
    ),
    Gesture(
        QT_TRANSLATE_NOOP("actions", "Move the page"),
        (QT_TRANSLATE_NOOP("actions", "Space+Drag"),),
        POINTER,
    ),
    *REGION_GESTURES,
)
