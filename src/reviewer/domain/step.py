"""One change by a person or a merge, in an append-only log; the log is the truth and the audit trail.

Undo and redo are steps too: they name the step they cancel. What counts is derived from the log alone.
"""

from enum import StrEnum
from typing import Final

import msgspec
from msgspec.structs import replace

from reviewer.domain.arrangement import Arrangement, moved_bundle, moved_entries, moved_removed
from reviewer.domain.bundle import Bundle
from reviewer.domain.revision import Entry, Origin, Revision, RevisionStatus

RESHAPE: Final = "reshape"
"""Action of a step that gives a value another place and says nothing of its text."""


class StepKind(StrEnum):
    """What a step did."""

    EDIT = "edit"  # a person changed, confirmed, marked, added or removed values
    MERGE = "merge"  # a recognition came in
    STATUS = "status"  # postponed, reviewed, rejected, reopened
    TURN = "turn"  # pages were turned or straightened
    PAGES = "pages"  # pages were put into another order, or left out
    TYPE = "type"  # another document type
    DELETE = "delete"  # the document was deleted
    SPLIT = "split"  # others were made of its parts, and it was deleted
    JOIN = "join"  # another was made of it and others, and it was deleted
    UNDO = "undo"
    REDO = "redo"


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry before and after; None where there was or is none.

    Attributes:
        id: of the entry.
        before, after: the entry.
        was_removed: a person had removed this id before the step, so undoing it removes the id again.
        removed: what stood there when it was removed.
    """

    id: str
    before: Entry | None = None
    after: Entry | None = None
    was_removed: bool = False
    removed: Entry | None = None

    @classmethod
    def of(cls, revision: Revision, entry_id: str, after: Entry | None) -> "Change":
        """The change that brings an entry of a revision to `after`."""
        there, removed = revision.entries.get(entry_id), revision.removed_entries.get(entry_id)
        return cls(entry_id, there, after, entry_id in revision.removed, removed)


class StatusChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """The status and who set it, before and after."""

    before: RevisionStatus
    after: RevisionStatus
    before_by: str = ""
    before_at: str = ""
    before_reason: str = ""


class Turn(msgspec.Struct, frozen=True, omit_defaults=True):
    """How a page is turned before and after, degrees clockwise.

    Attributes:
        page: its place.
        before, after: quarter turns.
        skew_before, skew_after: by how much it is turned besides, so that its print stands straight.
    """

    page: int
    before: int
    after: int
    skew_before: float = 0.0
    skew_after: float = 0.0


class BundleChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """The documents that this one seems to be, before and after."""

    before: Bundle | None = None
    after: Bundle | None = None


class OriginChange(msgspec.Struct, frozen=True, omit_defaults=True):
    """Where the machine's values came from, before and after."""

    before: Origin | None = None
    after: Origin | None = None


class Step(msgspec.Struct, frozen=True, omit_defaults=True):
    """One entry of the log.

    Attributes:
        id: UUID, made where the step was made.
        document: its document.
        number: 1, 2, 3 ... within the document.
        kind: see StepKind.
        action: stable name of what was done, for example ``confirm`` or ``correct``.
        at: ISO 8601 in UTC.
        by: the operator's name, empty for a machine.
        changes: values.
        status: when the step changed it.
        turns: when pages were turned or straightened.
        arrangement: when pages were put into another order or left out. Regions follow their pages; `changes` has only
            the values that go with a page, or lose their place with it.
        type_before, type_after: when the document type changed.
        bundle: when a recognition sees other documents in it than the one before.
        origin: when a recognition came from elsewhere than the one before, or a provider said something else.
        parts: ids of the documents that were made of it, or of it and others; undoing it deletes them.
        reason: as the person gave it.
        cancels: id of the step that this undo or redo cancels: an undo names the step that it takes back, a redo names
            the undo step.
        recognition: id, for a merge.
        undoable: a person made or asked for it.
        bulk: id shared by the steps of one bulk action.
    """

    id: str
    document: str
    number: int
    kind: StepKind
    action: str = ""
    at: str = ""
    by: str = ""
    changes: tuple[Change, ...] = ()
    status: StatusChange | None = None
    turns: tuple[Turn, ...] = ()
    arrangement: Arrangement | None = None
    type_before: str = ""
    type_after: str = ""
    bundle: BundleChange | None = None
    origin: OriginChange | None = None
    parts: tuple[str, ...] = ()
    reason: str = ""
    cancels: str = ""
    recognition: str = ""
    undoable: bool = True
    bulk: str = ""

    @property
    def writes(self) -> bool:
        """Whether a person said what values are: what was typed into them and not confirmed is done with."""
        return self.kind is StepKind.EDIT and self.action != RESHAPE


