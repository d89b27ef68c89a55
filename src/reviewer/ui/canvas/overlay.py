"""What lies over the picture of the shown page: words, regions, tags. Made from the view-model."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene

from reviewer.domain.field import Value
from reviewer.domain.geometry import Box, Point
from reviewer.domain.revision import Entry
from reviewer.ui.canvas.hits import FADED, HitItem, Lit
from reviewer.ui.canvas.picture_item import PictureItem
from reviewer.ui.canvas.ready_words import ReadyWords
from reviewer.ui.canvas.region_item import RegionItem
from reviewer.ui.canvas.region_layer import RegionLayer
from reviewer.ui.canvas.shapes import Shapes
from reviewer.ui.canvas.tag_item import TagItem
from reviewer.ui.canvas.tags import Tag, Tags
from reviewer.ui.canvas.taking import covered
from reviewer.ui.canvas.targets import Regions
from reviewer.ui.canvas.transform import PageTransform
from reviewer.ui.canvas.word_item import WordItem
from reviewer.ui.canvas.words import Words
from reviewer.ui.look import lines
from reviewer.ui.look.lines import Line
from reviewer.ui.viewmodels.review import ReviewViewModel

_Item = TypeVar("_Item", bound=QGraphicsItem)

_WORDS, _REGIONS, _ACTIVE, _PROPOSED, _LOOKED, _HITS = 10, 20, 21, 22, 23, 24


class Overlay:
    """Keeps the items of the shown page in step with the view-model.

    Attributes:
        words: of the shown page, or None while it is not read or its words are made ready.
        below: only regions with a confidence below are shown; None shows all.
    """

    def __init__(
        self,
        scene: QGraphicsScene,
        page: QGraphicsItem,
        picture: PictureItem,
        model: ReviewViewModel,
        ready: ReadyWords,
    ) -> None:
        self._model = model
        self._shapes = Shapes()
        self._hidden: frozenset[str] = frozenset()
        self._active = ""
        self._fields_shown = True
        self._tags = Tags(scene)
        self._ready = ready
        self._word_item = _placed(WordItem(page), _WORDS)
        self._layer = _placed(RegionLayer(page, picture, self._shapes), _REGIONS)
        self.active = _placed(RegionItem(page, picture), _ACTIVE)
        self.proposal = _placed(RegionItem(page, picture), _PROPOSED)
        self.looked = _placed(RegionItem(page, picture), _LOOKED)
        self.hits = _placed(HitItem(page), _HITS)
        self.words: Words | None = None
        self.below: float | None = None

    # Following the view-model

    def show_page(self) -> None:
        """Another document or page is shown."""
        self._shapes.clear()
        self._layer.clear()
        self._tags.clear()
        self.show_words()
        self.refresh()
        self.show_proposal()
        self.show_looked()

    def show_words(self) -> None:
        """The words of the page changed."""
        self.words = self._ready.of(self._model.texts.get(self._model.page))
        self._word_item.show_words(self.words)
        self._tags.clear()
        self._stress()

    def refresh(self) -> None:
        """Values or judgements changed."""
        review = self._model.review
        entries = {} if review is None else review.revision.entries
        judgements = {} if review is None else review.judgements
        changed = self._shapes.differing(entries, judgements)
        for entry_id in changed:
            self._tags.forget(entry_id)
        self._layer.redraw(changed)  # where they were
        moved = self._shapes.follow(changed, entries, judgements, self._model.page)
        self._layer.changed(changed, moved)
        self._hide()
        self.select()

    def select(self) -> None:
        """Another entry is active."""
        current = self._model.current
        for entry_id in {self._active, current}:
            self._tags.forget(entry_id)
        self._active = current
        self.show_active()
        self.active.setVisible(self._fields_shown)
        self._layer.leave_out(self._hidden | {current})
        self._layer.setVisible(self._fields_shown)
        self._stress()

    def show_active(self) -> None:
        """Draw the active entry's region where it is now, also while a hand moves it."""
        model = self._model
        shown = model.held or model.current in self._shapes.shown
        regions = model.place_of(model.current) if shown else ()
        polygons = tuple(region.polygon for region in regions if region.page == model.page)
        self.active.show_region(polygons, Line.ACTIVE)

    def show_proposal(self) -> None:
        proposal = self._model.proposal
        regions = () if proposal is None else proposal.regions
        polygons = tuple(region.polygon for region in regions if region.page == self._model.page)
        self.proposal.show_region(polygons, Line.PROPOSAL)

    def show_looked(self) -> None:
        """Another place is looked at; the active value's own is drawn already."""
        polygons = tuple(region.polygon for region in self._model.looked if region.page == self._model.page)
        shown = () if polygons == self.active.polygons or self.hits.lit else polygons
        self.looked.show_region(shown, Line.PROPOSAL, filled=True)

    def show_hits(self, lit: Sequence[Lit]) -> None:
        """Light places that were found on the page; the fields step back while there are any."""
        self.hits.show_hits(lit, self.words)
        self._layer.setOpacity(FADED if lit else 1.0)
        self._tags.set_opacity(0.0 if lit else 1.0)  # they would stand where the numbers do
        self.show_looked()

    def show_fields(self, shown: bool) -> None:
        self._fields_shown = shown
        self._tags.set_shown(shown)
        self.select()

    def show_word_frames(self, shown: bool) -> None:
        self._word_item.setVisible(shown)

    def show_below(self, limit: float | None) -> None:
        """Show only regions with a confidence below a limit (and those without a figure), or all."""
        self.below = limit
        self._tags.clear()
        self._hide()
        self.select()

    def restyle(self) -> None:
        """Colors, text size or the page's place changed: tags are made anew."""
        self._tags.clear()

    # Following the view

    def look_at(self, seen: Box, transform: PageTransform, scale: float) -> None:
        """Tell which part of the scene is in view, and at what scale."""
        view = transform.box_to_page(seen)
        self._layer.look_at(view)
        self._word_item.look_at(view, (1 / (transform.width * scale), 1 / (transform.height * scale)))
        if self._fields_shown:
            self._tags.rescale(scale)
            if self._tags.looks_beyond(view):
                missing = self._missing_tags(self._tags.look_around(view))
                self._tags.show_tags(missing, transform, self.words, seen)

    def hover(self, word: int | None) -> None:
        self._word_item.hover(word)

    def point_at(self, point: Point | None) -> None:
        self._word_item.point_at(point)

    # Looking

    @property
    def regions(self) -> Regions:
        """The regions of the shown page, to be found by place."""
        return self._shapes.regions

    @property
    def words_shown(self) -> bool:
        return self._word_item.isVisible()

    def shown(self, entry_id: str) -> bool:
        """Whether an entry's region can be seen."""
        here = self._fields_shown and entry_id in self._shapes.shown
        return here and (entry_id == self._model.current or self._passes(entry_id))

    def line(self, entry_id: str) -> Line | None:
        """The line that an entry's region is drawn with, or None when it has none on this page."""
        shape = self._shapes.shown.get(entry_id)
        if shape is None:
            return None
        return Line.ACTIVE if entry_id == self._model.current else shape.line

    def tag(self, entry_id: str) -> TagItem | None:
        return self._tags.item(entry_id)

    def label(self, entry: Entry) -> str:
        """What an entry is about, for the operator."""
        return self._model.label(entry)

    def figure(self, value: Value) -> str:
        """The figure of a value: "61 %", "no figure", "by you", or who set it."""
        if not value.settled:
            return lines.figure(value.confidence)
        review = self._model.review
        mine = review is not None and value.settled_by == review.operator
        return lines.figure(None, "" if mine else initials(value.settled_by))

    # Within

    def _passes(self, entry_id: str) -> bool:
        if self.below is None:
            return True
        value = self._shapes.entries[entry_id].value
        return not value.settled and (value.confidence is None or value.confidence < self.below)

    def _hide(self) -> None:
        shapes = () if self.below is None else self._shapes.shown
        self._hidden = frozenset(entry_id for entry_id in shapes if not self._passes(entry_id))

    def _stress(self) -> None:
        numbers = [] if self.words is None else covered(self.words, self.active.polygons)
        stressed = frozenset(self.words.lines[number] for number in numbers) if self.words is not None else frozenset()
        self._word_item.stress_lines(stressed)

    def _missing_tags(self, view: Box) -> list[Tag]:
        """The active entry's tag first, then those of unsure entries in view; only those that are not there yet."""
        current, known, boxes = self._model.current, self._tags.known, self.regions.boxes
        wanted = [self._tag(current)] if current in boxes and not known(current) else []
        review, room = self._model.review, self._tags.room
        near = self.regions.near(view)
        for entry_id in () if review is None else review.unsure():
            if len(wanted) >= room:
                break
            here = entry_id in near and entry_id != current and not known(entry_id)
            if here and boxes[entry_id].overlap(view) > 0 and self._passes(entry_id):
                wanted.append(self._tag(entry_id))
        return wanted

    def _tag(self, entry_id: str) -> Tag:
        entry = self._shapes.entries[entry_id]
        active = entry_id == self._model.current
        label = self.label(entry) if active else ""
        return Tag(entry_id, self.regions.boxes[entry_id], self.figure(entry.value), label, active)


def initials(name: str) -> str:
    """The initials of a person's name, at most three."""
    return "".join(part[0] for part in name.split()[:3]).upper() or name


def _placed(item: _Item, level: int) -> _Item:
    item.setZValue(level)
    return item
