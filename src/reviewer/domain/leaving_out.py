"""What becomes of the values of pages that are left out."""

from collections.abc import Callable, Iterable

from msgspec.structs import replace

from reviewer.domain.arrangement import Arrangement, Places, moved_entries
from reviewer.domain.field import Value
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import Change

PAGE_GONE = "Its page was deleted."
"""A message of a value that stays although its place went with its page."""


def left_out(revision: Revision, arrangement: Arrangement, expected: Callable[[str], bool]) -> tuple[Change, ...]:
    """The values that do not simply follow their pages when some are left out.

    What nobody settled and what stands nowhere else goes with its page, and so does a row of nothing else. What a
    person set or confirmed stays, without a place, with the row it stands in.

    Args:
        revision: before.
        arrangement: leaves pages out.
        expected: whether a field must be there, though empty: fields of the document type.
    """
    if not arrangement.gone:
        return ()
    places = arrangement.places()
    moved = moved_entries(revision.entries, places)
    changes: dict[str, Change] = {}
    for unit in _units(revision):
        going = _going(unit, places)
        for entry in unit:
            after = None if entry.id in going else _told(entry, moved[entry.id])
            if after != moved[entry.id] or not _returns(entry, places):
                changes[entry.id] = Change.of(revision, entry.id, after)
    return tuple(_with_empty(revision, changes, expected).values())


def _units(revision: Revision) -> Iterable[list[Entry]]:
    """Values that go or stay together: those of a row, any other alone."""
    rows: dict[tuple[str, str], list[Entry]] = {}
    for entry in revision.entries.values():
        if entry.row:
            rows.setdefault((entry.field, entry.row), []).append(entry)
        else:
            yield [entry]
    yield from rows.values()


def _going(unit: list[Entry], places: Places) -> frozenset[str]:
    """Ids of those that go with their pages."""
    if any(entry.value.settled for entry in unit):
        return frozenset()
    placed = [entry for entry in unit if entry.value.regions]
    lost = [entry for entry in placed if not any(region.page in places for region in entry.value.regions)]
    whole = lost and len(lost) == len(placed)  # what is left of a row has no place, and never had
    return frozenset(entry.id for entry in (unit if whole else lost))


def _told(before: Entry, after: Entry) -> Entry:
    """The entry, saying so when it has lost its place."""
    value = after.value
    if not before.value.regions or value.regions or PAGE_GONE in value.messages:
        return after
    return replace(after, value=replace(value, messages=(*value.messages, PAGE_GONE)))


def _returns(entry: Entry, places: Places) -> bool:
    """Whether undoing brings the entry back by itself: nothing that it says of pages has gone."""
    value = entry.value
    others = (*value.alternatives, *(() if value.conflict is None else (value.conflict,)))
    regions = [*value.regions, *(region for each in others for region in each.regions)]
    return all(region.page in places for region in regions)


def _with_empty(revision: Revision, changes: dict[str, Change], expected: Callable[[str], bool]) -> dict[str, Change]:
    """The changes, with an empty value where the last one of an expected field would go."""
    gone = {change.id for change in changes.values() if change.after is None}
    left = {entry.field for entry in revision.entries.values() if entry.id not in gone}
    kept = dict(changes)
    for entry_id in sorted(gone):
        entry = revision.entries[entry_id]
        if not entry.row and entry.field not in left and expected(entry.field):
            left.add(entry.field)
            kept[entry_id] = Change.of(revision, entry_id, Entry(entry.id, entry.field, Value(""), entry.order))
    return kept
