"""Rows of a table as values for the review: what settles their cells, and where the table ends."""

from decimal import Decimal

from reviewer.domain.document_type import FieldType, Kind, RowsBy
from reviewer.domain.field import Field, Value
from reviewer.domain.field import Row as FieldRow
from reviewer.extraction.candidate import Candidate
from reviewer.extraction.doubts import reading_doubts, unconfirmed
from reviewer.extraction.evidence import UNSETTLED
from reviewer.extraction.table import ALMOST, Cells, product
from reviewer.extraction.values import read_value

_SETTLED = 0.97
_HUNDRED = Decimal(100)


def as_field(field: FieldType, rows: list[Cells], threshold: float, sums: frozenset[Decimal]) -> Field:
    """The rows as values for the review; without a sum or product that agrees they stay below the threshold.

    Args:
        field: with columns.
        rows: as `find_rows` found them.
        threshold: of the field.
        sums: amounts of the page that the rows may add up to: the total, before or after rounding and tax.
    """
    cost = [column.name for column in field.columns if column.kind is Kind.AMOUNT][-1:]
    if field.rows_by is RowsBy.RATE:
        count = len(rows) if _sum(rows, cost) in sums else 0
    else:
        count = _adding_up(rows, cost, sums)
    shown = rows[:count] if count else rows
    return Field(field.name, rows=tuple(_row(field, cells, threshold, bool(count)) for cells in shown))


def _adding_up(rows: list[Cells], cost: list[str], sums: frozenset[Decimal]) -> int:
    """How many rows from the first add up to a sum; 0 when none do. What stands below them is no row of the table."""
    whole = Decimal(0)
    for number, cells in enumerate(rows, 1):
        whole += _sum([cells], cost)
        if number > 1 and any(abs(whole - one) <= ALMOST for one in sums):
            return number
    return 0


def _sum(rows: list[Cells], names: list[str]) -> Decimal:
    keys = (cells[name].key for cells in rows for name in names if name in cells)
    return sum((key for key in keys if isinstance(key, Decimal)), Decimal(0))


def _row(field: FieldType, cells: Cells, threshold: float, added: bool) -> FieldRow:
    evidence = _row_evidence(field, cells, added)
    return FieldRow(
        tuple(
            Field(
                column.name, values=(_value(column, cells.get(column.name), threshold, evidence.get(column.name, ())),)
            )
            for column in field.columns
        )
    )


def _row_evidence(field: FieldType, cells: Cells, added: bool) -> dict[str, tuple[str, ...]]:
    """What settles the cells of a row: its amount by the sum of all, price and count by their product."""
    costs = [column.name for column in field.columns if column.kind is Kind.AMOUNT and column.name in cells]
    counts = [column.name for column in field.columns if column.kind is Kind.NUMBER and column.name in cells]
    found: dict[str, tuple[str, ...]] = {}
    if added and costs:
        found[costs[-1]] = ("sum",)
    if len(costs) > 1 and counts:
        number = cells[counts[0]].key
        if field.rows_by is RowsBy.RATE and isinstance(number, Decimal):
            number /= _HUNDRED
        if isinstance(number, Decimal) and product(number, cells[costs[-2]], cells[costs[-1]]):
            for name in (counts[0], *costs[-2:]):
                found[name] = (*found.get(name, ()), "product")
    if found:  # the figures prove that this is a row, so what describes it is its description
        found |= {column.name: ("row",) for column in field.columns if column.kind in (Kind.TEXT, Kind.CODE)}
    return found


def _value(column: FieldType, candidate: Candidate | None, threshold: float, evidence: tuple[str, ...]) -> Value:
    if candidate is None:
        return Value(text="")
    read = read_value(candidate)
    known = read.recognized_confidence
    score = _SETTLED if evidence else UNSETTLED
    doubts = reading_doubts(candidate, read.characters, known, threshold)
    if score < threshold:
        doubts = (*doubts, unconfirmed(column))
    return Value(
        text=read.text,
        normalized=read.normalized,
        confidence=score if known is None else min(known, score),
        evidence=evidence,
        recognized_text=read.text,
        recognized_confidence=known,
        regions=read.regions,
        characters=read.characters,
        edges=read.edges,
        doubts=doubts,
    )