def applied(revision: Revision, step: Step) -> Revision:
    """The revision after a step that is not an undo or redo."""
    revision = _arranged(revision, step)
    entries = revision.entries
    removed, gone = revision.removed, revision.removed_entries
    if step.changes:
        entries = dict(entries)
        for change in step.changes:
            _set(entries, change.id, change.after)
        if step.kind is StepKind.EDIT:
            removed = _marked(removed, {change.id: change.after is None for change in step.changes})
            gone = _gone(gone, {change.id: change.before for change in step.changes if change.after is None}, removed)
    changed = replace(revision, entries=entries, removed=removed, removed_entries=gone, steps=step.number)
    if step.type_after:
        changed = replace(changed, document_type=step.type_after)
    if step.bundle is not None:
        changed = replace(changed, bundle=step.bundle.after)
    if step.origin is not None:
        changed = replace(changed, origin=step.origin.after)
    if step.status is not None:
        reviewed = step.status.after is RevisionStatus.REVIEWED
        changed = replace(
            changed,
            status=step.status.after,
            reviewed_by=step.by if reviewed else "",
            reviewed_at=step.at if reviewed else "",
            reason=step.reason,
        )
    return changed


def reverted(revision: Revision, step: Step) -> Revision:
    """The revision without the last step that still counts; the opposite of `applied`, but for `steps`."""
    revision = _arranged(revision, step, back=True)
    entries = revision.entries
    removed, gone = revision.removed, revision.removed_entries
    if step.changes:
        entries = dict(entries)
        for change in reversed(step.changes):
            _set(entries, change.id, change.before)
        if step.kind is StepKind.EDIT:
            removed = _marked(removed, {change.id: change.was_removed for change in reversed(step.changes)})
            gone = _gone(gone, {change.id: change.removed for change in reversed(step.changes)}, removed)
    changed = replace(revision, entries=entries, removed=removed, removed_entries=gone)
    if step.type_after:
        changed = replace(changed, document_type=step.type_before)
    if step.bundle is not None:
        changed = replace(changed, bundle=step.bundle.before)
    if step.origin is not None:
        changed = replace(changed, origin=step.origin.before)
    if step.status is not None:
        changed = replace(
            changed,
            status=step.status.before,
            reviewed_by=step.status.before_by,
            reviewed_at=step.status.before_at,
            reason=step.status.before_reason,
        )
    return changed


def _arranged(revision: Revision, step: Step, *, back: bool = False) -> Revision:
    """The revision with everything on the pages where they are after the step, or, with `back`, were before it."""
    if step.arrangement is None:
        return revision
    places = step.arrangement.places(back=back)
    entries, bundle = moved_entries(revision.entries, places), moved_bundle(revision.bundle, places)
    removed = moved_removed(revision.removed_entries, step.arrangement, back=back)
    return replace(revision, entries=entries, removed_entries=removed, bundle=bundle)


def _set(entries: dict[str, Entry], entry_id: str, entry: Entry | None) -> None:
    if entry is None:
        entries.pop(entry_id, None)
    else:
        entries[entry_id] = entry


def _marked(removed: frozenset[str], marks: dict[str, bool]) -> frozenset[str]:
    """The removed ids, with those in `marks` removed (True) or not."""
    if not marks.keys() & removed and not any(marks.values()):
        return removed
    return (removed - marks.keys()) | {entry_id for entry_id, gone in marks.items() if gone}


def _gone(gone: dict[str, Entry], there: dict[str, Entry | None], removed: frozenset[str]) -> dict[str, Entry]:
    """What stood at the removed ids: `there` has what is known of some of them now."""
    if not there and gone.keys() <= removed:
        return gone
    known = {**gone, **there}
    return {entry_id: entry for entry_id, entry in known.items() if entry is not None and entry_id in removed}


class History(msgspec.Struct, frozen=True):
    """What can be undone and redone, last first is at the end; derived from the log.

    Attributes:
        done: steps that an undo can take back.
        undone: steps that a redo can bring back.
        undos: for each of `undone`, the undo step that took it back; a redo names it in `cancels`.
    """

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()
    undos: tuple[Step, ...] = ()

    def after(self, step: Step) -> "History":
        """The history with one more step of the log.

        Raises:
            ValueError: an undo or redo does not name the step that is next in turn.
        """
        if step.kind is StepKind.UNDO:
            _check_turn(step, self.done)
            return History(self.done[:-1], (*self.undone, self.done[-1]), (*self.undos, step))
        if step.kind is StepKind.REDO:
            _check_turn(step, self.undos)
            return History((*self.done, self.undone[-1]), self.undone[:-1], self.undos[:-1])
        if not step.undoable:
            return self
        return History((*self.done, step))


def _check_turn(step: Step, candidates: tuple[Step, ...]) -> None:
    if not candidates or candidates[-1].id != step.cancels:
        raise ValueError(f"step {step.number} cancels a step that is not the last one")


def advanced(revision: Revision, past: History, step: Step) -> tuple[Revision, History]:
    """The revision and what can be undone after one more step of any kind.

    Steps count in the order of the log, undo by undo: a merge that came after an edit holds what the edit had made of a
    value, so leaving out an edit that was undone later would let the merge bring its text back.

    Raises:
        ValueError: an undo or redo does not name the step that is next in turn.
    """
    history_after = past.after(step)
    if step.kind is StepKind.UNDO:
        revision = replace(reverted(revision, past.done[-1]), steps=step.number)
    elif step.kind is StepKind.REDO:
        revision = replace(applied(revision, past.undone[-1]), steps=step.number)
    else:
        revision = applied(revision, step)
    return revision, history_after
