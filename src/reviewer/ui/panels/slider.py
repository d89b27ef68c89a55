"""A slider, as thin as all else."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSlider, QStyle, QWidget

from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Height, Width

WIDTH = 240
_KNOB, _GROOVE = 16, 4


class Slider(QSlider):
    """A thin line, in the accent up to the round knob."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setMinimumWidth(fonts.scaled(80))

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(WIDTH), fonts.scaled(Height.TARGET))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, table = QPainter(self), colors()
        side = fonts.scaled(_KNOB)
        share = (self.value() - self.minimum()) / max(1, self.maximum() - self.minimum())
        mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        left = QStyle.sliderPositionFromValue(0, 1000, round(share * 1000), self.width() - side, mirrored)
        knob = QRectF(left, (self.height() - side) / 2, side, side)
        groove = QRect(0, (self.height() - _GROOVE) // 2, self.width(), _GROOVE)
        done = QRect(groove)
        if mirrored:
            done.setLeft(round(knob.center().x()))
        else:
            done.setRight(round(knob.center().x()))
        rest = groove.adjusted(0, 1, 0, -1) if table.line_extra else groove
        paint_box(painter, rest, fill=table.line, radius=rest.height() / 2)
        paint_box(painter, done, fill=table.accent if self.isEnabled() else table.disabled, radius=_GROOVE / 2)
        frame = table.accent if self.hasFocus() else table.control if self.isEnabled() else table.line
        width = Width.FOCUS if self.hasFocus() else Width.HAIRLINE
        paint_box(painter, knob, frame=frame, fill=table.base, width=width, radius=side / 2)
