"""The numbers of the look: colors, space, sizes and type. Nothing else in the program names a color."""

from typing import Any, Final

from msgspec import Struct
from msgspec.structs import fields, replace
from PySide6.QtGui import QColor

from reviewer.ui.look import contrast


class Colors(Struct, frozen=True):
    """One table of colors. The roles are told in docs/design and below; `page_…` are for lines on paper.

    Attributes:
        name: light, dark, contrast or contrast-dark.
        dark: whether text is lighter than its ground.
        window: menu, tool bars, page strip, status bar.
        base: docks, lists, editors, buttons.
        alt: key caps, settings list, footers of panels, a row under the pointer.
        canvas: around the page.
        line: hairlines between things; decoration only.
        control: frames of buttons and inputs, and of a doubtful value.
        text, text2, disabled: text; labels and states; what cannot be used.
        accent, accent_text: action and focus; text on it.
        accent_soft, accent_ink: current row, pressed tool; text and icons on it.
        doubt, doubt_line, doubt_soft: an unsure value; the dotted line under a character; what lies behind it.
        error, error_soft: failed tasks and rule errors; the notice bar of one.
        tip, tip_text: tool tips.
        paper_strip: behind every snippet, which is multiplied onto it.
        shadow: around dialogs and pop-ups, with its own opacity.
        page_word_opacity: how much of `page_word` is seen.
        page_dim: how much black lies over the page's picture (not over the lines).
        line_extra: added to the width of every line on the page.
    """

    name: str
    dark: bool
    window: QColor
    base: QColor
    alt: QColor
    canvas: QColor
    line: QColor
    control: QColor
    text: QColor
    text2: QColor
    disabled: QColor
    accent: QColor
    accent_text: QColor
    accent_soft: QColor
    accent_ink: QColor
    doubt: QColor
    doubt_line: QColor
    doubt_soft: QColor
    error: QColor
    error_soft: QColor
    tip: QColor
    tip_text: QColor
    paper_strip: QColor
    shadow: QColor
    page_active: QColor
    page_field: QColor
    page_doubt: QColor
    page_word: QColor
    page_paper: QColor
    page_word_opacity: float = 0.38
    page_dim: float = 0.0
    line_extra: float = 0.0


_PAGE: Final = {
    "page_active": "#1D5FB8",
    "page_field": "#2B3848",
    "page_doubt": "#9A5900",
    "page_word": "#596675",
    "page_paper": "#FFFFFF",
}


def _table(name: str, /, *, dark: bool = False, numbers: dict[str, float] | None = None, **names: str) -> Colors:
    roles: dict[str, Any] = {role: QColor(value) for role, value in (_PAGE | names).items()}
    return Colors(name=name, dark=dark, **(roles | (numbers or {})))


LIGHT: Final = _table(
    "light",
    window="#F2F4F6",
    base="#FFFFFF",
    alt="#F8F9FB",
    canvas="#D9DEE4",
    line="#DDE2E8",
    control="#7F8A97",
    text="#18212C",
    text2="#4C5866",
    disabled="#8B95A1",
    accent="#1D5FB8",
    accent_text="#FFFFFF",
    accent_soft="#E8F0FB",
    accent_ink="#174C94",
    doubt="#7D4A00",
    doubt_line="#B06A00",
    doubt_soft="#FFF1D2",
    error="#A3231C",
    error_soft="#FCEBE9",
    tip="#FFFFFF",
    tip_text="#18212C",
    paper_strip="#F3F5F8",
    shadow="#26101820",
)

DARK: Final = _table(
    "dark",
    dark=True,
    numbers={"page_dim": 0.14},
    window="#1F2328",
    base="#262B31",
    alt="#2B3138",
    canvas="#15181C",
    line="#39414A",
    control="#7C8794",
    text="#E8EBEF",
    text2="#B0B9C3",
    disabled="#76808B",
    accent="#82B3FF",
    accent_text="#0A1B33",
    accent_soft="#24364F",
    accent_ink="#A9CBFF",
    doubt="#F2C06B",
    doubt_line="#D99A36",
    doubt_soft="#40341F",
    error="#FF9D92",
    error_soft="#46292A",
    tip="#343B43",
    tip_text="#E8EBEF",
    paper_strip="#C9CED5",
    shadow="#66000000",
)

