"""A share, in per cent or as it is: a slider and the figure beside it."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QSpinBox, QStyle, QWidget

from reviewer.ui.dialogs.settings.form import Composite
from reviewer.ui.look import fonts
from reviewer.ui.look.current import colors
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Height, Space, Width

_SLIDER, _SPIN, _KNOB, _GROOVE = 240, 104, 16, 4


class SliderSpin(Composite):
    """Two controls for one figure; `unit` stands after it in place of the per cent sign.

    Signals:
        changed: the operator set another figure.
    """

    changed = Signal(int)

    def __init__(
        self, least: int, most: int, step: int, parent: QWidget | None = None, *, unit: str | None = None
    ) -> None:
        super().__init__(parent)
        self.slider = Slider()
        self.spin = self.control = QSpinBox()
        for each in (self.slider, self.spin):
            each.setRange(least, most)
            each.setSingleStep(step)
        self.slider.setPageStep(2 * step)
        self.spin.setSuffix(self.tr(" %") if unit is None else unit)
        self.spin.setMinimumWidth(fonts.scaled(_SPIN))
        self.spin.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.slider.valueChanged.connect(self.spin.setValue)
        self.spin.valueChanged.connect(self.slider.setValue)
        self.spin.valueChanged.connect(self._on_changed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.GAP)
        row.addWidget(self.slider, 1)
        row.addWidget(self.spin)
        self.setMaximumWidth(fonts.scaled(_SLIDER + _SPIN) + Space.GAP)

    def value(self) -> int:
        """The figure."""
        return self.spin.value()

    def set_value(self, figure: int) -> None:
        """Show a figure."""
        self.spin.setValue(figure)

    def name(self, words: str) -> None:
        """Say what the figure is, for screen readers."""
        self.slider.setAccessibleName(words)
        self.spin.setAccessibleName(words)

    @Slot(int)
    def _on_changed(self, figure: int) -> None:
        self.changed.emit(figure)


class Slider(QSlider):
    """A thin line, in the accent up to the round knob."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setMinimumWidth(fonts.scaled(80))

    def sizeHint(self) -> QSize:
        return QSize(fonts.scaled(_SLIDER), fonts.scaled(Height.TARGET))

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
