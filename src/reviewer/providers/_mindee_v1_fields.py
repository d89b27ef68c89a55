"""Predictions of version 1 as fields: every shape that they come in."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec
from msgspec.structs import replace

from reviewer.domain.field import Alternative, Field, Region, Row, Value
from reviewer.domain.geometry import Polygon
from reviewer.providers._json import mapping, sequence, share, text, whole
from reviewer.providers._mindee_places import SHAPES, outline
from reviewer.providers._mindee_values import Rest, is_scalar, made, plain, table

ORIENTATION = "orientation"
META = frozenset({*SHAPES, "confidence", "page_id", "raw_value", "raw", "is_computed"})
"""Keys that say something about a value, and are none."""
ADDRESS = frozenset(
    {"street_name", "street_number", "po_box", "city", "postal_code", "state", "country", "address_complement"}
)
_LOCALE = ("language", "country", "currency")
_BESIDE = ADDRESS | {"type"}
"""Keys beside a `value` that make it no row."""
ROWS = frozenset({"line_items", "taxes", "supplier_payment_details", "payments", "fees"})
"""Fields that have rows; an empty list does not tell."""
_PRINTED = "As printed"
_COMPUTED = "Computed by Mindee, not printed."


@dataclass(frozen=True)
class Found:
    """A node of a prediction.

    Attributes:
        name: of the field.
        node: JSON.
        path: in the answer.
        page: that it stands on, where the answer is for one page; None for the whole document.
        near: the node that it is a part of: it has the confidence and the place that this one has not.
    """

    name: str
    node: Any
    path: str
    page: int | None = None
    near: Mapping[str, Any] | None = None


class Reader:
    """Makes fields.

    Args:
        pages: predictions by page: where values stand, when the document's own do not say it.
        count: how many pages there are, 0 when that is not known.
        rest: takes what has no place in a field.
    """

    def __init__(self, pages: Mapping[int, dict[str, Any]], count: int, rest: Rest) -> None:
        self._pages, self._count, self._rest = pages, count, rest
        self._there: dict[str, dict[bytes, tuple[int, Polygon]]] = {}

    def fields(self, found: Found) -> list[Field]:
        """The field of a node; objects without a value are several, under ``name.part``."""
        node = found.node
        if isinstance(node, list):
            return [self._listed(found, node)]
        if not isinstance(node, dict):
            return [Field(found.name, (made(node, None),))]
        if isinstance(node.get("values"), list) and "value" not in node:
            return [self._custom(found, node)]
        if found.name == "locale":
            return self._locale(found, node)
        if "value" in node or set(node) <= META:
            return [Field(found.name, self._values(found, node))]
        return self._object(found, node)

    def page_of(self, node: Mapping[str, Any], page: int | None) -> int:
        """The page that a node speaks of; the first, when nobody says it."""
        number = whole(node.get("page_id"))
        return page or 0 if number is None or number < 0 else number

    # Shapes

    def _listed(self, found: Found, items: list[Any]) -> Field:
        if any(_is_row(item) for item in items):
            return Field(found.name, rows=self._rows(found, items))
        if not items:
            return Field(found.name, () if found.name in ROWS else (Value(""),))
        values: list[Value] = []
        for at, item in enumerate(items):
            part = Found(found.name, item, f"{found.path}[{at}]", found.page)
            values += self._values(part, item) if isinstance(item, dict) else [made(item, None)]
        return Field(found.name, _united(values) or (Value(""),))

    def _custom(self, found: Found, node: dict[str, Any]) -> Field:
        """A field of an own product: `values` with `content`."""
        self._rest.others(node, found.path, *META, "values")
        values: list[Value] = []
        for at, item in enumerate(node["values"]):
            each = {**mapping(item), "value": mapping(item).get("content")}
            each.pop("content", None)
            part = Found(found.name, each, f"{found.path}.values[{at}]", found.page, node)
            values += self._values(part, each)
        return Field(found.name, tuple(values) or (Value(""),))

    def _locale(self, found: Found, node: dict[str, Any]) -> list[Field]:
        """The locale, and the currency by itself; older answers have no value."""
        parts = ("currency",) if "value" in node else tuple(key for key in _LOCALE if key in node)
        self._rest.others(node, found.path, *META, "value", *parts)
        nodes = {f"{found.name}.{key}": {**node, "value": node.get(key)} for key in parts}
        if "value" in node:
            nodes = {found.name: node, **nodes}
        return [Field(name, self._values(found, each, *_LOCALE)) for name, each in nodes.items()]

    def _object(self, found: Found, node: dict[str, Any]) -> list[Field]:
        """An object without a value, each part a field of its own."""
        fields: list[Field] = []
        for key, child in node.items():
            if key not in META:
                part = Found(f"{found.name}.{key}", child, f"{found.path}.{key}", found.page, node)
                scalar = is_scalar(child)
                fields += (
                    [Field(part.name, self._values(part, {**_about(node), "value": child}, shared=True))]
                    if scalar
                    else self.fields(part)
                )
        return fields

    def _rows(self, found: Found, items: list[Any]) -> tuple[Row, ...]:
        columns: dict[str, None] = {}
        rows: list[dict[str, list[Value]]] = []
        for at, item in enumerate(items):
            cells: dict[str, list[Value]] = {}
            node = item if isinstance(item, dict) else {"value": item}
            self._cells(Found(found.name, node, f"{found.path}[{at}]", found.page), node, "", cells)
            columns.update(dict.fromkeys(cells))
            rows.append(cells)
        return table(rows, columns)

    def _cells(self, row: Found, node: dict[str, Any], prefix: str, cells: dict[str, list[Value]]) -> None:
        """Cells by column. Objects in a row are columns ``object.part``; rows in a row are several values of these."""
        for key, child in node.items():
            if key in META:
                continue
            column, path = f"{prefix}{key}", f"{row.path}.{key}"
            if is_scalar(child):
                values = self._values(row, {**_about(node), "value": child}, row=node, shared=True)
                cells.setdefault(column, []).extend(values)
            elif isinstance(child, dict) and ("value" in child or set(child) <= META):
                part = Found(row.name, child, path, row.page, node)
                cells.setdefault(column, []).extend(self._values(part, child, row=node))
            else:
                for at, each in enumerate(child if isinstance(child, list) else [child]):
                    where = f"{path}[{at}]" if isinstance(child, list) else path
                    if isinstance(each, dict):
                        self._cells(Found(row.name, each, where, row.page, node), each, f"{column}.", cells)
                    else:
                        cells.setdefault(column, []).append(made(each, share(node.get("confidence"))))

    # Values

    def _values(
        self, found: Found, node: dict[str, Any], *known: str, row: dict[str, Any] | None = None, shared: bool = False
    ) -> tuple[Value, ...]:
        """The value of a node that has one, or only a place.

        What is empty has the place that is its own, never the one of the row or object (`shared`) that it is a part of:
        that there is something to read, but not here.
        """
        value, near = node.get("value"), found.near or {}
        if row is None and not known:
            self._rest.others(node, found.path, *META, "value", "type")
        if not is_scalar(value):
            if isinstance(value, list) and all(map(is_scalar, value)):
                return tuple(made(each, share(node.get("confidence"))) for each in value) or (Value(""),)
            self._rest.keep(f"{found.path}.value", value)
            value = None
        confidence = share(node.get("confidence"))
        confidence = share(near.get("confidence")) if confidence is None and "confidence" not in node else confidence
        if text(node.get("type")):
            self._rest.keep(f"{found.path}.type", text(node.get("type")))
        regions = self._regions(found, node, row)
        if not plain(value)[0] and (shared or outline(dict(node)) is None):
            regions = ()
        messages = []
        if node.get("is_computed") is True and value is not None:
            messages.append(_COMPUTED)
        return (
            made(
                value,
                confidence,
                messages=tuple(messages),
                regions=regions,
                alternatives=_raw(node, plain(value)[0]),
            ),
        )

    def _regions(self, found: Found, node: Mapping[str, Any], row: Mapping[str, Any] | None) -> tuple[Region, ...]:
        place, page = outline(dict(node)), whole(node.get("page_id"))
        near = found.near or {}
        if place is None:
            self._keep_unusable(found, node)
            place = outline(dict(near))
            page = whole(near.get("page_id")) if page is None else page
        elif page is None:
            page = whole(near.get("page_id"))
        if place is None or (page is None and found.page is None):
            same = self._on_a_page(found.name, row if row is not None else node)
            if same is not None:
                page, place = (same[0] if page is None else page), place or same[1]
        if page is None:
            page = found.page or 0
        if place is None or page < 0 or (self._count and page >= self._count):
            return ()
        return (Region(page, place),)

    def _keep_unusable(self, found: Found, node: Mapping[str, Any]) -> None:
        for key in SHAPES:
            if sequence(node.get(key)):
                self._rest.keep(f"{found.path}.{key}", node[key])

    def _on_a_page(self, name: str, node: Mapping[str, Any]) -> tuple[int, Polygon] | None:
        """Where a page says that the same stands."""
        if all(value is None for value in _content(node).values()):
            return None
        if name not in self._there:
            self._there[name] = self._of_pages(name)
        return self._there[name].get(_same(node))

    def _of_pages(self, name: str) -> dict[bytes, tuple[int, Polygon]]:
        found: dict[bytes, tuple[int, Polygon]] = {}
        for page, prediction in self._pages.items():
            there = prediction.get(name)
            for item in there if isinstance(there, list) else [there]:
                if isinstance(item, dict) and (place := outline(item)) is not None:
                    found.setdefault(_same(item), (page, place))
        return found


def _is_row(item: Any) -> bool:
    """Whether an item of a list has columns, rather than one value or only a place."""
    if not isinstance(item, dict):
        return False
    content = set(item) - META
    return bool(content - _BESIDE - {"value"}) if "value" in item else bool(content)


def _about(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key in META and key not in ("raw_value", "raw", "is_computed")}


def _content(node: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in node.items() if key not in META}


def _same(node: Mapping[str, Any]) -> bytes:
    """Equal for nodes that say the same, wherever they stand."""
    return msgspec.json.encode(_content(node), order="deterministic")


def _raw(node: Mapping[str, Any], found: str) -> tuple[Alternative, ...]:
    """The text as it is printed, where it is another one."""
    raw = node.get("raw_value", node.get("raw"))
    printed = " ".join(map(text, raw)) if isinstance(raw, list) else text(raw)
    return (Alternative(printed, _PRINTED),) if printed and printed != found else ()


def _united(values: list[Value]) -> tuple[Value, ...]:
    """Values without those that say the same at another place, whose regions the first has too."""
    found: dict[Any, Value] = {}
    for number, value in enumerate(values):
        key = value.text or number
        found[key] = _joined(found[key], value) if key in found else value
    return tuple(found.values())


def _joined(one: Value, other: Value) -> Value:
    known = [figure for figure in (one.confidence, other.confidence) if figure is not None]
    return replace(one, confidence=max(known, default=None), regions=(*one.regions, *other.regions))
