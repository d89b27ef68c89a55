"""A share, in per cent or as it is: a slider and the figure beside it."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpinBox, QWidget

from reviewer.ui.dialogs.settings.form import Composite
from reviewer.ui.look import fonts
from reviewer.ui.look.tokens import Space
from reviewer.ui.panels.slider import WIDTH, Slider

_SPIN = 104


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
        self.setMaximumWidth(fonts.scaled(WIDTH + _SPIN) + Space.GAP)

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
