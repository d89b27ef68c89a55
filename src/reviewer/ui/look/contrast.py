"""Contrast of two colors by the WCAG 2 formula."""

from PySide6.QtGui import QColor


def ratio(one: QColor, other: QColor) -> float:
    """From 1 (same) to 21 (black on white)."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def over(top: QColor, opacity: float, ground: QColor) -> QColor:
    """The color seen when `top` lies over `ground`."""
    channels = zip(_channels(top), _channels(ground), strict=True)
    red, green, blue = (round(a * opacity + b * (1 - opacity)) for a, b in channels)
    return QColor(red, green, blue)


def _channels(color: QColor) -> tuple[int, int, int]:
    return color.red(), color.green(), color.blue()


def _luminance(color: QColor) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
