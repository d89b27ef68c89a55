"""The document under review, as it can be looked at and moved through."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from msgspec.structs import replace
from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.arrangement import Arrangement
from reviewer.domain.document import Page
from reviewer.domain.doubt import Judgement
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box
from reviewer.domain.issue import Issue
from reviewer.domain.revision import Entry
from reviewer.domain.text import PageText
from reviewer.services.review import Review
from reviewer.services.sources import is_provider
from reviewer.ui.viewmodels.asked import Proposal
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel
from reviewer.ui.viewmodels.rows import FieldRow, Rows, spoken

_Which = tuple[str, int, Box | None]
"""Which page of which file, or which part of it."""


class ShownDocument(QObject):
    """Which document, page and entry are shown.

    Signals:
        opened: another document (or none) is under review; everything must be read again.
        changed: values, judgements or issues changed.
        selected: another entry is active (its id, or empty).
        page_changed: another page is shown (index from 0).
        pages_changed: the pages have another order, or are more or fewer: for each its place before, -1 where it had
            none. `page` says already where the shown one is now; everything else is read again at `changed`.
        text_changed: the words of a page arrived (index).
        proposal_changed: a proposal came, changed or went.
        looked_changed: another place is looked at.
        told: a Notice.
    """

    opened = Signal()
    changed = Signal()
    selected = Signal(str)
    page_changed = Signal(int)
    pages_changed = Signal(object)
    text_changed = Signal(int)
    proposal_changed = Signal()
    looked_changed = Signal()
    told = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.unasked = False
        """Whether what changes now came by itself: what takes long may follow a turn of the event loop later."""
        self.going = False
        """Whether `selected` follows the `changed` that is emitted now: what is done at both can wait for it."""
        self._gathering = self._changed = self._selected = False
        self.current = ""
        self.page = 0
        self.texts: dict[int, PageText] = {}
        self._put_by: dict[_Which, PageText] = {}
        """Words of pages that were left out: they may come back."""
        self.proposal: Proposal | None = None
        self._proposed: dict[str, dict[str, Proposal]] = {}
        self.looked: tuple[Region, ...] = ()
        self._rows = Rows()

    # Looking

    def rows(self) -> tuple[FieldRow, ...]:
        """The rows of the field panel, in order; those that a step left alone are the same objects as before."""
        return self._rows.of(self.review, self.current)

    def entry(self, entry_id: str) -> Entry | None:
        return None if self.review is None else self.review.revision.entries.get(entry_id)

    def judgement(self, entry_id: str) -> Judgement | None:
        return None if self.review is None else self.review.judgements.get(entry_id)

    def label(self, entry: Entry) -> str:
        """What a value is about, for the operator: the label of its pair, else the name of its field or column."""
        row = self._rows.row(self.review, self.current, entry.id)
        if row is not None:
            return row.label
        kind = None if self.review is None else self.review.field_type(entry)
        return kind.label if kind is not None else spoken(entry.column or entry.field)

    @property
    def issues(self) -> tuple[Issue, ...]:
        return () if self.review is None else self.review.issues

    @property
    def provider(self) -> str:
        """Name of the provider that the document's fields come from, empty when they were found here."""
        origin = None if self.review is None else self.review.revision.origin
        return origin.source if origin is not None and is_provider(origin.source) else ""

    @property
    def writable(self) -> bool:
        return self.review is not None and self.review.writable

    def unsure_on(self, page: int) -> int:
        """How many unsure values stand on a page."""
        if self.review is None:
            return 0
        entries = self.review.revision.entries
        return sum(any(region.page == page for region in entries[i].value.regions) for i in self.review.unsure())

    # Opening

    def show(self, review: Review | None, texts: dict[int, PageText]) -> None:
        """Show a document (or none), at its first unsure value; the one that is shown already, where it was left."""
        before, left = self.review, (self.current, self.page)
        self.review = review
        if review is not None:
            review.arranged = self._on_arranged
        self.texts = dict(texts)
        self._put_by.clear()
        self._put_aside()
        if before is None or review is None or before.document.id != review.document.id:
            self._proposed.clear()
        self.proposal = None
        self.looked = ()
        # Whoever hears `opened` shows at once what is to be seen.
        self.current = "" if review is None else review.first
        self.page = 0 if review is None else review.page_of(self.current)
        if before is not None and review is not None and before.document.id == review.document.id:
            self._stay(*left)
        self.opened.emit()
        if review is not None:
            self.selected.emit(self.current)

    def take_text(self, text: PageText) -> None:
        """Words of a page arrived."""
        self.texts[text.page] = text
        self.text_changed.emit(text.page)

    def refresh(self, before: Sequence[str] = (), *, unasked: bool = False) -> None:
        """The review changed from outside (a merge), or by undoing.

        Args:
            before: ids of the rows as they stood; is the active one gone, its neighbor is the active one.
            unasked: nobody did anything and waits for the answer.
        """
        self.unasked = unasked
        gone = self.review is not None and self.entry(self.current) is None
        if self.review is not None and gone:
            self._leave()
            # Before `changed`: a panel without an active row would take the editor away, and the focus with it.
            self.current = self._neighbor(before) or self.review.first
        self._tell_changed()
        if gone and self.current:
            self.select(self.current)
        self.unasked = False

    def set_proposal(self, proposal: Proposal | None) -> None:
        if proposal != self.proposal:
            self._put_aside()
            self.proposal = proposal
            self.proposal_changed.emit()

    def proposed(self, entry_id: str) -> tuple[Proposal, ...]:
        """What was read anew for an entry since the document was opened, and is no proposal any more."""
        return tuple(self._proposed.get(entry_id, {}).values())

    def look_at(self, regions: tuple[Region, ...]) -> None:
        """Show another place that the active value may have; none shows its own again."""
        if regions == self.looked:
            return
        self.looked = regions
        entry = self.entry(self.current)
        where = regions or (() if entry is None else entry.value.regions)
        if where:
            self.show_page(where[0].page)
        self.looked_changed.emit()

    # Moving

    @Slot(str)
    def select(self, entry_id: str) -> None:
        """Make an entry the active one, and show its page."""
        if entry_id and self.entry(entry_id) is None:
            return
        if entry_id != self.current:
            self._leave()
        self.current = entry_id
        entry = self.entry(entry_id)
        if entry is not None and entry.value.regions:
            self.show_page(entry.value.regions[0].page)
        if self._gathering:
            self._selected = True
        else:
            self.selected.emit(entry_id)

    @Slot(int)
    def show_page(self, page: int) -> None:
        if self.review is None or not 0 <= page < len(self.review.document.pages) or page == self.page:
            return
        self.page = page
        self.page_changed.emit(page)

    def next_field(self, by: int = 1) -> None:
        """Go to the next (1) or previous (-1) entry of any kind; stops at the ends."""
        ids = [row.id for row in self.rows()]
        if not ids:
            return
        here = ids.index(self.current) if self.current in ids else -1 if by > 0 else len(ids)
        self.select(ids[min(len(ids) - 1, max(0, here + by))])

    def next_unsure(self) -> bool:
        """Go to the next entry that asks a human, round the end. False when there is none besides the active one."""
        if self.review is None:
            return False
        ids = [entry.id for entry in self.review.entries()]
        asking = set(self.review.asking())
        here = ids.index(self.current) if self.current in ids else -1
        for entry_id in ids[here + 1 :] + ids[:here]:
            if entry_id in asking:
                self.select(entry_id)
                return True
        return False

    def next_issue(self) -> None:
        """Go to the next value, as they are shown, of an issue or that a new reading contradicts; round the end."""
        conflicts = () if self.review is None else self.review.conflicts()
        wrong = {issue.values[0] for issue in self.issues if issue.values} | set(conflicts)
        ids = [] if self.review is None else [entry.id for entry in self.review.entries()]
        here = ids.index(self.current) if self.current in ids else -1
        found = next((each for each in ids[here + 1 :] + ids[: here + 1] if each in wrong), "")
        if found:
            self.select(found)
        else:
            whole = self.tr("The issues below the fields are about no single value.")
            self.told.emit(Notice(whole if self.issues else self.tr("No issues: all rules agree."), key="issues"))

    @Slot(int)
    def tell_shortened(self, letters: int) -> None:
        """More was put into a value than it may have."""
        self._tell(self.tr("A value has {} letters at most. The rest was left out.").format(letters))

    # Within

    @contextmanager
    def _one_answer(self) -> Iterator[None]:
        """Say once, at the end, that values changed within and that another entry is active: it is shown in one go."""
        self._gathering, self._changed, self._selected = True, False, False
        try:
            yield
        finally:
            self._gathering, self.going = False, self._selected
            if self._changed:
                self.changed.emit()
            self.going = False
            if self._selected:
                self.selected.emit(self.current)

    def _tell_changed(self) -> None:
        if self._gathering:
            self._changed = True
        else:
            self.changed.emit()

    def _put_aside(self) -> None:
        """What was proposed may be wanted after all."""
        last = self.proposal
        if last is not None and last.text:
            self._proposed.setdefault(last.entry, {})[last.text] = last

    def _on_arranged(self, arrangement: Arrangement, back: bool) -> None:
        """The pages of the document were arranged: show the same page, or the one that comes back, or the next one."""
        if self.review is None:
            return
        places, pages, shown = arrangement.places(back=back), self.review.document.pages, self.page
        for page, at in zip(arrangement.gone, arrangement.left_out, strict=True):
            if not back and at in self.texts:
                self._put_by[_which(page)] = self.texts[at]
        moved = {places[at]: text for at, text in self.texts.items() if at in places}
        came = set(range(len(pages))) - moved.keys()
        moved |= {at: self._put_by[_which(pages[at])] for at in came if _which(pages[at]) in self._put_by}
        self.texts = {at: text if text.page == at else replace(text, page=at) for at, text in moved.items()}
        if back and arrangement.left_out:
            self.page = arrangement.left_out[0]
        else:
            self.page = places.get(shown, min(len(pages) - 1, sum(at < shown for at in places)))
        self.looked = ()
        self._proposed.clear()  # their places are those of before
        before = {after: at for at, after in places.items()}
        self.pages_changed.emit(tuple(before.get(at, -1) for at in range(len(pages))))
        if before.get(self.page) != shown:
            self.page_changed.emit(self.page)

    def _stay(self, entry_id: str, page: int) -> None:
        """Go on where the operator was, as far as that is still there."""
        if self.review is not None and entry_id in self.review.revision.entries:
            self.current = entry_id
            self.page = page if page < len(self.review.document.pages) else 0

    def _neighbor(self, ids: Sequence[str]) -> str:
        """The first entry behind the active one that is still there, else the last before it; or empty."""
        place = ids.index(self.current) if self.current in ids else len(ids)
        still = (entry_id for entry_id in (*ids[place:], *reversed(ids[:place])) if self.entry(entry_id) is not None)
        return next(still, "")

    def _leave(self) -> None:
        """Another entry becomes the active one."""
        self.set_proposal(None)
        if self.looked:
            self.looked = ()
            self.looked_changed.emit()

    def _tell(self, text: str) -> None:
        self.told.emit(Notice(text, NoticeLevel.INFO, key="review"))


def _which(page: Page) -> _Which:
    return page.original, page.index, page.area
