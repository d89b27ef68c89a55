"""Type: the system's font and the bundled mono font, in the sizes of each use.

Sizes are points relative to the system's font, times the operator's text size, so that a larger system font
enlarges everything.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Final

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo, QFontMetrics, QGuiApplication

from reviewer import resources

BODY_PX: Final = 13
"""The body size that all sizes in pixels are drawn for."""

MONO_FAMILIES: Final = ("JetBrains Mono", "Cascadia Mono", "SF Mono", "Noto Sans Mono", "DejaVu Sans Mono")


class Use(StrEnum):
    """What a text is for; decides size, weight and family."""

    BODY = "body"
    NAME = "name"
    SECOND = "second"
    LABEL = "label"
    SMALL = "small"
    TAG = "tag"
    HEAD = "head"
    TITLE = "title"
    FIRST = "first"
    VALUE = "value"
    VALUE_SMALL = "value-small"
    VALUE_SHEET = "value-sheet"
    VALUE_EDIT = "value-edit"


@dataclass(frozen=True)
class Type:
    """One row of the type scale: pixels and line height as drawn for a body of 13, and weight."""

    px: int
    line: int
    weight: QFont.Weight
    mono: bool = False


_REGULAR, _MEDIUM, _STRONG = QFont.Weight.Normal, QFont.Weight.Medium, QFont.Weight.DemiBold

SCALE: Final = {
    Use.BODY: Type(13, 18, _REGULAR),
    Use.NAME: Type(13, 18, _MEDIUM),
    Use.SECOND: Type(12, 17, _REGULAR),
    Use.LABEL: Type(12, 17, _MEDIUM),
    Use.SMALL: Type(11, 16, _REGULAR),
    Use.TAG: Type(11, 16, _STRONG),
    Use.HEAD: Type(13, 18, _STRONG),
    Use.TITLE: Type(18, 26, _STRONG),
    Use.FIRST: Type(22, 30, _STRONG),
    Use.VALUE: Type(15, 25, _REGULAR, mono=True),
    Use.VALUE_SMALL: Type(13, 18, _REGULAR, mono=True),
    Use.VALUE_SHEET: Type(20, 36, _REGULAR, mono=True),
    Use.VALUE_EDIT: Type(22, 40, _REGULAR, mono=True),
}


def body(factor: float = 1.0) -> QFont:
    """The application's font: the system's, enlarged by the operator's text size, figures of equal width."""
    made = QFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    made.setPointSizeF(QFontInfo(made).pointSizeF() * factor)
    made.setFeature(QFont.Tag("tnum"), 1)
    return made


def font(use: Use) -> QFont:
    """The font of one use, relative to the application's font."""
    return QFont(_known().font(use))  # a copy: who has it may change it


def metrics(use: Use) -> QFontMetrics:
    """The measures of a use's font."""
    return _known().metrics(use)


def line(use: Use) -> int:
    """The height of a line of one use, in pixels: as in the type scale, or more where the font needs it."""
    return _known().line(use)


def scaled(px: float) -> int:
    """A size drawn for a body text of 13 pixels, at the size of the body text now. Never smaller than drawn."""
    return round(px * _known().factor)


class _Fonts:
    """The fonts at one application font and one screen: every row that is painted asks for dozens of them.

    Attributes:
        base: the application's font.
        dpi: of the screen.
        factor: how much larger than drawn all sizes are.
    """

    def __init__(self, base: QFont, dpi: float) -> None:
        self.base = base
        self.dpi = dpi
        self.factor = max(1.0, base.pointSizeF() * dpi / 72 / BODY_PX)
        self._made: dict[Use, tuple[QFont, QFontMetrics, int]] = {}

    def font(self, use: Use) -> QFont:
        return self._of(use)[0]

    def metrics(self, use: Use) -> QFontMetrics:
        return self._of(use)[1]

    def line(self, use: Use) -> int:
        return self._of(use)[2]

    def _of(self, use: Use) -> tuple[QFont, QFontMetrics, int]:
        if use not in self._made:
            made = _font(SCALE[use], self.base, self.dpi)
            metrics = QFontMetrics(made)
            self._made[use] = (made, metrics, max(round(SCALE[use].line * self.factor), metrics.height()))
        return self._made[use]


_latest: list[_Fonts] = []
_dpi: list[float] = []
"""Of the screen, until it changes: asking for it takes longer than all else here."""


def _known() -> _Fonts:
    """The fonts as they are now; made anew when the application's font or the screen is another one."""
    base = QGuiApplication.font()
    if not _dpi:
        _watch_screen()
    if not _latest or _latest[0].dpi != _dpi[0] or _latest[0].base != base:
        _latest[:] = [_Fonts(base, _dpi[0])]
    return _latest[0]


def _watch_screen() -> None:
    application, screen = QGuiApplication.instance(), QGuiApplication.primaryScreen()
    _dpi[:] = [96.0 if screen is None else screen.logicalDotsPerInchY()]
    if isinstance(application, QGuiApplication):
        application.primaryScreenChanged.connect(_forget_screen)
    if screen is not None:
        screen.logicalDotsPerInchChanged.connect(_forget_screen)


def _forget_screen(_what: object = None) -> None:
    _dpi.clear()


def _font(scale: Type, base: QFont, dpi: float) -> QFont:
    made = QFont(base)
    system = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)).pointSizeF()
    factor = made.pointSizeF() / system
    made.setPointSizeF((system + (scale.px - BODY_PX) * 72 / dpi) * factor)
    made.setWeight(scale.weight)
    if scale.mono:
        load()
        made.setFamilies(list(MONO_FAMILIES))
        made.setStyleHint(QFont.StyleHint.Monospace)
        made.setFixedPitch(True)
        for tag, value in (("zero", 1), ("liga", 0), ("calt", 0), ("tnum", 1)):
            made.setFeature(QFont.Tag(tag), value)
    return made


@cache
def load() -> tuple[str, ...]:
    """Load the bundled fonts, once. Returns the families that they are."""
    families: list[str] = []
    for file in sorted(resources.path("fonts").glob("*.ttf")):
        number = QFontDatabase.addApplicationFont(str(file))
        families += QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return tuple(dict.fromkeys(families))
