"""How combo boxes, spin boxes, progress bars and separators are put together."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QStyle,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionProgressBar,
    QStyleOptionSpinBox,
    QWidget,
)

from reviewer.ui.look import controls
from reviewer.ui.look.current import colors
from reviewer.ui.look.share import paint_share

_State = QStyle.StateFlag
_Step = QAbstractSpinBox.StepEnabledFlag
_Part = QStyle.SubControl


def paint_combo(style: QStyle, option: QStyleOptionComboBox, painter: QPainter, widget: QWidget | None) -> None:
    """Frame and arrow; the style's own label lies on it."""
    focused = bool(option.state & _State.State_HasFocus)
    controls.paint_input(painter, option.rect, option.state, focused=focused)
    arrow = style.subControlRect(QStyle.ComplexControl.CC_ComboBox, option, _Part.SC_ComboBoxArrow, widget)
    controls.paint_chevron(painter, arrow, 0, enabled=bool(option.state & _State.State_Enabled))


def paint_spin(style: QStyle, option: QStyleOptionSpinBox, painter: QPainter, widget: QWidget | None) -> None:
    """Frame, and two arrow heads. A step that would leave the range is pale."""
    controls.paint_input(painter, option.rect, option.state, focused=bool(option.state & _State.State_HasFocus))
    enabled = bool(option.state & _State.State_Enabled)
    for part, flag, turn in (
        (_Part.SC_SpinBoxUp, _Step.StepUpEnabled, 180),
        (_Part.SC_SpinBoxDown, _Step.StepDownEnabled, 0),
    ):
        rect = style.subControlRect(QStyle.ComplexControl.CC_SpinBox, option, part, widget)
        controls.paint_chevron(painter, rect, turn, enabled=enabled and bool(option.stepEnabled & flag), reach=3.2)


def paint_progress(option: QStyleOptionProgressBar, painter: QPainter) -> None:
    """A flat bar: the share done in the accent. Without a range nothing is done."""
    paint_share(
        painter, option.rect, done(option), direction=option.direction, radius=min(2.0, option.rect.height() / 2)
    )


def done(option: QStyleOptionProgressBar) -> float:
    """The share of a progress bar, 0 to 1."""
    span = option.maximum - option.minimum
    return (option.progress - option.minimum) / span if span > 0 else 0.0


def paint_separator(option: QStyleOption, painter: QPainter) -> None:
    """The short hairline between groups of a tool bar."""
    rect, table = option.rect, colors()
    if option.state & _State.State_Horizontal:
        height = min(24, rect.height())
        line = QRect(rect.center().x(), rect.center().y() - height // 2, 1, height)
    else:
        line = QRect(rect.x() + 4, rect.center().y(), rect.width() - 8, 1)
    painter.fillRect(line, table.line)
