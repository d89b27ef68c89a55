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
AT_ONCE = 6
"""Pictures that are made in one turn of the event loop before anybody sees them: a key must not wait for more."""


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
        self._count = 0

    def keys(self, cell: SheetCell, height: int, ratio: float) -> tuple[ClipKey, ...]:
        """What the picture of a cell is known by, one a line; none without a place."""
        page = cell.page
        if cell.region is None or page is None:
            return ()
        regions = (cell.region,) if cell.value is None else cell.value.regions
        here = [region for region in regions[: snippet.LINES] if region.page == cell.region.page]
        return tuple(of_region(page, region, round(height * ratio * 1.5)) for region in here)

    def want(self, cells: Iterable[SheetCell], height: int, ratio: float, first: ClipWish | None = None) -> None:
        """Have these drawn, the first of them first, but for another part of a page that comes before all."""
        wishes = self.wishes(cells, height, ratio)
        self._clips.want(wishes if first is None else [first, *wishes])

    def wishes(self, cells: Iterable[SheetCell], height: int, ratio: float) -> list[ClipWish]:
        """What is to be drawn for these."""
        return [
            ClipWish(key, self._file_of(cell.page), (cell.page.width, cell.page.height))
            for cell in cells
            if cell.page is not None
            for key in self.keys(cell, height, ratio)
            if self._clips.clip(key) is None
        ]

    def failed(self, cell: SheetCell, height: int, ratio: float) -> bool:
        """Whether the page of a cell cannot be drawn."""
        return any(self._clips.failed(key) for key in self.keys(cell, height, ratio))

    def drawn(self, cell: SheetCell, height: int, ratio: float) -> bool | None:
        """Whether all of a cell's picture is there; False when it cannot be drawn, None while it is awaited."""
        keys = self.keys(cell, height, ratio)
        whole = cell.value is not None and len(keys) == len(cell.value.regions)
        if not whole or any(self._clips.failed(key) for key in keys):
            return False
        cuts = [self._clips.clip(key) for key in keys]
        return None if None in cuts else not any(cut is not None and cut.image.isNull() for cut in cuts)

    def picture(self, cell: SheetCell, size: QSize, ratio: float, use: Use) -> QPixmap | None:
        """The strip of a cell, its characters as far apart as those of the text below; None while there is none."""
        keys = self.keys(cell, size.height(), ratio)
        cuts = tuple(cut for key in keys if (cut := self._clips.clip(key)) is not None and not cut.image.isNull())
        if not cuts:
            return None
        edges = _edges(cell) if len(cuts) == 1 else ()
        known = (keys, len(cuts), cell.text, edges, size.width(), size.height(), ratio, use, current.colors().name)
        made = self._made.get(known)
        if made is None:
            places = _aligned(cell, cuts, edges, size, use)
            paper = current.colors().paper_strip
            made = snippet.compose(cuts, places, size.height() / len(cuts), size, ratio, paper)
            self._made[known] = made
            self._count += 1
            if len(self._made) > MOST:
                self._made.popitem(last=False)
        else:
            self._made.move_to_end(known)
        return made

    def prepare(self, cells: Iterable[SheetCell], size: QSize, ratio: float, use: Use) -> bool:
        """Make some of the pictures of cells that are known, before they come into view. False when none is left."""
        before = self._count
        for cell in cells:
            if cell.detail is not None:
                self.picture(cell, size, ratio, use)
            if self._count - before >= AT_ONCE:
                return True
        return False

    def forget(self) -> None:
        """Let go of what was made."""
        self._made.clear()
        self._clips.forget()


def _edges(cell: SheetCell) -> tuple[float, ...]:
    """Where the characters stand in the region, while the text is what was read there."""
    value = cell.value
    if value is None or value.recognized_text != value.text or len(value.regions) != 1 or has_left(value.text):
        return ()
    return value.edges


def _aligned(
    cell: SheetCell, cuts: tuple[snippet.Cut, ...], edges: tuple[float, ...], size: QSize, use: Use
) -> tuple[Alignment, ...]:
    texts, single = cell.text.split("\n"), len(cuts) == 1
    advance = QFontMetrics(fonts.font(use)).horizontalAdvance("0")
    room = (float(size.width()), size.height() / len(cuts) - (8 if single else 3))
    places = [
        aligned(texts[n] if n < len(texts) else "", edges, cut.width, cut.height, advance, room=room)
        for n, cut in enumerate(cuts)
    ]
    if not single:
        scale = min(place.scale for place in places)
        places = [Alignment(scale) for _ in places]
    if not runs_left(cell.text):
        return tuple(places)
    return tuple(at_right(place, cut.width, room[0]) for place, cut in zip(places, cuts, strict=True))
