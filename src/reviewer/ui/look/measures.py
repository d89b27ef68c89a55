"""The measures and habits in which our style differs from Fusion."""

from typing import Final

from PySide6.QtWidgets import QStyle

from reviewer.ui.look.scroll_bars import EXTENT, LEAST
from reviewer.ui.look.tokens import ICON, ICON_ROW, Width

_Metric = QStyle.PixelMetric
_Hint = QStyle.StyleHint

PRIMARY: Final = "primary"
"""Dynamic property of a push button that carries the accent; in a dialog the default button does so by itself."""

MODE: Final = "mode"
"""Dynamic property of a checkable tool button that is a mode: underlined while it is the current one."""

CHEVRON: Final = 16
"""Room for the sign of a menu behind the word of a button."""

SIGNED: Final = "signed"
"""Dynamic property of a tool button: how much room at its end its word leaves for a sign."""

METRICS: Final = {
    _Metric.PM_SmallIconSize: ICON,
    _Metric.PM_ButtonIconSize: ICON,
    _Metric.PM_ToolBarIconSize: ICON,
    _Metric.PM_LineEditIconSize: ICON_ROW,
    _Metric.PM_MenuButtonIndicator: CHEVRON,
    _Metric.PM_IndicatorWidth: 16,
    _Metric.PM_IndicatorHeight: 16,
    _Metric.PM_ExclusiveIndicatorWidth: 16,
    _Metric.PM_ExclusiveIndicatorHeight: 16,
    _Metric.PM_CheckBoxLabelSpacing: 8,
    _Metric.PM_RadioButtonLabelSpacing: 8,
    # Qt widens the place to grab of a separator of 1 pixel to 5.
    _Metric.PM_DockWidgetSeparatorExtent: Width.HAIRLINE,
    _Metric.PM_SplitterWidth: Width.HAIRLINE,
    _Metric.PM_ToolBarItemSpacing: 4,
    _Metric.PM_ToolBarItemMargin: 2,
    _Metric.PM_ToolBarFrameWidth: 0,
    _Metric.PM_ToolBarSeparatorExtent: 17,
    _Metric.PM_MenuVMargin: 4,
    _Metric.PM_ButtonShiftHorizontal: 0,
    _Metric.PM_ButtonShiftVertical: 0,
    _Metric.PM_TabBarTabHSpace: 0,
    _Metric.PM_TabBarBaseOverlap: 0,
    _Metric.PM_ScrollBarExtent: EXTENT,
    _Metric.PM_ScrollBarSliderMin: LEAST,
    _Metric.PM_ToolTipLabelFrameWidth: 4,
    _Metric.PM_HeaderMargin: 8,
}

HINTS: Final = {
    _Hint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
    _Hint.SH_EtchDisabledText: 0,
    _Hint.SH_ToolTip_WakeUpDelay: 300,
    _Hint.SH_Widget_Animation_Duration: 0,
}
