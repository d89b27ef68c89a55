"""The document under review, as the window shows and changes it."""

from collections.abc import Callable, Sequence
from enum import Enum

from PySide6.QtCore import QObject, Signal

from reviewer.domain.document_type import FieldType
from reviewer.domain.field import Mark, Region, Source, Value
from reviewer.domain.revision import Entry
from reviewer.domain.step import Step, StepKind
from reviewer.domain.text import PageText
from reviewer.errors import ReviewerError
from reviewer.services.review import Review
from reviewer.ui.key_names import KEYS
from reviewer.ui.viewmodels.asked import Asked, Proposal, forced
from reviewer.ui.viewmodels.notice import Notice, of_error
from reviewer.ui.viewmodels.shaped import ShapedDocument
from reviewer.ui.viewmodels.tilts import all_tilts


class Went(Enum):
    """Where `enter` or `finish` led."""

    STAYED = "stayed"
    NEXT = "next"
    READY = "ready"
    FINISHED = "finished"


class ReviewViewModel(ShapedDocument):
    """Widgets call its slots and read it again when it says `changed`.

    Signals, besides those of what is shown:
        drafted: entry id and text being typed, to be kept; None when it is the value again.
        finished: the document was marked reviewed, postponed or rejected.
        ready: nothing is left to check.
        read_asked: a Proposal to be read by an engine.
        asked: a second key is asked for: to keep a value against a rule, or to finish with doubts left.
        retyped: an undo or redo changed what is typed into the active entry.
    """

    drafted = Signal(str, object)
    finished = Signal()
    ready = Signal()
    read_asked = Signal(object)
    asked = Signal()
    retyped = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._asked = Asked()
        self.hindered: Callable[[Step], str] = lambda _step: ""
        """Says why a step cannot be undone or done again now; nothing when it can."""
        self.unseen: Callable[[], bool] = lambda: False
        """Says whether nobody has seen yet what was asked: a key answers nothing then."""

    def open(self, review: Review | None, texts: dict[int, PageText], drafts: dict[str, str]) -> None:
        """Put a document (or none) under review, at its first unsure value."""
        self.keep_shape()  # of the document so far
        before, typing = self.review, self._asked.typing
        again = before is not None and review is not None and before.document.id == review.document.id
        self._asked = Asked(drafts=dict(drafts), typing=again and typing)
        self.show(review, texts)

    @property
    def drafts(self) -> dict[str, str]:
        """What was typed and not yet confirmed, by entry id."""
        return dict(self._asked.drafts)

    def draft(self, entry_id: str) -> str | None:
        """Text typed into an entry and not yet confirmed, or None."""
        entry, text = self.entry(entry_id), self._asked.drafts.get(entry_id)
        return None if entry is None or text == entry.value.text else text

    def forcing(self, entry_id: str) -> bool:
        """Whether the next Enter would keep a value against a rule."""
        return self._asked.force == entry_id

    @property
    def asks_again(self) -> bool:
        """Whether a second key is waited for, to keep a value against a rule or to finish with doubts left."""
        return bool(self._asked.force) or self._asked.finish

    # Changing

    def typed(self, text: str) -> None:
        """The text of the active entry's editor changed: kept as a draft, confirmed by nothing."""
        self._asked.force = ""
        entry = self.entry(self.current)
        if entry is None or not self.writable:
            return
        self._asked.typing, self._asked.untyped = text != entry.value.text, None
        if text == entry.value.text:
            self._asked.drafts.pop(self.current, None)
            self.drafted.emit(self.current, None)
        else:
            self._asked.drafts[self.current] = text
            self.drafted.emit(self.current, text)

    def enter(self, text: str) -> Went:
        """What is in the editor is right: confirm, go to the next value that needs a human."""
        entry = self.entry(self.current)
        if self.review is None or entry is None:
            return self._ready()
        label, steps = self.label(entry), self.review.revision.steps
        with self._one_answer():
            if not self._confirmed(self.review, entry, text):
                return Went.STAYED
            led = self._next_by_hand(entry) or self.next_unsure()
        if self.review.revision.steps != steps:  # an Enter too much confirms what nobody looked at: say which
            kept = self.review.revision.entries[entry.id].value.forced
            told = self.tr("{} is kept with the error.") if kept else self.tr("{} confirmed.")
            self._tell(f"{told} {self.tr('{keys[edit.undo]} takes it back.')}".format(label, keys=KEYS))
        return Went.NEXT if led else self._ready()

    def correct(self, text: str, regions: tuple[Region, ...] | None = None) -> None:
        """Set the active entry's text (a word taken from the page)."""
        if self.review is not None and self.current:
            self._change(lambda review: review.correct(self.current, text, regions))

    def ditto(self, before: Value) -> bool:
        """Set the active value as it is in another document; the operator looks at it, and goes on by Enter."""
        return bool(self.current) and self._change(lambda review: review.ditto(self.current, before))

    def mark(self, mark: Mark) -> None:
        """Say that the active value is blank or unreadable, and go on."""
        entry = self.entry(self.current)
        if entry is None:
            return
        with self._one_answer():
            if not self._change(lambda review: review.mark(entry.id, mark)):
                return
            ready = not self.next_unsure()
        told = self.tr("{} is blank. {keys[edit.undo]} takes it back.")
        if mark is Mark.UNREADABLE:
            told = self.tr("{} is unreadable. {keys[edit.undo]} takes it back.")
        self._tell(told.format(self.label(entry), keys=KEYS))
        if ready:
            self._ready()

    @property
    def can_add(self) -> bool:
        """Whether the active entry's field may have several values or rows."""
        entry = self.entry(self.current)
        if entry is None or self.review is None:
            return False
        kind = self.review.kind.field(entry.field)
        return bool(entry.row) or (kind is not None and kind.several)

    def add_value(self) -> None:
        """Add a value or a row to the active entry's field."""
        entry = self.entry(self.current)
        if self.review is None or entry is None:
            return
        made: list[str] = []
        row = bool(entry.row)
        if self._change(
            lambda r: made.append(r.add_row(entry.field, entry.row) if row else r.add_value(entry.field)), stays=True
        ):
            self.select(made[0])

    def addable(self) -> tuple[FieldType, ...]:
        """The fields that may have several values or rows and have none: nothing of them can be the active one."""
        if self.review is None or not self.writable:
            return ()
        revision = self.review.revision
        return tuple(f for f in self.review.kind.fields if (f.several or f.columns) and not revision.of_field(f.name))

    def add_to(self, field: FieldType) -> None:
        """Add the first value or row of a field."""
        made: list[str] = []
        rows = bool(field.columns)
        if self._change(lambda r: made.append(r.add_row(field.name) if rows else r.add_value(field.name)), stays=True):
            self.select(made[0])

    def remove_value(self) -> None:
        """Remove the active value, or its whole row."""
        entry = self.entry(self.current)
        if entry is None:
            return
        before = [row.id for row in self.rows()]
        self._change(lambda r: r.remove(entry.id), before=before)

    def turn(self, degrees: int) -> None:
        """Turn the shown page clockwise by a multiple of 90 degrees."""
        self.arrange(lambda review: review.turn([self.page], degrees))

    def arrange(self, verb: Callable[[Review], Step | None]) -> Step | None:
        """Do something to the pages; what is being typed stays. Returns the step, None when nothing was to be done."""
        if self.review is None:
            return None
        self.keep_shape()
        before = [row.id for row in self.rows()]
        try:
            step = verb(self.review)
        except ReviewerError as error:
            self.told.emit(of_error(error))
            return None
        if step is not None:
            self._asked.done()
            self.set_proposal(None)
            self.refresh(before)
        return step

    def draw(self, *regions: Region) -> None:
        """A rectangle was drawn for the active entry, or its own regions count: have them read as a proposal."""
        self.keep_shape()
        if not self.writable or self.entry(self.current) is None:
            return
        self._asked.done()
        self.set_proposal(Proposal(self.current, "", regions, reading=True))
        self.read_asked.emit(self.proposal)

    def offer(self, text: str, regions: tuple[Region, ...], confidence: float | None, origin: str) -> None:
        """Words of the page were chosen for the active entry: their text is a proposal at once."""
        self.keep_shape()
        if self.writable and self.entry(self.current) is not None:
            self._asked.done()
            self.set_proposal(Proposal(self.current, text, regions, confidence, False, origin))

    # Status

    def finish(self) -> Went:
        """Mark reviewed; with doubts left, go to the first and say how many; again finishes over warnings.

        What was typed and not confirmed is asked for first: it would be missing from what is delivered.
        """
        if self.review is None or not self.writable:
            return Went.STAYED
        typed = next((entry.id for entry in self.review.entries() if self.draft(entry.id) is not None), "")
        if typed:
            text = self.tr("This was typed, but not confirmed. Press Enter to keep it, or Esc to drop it.")
            return self._lead_to(typed, text)
        errors, unsure, conflicts = self.review.errors, self.review.unsure(), self.review.conflicts()
        if errors and self._asked.finish:
            text = self.tr("%n error(s) left. Correct it, or press Enter twice to keep it.", "", len(errors))
            return self._lead_to(errors[0], text)
        if (unsure or conflicts) and (not self._asked.finish or self.unseen()):
            self._asked.finish = True
            self.asked.emit()
            text = self.tr("%n value(s) still to check. Mark reviewed again to finish.", "", len(unsure))
            if errors:
                text = self.tr("%n value(s) still to check, {} of them with an error.", "", len(unsure))
                text = text.format(len(errors))
            elif not unsure:
                text = self.tr(
                    "A new reading contradicts %n value(s) of yours. Mark reviewed again to keep yours.",
                    "",
                    len(conflicts),
                )
            return self._lead_to(self.review.asking()[0], text)
        told = self.tr("“{}” is marked reviewed. {keys[edit.undo]} goes back to it.")
        return Went.FINISHED if self._left(lambda review: review.finish(), told) else Went.STAYED

    def postpone(self, reason: str) -> None:
        told = self.tr("“{}” is put aside. {keys[edit.undo]} goes back to it.")
        self._left(lambda review: review.postpone(reason), told)

    def reject(self, reason: str) -> None:
        told = self.tr("“{}” is rejected. {keys[edit.undo]} goes back to it.")
        self._left(lambda review: review.reject(reason), told)

    def reopen(self, reason: str) -> None:
        self._change(lambda review: review.reopen(reason), stays=True)

    # Undo

    @property
    def typing(self) -> bool:
        """Whether something was typed into the active value, and nothing else done since."""
        return self._asked.typing and self.draft(self.current) is not None

    @property
    def can_untype(self) -> bool:
        """Whether typing, or a proposal, for the active value was the last that was done."""
        return self.typing or self.proposal is not None

    @property
    def can_retype(self) -> bool:
        """Whether what was typed into the active value was taken back last."""
        return self._asked.untyped is not None

    def untype(self) -> bool:
        """Take back what was typed into the active value, or is proposed for it, if nothing else was done since."""
        entry = self.entry(self.current)
        if entry is None or not self.can_untype:
            return False
        typed = self.draft(self.current)
        if self.typing:
            self.typed(entry.value.text)
            self._asked.untyped = typed
            self._tell(self.tr("Taken back: what was typed. {keys[edit.redo]} does it again.").format(keys=KEYS))
        else:
            self.set_proposal(None)  # it stays among the candidates
            self._asked.typing, self._asked.untyped = typed is not None, None
            self._tell(self.tr("Taken back: what was read anew."))
        self.retyped.emit()
        return True

    def retype(self) -> bool:
        """Type again what was taken back last. False when nothing was typed."""
        text = self._asked.untyped
        if text is None:
            return False
        self.typed(text)
        self.retyped.emit()
        return True

    def end_typing(self) -> None:
        """Something else was done: an undo is about that first."""
        self._asked.done()

    def undo(self) -> None:
        done = () if self.review is None else self.review.history.done
        if not self._hindered(done):
            self._lead(
                lambda review: all_tilts(review.undo, lambda: review.history.done),
                self.tr("Taken back: {}. {keys[edit.redo]} does it again."),
            )

    def redo(self) -> None:
        undone = () if self.review is None else self.review.history.undone
        if not self._hindered(undone):
            self._lead(
                lambda review: all_tilts(review.redo, lambda: review.history.undone),
                self.tr("Done again: {}. {keys[edit.undo]} takes it back."),
            )

    def take_back(self, step_id: str) -> None:
        """Undo a step of the open document, unless others came after it."""
        done = () if self.review is None else self.review.history.done
        if done and done[-1].id == step_id:
            self.undo()
        else:
            self._tell(self.tr("Other changes came after this one. Undo them first."))

    # Within

    def _leave(self) -> None:
        self._asked.force = ""
        self._asked.done()
        super()._leave()

    def _next_by_hand(self, entry: Entry) -> bool:
        """Go to the next empty cell of a row that a person added: it is filled in before anything else is looked at."""
        if self.review is None or not entry.row:
            return False
        row = [other for other in self.review.entries() if (other.field, other.row) == (entry.field, entry.row)]
        behind = row[[other.id for other in row].index(entry.id) + 1 :]
        if not behind or not _is_open(behind[0].value):
            return False
        self.select(behind[0].id)
        return True

    def _lead_to(self, entry_id: str, text: str) -> Went:
        """Lead to what hinders, and say so."""
        self.select(entry_id)
        self._tell(text)
        return Went.STAYED

    def _confirmed(self, review: Review, entry: Entry, text: str) -> bool:
        proposal = self.proposal
        if proposal is not None and proposal.entry == entry.id and not proposal.reading and text:
            return self._change(lambda r: r.correct(entry.id, text, proposal.regions)) and self._held(review, entry.id)
        if text != entry.value.text:
            return self._change(lambda r: r.correct(entry.id, text)) and self._held(review, entry.id)
        force = self._asked.force == entry.id and not self.unseen()
        if not self.writable:
            return True
        done: list[bool] = []
        if not self._change(lambda r: done.append(r.confirm(entry.id, force=force))):
            return False
        return done[0] or self._ask_force(entry.id, text)

    def _held(self, review: Review, entry_id: str) -> bool:
        """Whether the value stands after a correction; one that breaks a rule waits for a second Enter."""
        judgement = review.judgements.get(entry_id)
        if judgement is None or not judgement.error:
            return True
        return self._ask_force(entry_id, review.revision.entries[entry_id].value.text)

    def _ask_force(self, entry_id: str, text: str) -> bool:
        self._asked.force = entry_id
        self.asked.emit()
        self._tell_changed()
        self._tell(forced(text))
        return False

    def _change(
        self,
        verb: Callable[[Review], object],
        *,
        stays: bool = False,
        leave: bool = False,
        before: Sequence[str] = (),
    ) -> bool:
        """Do something to the document.

        Args:
            verb: what to do.
            stays: it says nothing of the active value: what is being typed there stays.
            leave: it need not be painted once more, since another one follows.
            before: ids of the rows, where the active one may go.
        """
        self.keep_shape()
        if self.review is None:
            return False
        try:
            verb(self.review)
        except ReviewerError as error:
            self.told.emit(of_error(error))
            return False
        self._asked.finish = False
        if not stays:
            self._asked.drafts.pop(self.current, None)
        self._asked.done()
        self.set_proposal(None)
        if leave:
            self.finished.emit()
        else:
            self.refresh(before)
        return True

    def _left(self, verb: Callable[[Review], object], told: str) -> bool:
        """Do what puts the document out of the queue, and say which it was: another one is shown at once."""
        review = self.review
        if review is None or not self._change(verb, leave=True):
            return False
        last = review.history.done[-1:]
        if last:  # the notice goes when that step is undone
            self.told.emit(Notice(told.format(review.document.name, keys=KEYS), key=last[0].id))
        return True

    def _ready(self) -> Went:
        self.ready.emit()
        return Went.READY

    def _hindered(self, steps: tuple[Step, ...]) -> bool:
        why = self.hindered(steps[-1]) if steps else ""
        if why:
            self._tell(why)
        return bool(why)

    def _lead(self, verb: Callable[[Review], Step | None], told: str) -> None:
        """Undo or redo, and show what that changed."""
        self.keep_shape()
        before = [row.id for row in self.rows()]
        step = verb(self.review) if self.review is not None else None
        if step is None:
            self._tell(self.tr("Nothing to undo."))
            return
        self._asked = Asked(drafts=self._asked.drafts)
        with self._one_answer():
            self.refresh(before)
            led = self._led(step)
        what = self._what(step) or ("" if led is None else self.label(led))
        if what:
            self._tell(told.format(what, keys=KEYS))

    def _led(self, step: Step) -> Entry | None:
        """Go where a step changed something. Returns the entry, also one that went; None when the page shows it."""
        if step.turns:
            self.show_page(step.turns[0].page)
        if step.arrangement is not None:
            return None  # the page is shown that came back, or where it went
        for change in step.changes if step.writes else ():
            self._asked.drafts.pop(change.id, None)
        there = next((entry for change in step.changes if (entry := self.entry(change.id)) is not None), None)
        if there is not None:
            self.select(there.id)
        return there or next((change.before or change.after for change in step.changes), None)

    def tell_reading(self, step: Step) -> None:
        """Say that a reading or type is there that was asked for, and whether it contradicts what a person said."""
        conflicts = () if self.review is None else self.review.conflicts()
        fresh = {change.id for change in step.changes}.intersection(conflicts)
        told = [self.tr("The new reading is there.")]
        if _changes_type(step) and self.review is not None:
            told = [self.tr("The type is {} now.").format(self.review.kind.title)]
        if fresh:
            told.append(self.tr("It contradicts %n value(s) of yours: {keys[issue.next]} leads there.", "", len(fresh)))
        told.append(self.tr("{keys[edit.undo]} takes it back."))
        self._tell(" ".join(told).format(keys=KEYS))

    def _what(self, step: Step) -> str:
        """What a step was that is more than its first value; empty for one that is about values."""
        if _changes_type(step):
            return self.tr("the change of type")
        if step.kind is StepKind.MERGE:
            return self.tr("the new reading")
        if step.kind is StepKind.TURN:
            return self.tr("%n page(s) turned", "", len(step.turns))
        if step.arrangement is not None:
            return self.tr("pages deleted") if step.action == "delete_pages" else self.tr("pages moved")
        if step.action not in ("add_row", "remove") or self.review is None:
            return ""
        entry = next(entry for change in step.changes if (entry := change.before or change.after) is not None)
        field = self.review.kind.field(entry.field) if entry.row else None
        return self.tr("a row of {}").format(field.label) if field is not None else ""


def _changes_type(step: Step) -> bool:
    """Whether a person chose another document type; a reading may find one, too."""
    return bool(step.type_after) and not step.recognition


def _is_open(value: Value) -> bool:
    """Whether a value was added by a person and nothing was written into it yet."""
    return value.source is Source.MANUAL and not value.text and value.mark is None
