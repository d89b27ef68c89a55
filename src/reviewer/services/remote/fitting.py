"""Values of a service as the document type has them: where it has one value, the service may have one for each part."""

import re
from collections.abc import Mapping

from msgspec.structs import replace

from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.field import Field, Row, Value

_NAMES = ("surname", "given_names")
_ROWS = 3
"""A machine-readable zone has no more."""
_SHORTEST_ROW = 30
_FIRST = "_1"
"""How services that number their fields call the first, or the only one, of a name."""


def fitted(fields: tuple[Field, ...], kind: DocumentType, names: Mapping[str, str]) -> tuple[Field, ...]:
    """Values where the document type has them.

    The rows of a machine-readable zone are one value, the names of a person are one, a single row is fields; a name
    with the number 1 is the type's own name.

    Args:
        fields: under Reviewer's names.
        kind: the document type that they are for.
        names: the service's names and Reviewer's: several may stand for the one of the zone; a column may stand for
            a field of Reviewer's.
    """
    fields = tuple(each for field in fields for each in _lifted(field, fields, kind, names))
    fields = _unnumbered(fields, kind)
    for meant in kind.fields:
        if meant.kind is Kind.MRZ:
            fields = _zone(fields, meant, names)
        elif meant.mrz in _NAMES and not meant.several:
            fields = tuple(_one(field, " ") if field.name == meant.name else field for field in fields)
    return fields


def _lifted(field: Field, fields: tuple[Field, ...], kind: DocumentType, names: Mapping[str, str]) -> tuple[Field, ...]:
    """The cells of a single row as fields, where one of them is a field of the type: an account number."""
    ours = {key.partition(".")[2]: our for key, our in names.items() if key.startswith(f"{field.name}.")}
    known = {each.name for each in fields}
    wanted = [our for our in ours.values() if kind.field(our) is not None and our not in known]
    if len(field.rows) != 1 or kind.field(field.name) is not None or not wanted:
        return (field,)
    return tuple(
        replace(cell, name=cell.name if cell.name in wanted else f"{field.name}.{cell.name}")
        for cell in field.rows[0].fields
    )


def _unnumbered(fields: tuple[Field, ...], kind: DocumentType) -> tuple[Field, ...]:
    """Fields without the number 1 where the type has them so: ``total_1``, ``line_items_1``."""
    known = {field.name for field in fields}
    names = (_plain(field.name, known, kind) for field in fields)
    return tuple(_named(field, name, kind) if name else field for field, name in zip(fields, names, strict=True))


def _plain(name: str, known: set[str], kind: DocumentType) -> str:
    """A name without its number, when that is a field of the type that has no values yet; else nothing."""
    plain = name.removesuffix(_FIRST)
    return plain if plain != name and plain not in known and kind.field(plain) is not None else ""


def _named(field: Field, name: str, kind: DocumentType) -> Field:
    """A field under its name in the type, and its columns likewise."""
    meant = kind.field(name)
    columns = {column.name for column in meant.columns} if meant is not None else set()

    def cell(each: Field) -> Field:
        plain = each.name.removesuffix(_FIRST).removeprefix(f"{name}_")
        return replace(each, name=plain) if plain in columns else each

    return replace(field, name=name, rows=tuple(Row(tuple(map(cell, row.fields))) for row in field.rows))


def _zone(fields: tuple[Field, ...], meant: FieldType, names: Mapping[str, str]) -> tuple[Field, ...]:
    row = re.compile(rf"{re.escape(meant.name)}[._]?(line)?[._]?[1-{_ROWS}]")
    parts = [
        field for field in fields if meant.name in (field.name, names.get(field.name)) or row.fullmatch(field.name)
    ]
    values = tuple(_rows_apart(value) for field in parts for value in field.values)
    filled = [value for value in values if value.text]
    if not parts or len(filled) > _ROWS:
        return fields  # there are several zones
    if len(filled) == 1 and len(parts) == 1:
        return tuple(replace(field, values=values) if field is parts[0] else field for field in fields)
    if any("\n" in value.text for value in filled):
        return fields  # it is whole already
    one = _one(Field(meant.name, values), "\n")
    return tuple(one if field is parts[0] else field for field in fields if field is parts[0] or field not in parts)


def _rows_apart(value: Value) -> Value:
    """A whole zone whose rows are parted by blanks, which it has none of, with its rows apart."""
    rows = value.text.split()
    whole = 1 < len(rows) <= _ROWS and len(set(map(len, rows))) == 1 and len(rows[0]) >= _SHORTEST_ROW
    return replace(value, text="\n".join(rows)) if whole else value


def _one(field: Field, between: str) -> Field:
    """The values of a field in one; as sure as the least sure of them."""
    filled = [value for value in field.values if value.text]
    if len(filled) < 2:
        return replace(field, values=tuple(filled) or field.values[:1])
    figures = [value.confidence for value in filled]
    known = [figure for figure in figures if figure is not None]
    whole = Value(
        between.join(value.text for value in filled),
        confidence=min(known) if len(known) == len(figures) else None,
        messages=tuple(dict.fromkeys(message for value in filled for message in value.messages)),
        regions=tuple(region for value in filled for region in value.regions),
    )
    return replace(field, values=(whole,))
