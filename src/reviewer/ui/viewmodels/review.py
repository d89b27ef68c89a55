"""The document under review, as the window shows and changes it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot

from reviewer.domain.document_type import FieldType
from reviewer.domain.doubt import Judgement
from reviewer.domain.field import Mark, Region, Value
from reviewer.domain.issue import Issue
from reviewer.domain.revision import Entry
from reviewer.domain.step import Step, StepKind
from reviewer.domain.text import PageText
from reviewer.errors import ReviewerError
from reviewer.services.review import Review
from reviewer.ui.viewmodels.notice import Notice, NoticeLevel, of_error


@dataclass(frozen=True)
class FieldRow:
    """One row of the field panel.

    Attributes:
        id: of the entry.
        label: of the field or column, for the operator.
        number: 1, 2, 3 ... of several values or of the row it stands in; 0 for a single value.
        first: whether it is the first row of its field or table row (a caption may stand above).
        caption: what stands above: the field's label, for rows and several values.
        kind: what the type says of it, or None.
        value, judgement: what stands there and how sure it is.
    """

    id: str
    label: str
    number: int
    first: bool
    caption: str
    kind: FieldType | None
    value: Value
    judgement: Judgement


@dataclass(frozen=True)
class Proposal:
    """A text read from a drawn region: it waits for yes (Enter) or no (Esc).

    Attributes:
        entry: id of the entry that it is meant for.
        text: as read, empty while reading.
        confidence: 0..1 or None.
        regions: what was drawn.
        reading: still being read.
        origin: who read it.
    """

    entry: str
    text: str
    regions: tuple[Region, ...]
    confidence: float | None = None
    reading: bool = False
    origin: str = ""


LABEL, VALUE = "label", "value"
"""The columns of a field whose rows are pairs."""


class Went(Enum):
    """Where `enter` or `finish` led."""

    STAYED = "stayed"
    NEXT = "next"
    READY = "ready"
    FINISHED = "finished"


@dataclass
class _Asked:
    """What was asked once and needs a second key press."""

    force: str = ""
    finish: bool = False
    drafts: dict[str, str] = field(default_factory=dict)


class ReviewViewModel(QObject):
    """Widgets call its slots and read it again when it says `changed`.

    Signals:
        opened: another document (or none) is under review; everything must be read again.
        changed: values, judgements or issues changed.
        selected: another entry is active (its id, or empty).
        page_changed: another page is shown (index from 0).
        text_changed: the words of a page arrived (index).
        proposal_changed: a proposal came, changed or went.
        drafted: entry id and text being typed, to be kept.
        finished: the document was marked reviewed, postponed or rejected.
        ready: nothing is left to check.
        told: a Notice.
        read_asked: a Proposal to be read by an engine.
    """

    opened = Signal()
    changed = Signal()
    selected = Signal(str)
    page_changed = Signal(int)
    text_changed = Signal(int)
    proposal_changed = Signal()
    drafted = Signal(str, str)
    finished = Signal()
    ready = Signal()
    told = Signal(object)
    read_asked = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.review: Review | None = None
        self.current = ""
        self.page = 0
        self.texts: dict[int, PageText] = {}
        self.proposal: Proposal | None = None
        self._asked = _Asked()

    # Looking

    def rows(self) -> tuple[FieldRow, ...]:
        """The rows of the field panel, in order."""
        if self.review is None:
            return ()
        entries = self._shown_entries()
        numbers = _numbers(entries)
        rows: list[FieldRow] = []
        before: tuple[str, str] | None = None
        for entry in entries:
            here = (entry.field, entry.row)
            rows.append(self._row(entry, numbers[entry.id], first=here != before))
            before = here
        return tuple(rows)

    def _shown_entries(self) -> tuple[Entry, ...]:
        """All entries but the labels of pairs, which stand as the label of their value.

        A label is a row of its own only while it needs a human, was changed by one, or is the active one.
        """
        assert self.review is not None
        judgements = self.review.judgements
        return tuple(
            entry
            for entry in self.review.entries()
            if not self._is_pair_label(entry)
            or entry.value.settled
            or judgements[entry.id].unsure
            or entry.id == self.current
        )

    def _is_pair_label(self, entry: Entry) -> bool:
        return entry.column == LABEL and self._pair(entry.field)

    def _pair(self, field_name: str) -> bool:
        """Whether the rows of a field are a label and its value."""
        kind = None if self.review is None else self.review.kind.field(field_name)
        return kind is not None and [column.name for column in kind.columns] == [LABEL, VALUE]

    def _label_text(self, entry: Entry) -> str:
        """What stands as the label of a pair's value."""
        assert self.review is not None
        for other in self.review.revision.of_field(entry.field):
            if other.row == entry.row and other.column == LABEL and other.value.text:
                return " ".join(other.value.text.split())
        return ""

    def entry(self, entry_id: str) -> Entry | None:
        return None if self.review is None else self.review.revision.entries.get(entry_id)

    def judgement(self, entry_id: str) -> Judgement | None:
        return None if self.review is None else self.review.judgements.get(entry_id)

    @property
    def issues(self) -> tuple[Issue, ...]:
        return () if self.review is None else self.review.issues

    @property
    def writable(self) -> bool:
        return self.review is not None and self.review.writable

    def unsure_on(self, page: int) -> int:
        """How many unsure values stand on a page."""
        if self.review is None:
            return 0
        entries = self.review.revision.entries
        return sum(any(region.page == page for region in entries[i].value.regions) for i in self.review.unsure())

    def draft(self, entry_id: str) -> str | None:
        """Text typed into an entry and not yet confirmed, or None."""
        entry, text = self.entry(entry_id), self._asked.drafts.get(entry_id)
        return None if entry is None or text == entry.value.text else text

    # Opening

    def open(self, review: Review | None, texts: dict[int, PageText], drafts: dict[str, str]) -> None:
        """Put a document (or none) under review, at its first unsure value."""
        self.review = review
        self.texts = dict(texts)
        self.proposal = None
        self._asked = _Asked(drafts=dict(drafts))
        self.current = ""
        self.page = 0
        self.opened.emit()
        if review is not None:
            self.select(self._first())

    def take_text(self, text: PageText) -> None:
        """Words of a page arrived."""
        self.texts[text.page] = text
        self.text_changed.emit(text.page)

    def refresh(self) -> None:
        """The review changed from outside (a merge)."""
        if self.entry(self.current) is None and self.review is not None:
            self.select(self._first())
        self.changed.emit()

    # Moving

    @Slot(str)
    def select(self, entry_id: str) -> None:
        """Make an entry the active one, and show its page."""
        if entry_id and self.entry(entry_id) is None:
            return
        if entry_id != self.current:
            self._asked.force = ""
            self.set_proposal(None)
        self.current = entry_id
        entry = self.entry(entry_id)
        if entry is not None and entry.value.regions:
            self.show_page(entry.value.regions[0].page)
        self.selected.emit(entry_id)

    @Slot(int)
    def show_page(self, page: int) -> None:
        if self.review is None or not 0 <= page < len(self.review.document.pages) or page == self.page:
            return
        self.page = page
        self.page_changed.emit(page)

    def next_field(self, by: int = 1) -> None:
        """Go to the next (1) or previous (-1) entry of any kind; stops at the ends."""
        if self.review is None:
            return
        ids = [entry.id for entry in self._shown_entries()]
        if not ids:
            return
        here = ids.index(self.current) if self.current in ids else -1 if by > 0 else len(ids)
        self.select(ids[min(len(ids) - 1, max(0, here + by))])

    def next_unsure(self) -> bool:
        """Go to the next entry that needs a human, round the end. False when there is none besides the active one."""
        if self.review is None:
            return False
        ids = [entry.id for entry in self.review.entries()]
        unsure = set(self.review.unsure())
        here = ids.index(self.current) if self.current in ids else -1
        for entry_id in ids[here + 1 :] + ids[:here]:
            if entry_id in unsure:
                self.select(entry_id)
                return True
        return False

    def next_issue(self) -> None:
        """Go to the value of the next issue."""
        places = [issue.values[0] for issue in self.issues if issue.values]
        if not places:
            self.told.emit(Notice(self.tr("No issues: all rules agree."), key="issues"))
            return
        here = places.index(self.current) if self.current in places else -1
        self.select(places[(here + 1) % len(places)])

    # Changing

    def typed(self, text: str) -> None:
        """The text of the active entry's editor changed: kept as a draft, confirmed by nothing."""
        self._asked.force = ""
        entry = self.entry(self.current)
        if entry is None or not self.writable:
            return
        if text == entry.value.text:
            self._asked.drafts.pop(self.current, None)
        else:
            self._asked.drafts[self.current] = text
        self.drafted.emit(self.current, text)

    def enter(self, text: str) -> Went:
        """What is in the editor is right: confirm, go to the next value that needs a human."""
        entry = self.entry(self.current)
        if self.review is None or entry is None:
            return self._ready()
        if not self._confirmed(self.review, entry, text):
            return Went.STAYED
        return Went.NEXT if self.next_unsure() else self._ready()

    def correct(self, text: str, regions: tuple[Region, ...] | None = None) -> None:
        """Set the active entry's text (a word taken from the page)."""
        if self.review is not None and self.current:
            self._change(lambda review: review.correct(self.current, text, regions))

    def mark(self, mark: Mark) -> None:
        """Say that the active value is blank or unreadable, and go on."""
        marked = bool(self.current) and self._change(lambda review: review.mark(self.current, mark))
        if marked and not self.next_unsure():
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
        if self._change(lambda r: made.append(r.add_row(entry.field, entry.row) if row else r.add_value(entry.field))):
            self.select(made[0])

    def remove_value(self) -> None:
        """Remove the active value, or its whole row."""
        entry = self.entry(self.current)
        if entry is None:
            return
        self.next_field(1)
        if self._change(lambda r: r.remove(entry.id)) and self.entry(self.current) is None:
            self.next_field(-1)

    def turn(self, degrees: int) -> None:
        self._change(lambda review: review.turn(self.page, degrees))

    # Regions

    def draw(self, *regions: Region) -> None:
        """A rectangle was drawn for the active entry, or its own regions count: have them read as a proposal."""
        if not self.writable or not self.current:
            return
        self.set_proposal(Proposal(self.current, "", regions, reading=True))
        self.read_asked.emit(self.proposal)

    def set_proposal(self, proposal: Proposal | None) -> None:
        if proposal != self.proposal:
            self.proposal = proposal
            self.proposal_changed.emit()

    # Status

    def finish(self) -> Went:
        """Mark reviewed; with doubts left, go to the first and say how many; again finishes over warnings.

        What was typed and not confirmed is asked for first: it would be missing from what is delivered.
        """
        if self.review is None or not self.writable:
            return Went.STAYED
        typed = next((entry.id for entry in self.review.entries() if self.draft(entry.id) is not None), "")
        if typed:
            self.select(typed)
            self._tell(self.tr("This was typed, but not confirmed. Press Enter to keep it, or Esc to drop it."))
            return Went.STAYED
        errors, unsure = self.review.errors, self.review.unsure()
        if errors and self._asked.finish:
            self.select(errors[0])
            self._asked.finish = True
            self._tell(self.tr("%n error(s) left. Correct it, or press Enter twice to keep it.", "", len(errors)))
            return Went.STAYED
        if unsure and not self._asked.finish:
            self.select(errors[0] if errors else unsure[0])
            self._asked.finish = True
            self._tell(self.tr("%n value(s) still to check. Mark reviewed again to finish.", "", len(unsure)))
            return Went.STAYED
        return Went.FINISHED if self._change(lambda review: review.finish()) and self._end() else Went.STAYED

    def postpone(self, reason: str) -> None:
        if self._change(lambda review: review.postpone(reason)):
            self._end()

    def reject(self, reason: str) -> None:
        if self._change(lambda review: review.reject(reason)):
            self._end()

    def reopen(self, reason: str) -> None:
        self._change(lambda review: review.reopen(reason))

    # Undo

    def undo(self) -> None:
        self._lead(self.review.undo() if self.review is not None else None)

    def redo(self) -> None:
        self._lead(self.review.redo() if self.review is not None else None)

    # Within

    def _confirmed(self, review: Review, entry: Entry, text: str) -> bool:
        proposal = self.proposal
        if proposal is not None and proposal.entry == entry.id and not proposal.reading and text:
            return self._change(lambda r: r.correct(entry.id, text, proposal.regions)) and self._held(review, entry.id)
        if text != entry.value.text:
            return self._change(lambda r: r.correct(entry.id, text)) and self._held(review, entry.id)
        force = self._asked.force == entry.id
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
        self.changed.emit()
        self._tell(self.tr("Enter again keeps “{}” with the error.").format(text))
        return False

    def forcing(self, entry_id: str) -> bool:
        """Whether the next Enter would keep a value against a rule."""
        return self._asked.force == entry_id

    def _change(self, verb: Callable[[Review], object]) -> bool:
        if self.review is None:
            return False
        try:
            verb(self.review)
        except ReviewerError as error:
            self.told.emit(of_error(error))
            return False
        self._asked.finish = False
        self._asked.drafts.pop(self.current, None)
        self.set_proposal(None)
        self.changed.emit()
        return True

    def _first(self) -> str:
        """The entry that a document opens at: the first unsure one, else the first."""
        if self.review is None:
            return ""
        return next(iter((*self.review.unsure(), *(entry.id for entry in self.review.entries()))), "")

    def _ready(self) -> Went:
        self.ready.emit()
        return Went.READY

    def _end(self) -> bool:
        self.finished.emit()
        return True

    def _lead(self, step: Step | None) -> None:
        """Show what an undo or redo changed."""
        if step is None:
            self._tell(self.tr("Nothing to undo."))
            return
        self._asked = _Asked(drafts=self._asked.drafts)
        self.changed.emit()
        if step.kind is StepKind.TURN and step.turn is not None:
            self.show_page(step.turn.page)
        for change in step.changes:
            self._asked.drafts.pop(change.id, None)
            if self.entry(change.id) is not None:
                self.select(change.id)
                break

    def _tell(self, text: str) -> None:
        self.told.emit(Notice(text, NoticeLevel.INFO, key="review"))

    def _row(self, entry: Entry, number: int, *, first: bool) -> FieldRow:
        assert self.review is not None
        kind = self.review.field_type(entry)
        field_kind = self.review.kind.field(entry.field)
        caption = field_kind.label if field_kind is not None else spoken(entry.field)
        label = kind.label if kind is not None else spoken(entry.column or entry.field)
        if entry.column == VALUE and self._pair(entry.field):
            # A pair says itself what it is about: it needs no caption and no number.
            label, number = self._label_text(entry) or label, 0
        elif self._is_pair_label(entry):
            number = 0
        judgement = self.review.judgements[entry.id]
        return FieldRow(entry.id, label, number, first, caption, kind, entry.value, judgement)


def _numbers(entries: tuple[Entry, ...]) -> dict[str, int]:
    """The number that each entry shows: of its row, or of its value where a field has several; else 0."""
    places: dict[str, dict[str, int]] = {}
    for entry in entries:
        known = places.setdefault(entry.field, {})
        known.setdefault(entry.row or entry.id, len(known) + 1)
    return {
        entry.id: places[entry.field][entry.row or entry.id] if entry.row or len(places[entry.field]) > 1 else 0
        for entry in entries
    }


def spoken(name: str) -> str:
    """A field's name as words, for fields that no type describes."""
    return name.replace("_", " ").capitalize()
