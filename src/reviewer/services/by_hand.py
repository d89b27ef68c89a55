"""Values and rows as a person makes them."""

import uuid
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from reviewer.domain.document_type import FieldType
from reviewer.domain.field import Region, Source, Value
from reviewer.domain.geometry import bounds
from reviewer.domain.normalize import normalized
from reviewer.domain.revision import Entry

_SLACK = 0.02
"""How far, in widths of a region, letters may stand outside of it and still be its own."""


def new_value(field: str, before: Sequence[Entry], who: str) -> Entry:
    """An empty value behind those that a field has before."""
    order = max((entry.order for entry in before), default=-1.0) + 1
    return Entry(str(uuid.uuid4()), field, _empty(who), order)


def new_row(field: FieldType, before: Sequence[Entry], after: str, who: str) -> tuple[Entry, ...]:
    """A row of empty values, one a column.

    Args:
        field: has columns.
        before: the entries that the field has.
        after: id of the row above it; empty for the end.
        who: the person.
    """
    row, order = str(uuid.uuid4()), _order_after(before, after)
    return tuple(
        Entry(f"{row}:{column.name}", field.name, _empty(who), order, row, column.name) for column in field.columns
    )


def written(value: Value, kind: FieldType | None, text: str, regions: tuple[Region, ...], who: str) -> Value:
    """A value with another text and place. Typing what was read is no correction.

    Args:
        value: as it stands.
        kind: what the document type says of it, or None.
        text: what the person wrote.
        regions: where it stands now.
        who: the person; not empty, for a value without a name would not count as settled.
    """
    read = value.recognized_text
    same = read is not None and text == read
    source = Source.MANUAL if read is None else Source.RECOGNIZED if same else Source.CORRECTED
    return replace(
        value,
        text=text,
        normalized=normalized(text, kind, date.today()) if text and kind is not None else None,
        confidence=value.recognized_confidence if same else None,
        source=source,
        settled_by=who,
        forced=False,
        mark=None,
        regions=regions,
        conflict=None,
    )


def reshaped(value: Value, regions: tuple[Region, ...], who: str) -> Value:
    """A value in another place. Its text stays as it was, read or settled: whoever moves a frame says nothing of it."""
    return replace(value, regions=regions, edges=_edges(value, regions), placed_by=who)


def _edges(value: Value, regions: tuple[Region, ...]) -> tuple[float, ...]:
    """Where the letters stand in the new first region; empty where that cannot be told."""
    if not value.edges or not value.regions or not regions or regions[0].page != value.regions[0].page:
        return ()
    if regions[0] == value.regions[0]:
        return value.edges
    old, new = bounds(value.regions[0].polygon), bounds(regions[0].polygon)
    if len(regions[0].polygon) != 4 or regions[0].polygon[0][0] > new.center[0] or new.width <= 0:
        return ()
    beside = old.bottom <= new.top or old.top >= new.bottom
    edges = tuple((old.left + edge * old.width - new.left) / new.width for edge in value.edges)
    return () if beside or min(edges) < -_SLACK or max(edges) > 1 + _SLACK else edges


def _empty(who: str) -> Value:
    return Value("", source=Source.MANUAL, settled_by=who)


def _order_after(entries: Sequence[Entry], row: str) -> float:
    orders = {entry.row: entry.order for entry in entries}
    if row not in orders:
        return max(orders.values(), default=-1.0) + 1
    here = orders[row]
    below = min((order for order in orders.values() if order > here), default=None)
    return here + 1 if below is None else (here + below) / 2
