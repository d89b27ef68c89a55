"""Fields as myBiros describes and answers them."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec

from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Row, Value
from reviewer.emulators._reading import ReadDocument, ReadPage

_LISTS = (Kind.TEXT, Kind.LINES)
"""Kinds of fields that may have several values; it is fixed for each field of a service."""

_UNKNOWN = 50.0


class Specified(msgspec.Struct, frozen=True):
    """One field of a service.

    Attributes:
        id: as the service calls it.
        name, column: Reviewer's field, and its sub-field for one of rows.
        several: its entities are a list.
        parts: ids of the fields that its rows consist of.
    """

    id: str
    name: str
    column: str = ""
    several: bool = False
    parts: tuple[str, ...] = ()

    def described(self) -> dict[str, Any]:
        """As in `service_fields`."""
        words = f"{self.name}_{self.column}" if self.column else self.name
        return {
            "tag_alias": "".join(word.capitalize() for word in words.split("_")),
            "tag_multiple_values": self.several,
            "tag_aggregation": {"aggregation_fields": list(self.parts)} if self.parts else None,
        }


def fields_of(kind: DocumentType) -> tuple[Specified, ...]:
    """The fields of the service that reads one document type."""
    return tuple(one for field in kind.fields for one in _specified(field))


def _specified(field: FieldType) -> Iterator[Specified]:
    if not field.columns:
        yield Specified(f"{field.name}_1", field.name, several=field.several or field.kind in _LISTS)
        return
    parts = [Specified(f"{field.name}_{one.name}_1", field.name, one.name, several=True) for one in field.columns]
    yield Specified(f"{field.name}_1", field.name, several=True, parts=tuple(part.id for part in parts))
    yield from parts


class PageAnswer:
    """What stands on one page.

    Args:
        fields: of the service.
        document: what was found.
        page: the page.
        index: its index in the file.
        missing: what stands for a single field that was not found.
    """

    def __init__(
        self,
        fields: tuple[Specified, ...],
        document: ReadDocument,
        page: ReadPage,
        index: int,
        missing: dict[str, Any] | None,
    ) -> None:
        self._fields = fields
        self._document = document
        self._page = page
        self._index = index
        self._missing = missing
        self._next = 0

    def of(self, issues: Iterable[Mapping[str, Any]], ocr: bool, errors: tuple[str, ...] = ()) -> dict[str, Any]:
        """The page as in `document_pages`."""
        entities = {one.id: self._entities(one) for one in self._fields if not one.parts}
        aggregated = {one.id: self._rows(one) for one in self._fields if one.parts}
        page = self._page
        return {
            "page_index": self._index,
            "page_layout": {"height": page.height, "width": page.width, "rotation_angle": page.text.turn},
            "ocr": self._ocr() if ocr else [],
            "entities_index": max(0, self._next - 1),
            "entities": entities,
            "aggregated_entities": aggregated,
            "policy_violations": list(issues),
            "errors": list(errors),
        }

    def _entities(self, one: Specified) -> Any:
        if one.column:  # stands in aggregated entities only
            return []
        values = [value for value in self._document.values(one.name) if _page_of(value) == self._index]
        if one.several:
            return [self._entity(value) for value in values]
        return self._entity(values[0]) if values else self._missing

    def _rows(self, one: Specified) -> list[dict[str, Any]]:
        rows = [row for row in self._document.rows(one.name) if _page_of_row(row) == self._index]
        return [self._row(one, row) for row in rows]

    def _row(self, one: Specified, row: Row) -> dict[str, Any]:
        cells = {cell.name: next((value for value in cell.values if value.text), None) for cell in row.fields}
        columns = {part.id: part.column for part in self._fields if part.id in one.parts}
        found = {name: cells.get(column) for name, column in columns.items()}
        fields = {name: None if value is None else self._entity(value) for name, value in found.items()}
        return {"id": self._number(), "aggregated_fields": fields}

    def _entity(self, value: Value) -> dict[str, Any]:
        boxes = [self._page.pixels(region.polygon) for region in value.regions if region.page == self._index]
        return {"id": self._number(), **brief(value), "bounding_boxes": boxes}

    def _number(self) -> int:
        self._next += 1
        return self._next - 1

    def _ocr(self) -> list[dict[str, Any]]:
        return [
            {"Text": word.text, "Confidence": percent(word.confidence), "BoundingBox": self._page.pixels(word.polygon)}
            for word in self._page.text.words
        ]


def summary(fields: tuple[Specified, ...], document: ReadDocument) -> dict[str, Any]:
    """The whole document without places, as in `document_summary`."""
    entities: dict[str, Any] = {}
    aggregated: dict[str, Any] = {}
    for one in fields:
        if one.parts:
            columns = {part.column: part.id for part in fields if part.id in one.parts}
            aggregated[one.id] = [{"aggregated_fields": _brief_row(columns, row)} for row in document.rows(one.name)]
        elif not one.column:
            values = [brief(value) for value in document.values(one.name)]
            best = max(values, key=lambda value: value["confidence"], default={})
            entities[one.id] = values if one.several else best
    return {"entities": entities, "aggregated_entities": aggregated}


def _brief_row(columns: Mapping[str, str], row: Row) -> dict[str, Any]:
    cells = {cell.name: next((value for value in cell.values if value.text), None) for cell in row.fields}
    return {name: brief(cell) if (cell := cells.get(column)) is not None else None for column, name in columns.items()}


def brief(value: Value) -> dict[str, Any]:
    """Text and confidence."""
    return {"text": " ".join(value.text.split()), "confidence": percent(value.confidence)}


def percent(confidence: float | None) -> float:
    """A confidence as the service gives it."""
    return _UNKNOWN if confidence is None else round(confidence * 100, 3)


def _page_of(value: Value) -> int:
    return value.regions[0].page if value.regions else 0


def _page_of_row(row: Row) -> int:
    return next((_page_of(value) for cell in row.fields for value in cell.values if value.regions), 0)
