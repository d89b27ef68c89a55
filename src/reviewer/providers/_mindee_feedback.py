"""Corrected values in the shape that version 1 of Mindee takes: typed as its prediction was, without places."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from reviewer.domain import amounts, dates
from reviewer.domain.field import Field, Mark, Row, Value
from reviewer.errors import ProviderError
from reviewer.providers._json import mapping
from reviewer.providers._mindee_names import candidates, columns_of, table
from reviewer.providers._mindee_v1_fields import ADDRESS, META
from reviewer.providers._mindee_values import is_scalar, plain

_NUMBERS = {"amount", "total", "rate", "base", "quantity", "price", "tip", "net", "tax"}
_MEASURES = {"quantity", "rate"}
_TRUE, _FALSE = ("true", "yes", "1"), ("false", "no", "0")
_MRZ = "mrz"
_UNKNOWN: Final = object()
"""Of a value that nobody could say: nothing is told of it."""


def unavailable() -> ProviderError:
    """The service takes no corrections."""
    return ProviderError(
        "Mindee does not take corrections for this document.",
        "They are kept here, and can be exported.",
        code="feedback_unavailable",
    )


def body(document: dict[str, Any], fields: tuple[Field, ...]) -> dict[str, Any]:
    """What is sent: every field of the prediction that has values, corrected or not; what was cleared is null.

    Args:
        document: as it was answered.
        fields: as they count now, under Mindee's names or under Reviewer's.
    """
    prediction = mapping(mapping(document.get("inference")).get("prediction"))
    names = table((field.name for field in fields), prediction)
    found: dict[str, Any] = {}
    for field in sorted(fields, key=lambda field: field.name not in prediction):  # its own names first
        theirs = _theirs(field, prediction, names)
        if len(theirs) > 1 and all(name.startswith(_MRZ) for name in theirs):
            found.update(_zone(field, theirs))
        elif theirs and (theirs[0] not in found or "." in theirs[0]):
            _put(found, theirs[0], field, prediction, names)
    for name, told in found.items():
        if isinstance(prediction[name], list) and isinstance(told, dict):
            found[name] = [told]
    return {"feedback": found}


def _theirs(field: Field, prediction: dict[str, Any], names: Mapping[str, str]) -> list[str]:
    """The names in the prediction that a field may stand for; its own alone where that is one."""
    if field.name in prediction:
        return [field.name]
    return [name for name in candidates(field.name, names) if name in prediction or _is_part(name, prediction)]


def _is_part(name: str, prediction: dict[str, Any]) -> bool:
    base, _, part = name.partition(".")
    return bool(part) and isinstance(prediction.get(base), dict | list)


def _put(found: dict[str, Any], name: str, field: Field, prediction: dict[str, Any], names: Mapping[str, str]) -> None:
    base, _, part = name.partition(".")
    old = prediction[base]
    told = _told(base, field, old, names) if not part else _part(field, old, part)
    if told is _UNKNOWN:
        return
    if part:
        there = found.setdefault(base, _parts(old[0] if isinstance(old, list) and old else old))
        if isinstance(there, dict):  # else the rows came by themselves
            there[part] = told
    elif isinstance(found.get(base), dict) and isinstance(told, dict):
        found[base] = {**found[base], **told}  # a part came first
    else:
        found[base] = told


def _told(name: str, field: Field, old: Any, names: Mapping[str, str]) -> Any:
    if isinstance(old, list):
        return _list(name, field, old, columns_of(name, names))
    node = mapping(old)
    if isinstance(node.get("values"), list) and "value" not in node:
        return {"values": [{"content": value.text} for value in _said(field.values)]}
    if "value" not in node and set(node) & META and set(node) <= META:
        return _UNKNOWN  # only a place
    value = next(iter(field.values), Value(""))
    told = _typed(value, node.get("value"), name)
    if told is _UNKNOWN:
        return _UNKNOWN
    parts = _parts(old) if told == node.get("value") else {}
    return {**parts, "value": told}


def _part(field: Field, old: Any, part: str) -> Any:
    node = mapping(old[0] if isinstance(old, list) and old else old)
    for step in part.split("."):
        child = node.get(step)
        node = mapping(child)
    return _typed(next(iter(field.values), Value("")), child if is_scalar(child) else node.get("value"), part)


def _parts(old: Any) -> dict[str, Any]:
    """What a value consists of besides itself: parts of an address or a locale."""
    return {
        key: value
        for key, value in mapping(old).items()
        if key not in META and key != "value" and value is not None and is_scalar(value)
    }


def _zone(field: Field, names: list[str]) -> dict[str, Any]:
    """The rows of a machine-readable zone, each a field of its own."""
    rows = [row for value in _said(field.values) for row in value.text.split("\n")]
    return {name: {"value": rows[at] if at < len(rows) else None} for at, name in enumerate(names)}


# Lists


def _list(name: str, field: Field, old: list[Any], named: Mapping[str, str]) -> Any:
    nodes = [mapping(item) for item in old]
    if field.rows or (not field.values and any(set(node) - META - ADDRESS - {"value", "type"} for node in nodes)):
        columns = _columns(nodes)
        return [told for row in field.rows if (told := _row(row, columns, named))]
    if nodes and all("value" not in node and set(node) <= META for node in nodes):
        return _UNKNOWN  # only places
    types = {plain(node.get("value"))[0]: node["type"] for node in nodes if node.get("type")}
    sample = next((node.get("value") for node in nodes if node.get("value") is not None), None)
    values = list(_said(field.values))
    if len(values) == 1 and len(nodes) > 1 and values[0].text.split() != [values[0].text]:
        values = _apart(values[0], nodes)
    typed = [(value.text, _typed(value, sample, name)) for value in values]
    return [
        {**({"type": types[text]} if text in types else {}), "value": each}
        for text, each in typed
        if each is not _UNKNOWN
    ]


def _apart(value: Value, nodes: list[dict[str, Any]]) -> list[Value]:
    """Several values that Reviewer has as one, with blanks between: given names."""
    before = [plain(node.get("value"))[0] for node in nodes]
    pieces = before if " ".join(before) == value.text else value.text.split()
    return [Value(piece) for piece in pieces if piece]


class _Column(NamedTuple):
    """A column: a sample of its values, and whether a row has a list of rows or of values there."""

    sample: Any = None
    rows: bool = False
    values: bool = False


def _columns(nodes: Iterable[dict[str, Any]], prefix: str = "") -> dict[str, _Column]:
    """The columns of an answer's rows by name, dotted where they lie deeper."""
    found: dict[str, _Column] = {}
    for node in nodes:
        for key, child in node.items():
            name = f"{prefix}{key}"
            if key in META:
                continue
            if is_scalar(child):
                if found.get(name, _Column()).sample is None:
                    found[name] = _Column(child)
            elif isinstance(child, dict):
                found.update(_columns([child], f"{name}."))
            elif all(map(is_scalar, child)):
                found[name] = _Column(next(iter(child), None), values=True)
            else:
                below = _columns(map(mapping, child), f"{name}.")
                found.update({each: column._replace(rows=True) for each, column in below.items()})
    return found


