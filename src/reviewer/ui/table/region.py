"""Actions on regions: editing one, drawing one by keys, going from one to the next.

Those of the contexts `shape` and `draw` work while that mode of the page is on, and take their keys from whatever else
has them. Arrows belong to the modes as they belong to a text: they are no actions.
"""

from typing import Final

from reviewer.ui.table.action import POINTER, QT_TRANSLATE_NOOP, REGION, REGION_DRAWN, REGION_EDITED, Action, Context
from reviewer.ui.table.action import Gesture as _Gesture

REGIONS: Final = (
    Action(
        name="region.edit",
        text=QT_TRANSLATE_NOOP("actions", "Edit the region"),
        help=QT_TRANSLATE_NOOP("actions", "Unlocks the region of the active field: its corners can be moved."),
        keys=("Ctrl+E",),
        icon="region",
        group=REGION,
        menu="field/region",
    ),
    Action(
        name="region.edit_here",
        text=QT_TRANSLATE_NOOP("actions", "Edit the region"),
        help=QT_TRANSLATE_NOOP("actions", "Unlocks the region of the active field: its corners can be moved."),
        context=Context.PAGE,
        keys=("E",),
        icon="region",
        group=REGION,
    ),
    Action(
        name="region.next",
        text=QT_TRANSLATE_NOOP("actions", "Next region"),
        help=QT_TRANSLATE_NOOP("actions", "Goes to the next region of the page, as it is read."),
        context=Context.PAGE,
        keys=("Tab",),
        group=REGION,
        repeat=True,
    ),
    Action(
        name="region.previous",
        text=QT_TRANSLATE_NOOP("actions", "Previous region"),
        help=QT_TRANSLATE_NOOP("actions", "Goes to the region before this one, as the page is read."),
        context=Context.PAGE,
        keys=("Shift+Tab",),
        group=REGION,
        repeat=True,
    ),
    Action(
        name="region.under",
        text=QT_TRANSLATE_NOOP("actions", "Region under this one"),
        help=QT_TRANSLATE_NOOP("actions", "Goes through the regions that lie over each other here."),
        context=Context.PAGE,
        keys=("Alt+.",),
        group=REGION,
        repeat=True,
    ),
)


def _shape(name: str, text: str, help_: str, *keys: str, repeat: bool = False) -> Action:
    return Action(
        name=f"shape.{name}",
        text=text,
        help=help_,
        context=Context.SHAPE,
        keys=keys,
        group=REGION_EDITED,
        repeat=repeat,
    )


SHAPES: Final = (
    _shape(
        "next_corner",
        QT_TRANSLATE_NOOP("actions", "Next corner"),
        QT_TRANSLATE_NOOP("actions", "Goes to the next corner; after the last one the whole region moves."),
        "Tab",
        ".",
        repeat=True,
    ),
    _shape(
        "previous_corner",
        QT_TRANSLATE_NOOP("actions", "Previous corner"),
        QT_TRANSLATE_NOOP("actions", "Goes to the corner before this one."),
        "Shift+Tab",
        ",",
        repeat=True,
    ),
    _shape(
        "next_region",
        QT_TRANSLATE_NOOP("actions", "Next region of the value"),
        QT_TRANSLATE_NOOP("actions", "Goes to another region of the same value."),
        "N",
    ),
    _shape(
        "add_corner",
        QT_TRANSLATE_NOOP("actions", "Add a corner"),
        QT_TRANSLATE_NOOP("actions", "Adds a corner halfway to the next one."),
        "Ins",
    ),
    _shape(
        "remove_corner",
        QT_TRANSLATE_NOOP("actions", "Remove the corner"),
        QT_TRANSLATE_NOOP("actions", "Removes the current corner; three are left at least."),
        "Del",
    ),
    _shape(
        "turn_left",
        QT_TRANSLATE_NOOP("actions", "Turn the region left"),
        QT_TRANSLATE_NOOP("actions", "Turns the region by one degree against the clock."),
        "[",
        repeat=True,
    ),
    _shape(
        "turn_right",
        QT_TRANSLATE_NOOP("actions", "Turn the region right"),
        QT_TRANSLATE_NOOP("actions", "Turns the region by one degree with the clock."),
        "]",
        repeat=True,
    ),
    _shape(
        "turn_left_far",
        QT_TRANSLATE_NOOP("actions", "Turn it left by 10 degrees"),
        QT_TRANSLATE_NOOP("actions", "Turns the region by ten degrees against the clock."),
        "{",
        repeat=True,
    ),
    _shape(
        "turn_right_far",
        QT_TRANSLATE_NOOP("actions", "Turn it right by 10 degrees"),
        QT_TRANSLATE_NOOP("actions", "Turns the region by ten degrees with the clock."),
        "}",
        repeat=True,
    ),
    _shape(
        "larger",
        QT_TRANSLATE_NOOP("actions", "Larger region"),
        QT_TRANSLATE_NOOP("actions", "Makes the region larger on every side."),
        "+",
        "=",
        repeat=True,
    ),
    _shape(
        "smaller",
        QT_TRANSLATE_NOOP("actions", "Smaller region"),
        QT_TRANSLATE_NOOP("actions", "Makes the region smaller on every side."),
        "-",
        repeat=True,
    ),
    _shape(
        "keep",
        QT_TRANSLATE_NOOP("actions", "Keep the region"),
        QT_TRANSLATE_NOOP("actions", "Keeps the region as it is now, and locks it."),
        "Return",
        "Enter",
    ),
    _shape(
        "leave",
        QT_TRANSLATE_NOOP("actions", "Drop the changes"),
        QT_TRANSLATE_NOOP("actions", "Locks the region; what keys moved since is dropped."),
        "Esc",
    ),
)


