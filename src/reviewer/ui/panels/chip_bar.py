"""Chips that can be taken away, as many in a line as there is room for."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from reviewer.ui.look import fonts, icons
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box, paint_focus
from reviewer.ui.look.tokens import Height, Radius, Space
from reviewer.ui.viewmodels.queue_filter import Said

_CROSS = 10
_PAD = 8


class ChipButton(QAbstractButton):
    """A word and a cross; pressing it takes away what it says."""

    def __init__(self, said: Said, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.said = said
        self.setText(said.words)
        self.setToolTip(self.tr("{}. Press to take this filter away").format(said.words))
        self.setAccessibleName(self.tr("{}, filter. Press to take it away").format(said.words))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        metrics = fonts.metrics(Use.SMALL)
        width = metrics.horizontalAdvance(self.text()) + 2 + _CROSS + Space.STEP + 2 * _PAD
        return QSize(width, max(fonts.scaled(Height.TARGET), metrics.height() + 6))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = table.line if self.underMouse() else table.accent_soft
        paint_box(painter, self.rect(), frame=table.line, fill=fill, radius=Radius.CONTROL)
        painter.setFont(fonts.font(Use.SMALL))
        painter.setPen(table.text if self.underMouse() else table.accent_ink)
        cross = QRect(self.width() - _PAD - _CROSS, (self.height() - _CROSS) // 2, _CROSS, _CROSS)
        words = QRect(_PAD, 0, self.width() - 2 * _PAD - _CROSS - Space.STEP, self.height())
        if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
            cross.moveLeft(_PAD)
            words.moveLeft(_PAD + _CROSS + Space.STEP)
        shown = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading), shown)
        icons.paint(painter, "close", cross, painter.pen().color())
        paint_focus(painter, self.rect(), self)


class ChipBar(QWidget):
    """A line of chips, or several; hidden while there is none.

    Signals:
        removed: field of the filter that was taken away.
    """

    removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips: list[ChipButton] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Filters"))
        self.hide()

    @property
    def chips(self) -> tuple[ChipButton, ...]:
        return tuple(self._chips)

    def say(self, said: Sequence[Said]) -> None:
        """Show other chips; the focus stays in the line as long as there is one."""
        if [chip.said for chip in self._chips] == list(said):
            return
        held = next((number for number, chip in enumerate(self._chips) if chip.hasFocus()), None)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = [ChipButton(each, self) for each in said]
        for chip in self._chips:
            chip.clicked.connect(lambda _checked=False, field=chip.said.field: self.removed.emit(field))
            chip.show()
        if held is not None and self._chips:
            self._chips[min(held, len(self._chips) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
        self.setVisible(bool(said))
        self._lay()

    def sizeHint(self) -> QSize:
        return QSize(0, self.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay()

    def _lay(self) -> None:
        left = top = height = 0
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        for chip in self._chips:
            size = chip.sizeHint().boundedTo(QSize(max(40, self.width()), 1 << 14))
            if left and left + size.width() > self.width():
                left, top = 0, top + height + Space.STEP
            place = self.width() - left - size.width() if mirrored else left
            chip.setGeometry(place, top, size.width(), size.height())
            left, height = left + size.width() + Space.STEP, size.height()
        self.setFixedHeight(top + height if self._chips else 0)
