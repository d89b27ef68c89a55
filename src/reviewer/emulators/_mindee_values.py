"""Values in the shapes of Mindee v1, for a whole document or for one page of it."""

from collections.abc import Callable, Mapping
from typing import Any

from reviewer.domain.field import Row, Value
from reviewer.domain.geometry import Polygon, bounds_of, turned
from reviewer.emulators._reading import ReadDocument, Reading, in_lines

_DIGITS = 4
_NO_ADDRESS = dict.fromkeys(
    ("street_name", "street_number", "po_box", "city", "postal_code", "state", "country", "address_complement")
)


class Values:
    """Where values come from.

    Args:
        reading: the file.
        document: what was found in it.
        page: only what stands on this page, without `page_id`; None: all.
        upright: polygons are those of the page turned upright.
    """

    def __init__(self, reading: Reading, document: ReadDocument, page: int | None, *, upright: bool) -> None:
        self._reading = reading
        self._document = document
        self._page = page
        self._upright = upright

    def first(self, *names: str) -> Value | None:
        """The first value of the fields."""
        return next((value for name in names for value in self.all(name)), None)

    def all(self, name: str) -> list[Value]:
        """The values of a field."""
        return [value for value in self._document.values(name) if self._page in (None, _page_of(value))]

    def rows(self, name: str) -> list[Row]:
        """The rows of a field."""
        return [row for row in self._document.rows(name) if self._page in (None, _page_of(*_cells(row)))]

    @property
    def document_type(self) -> str:
        return self._document.document_type

    def placed(self, *values: Value | None) -> dict[str, Any]:
        """Confidence, page and polygon of values that belong together: the rectangle around several regions."""
        found = [value for value in values if value is not None]
        regions = [region for value in found for region in value.regions]
        page = regions[0].page if regions else None
        polygons = [self.turned(region.page, region.polygon) for region in regions if region.page == page]
        sure = [value.confidence for value in found if value.confidence is not None]
        answer: dict[str, Any] = {"confidence": round(min(sure), 2) if sure else 0.0}
        if self._page is None:
            answer["page_id"] = page
        return {**answer, "polygon": _around(polygons)}

    def turned(self, page: int, polygon: Polygon) -> Polygon:
        """A polygon of a page as it is given."""
        return turned(polygon, self._reading.pages[page].text.turn) if self._upright else polygon


Shape = Callable[[Values], Any]


def text(*names: str) -> Shape:
    """The first text of some fields."""
    return lambda values: _simple(values, values.first(*names), _plain)


def date(name: str) -> Shape:
    """A date in ISO 8601."""
    return lambda values: _simple(values, values.first(name), _normalized)


def computed_date(name: str) -> Shape:
    """A date that may be computed; here it never is."""
    return lambda values: {**date(name)(values), "is_computed": False}


def amount(name: str) -> Shape:
    """A number."""
    return lambda values: _simple(values, values.first(name), _number)


def named(name: str) -> Shape:
    """A name in capitals, and as it was read."""

    def shape(values: Values) -> dict[str, Any]:
        value = values.first(name)
        raw = None if value is None else _plain(value)
        return {**_simple(values, value, lambda one: _plain(one).upper()), "raw_value": raw}

    return shape


def texts(name: str) -> Shape:
    """The texts of a field, as a list."""
    return lambda values: [_simple(values, value, _plain) for value in values.all(name)]


def words_of(name: str) -> Shape:
    """The words of a text, as a list."""

    def shape(values: Values) -> list[dict[str, Any]]:
        value = values.first(name)
        parts = _plain(value).split() if value is not None else []
        return [{**values.placed(value), "value": part} for part in parts]

    return shape


def line_of(name: str, at: int) -> Shape:
    """One line of a text of several lines."""

    def shape(values: Values) -> dict[str, Any]:
        found = in_lines(values.all(name))[at : at + 1]
        return _simple(values, found[0] if found else None, _plain)

    return shape


