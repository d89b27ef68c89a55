"""What the operator does to the pages of the shown document: turn, straighten, move, delete, split off."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QObject, Signal, Slot

from reviewer.domain.document import Page
from reviewer.domain.step import Step
from reviewer.errors import ReviewerError
from reviewer.lanes import REGION
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.reading import ReadingViewModel
from reviewer.ui.viewmodels.regions import Regions
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.tilts import TILT
from reviewer.ui.workers.runner import Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk

LEAST = 0.05
"""Degrees: nobody sees that a page leans by less."""


class Paging(QObject):
    """Changes pages by steps of the review, and says what became of them.

    Args:
        runner: measures how pages lean.
        review: the shown document.
        reading: pages that are read stay where they are.
        regions: has the children that look at pages for the operator.

    Signals:
        told: a Notice.
        split_asked: make documents of these pages each (a tuple of tuples).
    """

    told = Signal(object)
    split_asked = Signal(object)

    def __init__(
        self,
        runner: Runner,
        review: ReviewViewModel,
        reading: ReadingViewModel,
        regions: Regions,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._review = review
        self._reading = reading
        self._regions = regions
        self._desk: Desk | None = None
        self._run: Run | None = None
        self._measured: tuple[Page, ...] = ()
        review.hindered = self._hinders
        review.opened.connect(self._stop)
        review.pages_changed.connect(self._stop)

    def use(self, desk: "Desk") -> None:
        """Know where the pages of a workspace lie."""
        self._desk = desk

    @property
    def count(self) -> int:
        """How many pages the shown document has."""
        return 0 if self._review.review is None else len(self._review.review.document.pages)

    # Order

    def move_by(self, pages: Collection[int], by: int) -> None:
        """Move pages together one place down (1) or up (-1)."""
        there = sorted(pages)
        if not there:
            return
        to = there[0] - 1 if by < 0 else there[-1] + 2
        if to < 0 or to > self.count:
            first = self.tr("This is the first page.") if self.count > 1 else self._alone()
            self._tell(first if by < 0 or self.count < 2 else self.tr("This is the last page."))
            return
        self.move(there, to)

    def move(self, pages: Collection[int], to: int) -> None:
        """Move pages together before the page that is at a place now; the number of pages is the end."""
        if self._hindered_now():
            return
        step = self._review.arrange(lambda review: review.move_pages(sorted(pages), to))
        if step is None or step.arrangement is None:
            return
        order = step.arrangement.order
        first = order.index(min(pages))
        if len(pages) == 1:
            text = self.tr("Page {before} is page {now} now.").format(before=min(pages) + 1, now=first + 1)
        else:
            last = first + len(set(pages)) - 1
            text = self.tr("%n page(s) moved: they are pages {first} to {last} now.", "", len(set(pages)))
            text = text.format(first=first + 1, last=last + 1)
        self._tell_done(text, step)

    def delete(self, pages: Collection[int]) -> None:
        """Leave pages out, with what stands on them."""
        if self._hindered_now() or not pages:
            return
        step = self._review.arrange(lambda review: review.delete_pages(sorted(pages)))
        if step is None:
            return
        if len(pages) == 1:
            text = self.tr("Page {number} deleted.").format(number=min(pages) + 1)
        else:
            text = self.tr("%n page(s) deleted.", "", len(pages))
        gone = sum(
            bool(change.before and change.before.value.text) and not (change.after and change.after.value.text)
            for change in step.changes
        )
        if gone:
            text += " " + self.tr("%n value(s) went along.", "", gone)
        self._tell_done(text, step)

    # Documents

    def split_here(self, page: int) -> None:
        """Let a page begin a document of its own."""
        if not 0 < page < self.count:
            self._tell(self.tr("A document begins with this page already.") if self.count > 1 else self._alone())
            return
        self.split_asked.emit((tuple(range(page)), tuple(range(page, self.count))))

    def take_out(self, pages: Collection[int]) -> None:
        """Make a document of pages, and another of the rest."""
        taken = tuple(sorted(pages))
        rest = tuple(page for page in range(self.count) if page not in pages)
        if not rest or not taken:
            self._tell(self._alone() if self.count < 2 else self.tr("These are all pages. Choose some of them."))
            return
        self.split_asked.emit((rest, taken))

    # Turning

    def turn(self, pages: Sequence[int], degrees: int) -> None:
        """Turn pages clockwise by a multiple of 90 degrees."""
        step = self._review.arrange(lambda review: review.turn(sorted(pages), degrees))
        if step is not None and len(step.turns) > 1:
            self._tell_done(self.tr("%n page(s) turned.", "", len(step.turns)), step)

    def tilt(self, pages: Collection[int], degrees: float) -> None:
        """Turn pages clockwise by so little more."""
        now = self._pages()
        skews = {page: now[page].skew + degrees for page in sorted(pages)}
        self._review.arrange(lambda review: review.straighten(skews, TILT))

    def level(self, pages: Collection[int]) -> None:
        """Show pages as they were scanned, not straightened."""
        step = self._review.arrange(lambda review: review.straighten(dict.fromkeys(sorted(pages), 0.0), "level"))
        if step is None:
            self._tell(self.tr("This page is shown as it was scanned."))

    def straighten(self, pages: Collection[int]) -> None:
        """Measure how pages lean, and turn them so that their print stands straight."""
        from reviewer.services.straightening import LeaningPage, StraightenJob  # not before it is needed

        desk, review = self._desk, self._review.review
        if desk is None or review is None or self._run is not None:
            return
        now = self._measured = review.document.pages
        leaning = {
            page: LeaningPage(
                desk.workspace.originals.path_of(now[page].original),
                now[page].index,
                now[page].area,
                desk.passwords.of(now[page].original),
                now[page].rotation,
            )
            for page in sorted(pages)
        }
        job = StraightenJob(self._regions.open_tools, leaning)
        self._run = self._runner.start(
            REGION, job, succeeded=self._on_measured, failed=self._on_failed, cancelled=self._on_ended
        )
        self._run.ended.connect(self._on_ended)

    # Within

    def _pages(self) -> tuple[Page, ...]:
        return () if self._review.review is None else self._review.review.document.pages

    @Slot(object)
    def _on_measured(self, skews: dict[int, float]) -> None:
        if self.sender() is not self._run or self._pages() != self._measured:
            return  # of another document, or turned meanwhile
        leaning = {page: skew for page, skew in skews.items() if abs(skew) >= LEAST}
        leaning |= {page: 0.0 for page in skews.keys() - leaning.keys() if self._measured[page].skew}
        step = self._review.arrange(lambda review: review.straighten(leaning))
        if step is None:
            self._tell(self.tr("No slant was found. Tilt the page by hand, with the keys , and . on the page."))
        elif len(step.turns) == 1:
            by = QLocale().toString(abs(step.turns[0].skew_after), "f", 1)
            number = step.turns[0].page + 1
            self._tell_done(self.tr("Page {number} straightened by {by}°.").format(number=number, by=by), step)
        else:
            self._tell_done(self.tr("%n page(s) straightened.", "", len(step.turns)), step)

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        if self.sender() is self._run:
            self.told.emit(of_error(error))

    @Slot()
    def _on_ended(self) -> None:
        if self.sender() is self._run:
            self._run = None

    @Slot()
    def _stop(self) -> None:
        """What is measured now is of other pages."""
        if self._run is not None:
            self._run.cancel()
            self._run = None

    def _hindered_now(self) -> bool:
        """Whether the pages must stay as they are; says so."""
        review = self._review.review
        if review is None:
            return True
        if not self._reading.has_begun(review.document.id):
            return False
        cancel = partial(self._reading.cancel, review.document.id)
        self.told.emit(Notice(self._being_read(), action=self.tr("Cancel reading"), act=cancel, key="pages"))
        return True

    def _hinders(self, step: Step) -> str:
        """Why a step cannot be undone or done again now."""
        return self._being_read() if step.arrangement is not None and self._reading.has_begun(step.document) else ""

    def _being_read(self) -> str:
        return self.tr("This document is still being read. Its pages can be changed when that is done.")

    def _alone(self) -> str:
        return self.tr("This document has one page.")

    def _tell(self, text: str) -> None:
        self.told.emit(Notice(text, key="pages"))

    def _tell_done(self, text: str, step: Step) -> None:
        undo = partial(self._review.take_back, step.id)
        self.told.emit(Notice(text, action=self.tr("Undo"), act=undo, key=step.id))
