"""Which document is on the desk, and what comes to it while it lies there: words of its pages, values of a reading."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal, Slot

from reviewer.domain.step import Step, StepKind
from reviewer.domain.text import PageText
from reviewer.errors import ReviewerError
from reviewer.lanes import LOAD
from reviewer.ui.viewmodels.ahead import Ahead, Line
from reviewer.ui.viewmodels.notice import of_error
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.workers.runner import Answer, Run, Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.opening import Opened


class Opening(QObject):
    """Shows one document at a time, at once when it was read ahead.

    Args:
        runner: reads documents.
        review: where they are shown.
        ahead: those that come next.
        keep: appends a step.
        line: gives what follows a document in the list that the operator works through.

    Signals:
        leaving: another document is about to be shown (its id, or empty).
        loading: it is about to be read in the store.
        shown: it is on the desk (an Opened, or None).
        stayed: the one that is shown is wanted again before the other one was read.
        told: a Notice.
    """

    leaving = Signal(str)
    loading = Signal()
    shown = Signal(object)
    stayed = Signal()
    told = Signal(object)

    def __init__(
        self,
        runner: Runner,
        review: ReviewViewModel,
        ahead: Ahead,
        keep: Callable[[Step], None],
        line: Line,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._review = review
        self._ahead = ahead
        self._keep = keep
        self._line = line
        self._desk: Desk | None = None
        self._run: Run | None = None
        self._going_on: Run | None = None
        self._words: Run | None = None
        self._left_out: frozenset[str] = frozenset()
        self._arranging = False
        self._then: tuple[int, dict[str, str]] = (0, {})
        """The last step of the shown document, and what was typed in it, when it was asked for again."""
        self.here = ""
        self.wanted = ""
        self.unasked = False
        """Whether nobody asked for what is shown: it is the same as before, or follows one that was taken away."""
        self._following = ""
        review.page_changed.connect(self._on_page_changed)
        review.pages_changed.connect(self._on_pages_changed)

    def use(self, desk: "Desk") -> None:
        """Show documents of a workspace."""
        self._desk = desk

    @property
    def under_way(self) -> bool:
        """Whether a document is about to be shown, or shown anew: it is looked for or read in the store."""
        own = any(run in (self._run, self._going_on) and not run.told for run in self._runner.runs(LOAD))
        return own or self.wanted not in ("", self.here)

    def open(self, document: str) -> None:
        """Show a document, or none; at once when it was read ahead."""
        if self._desk is None:
            return
        if document == self.here:
            if self.wanted != document:
                self.wanted = document  # and not what is on its way
                self.stayed.emit()
            return
        ready = self._ahead.take(document)
        if ready is None and document:
            self.again(document)
        else:
            self._leave(document)
            self._show(ready)

    @Slot(str)
    def again(self, document: str) -> None:
        """Show a document as the store has it now, also when it is shown already."""
        if self._desk is not None:
            self._leave(document)
            self.loading.emit()
            self._then = (self._steps, self._review.drafts)
            job = self._desk.open(document)
            self._run = self._runner.start(LOAD, job, succeeded=self._on_opened, failed=self._on_failed)

    @Slot()
    def go_on(self, but: Collection[str] = ()) -> None:
        """Show the next document to review, leaving some out; none when there is none."""
        following = self._ahead.next(but)
        if following or self._desk is None:
            self._following = following if but else ""
            self.open(following)
            return
        self._left_out = frozenset((*but, self.here))  # it is done, and the store may not have that yet
        self._look_on(self._desk, len(self._left_out) + 1, self._on_left if but else self._on_following)

    def leave(self) -> None:
        """The shown document left the queue in the store: show what comes after it there."""
        if self._desk is not None:
            self._left_out = frozenset({self.here})
            self._look_on(self._desk, 2, self._on_left)

    def absorb(self, step: Step) -> None:
        """Values that a machine found for the shown document are in the store."""
        review = self._review.review
        before = "" if review is None else review.revision.document_type
        if review is not None and review.absorb(step):
            self._review.refresh(unasked=True)
            if step.undoable and review.revision.document_type != before:
                self._review.select(review.first)  # other fields: begin with them as a document does
            if step.undoable and step.kind is StepKind.MERGE:
                self._review.tell_reading(step)
        else:
            self.again(self.here)

    @property
    def _steps(self) -> int:
        """How many steps the shown document has."""
        return 0 if self._review.review is None else self._review.review.revision.steps

    def _leave(self, document: str) -> None:
        self._review.keep_shape()  # before anything is loaded, which else would not have it
        self.leaving.emit(document)
        self.wanted = document

    def _show(self, opened: "Opened | None") -> None:
        self.unasked = opened is not None and opened.document.id in (self.here, self._following)
        self._following = ""
        self.here = "" if opened is None else opened.document.id
        self._words = None  # those of another document
        self.shown.emit(opened)
        if opened is None or self._desk is None:
            self._review.open(None, {}, {})
            return
        self._review.open(self._desk.review(opened, self._keep), opened.texts, opened.drafts)
        self._on_page_changed(self._review.page)
        self._ahead.look(self.here)

    def _look_on(self, desk: "Desk", limit: int, then: Answer) -> None:
        """Ask the store what follows the shown document."""
        job = desk.following(self.here, limit, self._line(self.here))
        self._going_on = self._runner.start(LOAD, job, succeeded=then, failed=self._on_failed)

    @Slot(object)
    def _on_following(self, ids: tuple[str, ...]) -> None:
        self.open(self._next_of(ids))

    @Slot(object)
    def _on_left(self, ids: tuple[str, ...]) -> None:
        self._following = self._next_of(ids)
        self.open(self._following)

    def _next_of(self, ids: tuple[str, ...]) -> str:
        return next((document for document in ids if document not in self._left_out), "")

    @Slot(object)
    def _on_opened(self, opened: "Opened") -> None:
        if opened.document.id != self.wanted or self.sender() is not self._run:
            return  # another one is wanted, or it was asked for once more
        if opened.document.id != self.here:
            self._show(opened)
        elif self._steps != self._then[0]:
            self.again(self.here)  # something was done in it since
        else:
            before, now = self._then[1], self._review.drafts
            typed = {entry: text for entry, text in now.items() if before.get(entry) != text}
            kept = {entry: text for entry, text in opened.drafts.items() if entry in now or entry not in before}
            self._show(replace(opened, drafts=kept | typed))

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self.told.emit(of_error(error))

    @Slot(int)
    def _on_page_changed(self, page: int) -> None:
        """Of a long document, the words come page by page."""
        if self._desk is not None and page not in self._review.texts and self.here and not self._arranging:
            self._words = self._runner.start(LOAD, self._desk.text(self.here, page), succeeded=self._on_words)

    @Slot(object)
    def _on_pages_changed(self, _places: object) -> None:
        """Words are asked for when the change is on its way to the store: there they would be of another page."""
        self._words = None
        self._arranging = True
        QTimer.singleShot(0, self._on_arranged)

    @Slot()
    def _on_arranged(self) -> None:
        self._arranging = False
        self._on_page_changed(self._review.page)

    @Slot(object)
    def _on_words(self, text: PageText | None) -> None:
        if text is not None and self.sender() is self._words:
            self._review.take_text(text)
