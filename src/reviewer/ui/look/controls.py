"""How buttons, inputs, check boxes and arrows are painted. The style decides when."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyle, QStyleOption

from reviewer.ui.look import contrast
from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Width

_State = QStyle.StateFlag


def paint_button(painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, primary: bool, flat: bool) -> None:
    """The ground and frame of a push button."""
    table = colors()
    enabled = bool(state & _State.State_Enabled)
    pressed = bool(state & (_State.State_Sunken | _State.State_On))
    hovered = enabled and bool(state & _State.State_MouseOver)
    if flat:
        paint_tool(painter, rect, state)
    elif primary and enabled:
        shade = 0.16 if pressed else 0.08 if hovered else 0.0
        paint_box(painter, rect, fill=contrast.over(table.text, shade, table.accent))
    else:
        fill = table.window if not enabled else table.accent_soft if pressed else table.alt if hovered else table.base
        paint_box(painter, rect, frame=table.control if enabled else table.line, fill=fill)


def paint_tool(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    """The ground of a flat button: none at rest, `line` under the pointer, `accent_soft` while pressed or on."""
    table = colors()
    if not state & _State.State_Enabled:
        return
    if state & (_State.State_Sunken | _State.State_On):
        paint_box(painter, rect, fill=table.accent_soft)
    elif state & _State.State_MouseOver:
        paint_box(painter, rect, fill=table.accent_soft if table.line_extra else table.line)


def paint_input(painter: QPainter, rect: QRect, state: QStyle.StateFlag, *, focused: bool) -> None:
    """The ground and frame of a line edit, combo box or spin box."""
    table = colors()
    enabled = bool(state & _State.State_Enabled)
    frame = table.accent if focused else table.control if enabled else table.line
    width = Width.FOCUS if focused else Width.HAIRLINE
    paint_box(painter, rect, frame=frame, fill=table.base if enabled else table.window, width=width)


def paint_check(painter: QPainter, option: QStyleOption) -> None:
    """The square of a check box: a tick, a bar for "some", or empty."""
    state = option.state
    rect = _square(option.rect)
    ink = _indicator(painter, rect, state, radius=3)
    if state & _State.State_On:
        _tick(painter, rect, ink)
    elif state & _State.State_NoChange:
        painter.fillRect(QRectF(rect.left() + 4, rect.center().y() - 1, rect.width() - 8, 2), ink)


def paint_radio(painter: QPainter, option: QStyleOption) -> None:
    """The ring of a radio button, with a dot when it is on."""
    rect = _square(option.rect)
    ink = _indicator(painter, rect, option.state, radius=rect.width() / 2)
    if option.state & _State.State_On:
        inset = rect.width() * 0.32
        paint_box(painter, rect.adjusted(inset, inset, -inset, -inset), fill=ink, radius=rect.width())


def paint_chevron(painter: QPainter, rect: QRect, turn: int, *, enabled: bool, reach: float = 4.0) -> None:
    """A small arrow head: `turn` 0 points down, 90 left, 180 up, 270 right."""
    table = colors()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(QRectF(rect).center())
    painter.rotate(turn)
    color = table.text2 if enabled else table.disabled
    painter.setPen(QPen(color, 1.4, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF([QPointF(-reach, -reach / 2), QPointF(0, reach / 2), QPointF(reach, -reach / 2)]))
    painter.restore()


def _square(rect: QRect) -> QRectF:
    side = min(rect.width(), rect.height())
    square = QRectF(0, 0, side, side)
    square.moveCenter(QRectF(rect).center())
    return square


def _indicator(painter: QPainter, rect: QRectF, state: QStyle.StateFlag, radius: float) -> QColor:
    """Paint the ground of a check box or radio button. Returns the color of the mark on it."""
    table = colors()
    enabled = bool(state & _State.State_Enabled)
    marked = bool(state & (_State.State_On | _State.State_NoChange))
    if marked and enabled:
        paint_box(painter, rect, fill=table.accent, radius=radius)
        return table.accent_text
    fill = table.accent_soft if state & _State.State_Sunken else table.base if enabled else table.window
    paint_box(painter, rect, frame=table.control if enabled else table.line, fill=fill, radius=radius)
    return table.disabled


def _tick(painter: QPainter, rect: QRectF, ink: QColor) -> None:
    unit = rect.width() / 16
    points = [QPointF(4, 8.2), QPointF(7, 11.2), QPointF(12.2, 5.2)]
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(ink, 1.8 * unit, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
    painter.drawPolyline(QPolygonF([rect.topLeft() + point * unit for point in points]))
    painter.restore()
