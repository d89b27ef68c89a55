"""Looks at widgets as a screen reader does."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QScrollBar, QWidget

Role = QAccessible.Role
INTERACTIVE = frozenset(
    {
        Role.Button,
        Role.ButtonMenu,
        Role.ButtonDropDown,
        Role.CheckBox,
        Role.RadioButton,
        Role.ComboBox,
        Role.EditableText,
        Role.SpinBox,
        Role.Slider,
        Role.List,
        Role.ListItem,
        Role.Tree,
        Role.Table,
        Role.PageTab,
        Role.MenuItem,
        Role.Link,
    }
)
_WHOLES = (QLineEdit, QComboBox, QAbstractSpinBox, QScrollBar)
"""Widgets whose parts are none for themselves."""


def interface(widget: QWidget) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(widget)


def walk(root: QWidget) -> Iterator[QAccessibleInterface]:
    """All that is there to be met, the root first."""
    yield from _walk(interface(root))


def _walk(here: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if here.state().invisible:
        return
    yield here
    if isinstance(here.object(), _WHOLES):
        return
    for number in range(here.childCount()):
        child = here.child(number)
        if child is not None and child.isValid():
            yield from _walk(child)


def name(of: QAccessibleInterface) -> str:
    return of.text(QAccessible.Text.Name)


def nameless(root: QWidget) -> list[str]:
    """What can be used or have the focus, and has no name: role, class and place in its parent."""
    found = []
    for each in walk(root):
        usable = each.state().focusable or each.role() in INTERACTIVE
        if usable and not each.state().disabled and not name(each).strip():
            what = each.object()
            found.append(f"{each.role().name} {type(what).__name__} in {type(each.parent().object()).__name__}")
    return found
