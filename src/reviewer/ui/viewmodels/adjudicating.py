"""Values that were read in two ways, one after the other: which one is shown, what is decided, what comes next."""

from collections import deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.document import Document
from reviewer.domain.document_type import FieldType
from reviewer.domain.field import Region
from reviewer.domain.field_value import FieldValue
from reviewer.domain.pair import Pair, pair_of
from reviewer.domain.revision import Entry
from reviewer.domain.step import Step
from reviewer.errors import ReviewerError
from reviewer.lanes import LOAD
from reviewer.services.review import Review
from reviewer.ui.key_names import KEYS
from reviewer.ui.viewmodels.look_first import ANSWER_MS, BURST_MS, LookFirst
from reviewer.ui.viewmodels.modes import Scope
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.review import ReviewViewModel
from reviewer.ui.viewmodels.rows import spoken
from reviewer.ui.workers.runner import Runner

if TYPE_CHECKING:  # SQLAlchemy behind them takes 0.3 s to import; the first paint does not wait for that
    from reviewer.services.desk import Desk
    from reviewer.services.opening import Opened

AT_ONCE = 200
"""Pairs that are looked for in one go."""
AHEAD = 3
"""Documents that are read before they are needed."""
_FEW = 20
"""Pairs left when more are looked for."""
_KEPT = 200
"""Decisions whose documents are kept: to undo them at once."""

Place = tuple[str, str]
"""Document and entry."""


@dataclass(frozen=True)
class _Act:
    """A decision: about what, and the step that it was."""

    place: Place
    step: str


@dataclass(frozen=True)
class Shown:
    """What is to be decided now.

    Attributes:
        review: of the document.
        entry: the value.
        pair: its two readings.
    """

    review: Review
    entry: Entry
    pair: Pair

    @property
    def document(self) -> Document:
        return self.review.document

    @property
    def page(self) -> int:
        places = self.pair.upper.regions or self.pair.lower.regions
        return places[0].page if places and places[0].page < len(self.document.pages) else 0

    @property
    def kind(self) -> FieldType | None:
        return self.review.field_type(self.entry)

    @property
    def label(self) -> str:
        """What the value is about: "Total", or "Line items, Amount"."""
        kind, field = self.kind, self.review.kind.field(self.entry.field)
        own = kind.label if kind is not None else spoken(self.entry.column or self.entry.field)
        return f"{field.label}, {own}" if self.entry.column and field is not None else own


def _what(shown: Shown) -> tuple[object, ...]:
    """What is looked at: the place and both texts."""
    return (shown.document.id, shown.entry.id, shown.pair.upper.text, shown.pair.lower.text)


