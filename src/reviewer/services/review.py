"""One document under review: changed in memory at once, each change appended to the store as a step."""

import uuid
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta

from msgspec.structs import replace

from reviewer.domain.document import Document
from reviewer.domain.document_type import DocumentType, FieldType
from reviewer.domain.doubt import Judgement, judge
from reviewer.domain.field import Mark, Region, Source, Value
from reviewer.domain.issue import Issue, Level
from reviewer.domain.normalize import normalized
from reviewer.domain.revision import Entry, Revision, RevisionStatus
from reviewer.domain.step import Change, History, StatusChange, Step, StepKind, Turn, advanced
from reviewer.errors import ReviewerError

Check = Callable[[Revision, DocumentType], tuple[Issue, ...]]
Keep = Callable[[Step], None]


def now() -> str:
    """The time, ISO 8601 in UTC with milliseconds."""
    return ago(0)


def ago(days: float) -> str:
    """The time so many days ago, in the same form."""
    moment = datetime.now(UTC) - timedelta(days=days)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


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
    ) -> None:
        self.document = document
        self.revision = revision
        self.history = history
        self.operator = operator
        self._kind_of = kind_of
        self._check = check
        self._keep = keep
        self.issues: tuple[Issue, ...] = ()
        self.judgements: dict[str, Judgement] = {}
        self._judge()

    # Looking

    @property
    def kind(self) -> DocumentType:
        """The document type that the values belong to."""
        return self._kind_of(self.revision.document_type)

    def entries(self) -> tuple[Entry, ...]:
        """All entries as they are shown: fields in the type's order, rows in theirs, columns in the type's."""
        return ordered(self.revision, self.kind)

    def unsure(self) -> tuple[str, ...]:
        """Ids of the entries that need a human, as they are shown."""
        return tuple(e.id for e in self.entries() if self.judgements[e.id].unsure)

    def field_type(self, entry: Entry) -> FieldType | None:
        """What the document type says of an entry; None for a field that it does not know."""
        field = self.kind.field(entry.field)
        if field is None or not entry.column:
            return field
        return next((column for column in field.columns if column.name == entry.column), None)

    @property
    def writable(self) -> bool:
        return self.revision.status not in (RevisionStatus.REVIEWED, RevisionStatus.REJECTED)

    @property
    def _who(self) -> str:
        return self.operator or "operator"  # a value without a name would not count as settled

    @property
    def errors(self) -> tuple[str, ...]:
        """Ids of the entries that a rule's error points to and that nobody forced."""
        return tuple(e.id for e in self.entries() if self.judgements[e.id].error)

    # Values

    def confirm(self, entry_id: str, *, force: bool = False) -> bool:
        """Say that a value is right as it stands. False, and nothing done, when a rule's error must be forced first."""
        entry = self.revision.entries[entry_id]
        error = self.judgements[entry_id].error
        if error and not force:
            return False
        value = entry.value
        if value.settled and (value.forced or not error):
            return True
        self._edit("force" if error else "confirm", entry, replace(value, settled_by=self._who, forced=error))
        return True

    def correct(self, entry_id: str, text: str, regions: tuple[Region, ...] | None = None) -> None:
        """Set a value's text; with `regions` its place too."""
        entry = self.revision.entries[entry_id]
        place = entry.value.regions if regions is None else regions
        if text == entry.value.text and place == entry.value.regions and entry.value.settled:
            return
        self._edit("correct", entry, self._written(entry, text, place))

    def mark(self, entry_id: str, mark: Mark) -> None:
        """Say that a value is blank or unreadable."""
        entry = self.revision.entries[entry_id]
        value = self._written(entry, "", entry.value.regions if mark is Mark.UNREADABLE else ())
        self._edit(str(mark), entry, replace(value, mark=mark))

    def add_value(self, field: str) -> str:
        """Add an empty value to a field that may have several. Returns its id."""
        order = max((entry.order for entry in self.revision.of_field(field)), default=-1.0) + 1
        entry = Entry(str(uuid.uuid4()), field, self._by_hand(""), order)
        self._do(StepKind.EDIT, "add", changes=(Change.of(self.revision, entry.id, entry),))
        return entry.id

    def add_row(self, field: str, after: str = "") -> str:
        """Add a row of empty values below the row `after`, or at the end. Returns the id of its first value."""
        kind = self.kind.field(field)
        if kind is None or not kind.columns:
            raise ValueError(field)
        row = str(uuid.uuid4())
        order = self._order_after(field, after)
        added = tuple(
            Entry(f"{row}:{column.name}", field, self._by_hand(""), order, row, column.name) for column in kind.columns
        )
        self._do(StepKind.EDIT, "add_row", changes=tuple(Change.of(self.revision, entry.id, entry) for entry in added))
        return added[0].id

    def remove(self, entry_id: str) -> None:
        """Remove a value, or the whole row it stands in."""
        entry = self.revision.entries[entry_id]
        gone = [e for e in self.revision.of_field(entry.field) if e.row == entry.row] if entry.row else [entry]
        self._do(StepKind.EDIT, "remove", changes=tuple(Change.of(self.revision, e.id, None) for e in gone))

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

    def turn(self, page: int, degrees: int) -> None:
        """Turn a page clockwise by a multiple of 90 degrees."""
        before = self.document.pages[page].rotation
        self._do(StepKind.TURN, "turn", turn=Turn(page, before, (before + degrees) % 360))

    # Undo

    def undo(self) -> Step | None:
        """Take back the last step that a person made or asked for. Returns it, or None when there is none."""
        if not self.history.done:
            return None
        last = self.history.done[-1]
        self._append(self._step(StepKind.UNDO, cancels=last.id))
        return last

    def redo(self) -> Step | None:
        """Do again what was undone last. Returns the step, or None."""
        if not self.history.undone:
            return None
        last, undo = self.history.undone[-1], self.history.undos[-1]
        self._append(self._step(StepKind.REDO, cancels=undo.id))
        return last

    # From outside

    def absorb(self, step: Step) -> bool:
        """Take in a step that the store already has (a merge). False when it cannot be: then load the review anew."""
        following = self.revision.steps + 1
        if step.undoable and step.number != following:
            return False  # what a person did here meanwhile comes after it in the log, and is undone before it
        for change in step.changes:
            present = self.revision.entries.get(change.id)
            if present is not None and present.value.settled and present != change.before:
                return False
        self._apply(replace(step, number=following))
        return True

    # Within

    def _written(self, entry: Entry, text: str, regions: tuple[Region, ...]) -> Value:
        value = entry.value
        kind = self.field_type(entry)
        read = value.recognized_text
        same = read is not None and text == read
        source = Source.MANUAL if read is None else Source.RECOGNIZED if same else Source.CORRECTED
        return replace(
            value,
            text=text,
            normalized=normalized(text, kind, date.today()) if text and kind is not None else None,
            confidence=value.recognized_confidence if same else None,
            source=source,
            settled_by=self._who,
            forced=False,
            mark=None,
            regions=regions,
        )

    def _by_hand(self, text: str) -> Value:
        return Value(text, source=Source.MANUAL, settled_by=self._who)

    def _order_after(self, field: str, row: str) -> float:
        orders = sorted({entry.order for entry in self.revision.of_field(field)})
        here = next((entry.order for entry in self.revision.of_field(field) if entry.row == row), None)
        if here is None:
            return orders[-1] + 1 if orders else 0.0
        above = [order for order in orders if order > here]
        return (here + above[0]) / 2 if above else here + 1

    def _edit(self, action: str, entry: Entry, value: Value) -> None:
        after = replace(entry, value=value)
        self._do(StepKind.EDIT, action, changes=(Change.of(self.revision, entry.id, after),))

    def _set_status(self, action: str, status: RevisionStatus, reason: str = "") -> None:
        if status is self.revision.status:
            return
        change = self._status_change(status)
        self._do(StepKind.STATUS, action, status=change, reason=reason)

    def _status_change(self, after: RevisionStatus) -> StatusChange:
        before = self.revision
        return StatusChange(before.status, after, before.reviewed_by, before.reviewed_at, before.reason)

    def _do(
        self,
        kind: StepKind,
        action: str,
        *,
        changes: tuple[Change, ...] = (),
        status: StatusChange | None = None,
        turn: Turn | None = None,
        reason: str = "",
    ) -> None:
        if kind is StepKind.EDIT:
            if not self.writable:
                raise ReadOnly("This document is finished.", "Reopen it to change it.")
            if self.revision.status is not RevisionStatus.IN_REVIEW:
                status = self._status_change(RevisionStatus.IN_REVIEW)
        self._append(self._step(kind, action, changes=changes, status=status, turn=turn, reason=reason))

    def _step(
        self,
        kind: StepKind,
        action: str = "",
        *,
        changes: tuple[Change, ...] = (),
        status: StatusChange | None = None,
        turn: Turn | None = None,
        reason: str = "",
        cancels: str = "",
    ) -> Step:
        return Step(
            _id(),
            self.document.id,
            self.revision.steps + 1,  # as it is here; the store gives the number that counts
            kind,
            action,
            now(),
            self._who,
            changes=changes,
            status=status,
            turn=turn,
            reason=reason,
            cancels=cancels,
        )

    def _append(self, step: Step) -> None:
        self._apply(step)
        self._keep(step)

    def _apply(self, step: Step) -> None:
        if step.kind is StepKind.UNDO:
            self._turn(self.history.done[-1].turn, back=True)
        elif step.kind is StepKind.REDO:
            self._turn(self.history.undone[-1].turn)
        else:
            self._turn(step.turn)
        self.revision, self.history = advanced(self.revision, self.history, step)
        self._judge()

    def _turn(self, turn: Turn | None, *, back: bool = False) -> None:
        if turn is not None:
            self.document = turned(self.document, turn, back=back)

    def _judge(self) -> None:
        self.issues = self._check(self.revision, self.kind)
        self.judgements = judge(self.revision, self.kind, self.issues)


