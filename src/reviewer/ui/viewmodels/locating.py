"""The places of the document that may be meant by what is being typed: listed, walked, taken; never by themselves."""

from datetime import date

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.field import Region
from reviewer.domain.locating.hit import Place
from reviewer.domain.locating.locate import LEAST, LONGEST, Wanted, is_small_edit, located
from reviewer.domain.locating.signs import spelled
from reviewer.ui.viewmodels.indexing import Indexing
from reviewer.ui.viewmodels.review import ReviewViewModel

NONE = -1


class Locating(QObject):
    """Follows what is typed into the active value.

    The list stays away while a value that has its place is only put right: it would lie over what the operator looks
    at. `down` brings it all the same. Closed by the operator, it stays away until another text is typed.

    Attributes:
        text: that was looked for.
        places: where it stands, the likeliest first.
        marked: number of the place that the operator walked to, or `NONE`.

    Signals:
        changed: the list, or whether it is shown, is another one.
        marked_changed: another place is marked.
    """

    changed = Signal()
    marked_changed = Signal()

    def __init__(self, review: ReviewViewModel, indexing: Indexing, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._review = review
        self._indexing = indexing
        self._typed: str | None = None
        self._departed = False
        self._closed_at: str | None = None
        self._asked = False
        self._shown = False
        self._page = 0
        self.text = ""
        self.places: tuple[Place, ...] = ()
        self.marked = NONE
        review.drafted.connect(self._on_drafted)
        review.selected.connect(self.leave)
        review.opened.connect(self.leave)
        review.changed.connect(self._on_changed)
        review.proposal_changed.connect(self._on_proposal_changed)
        indexing.changed.connect(self._on_indexed)

    # Looking

    @property
    def shown(self) -> bool:
        """Whether the list is to be seen."""
        return self._shown and bool(self.places)

    @property
    def nowhere(self) -> bool:
        """Whether to say that the text was not found: it has no place yet, and all pages were looked through."""
        return self._shown and not self.places and self._indexing.complete and not self._own()

    @property
    def page(self) -> int:
        """The page that was shown when the text was typed."""
        return self._page

    @property
    def pages(self) -> int:
        """How many pages the document has."""
        review = self._review.review
        return 0 if review is None else len(review.document.pages)

    @property
    def marked_place(self) -> Place | None:
        """The place that the operator walked to."""
        return self.places[self.marked] if self.marked != NONE else None

    # Walking and taking

    def down(self) -> bool:
        """Into the list, and down in it. False when there is none, also after looking for one."""
        if not self.shown:
            self._ask()
            if not self.shown:
                return False
        self._mark(min(self.marked + 1, len(self.places) - 1))
        return True

    def up(self) -> bool:
        """Up in the list; from its first row back into the editor. False when the operator is not in it."""
        if self.marked == NONE:
            return False
        self._mark(self.marked - 1)
        return True

    def close(self) -> bool:
        """Close the list until another text is typed. False when nothing was to be seen."""
        if not (self.shown or self.nowhere):
            return False
        self._closed_at, self._asked = self.text, False
        self._show((), shown=False)
        return True

    def hide(self) -> None:
        """The operator looks elsewhere; typing on brings the list back."""
        self._asked = False
        self._show((), shown=False)

    def take(self, number: int | None = None) -> bool:
        """Make a place, or the marked one, text and place of the active value. False when there is none."""
        number = self.marked if number is None else number
        if not 0 <= number < len(self.places):
            return False
        place = self.places[number]
        self.leave()
        self._review.correct(place.text, place.regions)
        self._review.select(self._review.current)  # shows the page that it stands on
        return True

    @Slot()
    def leave(self) -> None:
        """Another value is active: what was typed before counts no more."""
        self._typed = self._closed_at = None
        self._departed = self._asked = False
        self._show((), shown=False)

    # Within

    def _own(self) -> tuple[Region, ...]:
        entry = self._review.entry(self._review.current)
        return () if entry is None else entry.value.regions

    @Slot(str, object)
    def _on_drafted(self, entry_id: str, text: str | None) -> None:
        entry = self._review.entry(entry_id)
        if entry is None or entry_id != self._review.current or text == self._typed:
            return
        self._typed = text
        self._asked = False
        if text is None:
            self._departed = False
            self._show((), shown=False)
            return
        if self._closed_at is not None and not _goes_on(self._closed_at, text):
            self._closed_at = None
        before = entry.value.text or entry.value.recognized_text or ""
        self._departed = self._departed or not is_small_edit(before, text)
        if self.marked == NONE:
            self._page = self._review.page
        self._look()

    def _ask(self) -> None:
        """The operator wants to see the places of what stands in the editor."""
        entry = self._review.entry(self._review.current)
        if entry is None or not self._review.writable:
            return
        self._asked, self._closed_at = True, None
        self._page = self._review.page
        self._look()

    def _look(self) -> None:
        entry = self._review.entry(self._review.current)
        text = self._typed if self._typed is not None else entry.value.text if entry is not None else ""
        quiet = not self._asked and (self._closed_at is not None or (bool(self._own()) and not self._departed))
        if entry is None or quiet or not LEAST <= _signs(text) <= LONGEST:
            self._show((), shown=False)
            return
        if not self._indexing.complete:
            self._indexing.want()
        wanted = Wanted(text, self._page, self._own(), self._review.label(entry))
        self.text = text
        self._show(located(self._indexing.pages, wanted, date.today()), shown=True)

    def _show(self, places: tuple[Place, ...], *, shown: bool) -> None:
        if not places and not shown and not self._shown and not self.places:
            return
        self._mark(NONE)
        self.places, self._shown = places, shown
        self.changed.emit()

    def _mark(self, number: int) -> None:
        if number != self.marked:
            self.marked = number
            place = self.marked_place
            self._review.look_at(() if place is None else place.regions)
            self.marked_changed.emit()

    @Slot()
    def _on_changed(self) -> None:
        """The value was set, confirmed or undone."""
        if (self._typed is not None and self._review.draft(self._review.current) is None) or self._asked:
            self.leave()

    @Slot()
    def _on_proposal_changed(self) -> None:
        if self._review.proposal is not None:
            self.leave()

    @Slot()
    def _on_indexed(self) -> None:
        """More pages are ready: places come in behind what is listed, unless the operator walks there already."""
        if self._shown and self.marked == NONE:
            self._look()


def _signs(text: str) -> int:
    """How many letters and figures a text has; of a very long one, all of its letters."""
    return len(text) if len(text) > LONGEST else sum(len(spelled(word).loose) for word in text.split())


def _goes_on(closed_at: str, text: str) -> bool:
    """Whether a text is the one at which the list was closed, with something typed or deleted at its end."""
    return text.startswith(closed_at) or closed_at.startswith(text)