def _row(row: Row, columns: dict[str, _Column], named: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {}
    for cell in row.fields:
        name = _column(cell.name, columns, named)
        column = columns.get(name, _Column())
        values = [_typed(value, column.sample, name) for value in cell.values]
        place, _, key = name.rpartition(".")
        if column.rows:
            _fill(told.setdefault(place, []), key, values)
            continue
        there = told.setdefault(place, {}) if place else told
        if not isinstance(there, dict):
            continue  # no two rows of the answer are alike
        if column.values:
            there[key] = [value for value in values if value not in (_UNKNOWN, None)]
        elif values and values[0] is not _UNKNOWN:
            there[key] = values[0]
    return told


def _fill(items: Any, key: str, values: list[Any]) -> None:
    """Put values of one column into the rows of a list."""
    if not isinstance(items, list):
        return
    items += [{} for _ in range(len(values) - len(items))]
    for item, value in zip(items, values, strict=False):
        if value is not _UNKNOWN and isinstance(item, dict):
            item[key] = value


def _column(column: str, columns: Collection[str], named: Mapping[str, str]) -> str:
    """Mindee's name of a column that may have Reviewer's; where the answer had no row, the first that it may be."""
    wanted = candidates(column, named)
    known = next((each for each in wanted if each in columns), None)
    return known or (column if columns or len(wanted) == 1 else wanted[1])


# Values


def _said(values: Iterable[Value]) -> Iterator[Value]:
    return (value for value in values if value.text and value.mark is None)


def _typed(value: Value, old: Any, name: str) -> Any:
    """A value as JSON of the type that the prediction has; None for a cleared one."""
    if value.mark is Mark.UNREADABLE:
        return _UNKNOWN
    if not value.text or value.mark is Mark.BLANK:
        return None
    if plain(old)[0] == value.text:
        return old
    if isinstance(old, bool):
        folded = value.text.strip().lower()
        return True if folded in _TRUE else False if folded in _FALSE else _UNKNOWN
    words = name.rpartition(".")[2].split("_")
    if isinstance(old, int | float):
        return _number(value, isinstance(old, int), money=not _MEASURES & set(words))
    if plain(old)[1] is not None or (old is None and "date" in words):
        return _day(value)
    if old is None and _NUMBERS & set(words) and "number" not in words:
        told = _number(value, False, money=not _MEASURES & set(words))
        return value.text if told is _UNKNOWN else told
    return value.text


def _number(value: Value, is_whole: bool, *, money: bool) -> Any:
    """A number; in money ``1.234`` is more than a thousand, in a quantity it is little more than one."""
    number = _decimal(_normal(value))
    if number is None:
        number = _decimal(amounts.plain(value.text)) if money else amounts.number(value.text.rstrip(" %"))
    if number is None:
        return _UNKNOWN
    return int(number) if is_whole and number == number.to_integral_value() else float(number)


def _decimal(text: str | None) -> Decimal | None:
    try:
        return None if text is None else Decimal(text)
    except InvalidOperation:
        return None


def _day(value: Value) -> Any:
    """The day in ISO 8601; the text itself when it is none."""
    text = _normal(value) or value.text
    if plain(text)[1] is not None:
        return text
    found = dates.readings(value.text, date.today())
    return found[0].isoformat() if found else value.text


def _normal(value: Value) -> str | None:
    """The normalized form, where it is one of the text as it stands."""
    return value.normalized if value.text == value.recognized_text or value.recognized_text is None else None
