"""A small pop-over with sliders: how the picture of the page looks."""

from PySide6.QtCore import QCoreApplication, QPoint, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.canvas.tone import MOST, STEP, Tone
from reviewer.ui.look.current import colors
from reviewer.ui.look.fonts import Use
from reviewer.ui.look.ring import paint_box
from reviewer.ui.look.tokens import Radius, Space
from reviewer.ui.panels.label import Label
from reviewer.ui.panels.slider import Slider

_WIDTH = 220


def signed(figure: int) -> str:
    """A figure with its sign: +20, 0, −10."""
    return f"{figure:+d}".replace("-", "\N{MINUS SIGN}") if figure else "0"


def spoken(tone: Tone) -> str:
    """What is done to the picture, in words."""
    if tone.plain:
        return QCoreApplication.translate("page", "The picture is shown as it is.")
    text = QCoreApplication.translate("page", "Brightness {brightness}, contrast {contrast}.")
    return text.format(brightness=signed(tone.brightness), contrast=signed(tone.contrast))


class PictureSliders(QWidget):
    """Goes away with Esc or a click elsewhere, and gives the focus back. Arrows move the slider that has it."""

    def __init__(self, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAccessibleName(self.tr("Brightness and contrast"))
        self._pictures = pictures
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.GAP)
        self._grid.setVerticalSpacing(Space.GAP)
        self.brightness, self._brightness_figure = self._slider(0, self.tr("&Brightness"))
        self.contrast, self._contrast_figure = self._slider(1, self.tr("&Contrast"))
        self.inverted = QCheckBox(self.tr("&Invert"))
        self.stretched = QCheckBox(self.tr("&White paper, dark ink"))
        self.reset = QPushButton(self.tr("&Reset"))
        self.reset.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.MARGIN, Space.WIDE, Space.MARGIN, Space.WIDE)
        column.setSpacing(Space.GAP)
        column.addLayout(self._grid)
        column.addWidget(self.inverted)
        column.addWidget(self.stretched)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.reset)
        column.addLayout(foot)
        for slider in (self.brightness, self.contrast):
            slider.valueChanged.connect(self._on_moved)
        for box in (self.inverted, self.stretched):
            box.toggled.connect(self._on_moved)
        self.reset.clicked.connect(self._on_reset)
        pictures.tone_changed.connect(self._show)
        self._show()

    def _slider(self, row: int, text: str) -> tuple[Slider, Label]:
        slider = Slider()
        slider.setRange(-MOST, MOST)
        slider.setSingleStep(STEP // 2)
        slider.setPageStep(2 * STEP)
        slider.setMinimumWidth(_WIDTH)
        slider.setAccessibleName(text.replace("&", ""))
        label = QLabel(text)
        label.setBuddy(slider)
        figure = Label("", Use.SECOND, "text2")
        figure.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        figure.setMinimumWidth(figure.fontMetrics().horizontalAdvance(signed(-MOST)))
        for at, widget in enumerate((label, slider, figure)):
            self._grid.addWidget(widget, row, at)
        return slider, figure

    def toggle(self, button: QWidget, view: QWidget) -> None:
        """Show it under its button, or under the top edge of the page where there is no room for the button."""
        if self.isVisible():
            self.hide()
            return
        self.adjustSize()
        anchor = button if button.isVisible() else view
        below = anchor.height() if anchor is button else Space.GAP
        corner = anchor.mapToGlobal(QPoint(anchor.width() - self.width(), below))
        corner.setX(max(corner.x(), view.mapToGlobal(QPoint(0, 0)).x()))
        self.move(corner)
        self.show()
        self.brightness.setFocus(Qt.FocusReason.PopupFocusReason)

    @Slot()
    def _show(self) -> None:
        tone = self._pictures.tone
        shown = (self.brightness, self.contrast, self.inverted, self.stretched)
        for widget in shown:
            widget.blockSignals(True)
        self.brightness.setValue(tone.brightness)
        self.contrast.setValue(tone.contrast)
        self.inverted.setChecked(tone.inverted)
        self.stretched.setChecked(tone.stretched)
        for widget in shown:
            widget.blockSignals(False)
        self._brightness_figure.setText(signed(tone.brightness))
        self._contrast_figure.setText(signed(tone.contrast))
        self.reset.setEnabled(not tone.plain)

    @Slot()
    def _on_moved(self) -> None:
        self._pictures.set_tone(
            Tone(self.brightness.value(), self.contrast.value(), self.inverted.isChecked(), self.stretched.isChecked())
        )

    @Slot()
    def _on_reset(self) -> None:
        self._pictures.set_tone(Tone())
        self.brightness.setFocus(Qt.FocusReason.OtherFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), colors().base)
        paint_box(painter, self.rect(), frame=colors().control, radius=Radius.TAG)
