"""One line at the foot of the page, or at its head: what the hand does just now, and which keys do what."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QWidget

from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius, Space
from reviewer.ui.look.ways import run_by_letters, side

_WRAPPED = Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
_AWAY = 12


class ModeBar(QWidget):
    """Lies over the view as its child, takes neither focus nor pointer, and moves nothing."""

    def __init__(self, view: QWidget) -> None:
        super().__init__(view)
        self._view = view
        self.title = ""
        self.hints = ""
        self._worked_at = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        view.installEventFilter(self)
        self.hide()

    def say(self, title: str, hints: tuple[str, ...]) -> None:
        """Show what is going on, and what keys do; an empty title hides the line."""
        joined = "   ".join(hint.replace(" ", "\N{NO-BREAK SPACE}") for hint in hints)
        if (title, joined) == (self.title, self.hints) and self.isVisible() == bool(title):
            return
        self.title, self.hints = title, joined
        self.setAccessibleName(f"{title}. {'. '.join(hints)}" if title else "")
        self.setVisible(bool(title))
        self._place()
        self.update()

    def avoid(self, place: QRect) -> None:
        """Cover no part of this, in the view, as far as that can be."""
        if place != self._worked_at:
            self._worked_at = place
            self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.Resize and self.title:
            self._place()
        return False

    def _place(self) -> None:
        width = max(160, min(760, self._view.width() - 2 * _AWAY))
        title, hints = self._rects(width)
        height = hints.bottom() + 1 + Space.GAP if self.hints else title.bottom() + 1 + Space.GAP
        foot = QRect((self._view.width() - width) // 2, self._view.height() - height - _AWAY, width, height)
        covers = foot.adjusted(0, -Space.GAP, 0, 0).intersects(self._worked_at)
        self.setGeometry(QRect(foot.x(), _AWAY, width, height) if covers else foot)
        self.raise_()

    def _rects(self, width: int) -> tuple[QRect, QRect]:
        inner = width - 2 * Space.WIDE
        tall = QRect(0, 0, inner, 400)
        title = QRect(0, 0, inner, fonts.metrics(Use.NAME).height())
        hints = fonts.metrics(Use.SECOND).boundingRect(tall, int(_WRAPPED), self.hints)
        first = QRect(Space.WIDE, Space.GAP, inner, title.height())
        return first, QRect(Space.WIDE, first.bottom() + 1 + 2, inner, hints.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        table = colors()
        painter = QPainter(self)
        run_by_letters(painter)
        paint_box(painter, self.rect(), frame=table.accent, fill=table.tip, radius=Radius.CONTROL)
        title, hints = self._rects(self.width())
        painter.setPen(table.tip_text)
        painter.setFont(fonts.font(Use.NAME))
        shown = fonts.metrics(Use.NAME).elidedText(self.title, Qt.TextElideMode.ElideRight, title.width())
        painter.drawText(title, side(self.layoutDirection()), shown)
        painter.setPen(table.text2)
        painter.setFont(fonts.font(Use.SECOND))
        begin = QStyle.visualAlignment(self.layoutDirection(), Qt.AlignmentFlag.AlignLeft)
        painter.drawText(hints, int(begin) | int(_WRAPPED), self.hints)
