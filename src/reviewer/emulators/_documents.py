"""From the words of a file to the documents in it, with their fields."""

from collections.abc import Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from reviewer.domain.bundle import Part
from reviewer.domain.document_type import DocumentType
from reviewer.domain.field import Field, Region, Row, Value
from reviewer.domain.geometry import Box, Polygon
from reviewer.domain.text import PageText
from reviewer.emulators._reading import ReadDocument
from reviewer.extraction.answer import Classification
from reviewer.extraction.bundle.find import find
from reviewer.extraction.classify import classify
from reviewer.extraction.extract import extract


def documents_in(
    pages: Sequence[PageText], types: Mapping[str, DocumentType], kinds: tuple[str, ...] = ()
) -> tuple[ReadDocument, ...]:
    """The documents in a file.

    Args:
        pages: all that was read, in order.
        types: the document types by name.
        kinds: those that it may be (empty: any); of one kind, the file is one document.
    """
    today = date.today()
    wanted = {name: types[name] for name in kinds if name in types} or types
    if len(kinds) == 1 and kinds[0] in types:
        return (_document(pages, types[kinds[0]], None, None, today),)
    found = classify(pages, wanted)
    bundle = find(pages, types, found, today=today)
    if bundle is None:
        kind = types[found.name] if found.name in types else next(iter(wanted.values()))
        return (_document(pages, kind, found, None, today),)
    return tuple(_part(part, pages, wanted, today) for part in bundle.parts)


def _part(part: Part, pages: Sequence[PageText], types: Mapping[str, DocumentType], today: date) -> ReadDocument:
    texts = [page for page in pages if page.page in part.pages]
    if part.area is not None:
        texts = [page.cut(part.area) for page in texts]
    found = classify(texts, types)
    kind = types[found.name] if found.name in types else next(iter(types.values()))
    return _document(texts, kind, found, part.area, today)


def _document(
    texts: Sequence[PageText], kind: DocumentType, found: Classification | None, area: Box | None, today: date
) -> ReadDocument:
    fields = extract(texts, kind, today=today).fields
    if area is not None:
        fields = tuple(_placed(field, area) for field in fields)
    return ReadDocument(
        kind.name, fields, found.confidence if found is not None else None, tuple(text.page for text in texts)
    )


def _placed(field: Field, area: Box) -> Field:
    """A field that was found in a part of a page, with its places on the page."""
    values = tuple(_moved(value, area) for value in field.values)
    rows = tuple(Row(tuple(_placed(cell, area) for cell in row.fields)) for row in field.rows)
    return replace(field, values=values, rows=rows)


def _moved(value: Value, area: Box) -> Value:
    regions = tuple(Region(region.page, _on_page(region.polygon, area)) for region in value.regions)
    return replace(value, regions=regions)


def _on_page(polygon: Polygon, area: Box) -> Polygon:
    return tuple((area.left + x * area.width, area.top + y * area.height) for x, y in polygon)
