"""The pictures above the values, made when they are painted, a few at a time, and kept while they fit."""

import math

from PySide6.QtCore import QObject, QSize, QTimer, Signal, Slot
from PySide6.QtGui import QFontMetricsF

from reviewer.domain.field import Region
from reviewer.domain.writing import has_left, runs_left
from reviewer.ui.canvas.pictures import Pictures
from reviewer.ui.look import current, fonts
from reviewer.ui.panels import field_geometry, snippet
from reviewer.ui.panels.alignment import Alignment, aligned, at_right
from reviewer.ui.panels.snippet import Strip
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.rows import FieldRow

MOST = 400
_LONGEST = 4000
"""Pixels of the picture of a line that goes on beyond its row; a longer one is shown as a whole, however small."""
AT_ONCE = 2
"""Pictures of resting rows that are made in one go: a list full of them takes longer than an answer may."""

Key = tuple[str, tuple[Region, ...], int, int, bool, float, str]
"""Row, places, width and height, whether it is active, device pixels a pixel, colors."""


class Strips(QObject):
    """Cuts, cleans and scales the picture of each value so that its characters stand over the letters.

    Signals:
        changed: paint these rows again (ids).
    """

    changed = Signal(object)

    def __init__(self, review: ReviewViewModel, pictures: Pictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._pictures = pictures
        self._made: dict[Key, Strip] = {}
        self._before: dict[Key, Strip] = {}
        self._left = AT_ONCE
        self._put_off: set[str] = set()
        self._blank: set[int] = set()
        """Pages of values that were painted without their picture."""
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._go_on)
        self.ratio = 1.0
        review.opened.connect(self._on_opened)
        review.looked_changed.connect(self._on_looked_changed)
        review.pages_changed.connect(self.clear)
        pictures.arrived.connect(self._on_arrived)

    @Slot()
    def _on_opened(self) -> None:
        """The page and the active value come first, the other pictures in the turns after that."""
        self.clear()
        self._left = 0

    @Slot()
    def clear(self) -> None:
        self._made.clear()
        self._before.clear()
        self._blank.clear()

    @Slot()
    def _on_looked_changed(self) -> None:
        self.changed.emit({self._review.current})

    @Slot(int)
    def _on_arrived(self, page: int) -> None:
        """A better picture of a page; what was made of the one before is shown until there is one made of it."""
        here = {key: made for key, made in self._made.items() if any(region.page == page for region in key[1])}
        self._before = here
        self._made = {key: made for key, made in self._made.items() if key not in here}
        self.changed.emit({row.id for row in self._review.rows() if any(r.page == page for r in self._regions(row))})

    @Slot()
    def _go_on(self) -> None:
        self._left = AT_ONCE
        blank, self._blank = self._blank, set()
        self._pictures.want_beside(blank)
        rows, self._put_off = self._put_off, set()
        if rows:
            self.changed.emit(rows)

    def strip(self, row: FieldRow, size: QSize, active: bool) -> Strip | None:
        """The picture of a row for a strip of that size, or None while its page is not there, or others come first."""
        regions = self._regions(row)
        if not regions:
            return None
        key = (row.id, regions, size.width(), size.height(), active, self.ratio, current.colors().name)
        there = self._pictures.picture(regions[0].page) is not None
        if not self._pictures.ready(regions[0].page) and self._pictures.key(regions[0].page) is not None:
            self._blank.add(regions[0].page)
            self._later.start()
        if key not in self._made and there and (active or self._may_make(row)):
            made = self._make(row, size, active)
            if made is not None:
                self._keep(key, made)
        return self._made.get(key) or self._before.get(key)

    def _may_make(self, row: FieldRow) -> bool:
        """Whether a resting row's picture may be made now; else the row is painted again in the next turn."""
        self._later.start()
        self._left -= 1
        if self._left < 0:
            self._put_off.add(row.id)
        return self._left >= 0

    def _keep(self, key: Key, made: Strip) -> None:
        if len(self._made) > MOST:
            self._made.clear()
        if made.over:  # it is large: only the active value's is kept
            self._made = {other: strip for other, strip in self._made.items() if not strip.over}
        self._made[key] = made
        self._before.pop(key, None)

    def spacing(self, row: FieldRow, width: int) -> tuple[float, ...]:
        """Extra space after each letter of the editor, so that they follow the picture."""
        strip = self.strip(row, QSize(width, field_geometry.picture_line_height(True)), True)
        return () if strip is None else strip.spacing

    def _regions(self, row: FieldRow) -> tuple[Region, ...]:
        proposal = self._review.proposal
        if proposal is not None and proposal.entry == row.id:
            return proposal.regions
        if row.id == self._review.current and self._review.looked:
            return self._review.looked
        return row.value.regions

    def _make(self, row: FieldRow, size: QSize, active: bool) -> Strip | None:
        cuts = snippet.cut(self._regions(row), self._pictures.picture, self._pictures.size)
        if not cuts:
            return None
        alignments = self._aligned(row, cuts, size, active)
        line = size.height() / len(cuts)
        width, place = cuts[0].width * alignments[0].scale, alignments[0]
        over = max(0, math.ceil(place.offset + width) - size.width()) if active else 0
        whole = QSize(size.width() + over, size.height())
        pixmap = snippet.compose(cuts, alignments, line, whole, self.ratio, current.colors().paper_strip)
        if len(cuts) > 1:
            return Strip(pixmap)
        edges = self._edges(row)
        places = tuple(
            (place.offset + left * width, place.offset + right * width)
            for left, right in zip(edges[::2], edges[1::2], strict=True)
        )
        return Strip(pixmap, place.spacing, places, cuts[0].height * place.scale if places else 0.0, over)

    def _edges(self, row: FieldRow) -> tuple[float, ...]:
        """Where the characters stand in the region, while the text is what was read there."""
        value = row.value
        return value.edges if value.recognized_text == value.text and not self._elsewhere(row) else ()

    def _elsewhere(self, row: FieldRow) -> bool:
        """Whether another place than the value's is shown."""
        return self._review.proposal is not None or (row.id == self._review.current and bool(self._review.looked))

    def _aligned(
        self, row: FieldRow, cuts: tuple[snippet.Cut, ...], size: QSize, active: bool
    ) -> tuple[Alignment, ...]:
        single = len(cuts) == 1
        use = field_geometry.value_use(row.value.text, active=active, width=size.width())
        advance = QFontMetricsF(fonts.font(use)).horizontalAdvance("0")  # a part of a pixel a letter adds up
        room = (float(size.width()), size.height() / len(cuts) - 4)
        texts = row.value.text.split("\n")
        edges = self._edges(row)
        width = advance * len(row.value.text)
        beyond = single and width <= _LONGEST and not runs_left(row.value.text) and not self._elsewhere(row)
        made = [
            aligned(
                texts[number] if number < len(texts) else "",
                edges if single and not has_left(row.value.text) else (),
                piece.width,
                piece.height,
                advance,
                room=room,
                beyond=beyond,
            )
            for number, piece in enumerate(cuts)
        ]
        if not single:
            scale = min(alignment.scale for alignment in made)
            made = [Alignment(scale) for _ in made]
        if not runs_left(row.value.text):
            return tuple(made)
        return tuple(at_right(one, piece.width, room[0]) for one, piece in zip(made, cuts, strict=True))
