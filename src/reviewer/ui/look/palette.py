"""The color table as a QPalette, for Fusion and for every widget that paints itself from the palette."""

from typing import Final

from PySide6.QtGui import QPalette

from reviewer.ui.look.tokens import Colors

_Role = QPalette.ColorRole

_ROLES: Final = {
    _Role.Window: "window",
    _Role.WindowText: "text",
    _Role.Base: "base",
    _Role.AlternateBase: "alt",
    _Role.Text: "text",
    _Role.Button: "base",
    _Role.ButtonText: "text",
    _Role.BrightText: "error",
    _Role.PlaceholderText: "text2",
    _Role.Light: "base",
    _Role.Midlight: "line",
    _Role.Mid: "line",
    _Role.Dark: "control",
    _Role.Shadow: "control",
    _Role.Highlight: "accent",
    _Role.Accent: "accent",
    _Role.HighlightedText: "accent_text",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.ToolTipBase: "tip",
    _Role.ToolTipText: "tip_text",
}

_DISABLED: Final = {
    _Role.WindowText: "disabled",
    _Role.Text: "disabled",
    _Role.ButtonText: "disabled",
    _Role.PlaceholderText: "disabled",
    _Role.HighlightedText: "disabled",
    _Role.Link: "disabled",
    _Role.Dark: "line",
    _Role.Base: "window",
    _Role.Button: "window",
    _Role.Highlight: "line",
    _Role.Accent: "line",
}


def palette(table: Colors) -> QPalette:
    """Every role of all three groups; an inactive window keeps the colors of an active one."""
    made = QPalette()
    for role, name in _ROLES.items():
        made.setColor(role, getattr(table, name))
    for role, name in _DISABLED.items():
        made.setColor(QPalette.ColorGroup.Disabled, role, getattr(table, name))
    return made
