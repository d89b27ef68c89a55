"""Results of Mindee v2: nested fields with words for confidence, and those of the utility models."""

from typing import Any

import msgspec

from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Row, Value
from reviewer.domain.geometry import Polygon, bounds_of
from reviewer.emulators._mindee_values import rounded
from reviewer.emulators._reading import ReadDocument, Reading, ReadPage, in_lines

_WORDS = ((0.97, "Certain"), (0.9, "High"), (0.6, "Medium"), (0.0, "Low"))
_NUMBERS = (Kind.AMOUNT, Kind.NUMBER)
_NORMALIZED = (Kind.DATE, Kind.CHOICE, Kind.IDENTIFIER)


class Active(msgspec.Struct, frozen=True):
    """`active_options` of an inference."""

    raw_text: bool = False
    rag: bool = False
    polygon: bool = False
    confidence: bool = False
    text_context: bool = False


class Fields:
    """The fields of one document.

    Args:
        document: what was found.
        active: what is asked for.
        clockwise: order of points.
    """

    def __init__(self, document: ReadDocument, active: Active, *, clockwise: bool) -> None:
        self._document = document
        self._active = active
        self._clockwise = clockwise

    def of(self, kind: DocumentType) -> dict[str, Any]:
        """All fields of a type."""
        return {field.name: self._field(field) for field in kind.fields}

    def _field(self, field: FieldType) -> dict[str, Any]:
        if field.columns:
            rows = self._document.rows(field.name)
            return {"confidence": None, "items": [self._row(field, row) for row in rows]}
        values = self._document.values(field.name)
        if field.kind is Kind.MRZ:
            return self._zone(field, values)
        if field.several:
            return {"confidence": None, "items": [self._simple(field, value) for value in values]}
        return self._simple(field, values[0] if values else None)

    def _row(self, field: FieldType, row: Row) -> dict[str, Any]:
        cells = {cell.name: next((value for value in cell.values if value.text), None) for cell in row.fields}
        fields = {column.name: self._simple(column, cells.get(column.name)) for column in field.columns}
        return {"confidence": None, "locations": [], "fields": fields}

    def _zone(self, field: FieldType, values: list[Value]) -> dict[str, Any]:
        """A machine-readable zone: an object with its lines."""
        lines = {
            f"line_{number}": self._simple(field, value) for number, value in enumerate(in_lines(values) or [None], 1)
        }
        return {"confidence": None, "locations": [], "fields": lines}

    def _simple(self, field: FieldType, value: Value | None) -> dict[str, Any]:
        return {**self._placed(value), "value": None if value is None else _content(field, value)}

    def _placed(self, value: Value | None) -> dict[str, Any]:
        if value is None:
            return {"locations": [], "confidence": None}
        locations = [{"page": one.page, "polygon": self._polygon(one.polygon)} for one in value.regions]
        return {
            "locations": locations if self._active.polygon else [],
            "confidence": word_of(value.confidence) if self._active.confidence else None,
        }

    def _polygon(self, polygon: Polygon) -> list[list[float]]:
        points = rounded(polygon)
        return points if self._clockwise else points[::-1]


def word_of(confidence: float | None) -> str | None:
    """The word for a confidence."""
    return None if confidence is None else next(word for least, word in _WORDS if confidence >= least)


def raw_text(reading: Reading) -> dict[str, Any]:
    """The text of each page."""
    return {"pages": [{"content": page.text.text} for page in reading.pages]}


def ocr(reading: Reading) -> dict[str, Any]:
    """All words."""
    return {
        "pages": [
            {
                "content": page.text.text,
                "words": [{"content": word.text, "polygon": rounded(word.polygon)} for word in page.text.words],
            }
            for page in reading.pages
        ]
    }


def classification(reading: Reading) -> dict[str, Any]:
    """The type of the first document."""
    return {"classification": {"document_type": reading.first.document_type}}


def split(reading: Reading) -> dict[str, Any]:
    """The pages of each document."""
    return {
        "splits": [
            {"document_type": one.document_type, "page_range": [min(one.pages), max(one.pages)]}
            for one in reading.documents
        ]
    }


def crop(reading: Reading) -> dict[str, Any]:
    """What is printed on, on the first page of each document."""
    return {
        "crops": [
            {"object_type": one.document_type, "location": {"page": page, "polygon": _printed(reading.pages[page])}}
            for one in reading.documents
            for page in one.pages[:1]
        ]
    }


def _printed(page: ReadPage) -> list[list[float]]:
    lines = [line.polygon for line in page.text.lines] or [((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))]
    return rounded(bounds_of(lines).polygon())


def _content(field: FieldType, value: Value) -> Any:
    plain = " ".join(value.text.split())
    if field.kind in _NUMBERS:
        try:
            return float(value.normalized or plain)
        except ValueError:
            return plain
    return (value.normalized or plain) if field.kind in _NORMALIZED else plain
