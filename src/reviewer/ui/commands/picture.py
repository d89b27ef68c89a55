"""What the actions do that change how the picture of the page looks."""

from PySide6.QtCore import Slot

from reviewer.ui.canvas.tone import STEP, Tone
from reviewer.ui.commands.panes import Group, Handlers
from reviewer.ui.panels.picture_sliders import PictureSliders, spoken


class PictureCommands(Group):
    """Brightness, contrast, inverting: of the open document, while it is open."""

    looking = (
        "view.picture",
        "view.brighter",
        "view.darker",
        "view.steeper",
        "view.flatter",
        "view.invert",
        "view.plain_picture",
    )

    _sliders: PictureSliders | None = None

    def handlers(self) -> Handlers:
        return {
            "view.contrast": self._pictures.set_stretched,
            "view.picture": self.show,
            "view.brighter": lambda: self.change(brightness=STEP),
            "view.darker": lambda: self.change(brightness=-STEP),
            "view.steeper": lambda: self.change(contrast=STEP),
            "view.flatter": lambda: self.change(contrast=-STEP),
            "view.invert": self.invert,
            "view.plain_picture": self.reset,
        }

    @Slot()
    def show(self) -> None:
        """Show the sliders under their button, or take them away."""
        if self._sliders is None:
            self._sliders = PictureSliders(self._pictures, self._panes.page)
        self._sliders.toggle(self._panes.page.bar.buttons["view.picture"], self._panes.page.view)

    def change(self, *, brightness: int = 0, contrast: int = 0) -> None:
        self._pictures.set_tone(self._pictures.tone.changed(brightness, contrast))
        self._tell(spoken(self._pictures.tone))

    def invert(self, on: bool) -> None:
        self._pictures.set_tone(self._pictures.tone.with_inverted(on))

    @Slot()
    def reset(self) -> None:
        self._pictures.set_tone(Tone())
        self._tell(spoken(Tone()))
