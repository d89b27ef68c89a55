"""The values of several documents that become one."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from msgspec.structs import replace

from reviewer.domain.arrangement import moved_entries
from reviewer.domain.carrying import carried
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Alternative, Value
from reviewer.domain.revision import Entry, Revision


@dataclass(frozen=True)
class Member:
    """One of the documents.

    Attributes:
        name: what its values are called beside those of the others.
        revision: its values.
        kind: the document type that they belong to.
        pages: how many it has.
    """

    name: str
    revision: Revision
    kind: DocumentType
    pages: int


def joined(members: Sequence[Member], today: date) -> dict[str, Entry]:
    """The values of one document that has the pages of several, one after the other.

    The first document's values count; its type is that of all. The others fill what it lacks, add their rows, and the
    values of fields that may have several; what differs elsewhere is a candidate. A value that a person set or
    confirmed is never put behind one of a machine. What machines read by another type is left: it is looked for anew.

    Args:
        members: at least one, in order.
        today: for years of two digits, where a value goes to a field of another type.
    """
    first = members[0]
    entries = dict(first.revision.entries)
    before = first.pages
    for member in members[1:]:
        places = {page: page + before for page in range(member.pages)}
        revision = member.revision
        if member.kind.name != first.kind.name:
            settled = {each.id: each for each in revision.entries.values() if each.value.settled}
            revision = carried(replace(revision, entries=settled), member.kind, first.kind, today)
        _Adding(entries, first.kind, member.name).add(list(moved_entries(revision.entries, places).values()))
        before += member.pages
    return entries


def removed(members: Sequence[Member], entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """What persons removed from the documents, on the pages of the one that they become.

    Ids are those of no value of it: a new reading knows what was removed by where it stands. What had no place is known
    by its number alone, and stays so for the first document only.

    Args:
        members: as above.
        entries: what `joined` made of them.
    """
    found: dict[str, Entry] = {}
    units = {entry.row or entry.id for entry in entries.values()}
    before = 0
    for member in members:
        same = member.kind.name == members[0].kind.name
        for unit, gone in _removed(member, before).items() if same else ():
            free = not before and unit not in units
            if not free and not any(entry.value.regions for entry in gone):
                continue
            name = unit if free else _free(gone[0].field, units)
            units.add(name)
            for entry in gone:
                place = _free(f"{name}:{entry.column}", found) if entry.row else name
                found[place] = replace(entry, id=place, row=name if entry.row else "")
        before += member.pages
    return found


def _removed(member: Member, before: int) -> dict[str, list[Entry]]:
    """What a person removed from a document that has so many pages before it, by value or row."""
    revision = member.revision
    gone = {key: entry for key, entry in revision.removed_entries.items() if key not in revision.entries}
    units: dict[str, list[Entry]] = {}
    for entry in moved_entries(gone, {page: page + before for page in range(member.pages)}).values():
        units.setdefault(entry.row or entry.id, []).append(entry)
    return units


class _Adding:
    """Adds the values of one document to those of the ones before it."""

    def __init__(self, entries: dict[str, Entry], kind: DocumentType, name: str) -> None:
        self._entries = entries
        self._kind = kind
        self._name = name

    def add(self, more: list[Entry]) -> None:
        more.sort(key=lambda entry: (entry.order, entry.id))
        for field in dict.fromkeys(entry.field for entry in more):
            theirs = [entry for entry in more if entry.field == field]
            if any(entry.row for entry in theirs):
                self._add_rows(field, theirs)
            else:
                self._add_values(field, [entry for entry in theirs if _says(entry.value)])

    def _of(self, field: str) -> list[Entry]:
        found = [entry for entry in self._entries.values() if entry.field == field]
        return sorted(found, key=lambda entry: (entry.order, entry.id))

    def _add_rows(self, field: str, theirs: list[Entry]) -> None:
        order = max((entry.order for entry in self._of(field)), default=-1.0)
        for row in dict.fromkeys(entry.row for entry in theirs):
            order += 1.0
            name = _free(field, {entry.row for entry in self._entries.values()})
            for entry in theirs:
                if entry.row == row:
                    place = _free(f"{name}:{entry.column}", self._entries)
                    self._entries[place] = replace(entry, id=place, order=order, row=name)

    def _add_values(self, field: str, theirs: list[Entry]) -> None:
        mine = [entry for entry in self._of(field) if _says(entry.value)]
        kind = self._kind.field(field)
        several = kind is not None and kind.several
        if not theirs:
            return
        if mine and not several:
            for entry in theirs:
                self._offer(self._entries[mine[0].id], entry)
            return
        if not mine:
            for empty in self._of(field):
                del self._entries[empty.id]
        known = {entry.value.text: entry for entry in mine if entry.value.text}
        order = max((entry.order for entry in mine), default=-1.0)
        for entry in theirs:
            same = known.get(entry.value.text)
            if same is None:
                order += 1.0
                place = _free(field, self._entries)
                self._entries[place] = replace(entry, id=place, order=order)
            elif entry.value.settled and not same.value.settled:
                self._entries[same.id] = replace(same, value=entry.value)

    def _offer(self, mine: Entry, theirs: Entry) -> None:
        """Of two values for one place, one counts, and the other is a candidate."""
        counts, other = mine.value, theirs.value
        if other.settled and not counts.settled:
            counts, other = other, counts
            counts = replace(counts, alternatives=(*counts.alternatives, *other.alternatives))
        known = {counts.text, *(alternative.text for alternative in counts.alternatives)}
        if other.text and other.text not in known:
            found = Alternative(other.text, self._name, other.confidence, other.regions)
            counts = replace(counts, alternatives=(*counts.alternatives, found))
        self._entries[mine.id] = replace(mine, value=counts)


def _free(field: str, taken: Container[str]) -> str:
    number = 0
    while f"{field}:{number}" in taken:
        number += 1
    return f"{field}:{number}"


def _says(value: Value) -> bool:
    """Whether somebody read or set something: a text, or a person's word that there is none."""
    return bool(value.text) or value.settled
