"""One document under review: changed in memory at once, each change appended to the store as a step."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from reviewer.domain.arrangement import Arrangement, moved_bundle
from reviewer.domain.document import Document
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.doubt import Judgement
from reviewer.domain.field import Mark, Region, Value
from reviewer.domain.issue import Issue
from reviewer.domain.leaving_out import left_out
from reviewer.domain.revision import Entry, Revision, RevisionStatus
from reviewer.domain.shaping import clockwise
from reviewer.domain.step import RESHAPE, BundleChange, Change, History, StatusChange, Step, StepKind, advanced
from reviewer.errors import ReviewerError
from reviewer.services import arranging
from reviewer.services.absorbing import absorbed
from reviewer.services.by_hand import new_row, new_value, reshaped, written
from reviewer.services.making import made
from reviewer.services.paging import meant, paged
from reviewer.services.standing import Standing

Check = Callable[[Revision, DocumentType], tuple[Issue, ...]]
Keep = Callable[[Step], None]


class ReadOnly(ReviewerError):
    """The document is reviewed or rejected; it must be reopened before it can be changed."""

    code = "read_only"


class Review:
    """What the operator changes. Every public verb makes one step, or none when there is nothing to do.

    Args:
        document: with its pages.
        kind_of: gives the document type of a name.
        revision, history: as the store has them.
        check: the rules.
        keep: appends a step to the store; never waits.
        operator: name written to the steps.
        locked: the workspace can only be read; every change is refused.
    """

    def __init__(
        self,
        document: Document,
        kind_of: Callable[[str], DocumentType],
        revision: Revision,
        history: History,
        *,
        check: Check,
        keep: Keep,
        operator: str,
        locked: bool = False,
    ) -> None:
        self.document = document
        self.revision = revision
        self.history = history
        self.operator = operator
        self.locked = locked
        self.arranged: Callable[[Arrangement, bool], None] = _nobody_follows
        """Called when pages have been arranged, or, when true, an arrangement was undone."""
        self._kind_of = kind_of
        self._check = check
        self._keep = keep
        self._standing = Standing()
        self._judge()

    # Looking

    @property
    def kind(self) -> DocumentType:
        """The document type that the values belong to."""
        return self._kind_of(self.revision.document_type)

    def entries(self) -> tuple[Entry, ...]:
        """All entries as they are shown: fields in the type's order, rows in theirs, columns in the type's."""
        return self._standing.entries

    def unsure(self) -> tuple[str, ...]:
        """Ids of the entries that need a human, as they are shown."""
        return self._standing.unsure

    def conflicts(self) -> tuple[str, ...]:
        """Ids of the entries of which a new reading says otherwise than the person who settled them, as shown."""
        return self._standing.conflicts

    def asking(self) -> tuple[str, ...]:
        """Ids of the entries that want a word of a human, as they are shown: unsure ones and conflicts."""
        asking = {*self.unsure(), *self.conflicts()}
        return tuple(entry.id for entry in self.entries() if entry.id in asking) if self.conflicts() else self.unsure()

    @property
    def first(self) -> str:
        """The entry that a document opens at: the first that asks, else the first; empty when there is none."""
        return next(iter((*self.asking(), *(entry.id for entry in self.entries()))), "")

    def page_of(self, entry_id: str) -> int:
        """The page that a value stands on; the first when it has no place."""
        entry = self.revision.entries.get(entry_id)
        regions = () if entry is None else entry.value.regions
        return regions[0].page if regions and regions[0].page < len(self.document.pages) else 0

    @property
    def judgements(self) -> dict[str, Judgement]:
        """How sure each value is, by the entry's id. What a step left alone stays the same object."""
        return self._standing.judged.judgements

    @property
    def issues(self) -> tuple[Issue, ...]:
        """What the rules say."""
        return self._standing.issues

    @property
    def errors(self) -> tuple[str, ...]:
        """Ids of the entries that a rule's error points to and that nobody forced."""
        return tuple(e.id for e in self.entries() if self.judgements[e.id].error)

    def field_type(self, entry: Entry) -> FieldType | None:
        """What the document type says of an entry; None for a field that it does not know."""
        field = self.kind.field(entry.field)
        if field is None or not entry.column:
            return field
        return next((column for column in field.columns if column.name == entry.column), None)

    @property
    def writable(self) -> bool:
        return not self.locked and self.revision.status not in (RevisionStatus.REVIEWED, RevisionStatus.REJECTED)

    @property
    def _who(self) -> str:
        return self.operator or "operator"  # a value without a name would not count as settled

    # Values

    def confirm(self, entry_id: str, *, force: bool = False) -> bool:
        """Say that a value is right as it stands, also against a new reading.

        False, and nothing done, when a rule's error must be forced first.
        """
        entry = self.revision.entries[entry_id]
        error, asked = self.judgements[entry_id].error, entry.value.conflict is not None
        if error and not force:
            return False
        if not entry.value.settled or asked or (error and not entry.value.forced):
            # What was kept against a rule stays so: deciding about a reading takes nothing of that back.
            kept = error or (asked and entry.value.forced)
            value = replace(entry.value, settled_by=self._who, forced=kept, conflict=None)
            self._set("force" if error else "keep" if asked else "confirm", entry, value)
        return True

    def correct(self, entry_id: str, text: str, regions: tuple[Region, ...] | None = None) -> None:
        """Set a value's text; with `regions` its place too."""
        entry = self.revision.entries[entry_id]
        place = entry.value.regions if regions is None else regions
        same = text == entry.value.text and place == entry.value.regions
        if same and entry.value.settled and entry.value.conflict is None and entry.value.mark is None:
            return
        self._set("correct", entry, written(entry.value, self.field_type(entry), text, place, self._who))

    def reshape(self, entry_id: str, regions: tuple[Region, ...]) -> None:
        """Give a value another place; its text stays as it is, settled or not."""
        entry = self.revision.entries[entry_id]
        if regions != entry.value.regions:
            regions = tuple(Region(region.page, clockwise(region.polygon)) for region in regions)
            self._set(RESHAPE, entry, reshaped(entry.value, regions, self._who))

    def ditto(self, entry_id: str, before: Value) -> None:
        """Set a value as it is in another document: its text or its mark, not its place."""
        entry = self.revision.entries[entry_id]
        value = written(entry.value, self.field_type(entry), before.text, entry.value.regions, self._who)
        if before.mark is not None:
            value = replace(value, mark=before.mark)
        if value != entry.value:
            self._set("ditto", entry, value)

    def mark(self, entry_id: str, mark: Mark) -> None:
        """Say that a value is blank or unreadable."""
        entry = self.revision.entries[entry_id]
        place = entry.value.regions if mark is Mark.UNREADABLE else ()
        value = written(entry.value, self.field_type(entry), "", place, self._who)
        self._set(str(mark), entry, replace(value, mark=mark))

    def add_value(self, field: str) -> str:
        """Add an empty value to a field that may have several. Returns its id."""
        entry = new_value(field, self.revision.of_field(field), self._who)
        self._edit("add", Change.of(self.revision, entry.id, entry))
        return entry.id

    def add_row(self, field: str, after: str = "") -> str:
        """Add a row of empty values below the row `after`, or at the end. Returns the id of its first value."""
        kind = self.kind.field(field)
        if kind is None or not kind.columns:
            raise ValueError(field)
        added = new_row(kind, self.revision.of_field(field), after, self._who)
        self._edit("add_row", *(Change.of(self.revision, entry.id, entry) for entry in added))
        return added[0].id

    def remove(self, entry_id: str) -> None:
        """Remove a value, or the whole row it stands in."""
        entry = self.revision.entries[entry_id]
        gone = [e for e in self.revision.of_field(entry.field) if e.row == entry.row] if entry.row else [entry]
        self._edit("remove", *(Change.of(self.revision, e.id, None) for e in gone))

    def settle(self, action: str, values: Mapping[str, Value], bulk: str) -> None:
        """Set several values in one step, which is part of a bulk action over documents."""
        entries = self.revision.entries
        changes = [Change.of(self.revision, i, replace(entries[i], value=value)) for i, value in values.items()]
        if changes:
            self._edit(action, *changes, bulk=bulk)

    # Status

    def finish(self) -> None:
        """Mark the document reviewed. The caller has dealt with doubts; open errors are refused.

        Raises:
            ReviewerError: values with errors must be corrected or forced first.
        """
        if self.errors:
            raise ReviewerError("A value breaks a rule.", "Correct it, or confirm it twice.", code="errors")
        self._set_status("finish", RevisionStatus.REVIEWED)

    def postpone(self, reason: str) -> None:
        self._set_status("postpone", RevisionStatus.POSTPONED, reason)

    def reject(self, reason: str) -> None:
        self._set_status("reject", RevisionStatus.REJECTED, reason)

    def reopen(self, reason: str) -> None:
        """Back to pending, with a reason."""
        self._set_status("reopen", RevisionStatus.PENDING, reason)

    # Pages

    def turn(self, pages: Sequence[int], degrees: int) -> Step | None:
        """Turn pages clockwise by a multiple of 90 degrees."""
        turns = arranging.turns(self.document.pages, pages, degrees)
        return self._page(StepKind.TURN, "turn", turns=turns) if turns else None

    def straighten(self, skews: Mapping[int, float], action: str = "straighten") -> Step | None:
        """Turn pages besides, so that their print stands straight: by page, degrees clockwise in all."""
        turns = arranging.straightened(self.document.pages, skews)
        return self._page(StepKind.TURN, action, turns=turns) if turns else None

    def move_pages(self, pages: Sequence[int], to: int) -> Step | None:
        """Move pages so that they stand together, in their order, before the page that is at `to` now.

        Args:
            pages: their places.
            to: 0 for the beginning; the number of pages for the end.
        """
        return self._arrange("move", arranging.moved(len(self.document.pages), pages, to))

    def delete_pages(self, pages: Sequence[int]) -> Step | None:
        """Leave pages out, and with them the values that stand nowhere else and that nobody settled.

        Raises:
            ReviewerError: no page would be left.
        """
        return self._arrange("delete_pages", arranging.without(len(self.document.pages), pages))

    # Undo, and what comes from outside

    def undo(self) -> Step | None:
        """Take back the last step that a person made or asked for. Returns it, or None when there is none."""
        if self.locked or not self.history.done:
            return None
        last = self.history.done[-1]
        self._append(self._made(StepKind.UNDO, cancels=last.id))
        return last

    def redo(self) -> Step | None:
        """Do again what was undone last. Returns the step, or None."""
        if self.locked or not self.history.undone:
            return None
        last, undo = self.history.undone[-1], self.history.undos[-1]
        self._append(self._made(StepKind.REDO, cancels=undo.id))
        return last

    def recheck(self) -> None:
        """The rules know more than before."""
        self._judge()

    def absorb(self, step: Step) -> bool:
        """Take in a step that the store already has (a merge). False when it cannot be: then load the review anew.

        What a person did here meanwhile comes after it in the log, and stays.
        """
        found = absorbed(self.revision, self.history, step)
        if found is None:
            return False
        self.revision, self.history = found
        self._judge()
        return True

    # Within

    def _arrange(self, action: str, order: tuple[int, ...]) -> Step | None:
        if order == tuple(range(len(self.document.pages))):
            return None
        arrangement, revision = Arrangement.of(self.document, order), self.revision
        changes = left_out(revision, arrangement, lambda name: self.kind.field(name) is not None)
        bundle = moved_bundle(revision.bundle, arrangement.places())
        back = moved_bundle(bundle, arrangement.places(back=True))
        lost = BundleChange(revision.bundle, bundle) if back != revision.bundle else None
        return self._page(StepKind.PAGES, action, arrangement=arrangement, changes=changes, bundle=lost)

    def _page(self, kind: StepKind, action: str, **what: Any) -> Step:
        self._check_writable()
        step = self._made(kind, action, **what)
        self._append(step)
        return step

    def _set(self, action: str, entry: Entry, value: Value) -> None:
        self._edit(action, Change.of(self.revision, entry.id, replace(entry, value=value)))

    def _edit(self, action: str, *changes: Change, bulk: str = "") -> None:
        self._check_writable()
        begun = self.revision.status is RevisionStatus.IN_REVIEW
        status = None if begun else self._status_change(RevisionStatus.IN_REVIEW)
        self._append(self._made(StepKind.EDIT, action, changes=changes, status=status, bulk=bulk))

    def _check_writable(self) -> None:
        if not self.writable and not self.locked:
            raise ReadOnly("This document is finished.", "Reopen it to change it.")

    def _set_status(self, action: str, status: RevisionStatus, reason: str = "") -> None:
        if status is not self.revision.status:
            self._append(self._made(StepKind.STATUS, action, status=self._status_change(status), reason=reason))

    def _status_change(self, after: RevisionStatus) -> StatusChange:
        now = self.revision
        return StatusChange(now.status, after, now.reviewed_by, now.reviewed_at, now.reason)

    def _made(self, kind: StepKind, action: str = "", **what: Any) -> Step:
        return made(self.document.id, kind, action, self._who, number=self.revision.steps + 1, **what)

    def _append(self, step: Step) -> None:
        if self.locked:
            from reviewer.store.problems import only_read  # brings SQLAlchemy: the first paint does not wait for that

            raise only_read()
        about, back = meant(step, self.history)
        self._apply(step)
        self._keep(step)
        if about.arrangement is not None:
            self.arranged(about.arrangement, back)

    def _apply(self, step: Step) -> None:
        self.document = paged(self.document, step, self.history)
        self.revision, self.history = advanced(self.revision, self.history, step)
        self._judge()

    def _judge(self) -> None:
        kind = self.kind
        self._standing = self._standing.again(self.revision, kind, self._check(self.revision, kind))


def _nobody_follows(_arrangement: Arrangement, _back: bool) -> None:
    """Nobody shows the pages."""