_STRONG: Final = {"page_word_opacity": 1.0, "line_extra": 1.0}

CONTRAST: Final = _table(
    "contrast",
    numbers=_STRONG,
    window="#FFFFFF",
    base="#FFFFFF",
    alt="#FFFFFF",
    canvas="#C8C8C8",
    line="#000000",
    control="#000000",
    text="#000000",
    text2="#000000",
    disabled="#5A5A5A",
    accent="#0B3FA8",
    accent_text="#FFFFFF",
    accent_soft="#DCE6FF",
    accent_ink="#00226B",
    doubt="#5A3300",
    doubt_line="#5A3300",
    doubt_soft="#FFE9B0",
    error="#8A0000",
    error_soft="#FFFFFF",
    tip="#FFFFFF",
    tip_text="#000000",
    paper_strip="#FFFFFF",
    shadow="#00000000",
)

CONTRAST_DARK: Final = _table(
    "contrast-dark",
    dark=True,
    numbers=_STRONG,
    window="#000000",
    base="#000000",
    alt="#000000",
    canvas="#303030",
    line="#FFFFFF",
    control="#FFFFFF",
    text="#FFFFFF",
    text2="#FFFFFF",
    disabled="#A0A0A0",
    accent="#9CC4FF",
    accent_text="#000000",
    accent_soft="#0F2A55",
    accent_ink="#D6E6FF",
    doubt="#FFD479",
    doubt_line="#FFD479",
    doubt_soft="#4A3300",
    error="#FFB3AB",
    error_soft="#000000",
    tip="#000000",
    tip_text="#FFFFFF",
    paper_strip="#FFFFFF",
    shadow="#00000000",
)


def strong(*, dark: bool, highlight: QColor | None = None) -> Colors:
    """The high-contrast table, with the system's own highlight where text stays readable on it."""
    table = CONTRAST_DARK if dark else CONTRAST
    if highlight is None or contrast.ratio(highlight, table.base) < 4.5:
        return table
    return replace(table, accent=highlight)


COLOR_ROLES: Final = tuple(field.name for field in fields(Colors) if field.type is QColor)


class Space:
    """Distances. Inside a control GAP, between controls STEP to GAP, between sections SECTION."""

    STEP: Final = 4
    GAP: Final = 8
    WIDE: Final = 12
    MARGIN: Final = 16
    FIELD: Final = 20
    SECTION: Final = 24
    BIG: Final = 32


class Height:
    """Heights of bars, rows and controls at the usual text size."""

    MENU: Final = 28
    TOOL_BAR: Final = 44
    HEAD: Final = 40
    PAGE_BAR: Final = 40
    CONTROL: Final = 30
    CONTROL_SMALL: Final = 24
    CONTROL_BIG: Final = 34
    TOOL: Final = 30
    TARGET: Final = 24
    STATUS: Final = 30
    KEY_ROW: Final = 34
    QUEUE_ROW: Final = 68
    QUEUE_ROW_NARROW: Final = 60


class Radius:
    """Corners."""

    CONTROL: Final = 4
    TAG: Final = 3
    PICTURE: Final = 2
    DIALOG: Final = 6


class Width:
    """Widths of lines, and of the panels that the window divides."""

    HAIRLINE: Final = 1
    FOCUS: Final = 2
    BAR: Final = 3
    QUEUE: Final = 296
    QUEUE_NARROW: Final = 212
    STRIP: Final = 84
    FIELDS: Final = 460
    FIELDS_NARROW: Final = 392
    FIELDS_LEAST: Final = 360


ICON: Final = 18
ICON_ROW: Final = 14