def _draw(name: str, text: str, help_: str, *keys: str) -> Action:
    return Action(name=f"draw.{name}", text=text, help=help_, context=Context.DRAW, keys=keys, group=REGION_DRAWN)


DRAWS: Final = (
    _draw(
        "corner",
        QT_TRANSLATE_NOOP("actions", "Corner"),
        QT_TRANSLATE_NOOP("actions", "Puts a corner down where the cross is, then changes to the other corner."),
        "Space",
    ),
    _draw(
        "swap",
        QT_TRANSLATE_NOOP("actions", "Words or free rectangle"),
        QT_TRANSLATE_NOOP("actions", "Changes between framing words and drawing freely."),
        "Tab",
    ),
    _draw(
        "finish",
        QT_TRANSLATE_NOOP("actions", "Read what is framed"),
        QT_TRANSLATE_NOOP("actions", "Proposes the framed words, or reads the rectangle, for the active field."),
        "Return",
        "Enter",
    ),
    _draw(
        "leave",
        QT_TRANSLATE_NOOP("actions", "Draw nothing"),
        QT_TRANSLATE_NOOP("actions", "Leaves drawing without a proposal."),
        "Esc",
    ),
)

REGION_GESTURES: Final = (
    _Gesture(
        QT_TRANSLATE_NOOP("actions", "Move by one pixel, by ten"),
        (QT_TRANSLATE_NOOP("actions", "Arrows"), QT_TRANSLATE_NOOP("actions", "Shift+Arrows")),
        REGION_EDITED,
    ),
    _Gesture(
        QT_TRANSLATE_NOOP("actions", "Move a corner out of the rectangle"),
        (QT_TRANSLATE_NOOP("actions", "Alt+Arrows"),),
        REGION_EDITED,
    ),
    _Gesture(
        QT_TRANSLATE_NOOP("actions", "To the next word, grow or shrink"),
        (QT_TRANSLATE_NOOP("actions", "Arrows"), QT_TRANSLATE_NOOP("actions", "Shift+Arrows")),
        REGION_DRAWN,
    ),
    _Gesture(
        QT_TRANSLATE_NOOP("actions", "Move a cross freely, move the edges"),
        (QT_TRANSLATE_NOOP("actions", "Ctrl+Arrows"), QT_TRANSLATE_NOOP("actions", "Ctrl+Shift+Arrows")),
        REGION_DRAWN,
    ),
    _Gesture(
        QT_TRANSLATE_NOOP("actions", "Add or remove a corner"),
        (QT_TRANSLATE_NOOP("actions", "Double click"),),
        POINTER,
    ),
)
