"""Which values of a new recognition are those that a person had a hand in: the ones that stand in the same place.

Machine values are named by their number in the field. When another engine finds one line more, all later numbers are
those of other lines, and a person's correction would meet the wrong one.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

import msgspec
from msgspec.structs import replace

from reviewer.domain.geometry import Box, bounds
from reviewer.domain.revision import Entry, Revision

SAME_PLACE = 0.5
"""Share of the smaller area that both must cover."""


class _Unit(msgspec.Struct, frozen=True):
    """What has a number in its field: a value, or a row of values.

    Attributes:
        id: of the row or entry.
        entries: one, or those of the row.
        boxes: page and bounds of all their regions.
        kept: a person settled, removed or typed into it: its id is not for anything else.
        placed: a person gave it its place.
    """

    id: str
    entries: tuple[Entry, ...]
    boxes: tuple[tuple[int, Box], ...]
    kept: bool
    placed: bool


def aligned(revision: Revision, entries: Iterable[Entry], typed: Collection[str] = ()) -> tuple[Entry, ...]:
    """A machine's entries with the ids of the entries in the same place that a person had a hand in.

    Left as they are: fields in which a person did nothing, that have one value before and after, or whose numbers fit
    anyway; and values of which no place is known.

    Args:
        revision: as it is.
        entries: the machine's.
        typed: ids of entries that a text is being typed into.
    """
    gone = [entry for entry in revision.removed_entries.values() if entry.id not in revision.entries]
    emptied = {entry.field for entry in gone}
    old = _by_field((*revision.entries.values(), *gone), {*typed, *(entry.id for entry in gone)})
    found: list[Entry] = []
    for name, units in _by_field(entries).items():
        before = old.get(name, [])
        one = len(before) <= 1 and len(units) <= 1 and name not in emptied
        ids = {} if one else _ids(name, before, units)
        named = {unit.id: unit for unit in before}
        for unit in units:
            unit_id = ids.get(unit.id, unit.id)
            found.extend(_renamed(unit, unit_id, named.get(unit_id)))
    return tuple(found)


def _by_field(entries: Iterable[Entry], kept: Collection[str] = ()) -> dict[str, list[_Unit]]:
    fields: dict[str, dict[str, list[Entry]]] = {}
    for entry in entries:
        fields.setdefault(entry.field, {}).setdefault(entry.row or entry.id, []).append(entry)
    return {name: [_unit(key, found, kept) for key, found in units.items()] for name, units in fields.items()}


def _unit(key: str, entries: list[Entry], kept: Collection[str]) -> _Unit:
    regions = (region for entry in entries for region in entry.value.regions if region.polygon)
    boxes = tuple((region.page, bounds(region.polygon)) for region in regions)
    return _Unit(
        key,
        tuple(entries),
        boxes,
        any(entry.value.settled or entry.id in kept for entry in entries),
        any(entry.value.placed_by for entry in entries),
    )


def _ids(field: str, before: Sequence[_Unit], units: Sequence[_Unit]) -> dict[str, str]:
    """For each new unit the id it gets: that of one in its place that is a person's, else the first that is free.

    One that was only moved by hand, to where nothing is read, goes by its number.
    """
    theirs = {unit.id: unit for unit in before if unit.kept or unit.placed}
    fitting = {unit.id: unit.id for unit in units if unit.id in theirs and _fits(theirs[unit.id], unit)}
    astray = [unit for key, unit in theirs.items() if key not in fitting and unit.boxes]
    if not astray:
        return {}
    ids = fitting | _same_place(astray, [unit for unit in units if unit.id not in fitting])
    taken = {key for key, unit in theirs.items() if unit.kept or key in ids.values()}
    numbers = (name for number in range(len(units) + len(theirs)) if (name := f"{field}:{number}") not in taken)
    return {unit.id: ids.get(unit.id) or next(numbers) for unit in units}


def _fits(old: _Unit, new: _Unit) -> bool:
    """Whether both stand in one place; without a place, the number is all there is to go by."""
    return not old.boxes or not new.boxes or _share(old, new) >= SAME_PLACE


def _same_place(theirs: Sequence[_Unit], units: Sequence[_Unit]) -> dict[str, str]:
    """Pairs of a new unit and one of a person, the best first, each used once."""
    shares = ((_share(new, old), new.id, old.id) for new in units for old in theirs)
    ids: dict[str, str] = {}
    taken: set[str] = set()
    for _, new, old in sorted((pair for pair in shares if pair[0] >= SAME_PLACE), reverse=True):
        if new not in ids and old not in taken:
            ids[new] = old
            taken.add(old)
    return ids


def _share(one: _Unit, other: _Unit) -> float:
    """How much of the smaller one's area both cover."""
    both = sum(a.overlap(b) for page, a in one.boxes for other_page, b in other.boxes if page == other_page)
    return both / min(_area(one), _area(other)) if both else 0.0


def _area(unit: _Unit) -> float:
    return sum(box.area for _, box in unit.boxes)


def _renamed(unit: _Unit, unit_id: str, before: _Unit | None) -> Iterator[Entry]:
    if unit_id == unit.id:
        yield from unit.entries
    elif not unit.entries[0].row:
        yield replace(unit.entries[0], id=unit_id)
    else:
        yield from _cells(unit, unit_id, before)


def _cells(unit: _Unit, row: str, before: _Unit | None) -> Iterator[Entry]:
    """The cells of a row under another id; in a row that a person made, cells have ids of their own."""
    known: dict[str, list[str]] = {}
    for entry in before.entries if before else ():
        known.setdefault(entry.column, []).append(entry.id)
    seen: dict[str, int] = {}
    for entry in unit.entries:
        number = seen.get(entry.column, 0)
        seen[entry.column] = number + 1
        cells = known.get(entry.column, [])
        cell = cells[number] if number < len(cells) else f"{row}:{entry.column}:{number}"
        yield replace(entry, id=cell, row=row)