class Adjudicating(QObject):
    """Goes through the pairs of many documents. Each decision is one step, as in the document's own view.

    Args:
        runner: reads pairs and documents.
        shown: the open document: what is decided in it is done there.
        keep: appends a step.

    Signals:
        changed: another pair is shown, or the numbers changed.
        page_asked: the operator wants to see a document (its id) at an entry (its id).
        asked: a second key is asked for, to keep a value against a rule.
        told: a Notice.
    """

    changed = Signal()
    asked = Signal()
    page_asked = Signal(str, str)
    told = Signal(object)

    def __init__(
        self, runner: Runner, shown: ReviewViewModel, keep: Callable[[Step], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._runner = runner
        self._open = shown
        self._keep = keep
        self._desk: Desk | None = None
        self._scope: Scope | None = None
        self._reviews: dict[str, Review] = {}
        self._coming: set[str] = set()
        self._left: deque[Place] = deque()
        self._later: dict[Place, None] = {}
        self._gone: set[Place] = set()
        self._done: list[_Act] = []
        self._undone: list[_Act] = []
        self._looking = False
        self._more = False
        self._limit = AT_ONCE
        self._forcing: Place | None = None
        self.unseen: Callable[[], bool] = lambda: False
        """Says whether nobody has seen yet what was asked: a key answers nothing then."""
        self._looked: tuple[object, ...] = ()
        self._whole = True
        self.look = LookFirst(self)
        self.look.told.connect(self.told)
        self.decided = 0

    def use(self, desk: "Desk") -> None:
        """Work on a workspace."""
        self._desk = desk

    # Looking

    @property
    def left(self) -> int:
        """Pairs that wait, as far as they were looked for."""
        return len(self._left)

    @property
    def put_off(self) -> int:
        """Pairs that were left for later."""
        return len(self._later)

    @property
    def looking(self) -> bool:
        """Whether pairs are being looked for, or the next one's document is being read."""
        return self._looking or bool(self._left and self.shown is None)

    @property
    def shown(self) -> Shown | None:
        """The pair to decide; None when there is none, or when it is not there yet."""
        return self._at(self._left[0]) if self._left else None

    def show(self, shown: Shown, whole: bool = True) -> None:
        """A pair is on the screen, with its picture or without any that could be drawn: it can be decided.

        Args:
            shown: the pair.
            whole: all of both readings is to be seen: none is taken of which it is not.
        """
        self._looked, self._whole = _what(shown), whole

    def allows(self) -> bool:
        """Whether a key counts, since the pair could be looked at; if not, that is told."""
        shown = self.shown
        return self.look.allows(shown is not None and self._looked == _what(shown))

    @property
    def forcing(self) -> bool:
        """Whether keeping the upper reading once more keeps it against a rule."""
        return bool(self._left) and self._forcing == self._left[0]

    def ahead(self) -> tuple[tuple[Document, int], ...]:
        """The documents that come next and are read, each with the page that is seen first."""
        found: dict[tuple[str, int], tuple[Document, int]] = {}
        for place in list(self._left)[1 : 10 * AHEAD]:
            shown = self._at(place)
            if shown is not None:
                found.setdefault((shown.document.id, shown.page), (shown.document, shown.page))
        return tuple(found.values())[:AHEAD]

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        return bool(self._undone)

    # Beginning and ending

    def begin(self, scope: Scope) -> None:
        """Look for pairs in these documents."""
        self._scope = scope
        self._left.clear()
        self._later.clear()
        self._gone.clear()
        self._done.clear()
        self._undone.clear()
        self._reviews.clear()
        self._coming.clear()
        self._forcing = None
        self.decided = 0
        self._look()

    def end(self) -> None:
        """Let go of all documents."""
        self._scope = None
        self._left.clear()
        self._reviews.clear()
        self._coming.clear()

    # Deciding

    @Slot()
    def take_upper(self) -> None:
        """What counts is right."""
        shown = self._compared()
        if shown is None:
            return
        place = (shown.document.id, shown.entry.id)
        force = self._forcing == place and not self.unseen()
        done: list[bool] = []
        if not self._change(shown, lambda review: done.append(review.confirm(shown.entry.id, force=force))):
            return
        if done[0]:
            self._decide(place)
        else:
            self._forcing = place
            self.asked.emit()
            self.look.rest(BURST_MS)  # once more is not a key that is held
            reasons = shown.review.judgements[shown.entry.id].reasons
            rule = next((reason.text for reason in reasons if reason.code != "conflict"), "")
            self.told.emit(Notice(self.tr("{} Once more keeps it.").format(rule).strip(), key="adjudicate"))
            self.changed.emit()

    @Slot()
    def take_lower(self) -> None:
        """The other reading is right."""
        shown = self._compared()
        if shown is not None:
            lower = shown.pair.lower
            self._write(shown, lower.text, lower.regions or None)

    def write(self, text: str) -> None:
        """Neither is right: this is."""
        shown = self._asked()
        if shown is not None:
            self._write(shown, text, None)

    @Slot()
    def put_aside(self) -> None:
        """Leave it for later."""
        if self._left and self.allows():
            self._later[self._left.popleft()] = None
            self._forcing = None
            self.look.rest(ANSWER_MS)
            self._settle()

    @Slot()
    def ask_page(self) -> None:
        """Show the document of the pair, at its value."""
        if self._left:
            self.page_asked.emit(*self._left[0])

    @Slot()
    def show_put_off(self) -> None:
        """Go through those that were left for later."""
        self._left.extend(self._later)
        self._later.clear()
        self._settle()

    def undo(self) -> None:
        """Take back the last decision, and show its pair again."""
        act = self._done[-1] if self._done else None
        if act is not None and self._led(act, lambda review: review.history.done, lambda review: review.undo()):
            self._undone.append(self._done.pop())
            self.decided -= 1
            self._gone.discard(act.place)
            self._later.pop(act.place, None)
            self._left.appendleft(act.place)
            self._settle()

    def redo(self) -> None:
        """Decide again as before it was taken back."""
        act = self._undone[-1] if self._undone else None
        if act is not None and self._led(act, lambda review: review.history.undone, lambda review: review.redo()):
            self._done.append(self._undone.pop())
            self.decided += 1
            self._drop(act.place)
            self._settle()

    # Within

    def _asked(self) -> Shown | None:
        """The pair that a key is about, or None: there is none, or nobody can have looked at it yet."""
        return self.shown if self._left and self.allows() else None

    def _compared(self) -> Shown | None:
        """Likewise, and all of both readings is to be seen; if not, that is told."""
        shown = self._asked()
        if shown is None or self._whole:
            return shown
        text = self.tr("Not all of this can be seen here. {keys[adjudicate.show_page]} opens its document.")
        self.told.emit(Notice(text.format(keys=KEYS), key="adjudicate"))
        return None

    def _at(self, place: Place) -> Shown | None:
        """The pair at a place; None while its document is not read, or when there is none (any more)."""
        review = self._review(place[0])
        entry = None if review is None else review.revision.entries.get(place[1])
        pair = None if entry is None else pair_of(entry.value)
        return None if review is None or entry is None or pair is None else Shown(review, entry, pair)

    def _review(self, document: str) -> Review | None:
        open_ = self._open.review
        if open_ is not None and open_.document.id == document:
            return open_
        return self._reviews.get(document)

    def _write(self, shown: Shown, text: str, regions: tuple[Region, ...] | None) -> None:
        if self._change(shown, lambda review: review.correct(shown.entry.id, text, regions)):
            self._decide((shown.document.id, shown.entry.id))

    def _change(self, shown: Shown, verb: Callable[[Review], object]) -> bool:
        try:
            verb(shown.review)
        except ReviewerError as error:
            self.told.emit(of_error(error))
            return False
        self._refresh(shown.review)
        return True

    def _refresh(self, review: Review) -> None:
        if review is self._open.review:
            self._open.refresh()

    def _decide(self, place: Place) -> None:
        self.decided += 1
        review = self._review(place[0])
        assert review is not None
        self._done.append(_Act(place, review.history.done[-1].id))
        self._undone.clear()
        self.look.rest(ANSWER_MS)
        self._drop(place)
        self._settle()

    def _drop(self, place: Place) -> None:
        self._gone.add(place)
        self._forcing = None
        if self._left and self._left[0] == place:
            self._left.popleft()
        elif place in self._left:
            self._left.remove(place)

    def _led(
        self, act: _Act, steps: Callable[[Review], tuple[Step, ...]], verb: Callable[[Review], Step | None]
    ) -> bool:
        """Undo or redo, as long as it is the last thing that happened to the document."""
        review = self._review(act.place[0])
        last = () if review is None else steps(review)[-1:]
        self._forcing = None
        if review is None or not last or last[0].id != act.step or verb(review) is None:
            text = self.tr("This document was changed since. {} leads back to the documents, where {} goes on.")
            self.told.emit(Notice(text.format(KEYS["mode.document"], KEYS["edit.undo"]), key="adjudicate"))
            return False
        self._refresh(review)
        return True

    def _settle(self) -> None:
        """Leave out what was decided elsewhere; read what comes next, and look for more when they run out."""
        while self._left and self._review(self._left[0][0]) is not None and self._at(self._left[0]) is None:
            self._gone.add(self._left.popleft())
        self._read_ahead()
        self._forget()
        if len(self._left) < _FEW and self._more and not self._looking:
            self._look()
        self.changed.emit()

    def _read_ahead(self) -> None:
        wanted = list(dict.fromkeys(document for document, _ in self._left))[: AHEAD + 1]
        for document in wanted:
            if self._desk is not None and self._review(document) is None and document not in self._coming:
                self._coming.add(document)
                job = self._desk.open(document)
                self._runner.start(LOAD, job, succeeded=self._on_opened, failed=self._on_not_opened)

    def _forget(self) -> None:
        """Let go of documents that are done; those of the last decisions stay."""
        acts = (*self._done[-_KEPT:], *self._undone[-_KEPT:])
        wanted = {document for document, _ in (*self._left, *(act.place for act in acts))}
        self._reviews = {document: review for document, review in self._reviews.items() if document in wanted}

    def _look(self) -> None:
        if self._desk is None or self._scope is None:
            return
        self._looking = True
        known = len(self._left) + len(self._later) + len(self._gone)  # what was decided may not be on the disk yet
        self._limit = AT_ONCE + known
        job = self._desk.pairs(self._scope.wanted, self._scope.chosen, self._limit)
        self._runner.start(LOAD, job, succeeded=self._on_found, failed=self._on_failed)
        self.changed.emit()

    def _take(self, found: Collection[FieldValue]) -> None:
        known = {*self._left, *self._later, *self._gone}
        places = [(value.document, value.entry) for value in found]
        new = [place for place in places if place not in known]
        self._left.extend(new)
        self._more = bool(new) and len(found) >= self._limit

    @Slot(object)
    def _on_found(self, found: tuple[FieldValue, ...]) -> None:
        self._looking = False
        if self._scope is not None:
            self._take(found)
            self._settle()

    @Slot(object)
    def _on_opened(self, opened: "Opened") -> None:
        document = opened.document.id
        if document in self._coming and self._desk is not None:
            self._coming.discard(document)
            self._reviews[document] = self._desk.review(opened, self._keep)
            self._settle()

    @Slot(object)
    def _on_not_opened(self, error: ReviewerError) -> None:
        """A document that went meanwhile: its pairs go with it."""
        gone, self._coming = self._coming, set()
        self._left = deque(place for place in self._left if place[0] not in gone)
        self.told.emit(of_error(error))
        self._settle()

    @Slot(object)
    def _on_failed(self, error: ReviewerError) -> None:
        self._looking = False
        self.told.emit(of_error(error))
        self.changed.emit()

    @Slot(object, object)
    def on_refused(self, steps: tuple[Step, ...], _error: object) -> None:
        """The store knows better: read these documents anew."""
        for step in steps:
            self._reviews.pop(step.document, None)
            self._done = [act for act in self._done if act.place[0] != step.document]
        self._settle()

    @Slot(object)
    def on_merged(self, step: Step) -> None:
        """A machine read a document meanwhile: take that in, or read it anew."""
        review = self._reviews.get(step.document)
        if review is not None and not review.absorb(step):
            self._reviews.pop(step.document)
        if review is not None:
            self._settle()
