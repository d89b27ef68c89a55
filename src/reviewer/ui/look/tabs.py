"""Tabs: words on the ground of the panel, the current one strong and underlined."""

from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyleOptionTab

from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_ring
from reviewer.ui.look.tokens import Width

_State = QStyle.StateFlag
GAP: Final = 14


def paint_underline(painter: QPainter, rect: QRect) -> None:
    """The accent line under whatever is current: a tab, or a mode in the tool bar."""
    painter.fillRect(rect.x(), rect.bottom() + 1 - Width.FOCUS, rect.width(), Width.FOCUS, colors().accent)


def paint_tab(painter: QPainter, option: QStyleOptionTab) -> None:
    """The ground of one tab: nothing but the underline of the current one and the focus ring."""
    if not option.state & _State.State_Selected:
        return
    word = word_of(option)
    paint_underline(painter, word)
    if option.state & _State.State_HasFocus:
        paint_ring(painter, word.adjusted(-4, 2, 4, -4), radius=3)


def word_of(option: QStyleOptionTab) -> QRect:
    """The part of a tab that its word takes; the rest is the gap to the next one."""
    rect = QRect(option.rect)
    rect.setWidth(rect.width() - GAP)
    return QStyle.visualRect(option.direction, option.rect, rect)


def paint_label(painter: QPainter, option: QStyleOptionTab) -> None:
    """The word of one tab."""
    table, state = colors(), option.state
    current = bool(state & _State.State_Selected)
    lively = current or bool(state & _State.State_MouseOver)
    painter.save()
    painter.setFont(font_of(painter.font(), current=current))
    painter.setPen(table.disabled if not state & _State.State_Enabled else table.text if lively else table.text2)
    flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextShowMnemonic
    painter.drawText(word_of(option), int(flags), option.text)
    painter.restore()


def widening(base: QFont, text: str) -> int:
    """How much wider the word of a tab gets when it becomes the current one."""
    strong = QFontMetrics(font_of(base, current=True))
    return max(0, strong.horizontalAdvance(text) - QFontMetrics(base).horizontalAdvance(text))


def font_of(base: QFont, *, current: bool) -> QFont:
    """The font of a tab's word."""
    made = QFont(base)
    made.setWeight(QFont.Weight.DemiBold if current else QFont.Weight.Normal)
    return made
