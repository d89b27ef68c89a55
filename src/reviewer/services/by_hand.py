"""Values and rows as a person makes them."""

import uuid
from collections.abc import Sequence
from datetime import date

from msgspec.structs import replace

from reviewer.domain.document_type import FieldType
from reviewer.domain.field import Region, Source, Value
from reviewer.domain.normalize import normalized
from reviewer.domain.revision import Entry


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
    )


def _empty(who: str) -> Value:
    return Value("", source=Source.MANUAL, settled_by=who)


def _order_after(entries: Sequence[Entry], row: str) -> float:
    orders = {entry.row: entry.order for entry in entries}
    if row not in orders:
        return max(orders.values(), default=-1.0) + 1
    here = orders[row]
    below = min((order for order in orders.values() if order > here), default=None)
    return here + 1 if below is None else (here + below) / 2
