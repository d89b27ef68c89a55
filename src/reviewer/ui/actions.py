"""From the table of actions to QActions, and from there to menus and tool bars."""

from collections.abc import Callable, Mapping, Sequence
from itertools import combinations
from typing import Any, Final, TypeGuard

import msgspec
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QMenu, QMenuBar, QToolBar, QWidget

from reviewer.ui import key_names, keys
from reviewer.ui.look import icons
from reviewer.ui.look.plain import tip
from reviewer.ui.table.action import MENUS, QT_TRANSLATE_NOOP, SUBMENUS, Action, Context
from reviewer.ui.table.rows import ACTIONS

BY_NAME: Final = {action.name: action for action in ACTIONS}

_CONTEXTS: Final = {Context.WINDOW: Qt.ShortcutContext.WindowShortcut}
_TAKE: Final = "field.take_"
_TAKE_ONE: Final = QT_TRANSLATE_NOOP("actions", "Take reading {number}")
_WHY_NOT: Final = "why_not"
_NOT_NOW: Final = QT_TRANSLATE_NOOP("actions", "This is not possible now.")
_WHERE: Final = {
    Context.QUEUE: QT_TRANSLATE_NOOP("actions", "Its keys work while the queue has the focus."),
    Context.PAGE: QT_TRANSLATE_NOOP("actions", "Its keys work while the page has the focus."),
    Context.STRIP: QT_TRANSLATE_NOOP("actions", "Its keys work while the strip of pages has the focus."),
    Context.FIELD: QT_TRANSLATE_NOOP("actions", "Its keys work while a value is edited."),
    Context.TABLE: QT_TRANSLATE_NOOP("actions", "Its keys work in a table."),
    Context.SHEET: QT_TRANSLATE_NOOP("actions", "Its keys work in a sheet."),
    Context.PAIR: QT_TRANSLATE_NOOP("actions", "Its keys work in Adjudicate."),
    Context.MODE: QT_TRANSLATE_NOOP("actions", "Its keys work in the other modes."),
}
_ELSEWHERE: Final = QT_TRANSLATE_NOOP("actions", "This belongs to a part of the window that is not shown.")
_HIDDEN: Final = {
    Context.QUEUE: QT_TRANSLATE_NOOP("actions", "The queue is not shown."),
    Context.PAGE: QT_TRANSLATE_NOOP("actions", "No page is shown."),
    Context.STRIP: QT_TRANSLATE_NOOP("actions", "The strip of pages is not shown."),
    Context.FIELD: QT_TRANSLATE_NOOP("actions", "The fields are not shown."),
    Context.TABLE: QT_TRANSLATE_NOOP("actions", "No table is open."),
    Context.SHEET: QT_TRANSLATE_NOOP("actions", "No sheet is open."),
    Context.PAIR: QT_TRANSLATE_NOOP("actions", "Adjudicate is not open."),
    Context.MODE: QT_TRANSLATE_NOOP("actions", "The document is shown already."),
}


class Conflict(msgspec.Struct, frozen=True):
    """Two actions that would answer to the same key at the same time."""

    key: str
    first: str
    second: str


def title(action: Action) -> str:
    """The text of an action in the operator's language."""
    return _translated(action.text)


def full_title(action: Action) -> str:
    """The text of an action where each has a line of its own: without …, and each reading with its number."""
    if action.name.startswith(_TAKE):
        return _translated(_TAKE_ONE).format(number=action.name.removeprefix(_TAKE))
    return title(action).removesuffix("…")


def explanation(action: Action) -> str:
    """The help sentence of an action in the operator's language."""
    return _translated(action.help)


def where(action: Action) -> str:
    """A sentence on what must have the focus for its keys; empty for what works everywhere in the window."""
    return _translated(_WHERE[action.context]) if action.context in _WHERE else ""


