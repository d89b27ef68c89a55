"""Three-way merge: old machine, human, new machine. A human value is never overwritten."""

from collections.abc import Collection, Iterable
from datetime import date

import msgspec
from msgspec.structs import replace

from reviewer.domain.alignment import aligned
from reviewer.domain.carrying import carried
from reviewer.domain.conflict import offered
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field, Value
from reviewer.domain.revision import Entry, Revision, entries_of
from reviewer.domain.step import Change


def merged(
    revision: Revision,
    fields: Iterable[Field],
    origin: str,
    kind: DocumentType | None = None,
    today: date | None = None,
    typed: Collection[str] = (),
) -> tuple[Change, ...]:
    """What must change so that the revision holds a new recognition.

    Entries that no person touched become the machine's, but a place that a person gave to one stays, and so does one
    that a text is being typed into. Settled entries stay, in the machine's order; where the machine now reads something
    that means neither the person's text nor what it had read before, that is a conflict: see `conflict.offered`. What a
    person removed does not come back.

    Args:
        revision: as it is.
        fields: the new recognition, every field of the document type among them.
        origin: who reads, for the alternatives, for example "RapidOCR".
        kind: the document type, to know which texts mean the same; without it they must be written alike.
        today: for years of two digits.
        typed: ids of entries with a text that is not confirmed.
    """
    known = _Known(origin, kind or DocumentType("", ""), today or date.today())
    machine = {entry.id: entry for entry in aligned(revision, entries_of(fields), typed)}
    gone = (entry for entry in revision.entries.values() if entry.id not in typed)
    changes = [_removed(entry) for entry in gone if _superseded(entry, machine)]
    rows = _removed_rows(revision)
    for entry in machine.values():
        if entry.id in revision.removed or (entry.field, entry.row) in rows:
            continue
        change = _changed(revision.entries.get(entry.id), entry, known)
        if change is not None:
            changes.append(change)
    return tuple(changes)


class _Known(msgspec.Struct, frozen=True):
    """What a merge knows besides the values: who reads, the document type, today."""

    origin: str
    kind: DocumentType
    today: date


def merged_as(
    revision: Revision, fields: Iterable[Field], origin: str, old: DocumentType, new: DocumentType, today: date
) -> tuple[Change, ...]:
    """The same for a document that gets another type: what persons set moves to the fields that mean the same.

    Args:
        revision: its values belong to `old`.
        fields: every field of `new`.
        origin: who reads.
        old: the type so far.
        new: the type of the new recognition.
        today: for years of two digits, where a value is normalized anew.
    """
    moved = carried(revision, old, new, today)
    after = dict(moved.entries)
    for change in merged(moved, fields, origin, new, today):
        after.pop(change.id, None)
        if change.after is not None:
            after[change.id] = change.after
    before = revision.entries
    return tuple(
        Change(entry_id, before.get(entry_id), after.get(entry_id))
        for entry_id in dict.fromkeys((*before, *after))
        if before.get(entry_id) != after.get(entry_id)
    )


def _superseded(entry: Entry, machine: dict[str, Entry]) -> bool:
    return not entry.value.settled and not entry.value.placed_by and entry.id not in machine


def _removed_rows(revision: Revision) -> set[tuple[str, str]]:
    """Field and id of the rows that a person removed: a reading may find cells in one that were not there before."""
    gone = {(entry.field, entry.row) for entry in revision.removed_entries.values() if entry.row}
    return gone - {(entry.field, entry.row) for entry in revision.entries.values()}


def _removed(entry: Entry) -> Change:
    return Change(entry.id, before=entry)


def _changed(old: Entry | None, new: Entry, known: _Known) -> Change | None:
    if old is None:
        return Change(new.id, after=new)
    if not old.value.settled:
        new = replace(new, value=placed(new.value, old.value))
        return None if old == new else Change(new.id, before=old, after=new)
    field = known.kind.place(old.field, old.column)
    value = offered(old.value, new.value, known.origin, field, known.today)
    after = replace(old, order=new.order, value=value)
    return None if after == old else Change(old.id, before=old, after=after)


def placed(machine: Value, human: Value) -> Value:
    """What a machine reads, in the place that a person gave; where the letters stand there is not known."""
    if not human.placed_by or machine.regions == human.regions:
        return machine
    return replace(machine, regions=human.regions, placed_by=human.placed_by, edges=())
