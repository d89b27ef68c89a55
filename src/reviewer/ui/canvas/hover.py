"""The tip beside the pointer: what a word reads, how sure that is, and what a click does."""

import msgspec
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from reviewer.domain.hidden import visible
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius, Space
from reviewer.ui.look.ways import run_by_letters

DELAY = 300

_SHADOW = 3
_BESIDE = 56
_UNDER = 18


class Told(msgspec.Struct, frozen=True):
    """What a tip says: a text as it was read, what it is, and what clicks do."""

    text: str = ""
    about: str = ""
    hints: tuple[str, ...] = ()


class HoverTip(QWidget):
    """Lies over the view, as its child: it is cut where the view ends and never takes focus or pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._view = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._told = Told()
        self.hide()

    @property
    def told(self) -> Told:
        return self._told

    def tell(self, told: Told, pointer: QPoint, around: QRect) -> None:
        """Show a tip below and left of the pointer, but never over what it is about."""
        self._told = Told(visible(told.text), visible(told.about), told.hints)
        width, height = self._measure()
        self.resize(width, height)
        left = min(max(4, pointer.x() + _BESIDE - width), self._view.width() - width - 4)
        top = max(pointer.y() + _UNDER, around.bottom() + 4)
        if top + height > self._view.height() - 4:
            top = min(pointer.y() - 4, around.top()) - height - 2
        self.move(left, top)
        self.setAccessibleName(" ".join((told.text, told.about, *told.hints)))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        table = colors()
        painter = QPainter(self)
        body = QRectF(self.rect()).adjusted(_SHADOW, 1, -_SHADOW, -_SHADOW)
        for spread in range(_SHADOW, 0, -1):
            soft = QColor(table.shadow)
            soft.setAlpha(soft.alpha() // (spread + 1))
            paint_box(painter, body.adjusted(-spread, 1 - spread, spread, spread), fill=soft, radius=Radius.CONTROL)
        paint_box(painter, body, frame=table.control, fill=table.tip, radius=Radius.CONTROL)
        run_by_letters(painter)
        self._paint_text(painter, body.adjusted(Space.GAP + 1, Space.STEP + 1, -Space.GAP, -Space.STEP - 1))

    def _paint_text(self, painter: QPainter, inner: QRectF) -> None:
        table = colors()
        line = fonts.line(Use.SECOND)
        mono, second = fonts.metrics(Use.VALUE_SMALL), fonts.metrics(Use.SECOND)
        first = QRectF(inner.left(), inner.top(), inner.width(), line + 1)
        room = int(first.width()) - (second.horizontalAdvance(self._told.about) + Space.GAP if self._told.text else 0)
        text = mono.elidedText(self._told.text, Qt.TextElideMode.ElideMiddle, room)
        painter.setPen(table.tip_text)
        painter.setFont(fonts.font(Use.VALUE_SMALL))
        painter.drawText(first, _LEFT, text)
        if text:
            first.setLeft(first.left() + mono.horizontalAdvance(text) + Space.GAP)
        painter.setPen(table.text2 if text else table.tip_text)
        painter.setFont(fonts.font(Use.SECOND))
        about = second.elidedText(self._told.about, Qt.TextElideMode.ElideRight, int(first.width()) + 1)
        painter.drawText(first, _LEFT, about)
        if self._told.hints:
            painter.setPen(table.text2)
            painter.drawText(QRectF(inner.left(), inner.top() + line + 2, inner.width(), line), _LEFT, self._hints())

    def _hints(self) -> str:
        return "   ".join(self._told.hints)

    def _measure(self) -> tuple[int, int]:
        mono, second = fonts.metrics(Use.VALUE_SMALL), fonts.metrics(Use.SECOND)
        first = second.horizontalAdvance(self._told.about)
        if self._told.text:
            first += mono.horizontalAdvance(self._told.text) + Space.GAP
        width = max(first, second.horizontalAdvance(self._hints())) + 2 * Space.GAP + 3 + 2 * _SHADOW
        lines = 2 if self._told.hints else 1
        height = lines * (fonts.line(Use.SECOND) + 2) + 2 * Space.STEP + 2 + _SHADOW
        return min(width, self._view.width() - 8), height


_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
