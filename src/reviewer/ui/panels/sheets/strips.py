"""The pictures in the cells of a sheet: asked for as they come into view, laid on the strip when they are painted."""

from collections import OrderedDict
from collections.abc import Callable, Iterable

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontMetrics, QPixmap

from reviewer.domain.document import Page
from reviewer.domain.writing import has_left, runs_left
from reviewer.ui.canvas.page_jobs import PageFile
from reviewer.ui.look import current, fonts
from reviewer.ui.look.fonts import Use
from reviewer.ui.panels import snippet
from reviewer.ui.panels.alignment import Alignment, aligned, at_right
from reviewer.ui.panels.sheets.clips import ClipKey, Clips, ClipWish, of_region
from reviewer.ui.viewmodels.sheets.cell import SheetCell

FileOf = Callable[[Page], PageFile]
MOST = 600


class SheetStrips:
    """Makes the picture of a cell.

    Args:
        clips: draws parts of pages.
        file_of: says where a page lies.
    """

    def __init__(self, clips: Clips, file_of: FileOf) -> None:
        self._clips = clips
        self._file_of = file_of
        self._made: OrderedDict[tuple[object, ...], QPixmap] = OrderedDict()

    def key(self, cell: SheetCell, height: int, ratio: float) -> ClipKey | None:
        """What the picture of a cell is known by; None without a place."""
        if cell.region is None or cell.page is None:
            return None
        return of_region(cell.page, cell.region, round(height * ratio * 1.5))

    def want(self, cells: Iterable[SheetCell], height: int, ratio: float, first: ClipWish | None = None) -> None:
        """Have these drawn, the first of them first, but for another part of a page that comes before all."""
        wishes = self.wishes(cells, height, ratio)
        self._clips.want(wishes if first is None else [first, *wishes])

    def wishes(self, cells: Iterable[SheetCell], height: int, ratio: float) -> list[ClipWish]:
        """What is to be drawn for these."""
        wishes = []
        for cell in cells:
            key = self.key(cell, height, ratio)
            if key is not None and cell.page is not None:
                wishes.append(ClipWish(key, self._file_of(cell.page), (cell.page.width, cell.page.height)))
        return wishes

    def failed(self, cell: SheetCell, height: int, ratio: float) -> bool:
        """Whether the page of a cell cannot be drawn."""
        key = self.key(cell, height, ratio)
        return key is not None and self._clips.failed(key)

    def picture(self, cell: SheetCell, size: QSize, ratio: float, use: Use) -> QPixmap | None:
        """The strip of a cell, its characters as far apart as those of the text below; None while there is none."""
        key = self.key(cell, size.height(), ratio)
        cut = None if key is None else self._clips.clip(key)
        if key is None or cut is None or cut.image.isNull():
            return None
        known = (key, cell.text, size.width(), size.height(), ratio, use, current.colors().name)
        made = self._made.get(known)
        if made is None:
            place = _aligned(cell, cut, size, use)
            paper = current.colors().paper_strip
            made = snippet.compose((cut,), (place,), size.height(), size, ratio, paper)
            self._made[known] = made
            if len(self._made) > MOST:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(known)
        return made

    def forget(self) -> None:
        """Let go of what was made."""
        self._made.clear()
        self._clips.forget()


def _aligned(cell: SheetCell, cut: snippet.Cut, size: QSize, use: Use) -> Alignment:
    value, text = cell.value, cell.text.split("\n")[0]
    plain = value is not None and value.recognized_text == value.text and not has_left(text)
    edges = value.edges if plain and value is not None and len(value.regions) == 1 else ()
    advance = QFontMetrics(fonts.font(use)).horizontalAdvance("0")
    room = (float(size.width()), float(size.height() - 8))
    place = aligned(text, edges, cut.width, cut.height, advance, room=room)
    return at_right(place, cut.width, room[0]) if runs_left(text) else place