def keys_of(action: Action, changed: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The keys of an action: the operator's own where there are any, else the table's."""
    return changed.get(action.name, action.keys)


def conflicts(changed: Mapping[str, tuple[str, ...]] | None = None) -> tuple[Conflict, ...]:
    """Every key that two actions have at the same time: of one context, or of two that meet."""
    found = []
    for first, second in combinations(ACTIONS, 2):
        if not _meet(first.context, second.context):
            continue
        theirs = {QKeySequence(key) for key in keys_of(second, changed or {})}
        found += [
            Conflict(key, first.name, second.name)
            for key in keys_of(first, changed or {})
            if QKeySequence(key) in theirs
        ]
    return tuple(found)


def _meet(first: Context, second: Context) -> bool:
    """Whether actions of two contexts answer at the same time somewhere."""
    pair = {first, second}
    if first is second or Context.WINDOW in pair or pair == {Context.FIELD, Context.TABLE}:
        return True
    return Context.MODE in pair and bool(pair & {Context.SHEET, Context.PAIR})


def build(
    parent: QWidget,
    handlers: Mapping[str, Callable[..., Any]],
    changed: Mapping[str, tuple[str, ...]] | None = None,
) -> dict[str, QAction]:
    """Make a QAction for every action that has a handler.

    Actions of the window work at once. Those of another context work when `attach` has given them their pane.

    Args:
        parent: the main window; owns the actions.
        handlers: by action name; a checkable action's handler is called with its new state, all others with nothing.
        changed: keys that the operator changed, by action name; an empty tuple takes the keys away.

    Raises:
        KeyError: a handler is for no action of the table.
    """
    unknown = handlers.keys() - BY_NAME.keys()
    if unknown:
        raise KeyError(", ".join(sorted(unknown)))
    made = {}
    for action in ACTIONS:
        if action.name in handlers:
            made[action.name] = _made(parent, action, handlers[action.name], keys_of(action, changed or {}))
    _name_keys(changed or {})
    return made


def change_keys(actions: Mapping[str, QAction], changed: Mapping[str, tuple[str, ...]]) -> None:
    """Give made actions the keys that the operator changed, and the others the table's."""
    for name, made in actions.items():
        made.setShortcuts([QKeySequence(sequence) for sequence in keys_of(BY_NAME[name], changed)])
        made.setToolTip(_tip(made))
    _name_keys(changed)


def attach(actions: Mapping[str, QAction], context: Context, pane: QWidget) -> None:
    """Let the actions of a context answer to their keys while the focus is in `pane`."""
    pane.addActions([made for name, made in actions.items() if BY_NAME[name].context is context])


def set_available(made: QAction, why_not: str = "") -> None:
    """Enable an action, or disable it and let its tip say why."""
    if made.isEnabled() == (not why_not) and (not why_not or made.property(_WHY_NOT) == why_not):
        return  # asked for all of them at every key press
    made.setEnabled(not why_not)
    made.setProperty(_WHY_NOT, why_not)
    made.setToolTip(tip(why_not) if why_not else _tip(made))


def why_not(made: QAction) -> str:
    """Why an action cannot be run now, in a sentence; empty when it can."""
    if not made.isEnabled():
        return str(made.property(_WHY_NOT) or "") or _translated(_NOT_NOW)
    context = BY_NAME[made.objectName()].context
    if context is Context.WINDOW or any(_is_pane(each) and each.isVisible() for each in made.associatedObjects()):
        return ""
    return _translated(_HIDDEN.get(context, _ELSEWHERE))


def _is_pane(place: object) -> TypeGuard[QWidget]:
    """Whether an action was attached to this as to a pane, not put on it as a button or an entry of a menu."""
    return isinstance(place, QWidget) and not isinstance(place, QMenu | QToolBar | QAbstractButton | QMainWindow)


def fill_menus(bar: QMenuBar, actions: Mapping[str, QAction]) -> dict[str, QMenu]:
    """Make the menus of the table. Returns them by name, for what is added elsewhere (recent files)."""
    menus: dict[str, QMenu] = {}
    for name, text in MENUS:
        menu = bar.addMenu(_translated(text))
        menus[name] = menu
        rows = [action for action in ACTIONS if action.menu.partition("/")[0] == name and action.name in actions]
        _fill(menu, rows, actions)
    return menus


def _fill(menu: QMenu, rows: Sequence[Action], actions: Mapping[str, QAction]) -> None:
    """Put actions into a menu, with a line between its parts; some parts are menus of their own beside it."""
    beside: dict[str, QMenu] = {}
    before = ""
    for row in rows:
        if row.menu not in beside:
            part = "" if row.menu in SUBMENUS else row.menu
            if not menu.isEmpty() and before != part:
                menu.addSeparator()
            before = part
        if row.menu in SUBMENUS and row.menu not in beside:
            beside[row.menu] = menu.addMenu(_translated(SUBMENUS[row.menu]))
        beside.get(row.menu, menu).addAction(actions[row.name])


def on_toolbar(place: str, actions: Mapping[str, QAction]) -> list[QAction]:
    """The actions of one place of the tool bars, left to right. At the right end the table runs inward."""
    found = [actions[action.name] for action in ACTIONS if action.toolbar == place and action.name in actions]
    return found[::-1] if place == "right" else found


def _name_keys(changed: Mapping[str, tuple[str, ...]]) -> None:
    """Let sentences call the keys as they are now."""
    shown = {action.name: keys.labels(keys_of(action, changed)) for action in ACTIONS}
    key_names.KEYS.use(
        {name: labels[0] if labels else key_names.quoted(full_title(BY_NAME[name])) for name, labels in shown.items()}
    )


def _made(parent: QWidget, action: Action, handler: Callable[..., Any], sequences: tuple[str, ...]) -> QAction:
    made = QAction(title(action), parent)
    made.setObjectName(action.name)
    if action.icon:
        made.setIcon(icons.icon(action.icon))
    made.setShortcuts([QKeySequence(sequence) for sequence in sequences])
    made.setShortcutContext(_CONTEXTS.get(action.context, Qt.ShortcutContext.WidgetWithChildrenShortcut))
    made.setAutoRepeat(action.repeat)
    made.setStatusTip("")
    made.setWhatsThis(explanation(action))
    made.setProperty(keys.YIELDS, action.yields)
    made.setMenuRole(_ROLES.get(action.name, QAction.MenuRole.NoRole))
    made.setToolTip(_tip(made))
    if action.checkable:
        made.setCheckable(True)
        made.triggered.connect(lambda checked: handler(checked))
    else:
        made.triggered.connect(lambda _checked=False: handler())
    if action.context is Context.WINDOW:
        parent.addAction(made)
    return made


_ROLES: Final = {
    "window.settings": QAction.MenuRole.PreferencesRole,
    "window.quit": QAction.MenuRole.QuitRole,
    "help.about": QAction.MenuRole.AboutRole,
}


def _tip(made: QAction) -> str:
    shown = keys.labels(sequence.toString() for sequence in made.shortcuts())
    words = made.text().removesuffix("…").replace("&", "")
    return tip(f"{words} ({shown[0]})" if shown else words)


def _translated(text: str) -> str:
    return QCoreApplication.translate("actions", text)
