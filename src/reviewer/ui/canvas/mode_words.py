"""The words of the line at the foot of the page: what the mode is at, and which keys do what."""

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from reviewer.ui.canvas.key_drawing import KeyDrawing
from reviewer.ui.canvas.mode_keys import caps
from reviewer.ui.canvas.overlay import Overlay
from reviewer.ui.canvas.reshaping import Reshaping
from reviewer.ui.viewmodels.review import ReviewViewModel


class ModeWords(QObject):
    """Reads the modes and tells of them.

    Args:
        reshaping, drawing: the modes.
        model: knows the active value.
        overlay: knows what it is called.

    Attributes:
        actions: those of the modes, with the keys that the operator set.
    """

    def __init__(
        self, reshaping: Reshaping, drawing: KeyDrawing, model: ReviewViewModel, overlay: Overlay, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._reshaping = reshaping
        self._drawing = drawing
        self._model = model
        self._overlay = overlay
        self.actions: Mapping[str, QAction] = {}

    def reshaping_title(self) -> str:
        shape = self._reshaping
        if shape.corner < 0:
            part = self.tr("the whole region")
        else:
            part = self.tr("corner {number} of {count}").format(number=shape.corner + 1, count=len(shape.polygon))
        if len(shape.regions) > 1:
            which = self.tr("region {number} of {count}").format(number=shape.index + 1, count=len(shape.regions))
            part = f"{which}, {part}"
        return self.tr("Editing the region of {field}: {part}").format(field=self._label(), part=part)

    def reshaping_hints(self) -> tuple[str, ...]:
        key = self._key
        hints = [
            self.tr("Arrows move, with Shift further"),
            self.tr("{key} next corner").format(key=key("shape.next_corner")),
            self.tr("{add} adds a corner, {remove} removes it").format(
                add=key("shape.add_corner"), remove=key("shape.remove_corner")
            ),
            self.tr("{left} {right} turn").format(left=key("shape.turn_left"), right=key("shape.turn_right")),
            self.tr("{more} {less} size").format(more=key("shape.larger"), less=key("shape.smaller")),
            self.tr("{key} keeps").format(key=key("shape.keep")),
            self.tr("{key} drops").format(key=key("shape.leave")),
        ]
        if len(self._reshaping.regions) > 1:
            hints.insert(2, self.tr("{key} next region").format(key=key("shape.next_region")))
        return tuple(hints)

    def drawing_title(self) -> str:
        text = " ".join(self._drawing.text.split())
        if not self._drawing.free:
            return self.tr("Drawing for {field}: {text}").format(field=self._label(), text=text)
        if not self._drawing.corner_set:
            return self.tr("Drawing for {field}: no corner yet").format(field=self._label())
        part = self.tr("a rectangle around {text}").format(text=text) if text else self.tr("a rectangle, no words")
        return self.tr("Drawing for {field}: {text}").format(field=self._label(), text=part)

    def drawing_hints(self) -> tuple[str, ...]:
        key = self._key
        corner, swap = key("draw.corner"), key("draw.swap")
        if self._drawing.free:
            first: tuple[str, ...] = (
                self.tr("Arrows move the cross, with Ctrl finely"),
                self.tr("{key} puts a corner down").format(key=corner)
                if not self._drawing.corner_set
                else self.tr("{key} the other corner").format(key=corner),
                self.tr("{key} words").format(key=swap),
            )
        else:
            first = (
                self.tr("Arrows go from word to word"),
                self.tr("Shift+arrows grow and shrink"),
                self.tr("Ctrl+Shift+arrows move the edges"),
                self.tr("{key} free rectangle").format(key=swap),
            )
        both = self.tr("{key} takes it") if not self._drawing.free else self.tr("{key} reads it")
        return (*first, both.format(key=key("draw.finish")), self.tr("{key} drops it").format(key=key("draw.leave")))

    def _label(self) -> str:
        entry = self._model.entry(self._model.current)
        return "" if entry is None else self._overlay.label(entry)

    def _key(self, name: str) -> str:
        return caps(self.actions.get(name))