def turned(document: Document, turn: Turn, *, back: bool = False) -> Document:
    """The document with a page turned, or turned back."""
    rotation = turn.before if back else turn.after
    pages = tuple(
        replace(page, rotation=rotation) if number == turn.page else page for number, page in enumerate(document.pages)
    )
    return replace(document, pages=pages)


def ordered(revision: Revision, kind: DocumentType) -> tuple[Entry, ...]:
    """The entries of a revision as they are shown."""
    fields = {field.name: number for number, field in enumerate(kind.fields)}
    columns = {(f.name, c.name): n for f in kind.fields for n, c in enumerate(f.columns)}
    last = len(fields)

    def place(entry: Entry) -> tuple[int, str, float, str, int, str]:
        column = columns.get((entry.field, entry.column), 0)
        number = fields.get(entry.field, last)
        return (number, "" if number < last else entry.field, entry.order, entry.row, column, entry.id)

    return tuple(sorted(revision.entries.values(), key=place))


def counts(judgements: Iterable[Judgement], issues: Iterable[Issue]) -> tuple[int, int]:
    """How many values are unsure, and how many errors the rules tell: what the queue shows."""
    unsure = sum(1 for judgement in judgements if judgement.unsure)
    return unsure, sum(1 for issue in issues if issue.level is Level.ERROR)


def made(document: str, kind: StepKind, action: str, operator: str) -> Step:
    """A step made now that says no more than what was done, for example deleting."""
    return Step(_id(), document, 0, kind, action, now(), operator)


def _id() -> str:
    return str(uuid.uuid4())
