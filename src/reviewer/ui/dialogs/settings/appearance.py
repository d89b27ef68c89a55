"""The page Appearance: colors, text size, and how dark the page is in the dark."""

import msgspec
from PySide6.QtCore import Slot
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QWidget

from reviewer.settings import Settings
from reviewer.ui.dialogs.settings.form import Form
from reviewer.ui.dialogs.settings.page import Group, Page, heading
from reviewer.ui.dialogs.settings.scheme_tile import SchemeTile, SchemeTiles
from reviewer.ui.dialogs.settings.slider_spin import SliderSpin
from reviewer.ui.look import fonts
from reviewer.ui.panels.label import paragraph
from reviewer.ui.table.action import QT_TRANSLATE_NOOP

_LEAST, _MOST, _STEP = 80, 200, 5


class Appearance(Page):
    """How the window looks."""

    name = "appearance"
    title = QT_TRANSLATE_NOOP("settings", "Appearance")
    group = Group.REVIEWER

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._factor = 1.0
        self.tiles = SchemeTiles(
            [
                SchemeTile("system", self.tr("As the system")),
                SchemeTile("light", self.tr("Light")),
                SchemeTile("dark", self.tr("Dark")),
                SchemeTile("contrast", self.tr("High contrast")),
            ]
        )
        self._schemes = QButtonGroup(self)
        for tile in self.tiles.tiles:
            self._schemes.addButton(tile)
        self.text_size = SliderSpin(_LEAST, _MOST, _STEP)
        self.sample = paragraph()
        self.dim_page = QCheckBox(self.tr("Dim the page in the dark"))
        self._build()
        self._schemes.buttonToggled.connect(self._on_changed)
        self.text_size.changed.connect(self._on_size)
        self.dim_page.toggled.connect(self._on_changed)

    def _build(self) -> None:
        form = Form(
            self, heading(self), self.tr("Colors and sizes of the window. Pages and exported files stay as they are.")
        )
        form.section(self.tr("Colors"))
        form.row(self.tr("Scheme"), self.tiles)
        for tile in self.tiles.tiles:
            tile.setAccessibleName(self.tr("Scheme: {name}").format(name=tile.text()))
        form.check(
            self.dim_page, self.tr("White paper glares beside dark panels. Lines and colors on the page stay clear.")
        )
        form.section(self.tr("Text"))
        self.text_size.name(self.tr("Text size"))
        form.row(self.tr("Text size"), self.text_size, hint=self.tr("100 % is the size of the system's own texts."))
        form.row("", self.sample)

    def load(self, settings: Settings) -> None:
        look = settings.appearance
        self._factor = look.text_size
        tiles = {tile.scheme: tile for tile in self.tiles.tiles}
        tiles.get(look.scheme, self.tiles.tiles[0]).setChecked(True)
        self.text_size.set_value(round(look.text_size * 100))
        self.dim_page.setChecked(look.dim_page)
        self._on_size()

    def store(self, settings: Settings) -> Settings:
        shown = next(tile.scheme for tile in self.tiles.tiles if tile.isChecked())
        known = {tile.scheme for tile in self.tiles.tiles}
        scheme = settings.appearance.scheme
        look = msgspec.structs.replace(
            settings.appearance,
            scheme=shown if shown != "system" or scheme in known else scheme,
            text_size=self._text_size(),
            dim_page=self.dim_page.isChecked(),
        )
        return msgspec.structs.replace(settings, appearance=look)

    def _text_size(self) -> float:
        """The factor; one that the slider cannot show stays as it was until the slider is moved."""
        shown = min(_MOST, max(_LEAST, round(self._factor * 100)))
        return self._factor if self.text_size.value() == shown else self.text_size.value() / 100

    @Slot()
    def _on_size(self) -> None:
        percent = self.text_size.value()
        self.sample.setText(self.tr("Texts will be as large as this."))
        size = fonts.body(percent / 100).pointSizeF()
        self.sample.setStyleSheet(f"font-size: {size:.2f}pt")
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self.changed.emit()
