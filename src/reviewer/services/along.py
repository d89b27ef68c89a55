"""What a person did to values, on its way to the part of the document that they stand on."""

from collections import Counter

from msgspec.structs import replace

from reviewer.domain.bundle import Bundle, Part
from reviewer.domain.field import Region, Value
from reviewer.domain.geometry import bounds, seen_in
from reviewer.domain.revision import Entry, Revision
from reviewer.domain.step import Change


def taken_along(revision: Revision, bundle: Bundle, part: Part, *, placeless: bool = False) -> tuple[Change, ...]:
    """What begins the values of a part: those that a person set, confirmed or placed and that stand on it as a whole.

    What a person removed there comes last, with nothing after it. Nothing when the parts are of several kinds: a value
    of the whole need not be one of theirs.

    Args:
        revision: of the whole.
        bundle: all parts.
        part: one of them.
        placeless: take those too that stand nowhere; one in a row goes where the row stands.
    """
    if bundle.mixed:
        return ()
    settled = [entry for entry in revision.entries.values() if entry.value.settled]
    placed = [entry for entry in revision.entries.values() if entry.value.placed_by and not entry.value.settled]
    mine = [entry for entry in (*settled, *placed) if _is_on(entry.value, part)]
    mine += [entry for entry in settled if not entry.value.regions and _goes_along(entry, revision, part, placeless)]
    rows: dict[tuple[str, str], str] = {}
    used: Counter[str] = Counter()
    begun = [_entry(entry, part, rows, used) for entry in sorted(mine, key=_place)]
    gone = [_entry(entry, part, rows, used) for entry in sorted(_removed(revision, part), key=_place)]
    return (*(Change(one.id, after=one) for one in begun), *(Change(one.id, before=one) for one in gone))


def _place(entry: Entry) -> tuple[str, float, str, str, str]:
    return (entry.field, entry.order, entry.row, entry.column, entry.id)


def _removed(revision: Revision, part: Part) -> list[Entry]:
    """Values and rows that a person removed and that stood on the part."""
    units: dict[tuple[str, str], list[Entry]] = {}
    for entry in revision.removed_entries.values():
        units.setdefault((entry.field, entry.row or entry.id), []).append(entry)
    stood = [[entry.value for entry in unit if entry.value.regions] for unit in units.values()]
    here = [bool(values) and all(_is_on(value, part) for value in values) for values in stood]
    return [entry for unit, on in zip(units.values(), here, strict=True) if on for entry in unit]


def _is_on(value: Value, part: Part) -> bool:
    return bool(value.regions) and all(
        region.page in part.pages and (part.area is None or part.area.holds(bounds(region.polygon).center))
        for region in value.regions
    )


def _goes_along(entry: Entry, revision: Revision, part: Part, placeless: bool) -> bool:
    """Whether a value that stands nowhere goes with a part: with its row, or because the part takes them."""
    row = [e.value for e in revision.entries.values() if entry.row and (e.field, e.row) == (entry.field, entry.row)]
    placed = [value for value in row if value.regions]
    return all(_is_on(value, part) for value in placed) if placed else placeless


def _entry(entry: Entry, part: Part, rows: dict[tuple[str, str], str], used: Counter[str]) -> Entry:
    """The entry with an id as the first reading of the part gives: there its values and rows are counted anew."""
    value = entry.value
    # What other readings say is found by the first reading of the part; of what is not decided yet, too.
    undecided = value.conflict is not None
    value = replace(
        value,
        regions=tuple(_region(region, part) for region in value.regions),
        alternatives=(),
        conflict=None,
        reread=None if undecided else value.reread,
    )
    key = (entry.field, entry.row)
    row = ""
    if entry.row:
        row = rows.setdefault(key, f"{entry.field}:{sum(field == entry.field for field, _ in rows)}")
    place = f"{row}:{entry.column}" if row else entry.field
    number = used[place]
    used[place] += 1
    order = float(row.rpartition(":")[2]) if row else float(number)
    return Entry(f"{place}:{number}", entry.field, value, order, row, entry.column)


def _region(region: Region, part: Part) -> Region:
    polygon = region.polygon if part.area is None else seen_in(region.polygon, part.area)
    return Region(part.pages.index(region.page), polygon)
