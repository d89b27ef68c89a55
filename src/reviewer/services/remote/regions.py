"""Which places of a document a service is asked to read, and the names that they carry."""

from collections.abc import Iterator, Sequence

from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Region
from reviewer.domain.geometry import Box, bounds, bounds_of, clamped, turned
from reviewer.domain.revision import Entry, Revision
from reviewer.providers.base import SentRegion, cell_name

_LINES = "lines"
"""The finder of types that are nothing but words: a line of them is no place that anybody means."""


def asked_for(revision: Revision, kind: DocumentType, turns: Sequence[int]) -> tuple[SentRegion, ...]:
    """The places of values.

    A value is asked for where it stands in the revision (a person drew or confirmed it, or it was found there before),
    else where the document type says that it usually stands.

    Args:
        revision: what is under review.
        kind: the document type that is asked for.
        turns: of the operator, degrees clockwise by page; the boxes are fractions of the pages as they are sent.
    """
    found = {name: list(_of(name, entries, turns)) for name, entries in _entries(revision, kind).items()}
    regions = [region for each in found.values() for region in each]
    for field in kind.fields:
        if field.place is not None and not found.get(field.name) and turns:
            regions.append(SentRegion(field.name, 0, bounds(turned(field.place.polygon(), turns[0]))))
    order = {field.name: number for number, field in enumerate(kind.fields)}
    regions.sort(key=lambda region: order.get(region.field.partition(":")[0], len(order)))
    return tuple(regions)


def _entries(revision: Revision, kind: DocumentType) -> dict[str, tuple[Entry, ...]]:
    """The entries that are asked for, by field.

    Those of the type's own fields; of other fields, and of lines of plain text, those that a person settled.
    """
    names = dict.fromkeys(entry.field for entry in revision.entries.values())
    lines = kind.finder == _LINES
    found: dict[str, tuple[Entry, ...]] = {}
    for name in names:
        own = not lines and (kind.field(name) is not None or not kind.fields)
        if own or revision.document_type == kind.name:
            found[name] = tuple(entry for entry in revision.of_field(name) if own or entry.value.settled)
    return found


def _of(name: str, entries: Sequence[Entry], turns: Sequence[int]) -> Iterator[SentRegion]:
    rows = list(dict.fromkeys(entry.row for entry in entries))
    for entry in entries:
        called = cell_name(name, rows.index(entry.row), entry.column) if entry.row else name
        for page, box in _boxes(entry.value.regions):
            if page < len(turns):
                yield SentRegion(called, page, bounds(turned(box.polygon(), turns[page])))


def _boxes(regions: Sequence[Region]) -> Iterator[tuple[int, Box]]:
    """One rectangle a page: a value that runs over several lines is one text."""
    for page in dict.fromkeys(region.page for region in regions):
        polygons = [clamped(region.polygon) for region in regions if region.page == page and region.polygon]
        if polygons and (box := bounds_of(polygons)).area > 0:
            yield page, box
