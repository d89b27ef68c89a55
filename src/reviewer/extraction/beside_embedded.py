"""The print beside the electronic invoice of its file: what agrees is evidence, what differs is told with both."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from reviewer.domain.agreement import agrees
from reviewer.domain.document_type import DocumentType, FieldType, Kind
from reviewer.domain.embedded import ORIGIN, EmbeddedInvoice
from reviewer.domain.field import Alternative, Doubt, Field, Row, Value
from reviewer.domain.normalize import normalized
from reviewer.extraction.evidence import UNSETTLED
from reviewer.extraction.layout import Layout
from reviewer.extraction.score import Choice

EMBEDDED = "embedded"
"""The feature, and the evidence, that the electronic invoice says the same."""

_SETTLED = 0.97
_BESIDE = 0.3
"""What a name counts that is the electronic invoice's with something more or less."""
_ONLY = Doubt("embedded_only", "Only the electronic invoice in this file says so.")


def mark(choices: Iterable[Choice], field: FieldType, layout: Layout, weights: Mapping[str, float]) -> None:
    """Give the feature to all candidates that are what the electronic invoice says of a field."""
    said = layout.embedded.values.get(field.name, "") if layout.embedded is not None else ""
    for choice in choices if said else ():
        one = choice.candidate
        readings = tuple(day.isoformat() for day in one.readings)
        if any(agrees(field, one.text, reading, said) for reading in readings or (one.normalized,)):
            whole = field.kind is not Kind.TEXT or " ".join(one.text.split()) == said
            choice.set(EMBEDDED, 1.0 if whole else _BESIDE, weights)


def compared(fields: Sequence[Field], kind: DocumentType, embedded: EmbeddedInvoice, today: date) -> tuple[Field, ...]:
    """The fields with what the electronic invoice says besides."""
    found: list[Field] = []
    for field in fields:
        wanted = kind.field(field.name)
        if wanted is not None and wanted.columns and field.name in embedded.rows:
            found.append(_with_rows(field, wanted, embedded.rows[field.name], today))
        elif wanted is not None and field.values and (said := embedded.values.get(field.name)):
            value = _value(field.values[0], wanted, said, today)
            found.append(replace(field, values=(value, *field.values[1:])))
        else:
            found.append(field)
    return tuple(found)


def _value(value: Value, field: FieldType, said: str, today: date) -> Value:
    if not value.text:
        return _only(field, said, today, value.alternatives)
    if agrees(field, value.text, value.normalized, said):
        return value
    others = tuple(one for one in value.alternatives if one.origin != ORIGIN)
    return replace(value, alternatives=(Alternative(said, ORIGIN), *others))


def _only(field: FieldType, said: str, today: date, alternatives: tuple[Alternative, ...] = ()) -> Value:
    """A value that is not printed, or was not found there: it has no place, and needs a look."""
    return Value(
        said,
        normalized=normalized(said, field, today),
        confidence=UNSETTLED,
        recognized_text=said,
        doubts=(_ONLY,),
        alternatives=alternatives,
        evidence=(EMBEDDED,),
    )


def _with_rows(field: Field, kind: FieldType, said: tuple[dict[str, str], ...], today: date) -> Field:
    """Rows whose cells the electronic invoice confirms; its own rows where the print has none.

    A row of the print is its row with the same amount: discounts and carriage are rows on one side only.
    """
    if not field.rows:
        return replace(field, rows=tuple(_row(kind, row, today) for row in said))
    left = list(said)
    rows: list[Row] = []
    for row in field.rows:
        theirs = next((one for one in left if _costs_same(row, kind, one)), None)
        if theirs is not None:
            left.remove(theirs)
        rows.append(row if theirs is None else _confirmed(row, kind, theirs))
    return replace(field, rows=tuple(rows))


def _costs_same(row: Row, field: FieldType, said: Mapping[str, str]) -> bool:
    cost = [column for column in field.columns if column.kind is Kind.AMOUNT][-1]
    cell = next(cell for cell in row.fields if cell.name == cost.name)
    value = cell.values[0]
    return bool(value.text) and agrees(cost, value.text, value.normalized, said.get(cost.name, ""))


def _row(field: FieldType, said: Mapping[str, str], today: date) -> Row:
    cells = ((column, said.get(column.name, "")) for column in field.columns)
    return Row(
        tuple(
            Field(column.name, values=(_only(column, text, today) if text else Value(text=""),))
            for column, text in cells
        )
    )


def _confirmed(row: Row, field: FieldType, said: Mapping[str, str]) -> Row:
    columns = {column.name: column for column in field.columns}
    return Row(
        tuple(
            replace(cell, values=(_settled(cell.values[0], columns[cell.name], said.get(cell.name, "")),))
            for cell in row.fields
        )
    )


def _settled(value: Value, column: FieldType, said: str) -> Value:
    if not said or not agrees(column, value.text, value.normalized, said):
        return value
    known = value.recognized_confidence
    evidence = (*value.evidence, EMBEDDED)
    return replace(value, evidence=evidence, confidence=_SETTLED if known is None else min(known, _SETTLED))
