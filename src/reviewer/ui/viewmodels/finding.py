"""A text looked for in the whole document: its places, and the one that is shown."""

from datetime import date
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.field import Region
from reviewer.domain.locating import find
from reviewer.domain.locating.cut import found_regions, place_of
from reviewer.domain.locating.hit import Hit
from reviewer.ui.viewmodels.indexing import Indexing
from reviewer.ui.viewmodels.review import ReviewViewModel

NONE: Final = -1


class Finding(QObject):
    """Walks the hits round, over pages.

    Attributes:
        text, exact: what is looked for, and whether only just so.
        hits: where it stands, in reading order.
        current: number of the hit that is shown, or `NONE`.
        active: whether somebody looks for something.

    Signals:
        changed: other hits.
        current_changed: another hit is shown.
    """

    changed = Signal()
    current_changed = Signal()

    def __init__(self, review: ReviewViewModel, indexing: Indexing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._indexing = indexing
        self.text = ""
        self.exact = False
        self.active = False
        self.hits: tuple[Hit, ...] = ()
        self.current = NONE
        review.opened.connect(self.end)
        indexing.changed.connect(self._on_indexed)

    # Looking

    @property
    def complete(self) -> bool:
        """Whether all pages that were read were looked through."""
        return self._indexing.complete

    @property
    def full(self) -> bool:
        """Whether there are more hits than are counted."""
        return len(self.hits) >= find.MOST

    def regions(self, number: int) -> tuple[Region, ...]:
        """Where a hit stands."""
        page = self._indexing.page(self.hits[number].page)
        return () if page is None else found_regions(page, self.hits[number])

    def on_page(self, page: int) -> list[int]:
        """Numbers of the hits on a page."""
        return [number for number, hit in enumerate(self.hits) if hit.page == page]

    # Finding

    def begin(self) -> None:
        """Somebody is about to look for something."""
        self.active = True
        self._indexing.want()
        self._look(keep=False)

    @Slot()
    def end(self) -> None:
        """Nobody looks for anything any more. What was looked for is kept for the next time."""
        if self.active:
            self.active = False
            self._show((), NONE)

    def look_for(self, text: str, *, exact: bool | None = None) -> None:
        """Look for another text: the first hit on the shown page, or behind it, is shown."""
        wanted = (text, self.exact if exact is None else exact)
        if wanted != (self.text, self.exact) or not self.active:
            self.active = True
            self.text, self.exact = wanted
            self._look(keep=False)

    def step(self, by: int) -> None:
        """Show the next hit (1) or the one before (-1), round the ends and over pages."""
        if self.hits:
            self._show(self.hits, (self.current + by) % len(self.hits) if self.current != NONE else 0)

    def take(self) -> bool:
        """Make the shown hit text and place of the active value. False when there is none, or no value."""
        if self.current == NONE or not self._review.writable or self._review.entry(self._review.current) is None:
            return False
        hit = self.hits[self.current]
        page = self._indexing.page(hit.page)
        if page is None:
            return False
        place = place_of(page, hit)
        self._review.correct(place.text, place.regions)
        return True

    # Within

    def _look(self, *, keep: bool) -> None:
        hits = find.found(self._indexing.pages, self.text, date.today(), exact=self.exact) if self.text else ()
        before = self.hits[self.current] if keep and self.current != NONE else None
        if before in hits:
            self._show(hits, hits.index(before))
            return
        shown = self._review.page
        self._show(hits, next((at for at, hit in enumerate(hits) if hit.page >= shown), 0 if hits else NONE))

    def _show(self, hits: tuple[Hit, ...], current: int) -> None:
        others = hits != self.hits
        self.hits, self.current = hits, current
        if others:
            self.changed.emit()
        if current != NONE:
            self._review.show_page(hits[current].page)
        self.current_changed.emit()

    @Slot()
    def _on_indexed(self) -> None:
        if self.active:
            self._look(keep=True)
