"""Icons: one set of SVG files, painted at the asked size in a color of the table."""

from functools import cache
from typing import Final, Literal

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from reviewer import resources
from reviewer.ui.look.current import colors
from reviewer.ui.look.tokens import ICON_ROW

Tone = Literal["text", "text2", "accent", "accent_text", "accent_ink", "doubt", "error", "disabled"]

_MIRRORED: Final = frozenset({"undo", "redo", "previous", "next", "chevron-left", "chevron-right", "history"})
_CLONES: Final[list[QIconEngine]] = []


@cache
def icon(name: str, tone: Tone = "text") -> QIcon:
    """An icon for buttons, actions and menus. It follows the theme by itself.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    if name not in _names():
        raise FileNotFoundError(name)
    return QIcon(_Engine(name, tone))


@cache
def app_icon() -> QIcon:
    """The program's own icon, in its own colors."""
    return icon("reviewer")


def paint(painter: QPainter, name: str, rect: QRect | QRectF, color: QColor) -> None:
    """Paint an icon into `rect`, for delegates: always crisp, in exactly this color."""
    around = QRectF(rect)
    side = min(around.width(), around.height())
    corner = around.center() - QPointF(side / 2, side / 2)
    painter.drawPixmap(corner, pixmap(name, round(side), painter.device().devicePixelRatioF(), color))


def pixmap(name: str, side: int, scale: float, color: QColor) -> QPixmap:
    """An icon of `side` logical pixels for a screen of `scale` device pixels each; kept in the pixmap cache."""
    mirrored = name in _MIRRORED and QGuiApplication.layoutDirection() is Qt.LayoutDirection.RightToLeft
    key = f"icon {name} {side} {scale:.3f} {color.rgba():08x} {mirrored}"
    made = QPixmap()
    if not QPixmapCache.find(key, made):
        made = _drawn(name, side, scale, color, mirrored)
        QPixmapCache.insert(key, made)
    return made


def _drawn(name: str, side: int, scale: float, color: QColor, mirrored: bool) -> QPixmap:
    pixels = max(1, round(side * scale))
    made = QPixmap(pixels, pixels)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if mirrored:
        painter.translate(pixels, 0)
        painter.scale(-1, 1)
    _renderer(name, color.name(), side <= ICON_ROW).render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    if color.alpha() < 255:
        made = _faded(made, color.alphaF())
    made.setDevicePixelRatio(scale)
    return made


def _faded(picture: QPixmap, opacity: float) -> QPixmap:
    made = QPixmap(picture.size())
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.setOpacity(opacity)
    painter.drawPixmap(0, 0, picture)
    painter.end()
    return made


@cache
def _names() -> frozenset[str]:
    """The icons there are; a file is read when its icon is first painted."""
    return frozenset(file.stem for file in resources.path("icons").glob("*.svg"))


@cache
def _source(name: str) -> bytes:
    return resources.path("icons", f"{name}.svg").read_bytes()


@cache
def _renderer(name: str, color: str, small: bool) -> QSvgRenderer:
    drawing = _source(name).replace(b"currentColor", color.encode())
    if small:  # a line of 1.5 on the grid of 20 is too thin at 14 pixels
        drawing = drawing.replace(b'stroke-width="1.5"', b'stroke-width="1.7"')
    return QSvgRenderer(QByteArray(drawing))


class _Engine(QIconEngine):
    """Paints one icon of the set in the colors of the moment."""

    def __init__(self, name: str, tone: Tone) -> None:
        super().__init__()
        self._name = name
        self._tone = tone

    def clone(self) -> QIconEngine:
        made = _Engine(self._name, self._tone)
        _CLONES.append(made)  # Qt owns it, but Python would free it first
        return made

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, self._name, rect, self._color(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, min(size.width(), size.height()), scale, self._color(mode, state))

    def actualSize(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QSize:
        side = min(size.width(), size.height())
        return QSize(side, side)

    def iconName(self) -> str:
        return self._name

    def key(self) -> str:
        return "reviewer"

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        table = colors()
        if mode is QIcon.Mode.Disabled:
            return table.disabled
        if mode is QIcon.Mode.Selected:
            return table.accent_text
        if state is QIcon.State.On and self._tone == "text":
            return table.accent_ink
        color: QColor = getattr(table, self._tone)
        return color
