"""Which of our painters paints which part of a standard widget.

PySide hands over an option's real class, while the signatures of QStyle name the base class only; so the painters
below take `Any` where they read what the real class adds.
"""

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QLineEdit,
    QMainWindow,
    QPushButton,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionMenuItem,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)

from reviewer.ui.look import boxes, controls, tabs
from reviewer.ui.look.current import colors
from reviewer.ui.look.measures import CHEVRON, MODE, PRIMARY, SIGNED
from reviewer.ui.look.ring import paint_box, paint_ring, paint_ring_on_accent

_Primitive = QStyle.PrimitiveElement
_Control = QStyle.ControlElement
_State = QStyle.StateFlag

Painter = Callable[[Any, QPainter, QWidget | None], None]


def _focus(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if isinstance(widget, QToolButton):
        paint_ring(painter, widget.rect())
    elif isinstance(widget, QAbstractItemView):
        paint_ring(painter, option.rect, radius=2)
    else:
        paint_ring(painter, option.rect.adjusted(-2, -1, 2, 1), radius=3)


def _is_primary(button: QPushButton) -> bool:
    return button.isEnabled() and (button.isDefault() or bool(button.property(PRIMARY)))


def _button(option: QStyleOptionButton, painter: QPainter, widget: QWidget | None) -> None:
    primary = isinstance(widget, QPushButton) and _is_primary(widget)
    flat = bool(option.features & QStyleOptionButton.ButtonFeature.Flat)
    controls.paint_button(painter, option.rect, option.state, primary=primary, flat=flat)
    if option.state & _State.State_HasFocus:  # Fusion asks for no focus rectangle of push buttons
        (paint_ring_on_accent if primary else paint_ring)(painter, option.rect)
    if option.features & QStyleOptionButton.ButtonFeature.HasMenu:
        arrow = option.rect.adjusted(option.rect.width() - CHEVRON - 9, 0, -9, 0)
        arrow = QStyle.visualRect(option.direction, option.rect, arrow)
        controls.paint_chevron(painter, arrow, 0, enabled=bool(option.state & _State.State_Enabled))


def _tool(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if widget is None or not widget.property(MODE):
        controls.paint_tool(painter, option.rect, option.state)
        return
    controls.paint_tool(painter, option.rect.adjusted(0, 6, 0, -6), option.state & ~_State.State_On)
    if option.state & _State.State_On:
        tabs.paint_underline(painter, option.rect)


def _input(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    if isinstance(widget, QLineEdit) and not widget.hasFrame():
        return
    focused = bool(option.state & _State.State_HasFocus)
    controls.paint_input(painter, option.rect, option.state, focused=focused)


def _frame(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """A frame around an area: a hairline, or the ring where the area itself has the focus."""
    if not isinstance(widget, QAbstractScrollArea):
        paint_box(painter, option.rect, frame=colors().line, radius=0)
        return
    inside = widget.viewport()
    paint_box(painter, option.rect, fill=inside.palette().color(inside.backgroundRole()))
    if option.state & _State.State_HasFocus and not isinstance(widget, QAbstractItemView):
        paint_ring(painter, option.rect)
    else:
        paint_box(painter, option.rect, frame=colors().line)


def _check(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    controls.paint_check(painter, option)


def _radio(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    controls.paint_radio(painter, option)


def _arrow(turn: int) -> Painter:
    def paint(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
        controls.paint_chevron(painter, option.rect, turn, enabled=bool(option.state & _State.State_Enabled))

    return paint


def _hairline(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    painter.fillRect(option.rect, colors().line)


def _nothing(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """Fusion paints a gradient or a bevel here."""


def _ground(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    painter.fillRect(option.rect, colors().window)


def _head(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    """The head of a column: quiet, over a hairline."""
    painter.fillRect(option.rect, colors().alt)
    painter.fillRect(option.rect.left(), option.rect.bottom(), option.rect.width(), 1, colors().line)


def _tip(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    table = colors()
    paint_box(painter, option.rect, frame=table.control, fill=table.tip, radius=0)


def _tool_separator(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    boxes.paint_separator(option, painter)


def _row(option: QStyleOptionViewItem, painter: QPainter, widget: QWidget | None) -> None:
    table = colors()
    if option.state & _State.State_Selected:
        painter.fillRect(option.rect, table.accent_soft)
    elif option.state & _State.State_MouseOver and option.state & _State.State_Enabled:
        painter.fillRect(option.rect, table.alt)
    if option.backgroundBrush.style() is not Qt.BrushStyle.NoBrush:
        painter.fillRect(option.rect, option.backgroundBrush)


PRIMITIVES: Final[dict[QStyle.PrimitiveElement, Painter]] = {
    _Primitive.PE_FrameFocusRect: _focus,
    _Primitive.PE_PanelButtonTool: _tool,
    _Primitive.PE_PanelLineEdit: _input,
    _Primitive.PE_FrameLineEdit: _nothing,
    _Primitive.PE_Frame: _frame,
    _Primitive.PE_FrameGroupBox: _frame,
    _Primitive.PE_FrameMenu: _frame,
    _Primitive.PE_IndicatorCheckBox: _check,
    _Primitive.PE_IndicatorItemViewItemCheck: _check,
    _Primitive.PE_IndicatorRadioButton: _radio,
    _Primitive.PE_IndicatorArrowDown: _arrow(0),
    _Primitive.PE_IndicatorArrowLeft: _arrow(90),
    _Primitive.PE_IndicatorArrowUp: _arrow(180),
    _Primitive.PE_IndicatorArrowRight: _arrow(270),
    _Primitive.PE_IndicatorDockWidgetResizeHandle: _hairline,
    _Primitive.PE_IndicatorToolBarSeparator: _tool_separator,
    _Primitive.PE_FrameTabBarBase: _nothing,
    _Primitive.PE_FrameStatusBarItem: _nothing,
    _Primitive.PE_FrameDockWidget: _nothing,
    _Primitive.PE_PanelScrollAreaCorner: _nothing,
    _Primitive.PE_PanelStatusBar: _ground,
    _Primitive.PE_PanelTipLabel: _tip,
    _Primitive.PE_PanelItemViewItem: _row,
}


def _tab_shape(option: Any, painter: QPainter, widget: QWidget | None) -> None:
    tabs.paint_tab(painter, option)


def _tab_label(option: Any, painter: QPainter, widget: QWidget | None) -> None:
    tabs.paint_label(painter, option)


def _progress(option: Any, painter: QPainter, widget: QWidget | None) -> None:
    boxes.paint_progress(option, painter)


def _tool_bar(option: QStyleOption, painter: QPainter, widget: QWidget | None) -> None:
    painter.fillRect(option.rect, colors().window)
    if widget is not None and isinstance(widget.parentWidget(), QMainWindow):
        painter.fillRect(option.rect.x(), option.rect.bottom(), option.rect.width(), 1, colors().line)


def _menu_bar_item(option: Any, painter: QPainter, widget: QWidget | None) -> None:
    """Its letter is underlined while the bar has the focus, as after the Alt key."""
    table, keyed = colors(), widget is not None and widget.hasFocus()
    painter.fillRect(option.rect, table.window)
    if option.state & _State.State_Selected:
        paint_box(painter, option.rect.adjusted(1, 3, -1, -3), fill=table.line)
    flags = Qt.AlignmentFlag.AlignCenter | (Qt.TextFlag.TextShowMnemonic if keyed else Qt.TextFlag.TextHideMnemonic)
    painter.setPen(table.text if option.state & _State.State_Enabled else table.disabled)
    painter.drawText(option.rect, int(flags), option.text)


CONTROLS: Final[dict[QStyle.ControlElement, Painter]] = {
    _Control.CE_PushButtonBevel: _button,
    _Control.CE_TabBarTabShape: _tab_shape,
    _Control.CE_TabBarTabLabel: _tab_label,
    _Control.CE_ProgressBarGroove: _nothing,
    _Control.CE_ProgressBarContents: _progress,
    _Control.CE_Splitter: _hairline,
    _Control.CE_ToolBar: _tool_bar,
    _Control.CE_MenuBarItem: _menu_bar_item,
    _Control.CE_MenuBarEmptyArea: _ground,
    _Control.CE_HeaderSection: _head,
    _Control.CE_HeaderEmptyArea: _head,
}


def _button_label(option: QStyleOptionButton, painter: QPainter) -> QStyleOptionButton:
    widget = option.styleObject
    if isinstance(widget, QPushButton) and _is_primary(widget):
        option.palette.setColor(QPalette.ColorRole.ButtonText, colors().accent_text)
        painter.setFont(tabs.font_of(widget.font(), current=True))
    return option


def _tool_label(option: Any, painter: QPainter) -> Any:
    """A word beside an icon stands as far from the edges as the icon."""
    if option.toolButtonStyle is Qt.ToolButtonStyle.ToolButtonTextBesideIcon:
        option.rect = option.rect.adjusted(4, 0, -4, 0)
    sign = option.styleObject.property(SIGNED) if option.styleObject is not None else None
    if sign:
        word = option.rect.adjusted(0, 0, -sign, 0)
        option.rect = QStyle.visualRect(option.direction, option.rect, word)
    mode = option.styleObject is not None and option.styleObject.property(MODE)
    if mode and option.state & _State.State_On:
        option.font = tabs.font_of(option.font, current=True)
    elif option.state & _State.State_On:
        option.palette.setColor(QPalette.ColorRole.ButtonText, colors().accent_ink)
    return option


def _menu_item(option: QStyleOptionMenuItem, painter: QPainter) -> QStyleOptionMenuItem:
    """The current entry of a menu is soft, as the current row of a list."""
    table = colors()
    option.palette.setColor(QPalette.ColorRole.Highlight, table.accent_soft)
    option.palette.setColor(QPalette.ColorRole.HighlightedText, table.accent_ink)
    return option


def _view_item(option: QStyleOptionViewItem, painter: QPainter) -> QStyleOptionViewItem:
    option.palette.setColor(QPalette.ColorRole.HighlightedText, colors().text)
    return option


CHANGED: Final[dict[QStyle.ControlElement, Callable[[Any, QPainter], Any]]] = {
    _Control.CE_PushButtonLabel: _button_label,
    _Control.CE_MenuItem: _menu_item,
    _Control.CE_ToolButtonLabel: _tool_label,
    _Control.CE_ItemViewItem: _view_item,
}