def address(name: str) -> Shape:
    """An address whose parts are not told."""
    return lambda values: {**_simple(values, values.first(name), _plain), **_NO_ADDRESS}


def registrations(kinds: Mapping[str, str]) -> Shape:
    """Numbers of a company: our field and what it is called."""
    return lambda values: [
        {**_simple(values, value, _plain), "type": kind} for name, kind in kinds.items() for value in values.all(name)
    ]


def locale(values: Values) -> dict[str, Any]:
    """The currency; language and country are not told."""
    value = values.first("currency")
    currency = _normalized(value) if value is not None else None
    return {
        "confidence": values.placed(value)["confidence"],
        "value": None,
        "language": None,
        "country": None,
        "currency": currency,
    }


def classified(names: Mapping[str, str], other: str | None = None) -> Shape:
    """What the document is called, by our type."""
    return lambda values: {"confidence": 1.0, "value": names.get(values.document_type, other)}


def payment(name: str) -> Shape:
    """An account; only its IBAN is told."""
    return lambda values: [
        {
            **values.placed(value),
            "iban": _normalized(value),
            "swift": None,
            "account_number": None,
            "routing_number": None,
        }
        for value in values.all(name)
    ]


def taxes(values: Values) -> list[dict[str, Any]]:
    """Tax lines; without any, the tax alone."""
    rows = values.rows("taxes")
    if not rows:
        return [
            {**values.placed(value), "value": _number(value), "rate": None, "base": None, "code": None}
            for value in values.all("tax")
        ]
    return [
        {
            **values.placed(*_cells(row)),
            "value": _cell(row, "amount", _number),
            "rate": _cell(row, "rate", _number),
            "base": _cell(row, "base", _number),
            "code": None,
        }
        for row in rows
    ]


def items(columns: Mapping[str, str]) -> Shape:
    """Lines of goods: what each key is called here; an empty name is never told."""

    def shape(values: Values) -> list[dict[str, Any]]:
        return [
            {
                **values.placed(*_cells(row)),
                **{key: _cell(row, column, _plain if key in _TEXTS else _number) for key, column in columns.items()},
            }
            for row in values.rows("line_items")
        ]

    return shape


def nothing(values: Values) -> dict[str, Any]:
    """A field that is never found."""
    return {**values.placed(), "value": None}


def no_list(_values: Values) -> list[Any]:
    """A list that is always empty."""
    return []


def no_address(values: Values) -> dict[str, Any]:
    """An address that is never found."""
    return {**nothing(values), **_NO_ADDRESS}


_TEXTS = ("description", "product_code", "unit_measure")


def _simple(values: Values, value: Value | None, content: Callable[[Value], Any]) -> dict[str, Any]:
    return {**values.placed(value), "value": None if value is None else content(value)}


def _plain(value: Value) -> str:
    return " ".join(value.text.split())


def _normalized(value: Value) -> str:
    return value.normalized or _plain(value)


def _number(value: Value) -> float | None:
    try:
        return float(value.normalized or value.text)
    except ValueError:
        return None


def _cells(row: Row) -> list[Value]:
    return [value for cell in row.fields for value in cell.values if value.text]


def _cell(row: Row, column: str, content: Callable[[Value], Any]) -> Any:
    value = next((value for cell in row.fields if cell.name == column for value in cell.values if value.text), None)
    return None if value is None else content(value)


def _page_of(*values: Value) -> int:
    return next((value.regions[0].page for value in values if value.regions), 0)


def _around(polygons: list[Polygon]) -> list[list[float]]:
    if not polygons:
        return []
    polygon = polygons[0] if len(polygons) == 1 else bounds_of(polygons).polygon()
    return rounded(polygon)


def rounded(polygon: Polygon) -> list[list[float]]:
    """A polygon as it is given."""
    return [[round(min(1.0, max(0.0, x)), _DIGITS), round(min(1.0, max(0.0, y)), _DIGITS)] for x, y in polygon]
