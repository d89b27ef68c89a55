"""The style sheet: texts by use and tone, scroll bars and tips. All else is painted by the style.

A widget stops following the palette for what a sheet sets, so the sheet is made anew with each theme.
"""

from PySide6.QtGui import QColor, QFont

from reviewer.ui.look import fonts
from reviewer.ui.look.fonts import SCALE, Use
from reviewer.ui.look.tokens import Colors

_SCROLL_BARS = """
QScrollBar:vertical {{ background: transparent; width: 10px; margin: 0; border: none; }}
QScrollBar:horizontal {{ background: transparent; height: 10px; margin: 0; border: none; }}
QScrollBar::handle {{ background: {handle}; border-radius: 3px; margin: 2px; }}
QScrollBar::handle:hover {{ background: {control}; }}
QScrollBar::handle:vertical {{ min-height: 32px; }}
QScrollBar::handle:horizontal {{ min-width: 32px; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: none; }}
QToolButton::menu-indicator {{ image: none; }}
QAbstractScrollArea::corner {{ background: transparent; border: none; }}
"""

_TIPS = "QToolTip {{ color: {tip_text}; background: {tip}; border: 1px solid {control}; padding: 4px 6px; }}"

TONES = ("text2", "accent", "accent_ink", "accent_text", "doubt", "error", "disabled")
"""Values of the property `tone` of a label."""


def sheet(table: Colors) -> str:
    """The whole sheet for one color table and the application's font."""
    names = {role: value.name() for role, value in vars(table).items() if isinstance(value, QColor)}
    handle = table.text2 if table.line_extra else table.control
    parts = [_SCROLL_BARS.format(**names | {"handle": _soft(handle, table)}), _TIPS.format(**names)]
    parts += [f'QLabel[tone="{tone}"] {{ color: {names[tone]}; }}' for tone in TONES]
    parts.append(f"QLabel:disabled {{ color: {names['disabled']}; }}")
    parts += [_use(use) for use in Use if not SCALE[use].mono and use is not Use.BODY]
    return "\n".join(parts).strip()


def _use(use: Use) -> str:
    font = fonts.font(use)
    return f'QLabel[use="{use}"] {{ font-size: {font.pointSizeF():.2f}pt; font-weight: {_weight(font)}; }}'


def _weight(font: QFont) -> int:
    return font.weight().value


def _soft(color: QColor, table: Colors) -> str:
    mixed = QColor(color)
    mixed.setAlphaF(1.0 if table.line_extra else 0.45)
    return f"rgba({mixed.red()}, {mixed.green()}, {mixed.blue()}, {mixed.alphaF():.2f})"
