"""Going from region to region of the shown page by keys, also to those that lie under others."""

from reviewer.domain.geometry import Box
from reviewer.domain.reading_order import reading_order
from reviewer.ui.canvas.overlay import Overlay
from reviewer.ui.canvas.pointing import Shows
from reviewer.ui.viewmodels.review import ReviewViewModel

_SHARED = 0.5
"""Of the smaller of two regions, from which on one lies under the other."""


class RegionWalk:
    """Keeps the order while the regions stay as they are: that of 10,000 takes a while to find."""

    def __init__(self, view: Shows, model: ReviewViewModel, overlay: Overlay) -> None:
        self._view = view
        self._model = model
        self._overlay = overlay
        self._order: list[str] = []
        self._known: tuple[object, ...] = ()
        self._pile: list[str] = []
        self._last = ""

    def step(self, by: int) -> None:
        """The region after (1) or before (-1) the active one, as the page is read; then those of the next page."""
        order, current = self._ordered(), self._model.current
        outside = 0 if by > 0 else len(order) - 1
        at = order.index(current) + by if current in order else outside
        if 0 <= at < len(order):
            self._model.select(order[at])
        else:
            self._turn_over(by)

    def under(self) -> bool:
        """The next larger region of those that lie over each other here, round to the smallest. False when alone."""
        current, boxes = self._model.current, self._overlay.regions.boxes
        if current not in boxes:
            return False
        if current != self._last or current not in self._pile:
            self._pile = self._piled(current)
        self._pile = [entry for entry in self._pile if entry in boxes]
        if len(self._pile) < 2:
            return False
        self._last = self._pile[(self._pile.index(current) + 1) % len(self._pile)]
        self._model.select(self._last)
        return True

    def _piled(self, current: str) -> list[str]:
        regions, shown = self._overlay.regions, self._overlay.shown
        box = regions.boxes[current]
        here = [entry for entry in regions.within(box) if shown(entry) and _over(regions.boxes[entry], box)]
        return sorted(here, key=lambda entry: (regions.boxes[entry].area, entry))

    def _ordered(self) -> list[str]:
        model, overlay, transform = self._model, self._overlay, self._view.page_transform
        regions, boxes = overlay.regions, overlay.regions.boxes
        filtered = None if overlay.below is None or model.review is None else model.review.revision
        known = (regions, regions.changes, transform, overlay.below, filtered)
        if known != self._known:
            self._known = known
            entries = [entry for entry in boxes if overlay.shown(entry)]
            places = [transform.box_to_scene(boxes[entry]) for entry in entries]
            letters = [len(found.value.text) if (found := model.entry(e)) is not None else 0 for e in entries]
            self._order = [entries[number] for number in reading_order(places, letters)]
        return self._order

    def _turn_over(self, by: int) -> None:
        """The first or last region of the next page, that way, that has any."""
        review, page = self._model.review, self._model.page
        if review is None:
            return
        pages = {region.page for entry in review.revision.entries.values() for region in entry.value.regions[:1]}
        beyond = [other for other in pages if (other - page) * by > 0 and 0 <= other < len(review.document.pages)]
        if not beyond:
            return
        self._model.show_page(min(beyond, key=lambda other: abs(other - page)))
        order = self._ordered()
        if order:
            self._model.select(order[0 if by > 0 else -1])


def _over(one: Box, other: Box) -> bool:
    return one.overlap(other) >= _SHARED * min(one.area, other.area)
