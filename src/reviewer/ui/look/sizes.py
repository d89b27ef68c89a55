"""How large standard widgets want to be."""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOption, QStyleOptionButton, QWidget

from reviewer.ui.look import fonts, tabs
from reviewer.ui.look.measures import MODE, PRIMARY
from reviewer.ui.look.tokens import Height

_Contents = QStyle.ContentsType
_State = QStyle.StateFlag


def _button_size(option: QStyleOptionButton, size: QSize, widget: QWidget | None) -> QSize:
    more = 0  # for the sign of a menu, Qt has added room already
    if isinstance(widget, QPushButton) and (widget.isDefault() or widget.property(PRIMARY)):
        more += tabs.widening(widget.font(), option.text)
    return QSize(size.width() + 28 + more, max(fonts.scaled(Height.CONTROL), size.height() + 10))


def _input_size(option: QStyleOption, size: QSize, widget: QWidget | None) -> QSize:
    return QSize(size.width() + 16, max(fonts.scaled(Height.CONTROL), size.height() + 8))


def _box_size(option: QStyleOption, size: QSize, widget: QWidget | None) -> QSize:
    return QSize(size.width() + 44, max(fonts.scaled(Height.CONTROL), size.height() + 8))


def _spin_size(option: QStyleOption, size: QSize, widget: QWidget | None) -> QSize:
    """The line edit within has the height of an input already."""
    return QSize(size.width() + 44, max(fonts.scaled(Height.CONTROL), size.height()))


def _tool_size(option: Any, size: QSize, widget: QWidget | None) -> QSize:
    side = fonts.scaled(Height.TOOL)
    if widget is not None and widget.property(MODE):
        wide = size.width() + tabs.widening(widget.font(), option.text) + 20
        return QSize(wide, max(fonts.scaled(Height.TOOL_BAR), size.height() + 8))
    return QSize(max(side, size.width() + 12), max(side, size.height() + 8))


def _tab_size(option: Any, size: QSize, widget: QWidget | None) -> QSize:
    current = bool(option.state & _State.State_Selected)
    more = tabs.widening(widget.font(), option.text) if widget is not None and current else 0
    return QSize(option.fontMetrics.horizontalAdvance(option.text) + more + tabs.GAP + 2, fonts.scaled(34))


def _menu_bar_size(option: QStyleOption, size: QSize, widget: QWidget | None) -> QSize:
    return QSize(size.width() + 18, max(fonts.scaled(Height.MENU), size.height() + 4))


SIZES: Final[dict[QStyle.ContentsType, Callable[[Any, QSize, QWidget | None], QSize]]] = {
    _Contents.CT_PushButton: _button_size,
    _Contents.CT_LineEdit: _input_size,
    _Contents.CT_ComboBox: _box_size,
    _Contents.CT_SpinBox: _spin_size,
    _Contents.CT_ToolButton: _tool_size,
    _Contents.CT_TabBarTab: _tab_size,
    _Contents.CT_MenuBarItem: _menu_bar_size,
}
