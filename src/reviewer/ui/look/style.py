"""The style: Fusion's behavior with our calm painting. One focus ring, one underline, no bevels."""

from typing import Any, Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QLineEdit,
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComplex,
    QStyleOptionToolButton,
    QWidget,
)

from reviewer.ui.look import boxes, fonts, painters, scroll_bars, sizes
from reviewer.ui.look.measures import HINTS, METRICS
from reviewer.ui.look.tokens import Width

_Metric = QStyle.PixelMetric
_Complex = QStyle.ComplexControl
_Contents = QStyle.ContentsType
_Sub = QStyle.SubElement
_Part = QStyle.SubControl

_ROW: Final = 26  # an entry of a stock list or menu
_DIVIDER: Final = 12  # whatever is lower is a line between entries


class CalmStyle(QProxyStyle):
    """Paints every standard widget from the color table; measures as Fusion unless `measures` says otherwise."""

    def __init__(self) -> None:
        super().__init__("Fusion")

    def drawPrimitive(
        self, element: QStyle.PrimitiveElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        paint = painters.PRIMITIVES.get(element)
        if paint is not None:
            paint(option, painter, widget)
        else:
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self, element: QStyle.ControlElement, option: QStyleOption, painter: QPainter, widget: QWidget | None = None
    ) -> None:
        paint = painters.CONTROLS.get(element)
        if paint is not None:
            paint(option, painter, widget)
            return
        change = painters.CHANGED.get(element)
        if change is None:
            super().drawControl(element, option, painter, widget)
            return
        painter.save()
        super().drawControl(element, change(option, painter), painter, widget)
        painter.restore()

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        real: Any = option
        if control is _Complex.CC_ComboBox:
            boxes.paint_combo(self, real, painter, widget)
        elif control is _Complex.CC_SpinBox:
            boxes.paint_spin(self, real, painter, widget)
        elif control is _Complex.CC_ScrollBar:
            scroll_bars.paint_scroll_bar(real, painter)
        else:
            if control is _Complex.CC_ToolButton:  # its icon says that there is a menu
                real.features &= ~QStyleOptionToolButton.ToolButtonFeature.HasMenu
            super().drawComplexControl(control, option, painter, widget)

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        if metric is _Metric.PM_DefaultFrameWidth and isinstance(widget, QAbstractScrollArea):
            return Width.FOCUS  # room for the ring, so that nothing moves when it comes
        known = METRICS.get(metric)
        return known if known is not None else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - the name is Qt's
    ) -> int:
        known = HINTS.get(hint)
        return known if known is not None else super().styleHint(hint, option, widget, returnData)

    def subElementRect(self, element: QStyle.SubElement, option: QStyleOption, widget: Any = None) -> QRect:
        if element is _Sub.SE_LineEditContents and isinstance(widget, QLineEdit) and widget.hasFrame():
            return QRect(option.rect).adjusted(6, 1, -6, -1)
        return super().subElementRect(element, option, widget)

    def sizeFromContents(
        self, kind: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: Any = None
    ) -> QSize:
        measure = sizes.SIZES.get(kind)
        if measure is not None:
            return measure(option, size, widget)
        fitting = super().sizeFromContents(kind, option, size, widget)
        if kind is _Contents.CT_ItemViewItem or (kind is _Contents.CT_MenuItem and fitting.height() > _DIVIDER):
            fitting.setHeight(max(fitting.height(), fonts.scaled(_ROW)))
        return fitting

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        part: QStyle.SubControl,
        widget: Any = None,
    ) -> QRect:
        if control is _Complex.CC_ScrollBar:
            slider: Any = option
            return scroll_bars.part_of(slider, part)
        rect = super().subControlRect(control, option, part, widget)
        if part is _Part.SC_ComboBoxEditField and control is _Complex.CC_ComboBox:
            return _indented(option, rect, 4)
        if part is _Part.SC_SpinBoxEditField and control is _Complex.CC_SpinBox:
            return _indented(option, rect, 3)
        return rect


def _indented(option: QStyleOption, rect: QRect, by: int) -> QRect:
    """The words of a box stand as far from its edge as those of a line edit."""
    rtl = option.direction is Qt.LayoutDirection.RightToLeft
    return rect.adjusted(0, 0, -by, 0) if rtl else rect.adjusted(by, 0, 0, 0)
