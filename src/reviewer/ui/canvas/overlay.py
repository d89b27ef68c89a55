"""What lies over the picture of the shown page: words, regions, tags. Made from the view-model."""

from collections import deque

from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from reviewer.domain.doubt import Band, Judgement
from reviewer.domain.field import Mark, Value
from reviewer.domain.geometry import Box
from reviewer.domain.revision import Entry
from reviewer.domain.text import PageText
from reviewer.ui.canvas.picture_item import PictureItem
from reviewer.ui.canvas.region_item import FADED, RegionItem
from reviewer.ui.canvas.tags import Tag, Tags
from reviewer.ui.canvas.taking import covered
from reviewer.ui.canvas.targets import Regions
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.word_item import WordItem
from reviewer.ui.canvas.words import Words
from reviewer.ui.look import lines
from reviewer.ui.look.lines import Line
from reviewer.ui.viewmodels.review import ReviewViewModel, spoken

_WORDS, _REGIONS, _ACTIVE, _PROPOSED = 10, 20, 21, 22
_TEXTS = 6
"""Pages whose words are kept ready: going back and forth must not make them anew."""


class Overlay:
    """Keeps the items of the shown page in step with the view-model.

    Attributes:
        words: of the shown page, or None while it is not read.
        regions: of the shown page, to be found by place.
        below: only regions with a confidence below are shown; None shows all.
    """

    def __init__(
        self, scene: QGraphicsScene, page: QGraphicsItem, picture: PictureItem, model: ReviewViewModel
    ) -> None:
        self._page = page
        self._picture = picture
        self._model = model
        self._items: dict[str, RegionItem] = {}
        self._seen: dict[str, tuple[Entry, Band]] = {}
        self._active = ""
        self._fields_shown = True
        self._tags = Tags(scene)
        self._word_item = WordItem(page)
        self._word_item.setZValue(_WORDS)
        self._proposal = RegionItem(page, picture)
        self._proposal.setZValue(_PROPOSED)
        self._texts: deque[tuple[PageText, Words]] = deque(maxlen=_TEXTS)
        self.words: Words | None = None
        self.regions = Regions({})
        self.below: float | None = None

    # Following the view-model

    def show_page(self) -> None:
        """Another document or page is shown."""
        for item in self._items.values():
            self._drop(item)
        self._items.clear()
        self._seen.clear()
        self._active = ""
        self.show_words()
        self.refresh()
        self.show_proposal()

    def show_words(self) -> None:
        """The words of the page changed."""
        text = self._model.texts.get(self._model.page)
        if text is None:
            self.words = None
        else:
            known = next((words for seen, words in self._texts if seen is text), None)
            self.words = Words(text) if known is None else known
            if known is None:
                self._texts.append((text, self.words))
        self._word_item.show_words(self.words)
        self._tags.clear()
        self._stress()

    def refresh(self) -> None:
        """Values or judgements changed."""
        review = self._model.review
        entries = {} if review is None else review.revision.entries
        moved = False
        for gone in self._seen.keys() - entries.keys():
            del self._seen[gone]
            if gone in self._items:
                self._drop(self._items.pop(gone))
                moved = True
        for entry_id, entry in entries.items():
            judgement = self._model.judgement(entry_id)
            if judgement is not None and self._seen.get(entry_id) != (entry, judgement.band):
                self._seen[entry_id] = (entry, judgement.band)
                moved = self._show_entry(entry, judgement) or moved
        if moved:
            self.regions = Regions({entry_id: item.polygons for entry_id, item in self._items.items()})
        self._tags.clear()
        self.select()

    def select(self) -> None:
        """Another entry is active."""
        before, self._active = self._active, self._model.current
        for entry_id in {before, self._active}:
            self._style(entry_id)
        self._tags.clear()
        self._stress()

    def show_proposal(self) -> None:
        proposal = self._model.proposal
        regions = () if proposal is None else proposal.regions
        polygons = tuple(region.polygon for region in regions if region.page == self._model.page)
        self._proposal.show_region(polygons, Line.PROPOSAL)

    def show_fields(self, shown: bool) -> None:
        self._fields_shown = shown
        for entry_id in self._items:
            self._style(entry_id)
        self._tags.clear()

    def show_word_frames(self, shown: bool) -> None:
        self._word_item.setVisible(shown)

    def show_below(self, limit: float | None) -> None:
        """Show only regions with a confidence below a limit (and those without a figure), or all."""
        self.below = limit
        self.show_fields(self._fields_shown)

    def fade(self, faded: bool) -> None:
        """Step back, while something else on the page is chosen from."""
        for item in self._items.values():
            item.setOpacity(FADED if faded else 1.0)

    def forget_paper(self) -> None:
        """The picture changed."""
        for item in self._items.values():
            item.forget_paper()

    # Following the view

    def look_at(self, view: Box, transform: PageTransform, scale: float) -> None:
        """Tell which part of the page is in view, and at what scale."""
        self._word_item.look_at(view, (1 / (transform.width * scale), 1 / (transform.height * scale)))
        if self._fields_shown:
            self._tags.show_tags(self._wanted_tags(view), transform, scale, self.words)

    def hover(self, word: int | None) -> None:
        self._word_item.hover(word)

    def point_at(self, point: tuple[float, float] | None) -> None:
        self._word_item.point_at(point)

    def restyle(self) -> None:
        """Colors or text size changed."""
        self._tags.clear()

    # Looking

    @property
    def words_shown(self) -> bool:
        return self._word_item.isVisible()

    def shown(self, entry_id: str) -> bool:
        """Whether an entry's region can be seen."""
        item = self._items.get(entry_id)
        return item is not None and item.isVisible()

    def item(self, entry_id: str) -> RegionItem | None:
        return self._items.get(entry_id)

    def tag(self, entry_id: str) -> object | None:
        return self._tags.item(entry_id)

    # Within

    def _show_entry(self, entry: Entry, judgement: Judgement) -> bool:
        """Make, change or drop the item of an entry. True when its place changed."""
        page = self._model.page
        polygons = tuple(region.polygon for region in entry.value.regions if region.page == page)
        item = self._items.get(entry.id)
        if not polygons:
            if item is not None:
                self._drop(self._items.pop(entry.id))
            return item is not None
        if item is None:
            item = self._items[entry.id] = RegionItem(self._page, self._picture)
        moved = polygons != item.polygons
        item.show_region(polygons, line_of_value(entry.value, judgement.band))
        self._style(entry.id)
        return moved

    def _style(self, entry_id: str) -> None:
        item, seen = self._items.get(entry_id), self._seen.get(entry_id)
        if item is None or seen is None:
            return
        active = entry_id == self._active
        item.show_region(item.polygons, Line.ACTIVE if active else line_of_value(seen[0].value, seen[1]))
        item.setZValue(_ACTIVE if active else _REGIONS)
        item.setVisible(self._fields_shown and (active or self._passes(seen[0].value)))

    def _passes(self, value: Value) -> bool:
        if self.below is None:
            return True
        return not value.settled and (value.confidence is None or value.confidence < self.below)

    def _stress(self) -> None:
        item = self._items.get(self._active)
        if item is None or self.words is None:
            self._word_item.stress_lines(frozenset())
            return
        numbers = covered(self.words, item.polygons)
        self._word_item.stress_lines(frozenset(self.words.lines[number] for number in numbers))

    def _drop(self, item: RegionItem) -> None:
        item.scene().removeItem(item)

    def _wanted_tags(self, view: Box) -> list[Tag]:
        """The active entry's tag first, then those of unsure entries in view."""
        wanted = [self._tag(self._active)] if self._active in self._items else []
        if len(self._items) > len(wanted):
            near = self.regions.within(view)
            wanted += [self._tag(entry) for entry in near if entry != self._active and self._unsure(entry)]
        return wanted

    def _unsure(self, entry_id: str) -> bool:
        seen = self._seen.get(entry_id)
        return seen is not None and seen[1] in (Band.CHECK, Band.DOUBTFUL) and self.shown(entry_id)

    def _tag(self, entry_id: str) -> Tag:
        entry, _band = self._seen[entry_id]
        active = entry_id == self._active
        label = self.label(entry) if active else ""
        return Tag(entry_id, self.regions.boxes[entry_id], self.figure(entry.value), label, active)

    def label(self, entry: Entry) -> str:
        """The name of an entry's field, for the operator."""
        review = self._model.review
        kind = review.field_type(entry) if review is not None else None
        return kind.label if kind is not None else spoken(entry.column or entry.field)

    def figure(self, value: Value) -> str:
        """The figure of a value: "61 %", "no figure", "by you", or who set it."""
        if not value.settled:
            return lines.figure(value.confidence)
        review = self._model.review
        mine = review is not None and value.settled_by == review.operator
        return lines.figure(None, "" if mine else initials(value.settled_by))


def line_of_value(value: Value, band: Band) -> Line:
    """The line of a value that is not the active one."""
    if value.mark is Mark.UNREADABLE:
        return Line.UNREADABLE
    return Line.BLANK if value.mark is Mark.BLANK else lines.line_of(band)


def initials(name: str) -> str:
    """The initials of a person's name, at most three."""
    return "".join(part[0] for part in name.split()[:3]).upper() or name
