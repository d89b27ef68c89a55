"""The theme: which colors, which text size; puts palette, style and font on the application."""

from typing import Literal, get_args

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPalette, QPixmapCache
from PySide6.QtWidgets import QApplication, QToolTip

from reviewer.ui.look import current, fonts
from reviewer.ui.look.palette import palette
from reviewer.ui.look.style import CalmStyle
from reviewer.ui.look.tokens import DARK, LIGHT, Colors, strong

Scheme = Literal["system", "light", "dark", "contrast"]
SCHEMES: tuple[Scheme, ...] = get_args(Scheme)


class Theme(QObject):
    """The look of the whole application.

    Widgets get a PaletteChange by Qt itself and ask `current.colors()` when they paint, and a StyleChange, on which
    they measure anew; what keeps colors, such as pens, makes them anew on `changed`.

    Signals:
        changed: other colors or another text size.
    """

    changed = Signal()

    def __init__(self, app: QApplication, scheme: Scheme = "system", text_factor: float = 1.0) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self._text_factor = text_factor
        self._system = QPalette(app.palette())
        self._style = CalmStyle()
        self._style.setParent(self)
        # Kept: a temporary hints object is deleted at once.
        self._hints = app.styleHints()
        accessibility = getattr(self._hints, "accessibility", None)  # since Qt 6.10
        self._accessibility = accessibility() if accessibility is not None else None
        app.setStyle(self._style)
        self._tell_system()
        self._dress()
        self._hints.colorSchemeChanged.connect(self._on_system_changed)
        if self._accessibility is not None:
            self._accessibility.contrastPreferenceChanged.connect(self._on_system_changed)

    @property
    def colors(self) -> Colors:
        """The color table in use."""
        return current.colors()

    @property
    def scheme(self) -> Scheme:
        """The setting, which may be "system"."""
        return self._scheme

    @property
    def text_factor(self) -> float:
        """The operator's text size; 1.0 is the system's."""
        return self._text_factor

    def set_scheme(self, scheme: Scheme) -> None:
        """Use another scheme from now on."""
        self._scheme = scheme
        self._tell_system()
        self._dress()
        self.changed.emit()

    def set_text_factor(self, factor: float) -> None:
        """Make all texts larger or smaller than the system's."""
        self._text_factor = factor
        self._dress()
        self.changed.emit()

    @Slot()
    def _on_system_changed(self) -> None:
        if self._scheme in ("system", "contrast"):
            self._dress()
            self.changed.emit()

    def _tell_system(self) -> None:
        """Title bars and file dialogs are the platform's: they follow only what the hints say."""
        wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(self._scheme)
        if wanted is None:
            self._hints.unsetColorScheme()
        else:
            self._hints.setColorScheme(wanted)

    def _dress(self) -> None:
        table = self._table()
        current.use(table, still=self._asks("motionPreference"))
        QPixmapCache.clear()
        made = palette(table)
        self._app.setFont(fonts.body(self._text_factor))
        self._app.setPalette(made)
        QToolTip.setPalette(made)
        self._tell_widgets()

    def _tell_widgets(self) -> None:
        """Qt would tell windows of font and palette later, and no widget that what it measured is of another font."""
        for window in self._app.topLevelWidgets():
            for kind in (QEvent.Type.ApplicationFontChange, QEvent.Type.ApplicationPaletteChange):
                self._app.sendEvent(window, QEvent(kind))
        for widget in self._app.allWidgets():
            self._app.sendEvent(widget, QEvent(QEvent.Type.StyleChange))

    def _table(self) -> Colors:
        dark = self._hints.colorScheme() is Qt.ColorScheme.Dark
        if self._scheme == "contrast" or (self._scheme == "system" and self._asks("contrastPreference")):
            return strong(dark=dark, highlight=self._highlight())
        return DARK if self._scheme == "dark" or (self._scheme == "system" and dark) else LIGHT

    def _asks(self, preference: str) -> bool:
        """Whether the system has a preference. `motionPreference` exists since Qt 6.12."""
        ask = getattr(self._accessibility, preference, None)
        return ask is not None and ask().name != "NoPreference"

    def _highlight(self) -> QColor | None:
        """The system's own highlight; without a desktop there is none that somebody has chosen."""
        known = self._hints.colorScheme() is not Qt.ColorScheme.Unknown
        return self._system.color(QPalette.ColorRole.Highlight) if known else None


def apply(app: QApplication, scheme: Scheme = "system", text_factor: float = 1.0) -> Theme:
    """Dress the application. Keep the theme; it belongs to the application and lives as long."""
    return Theme(app, scheme, text_factor)
